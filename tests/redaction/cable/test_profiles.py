"""A ministry adds a message format by adding a file, and is told what is wrong with it."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from redaction.__main__ import main
from redaction.cable import CableError
from redaction.cable.parse import detect
from redaction.cable.profiles import FOLDER, detectable, load, load_file, names, whole
from redaction.cable.sheet import Sheet

ROOT = Path(__file__).resolve().parents[3]
DOC = (ROOT / "docs" / "adding-a-profile.md").read_text("utf-8")
# A text of each built-in format, by how it shows itself.
SHOWN = {
    "aad": "Message Attributes\n\nAutomatic Decaptioning: X\n",
    "frus": "49. Telegram From the Embassy in Testland\n\nText.\n\n* Source: Files. Secret.\n",
    "dafp": "O.XX1234 SECRET IMMEDIATE\n\nText.\n",
    "acp127": "FM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\n",
}
GOOD: Mapping[str, Any] = {
    "name": '"new"',
    "about": '"telegrams of Newland"',
    "source": '"Newland, Handbook"',
    "extends": '"acp127"',
}


def block(language: str) -> str:
    """The first block of the page in that language."""
    found = re.search(rf"^```{language}\n(.*?)^```$", DOC, re.M | re.S)
    assert found is not None
    return found[1]


def put(folder: Path, name: str, changes: Mapping[str, str], more: str = "") -> Path:
    keys = {**GOOD, "name": f'"{name}"', **changes}
    lines = [f"{key} = {value}" for key, value in keys.items() if value]
    path = folder / f"{name}.toml"
    path.write_text("\n".join(lines) + "\n" + more, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(CableError) as refused:
        load_file(path)
    assert refused.value.code == "BAD_PROFILE"
    return refused.value.message


def without_places(value: Any, like: Any) -> Any:
    """``value`` with the keys only that ``like`` has."""
    if isinstance(like, dict) and isinstance(value, dict):
        return {key: without_places(value.get(key), part) for key, part in like.items()}
    if isinstance(like, list) and isinstance(value, list) and len(like) == len(value):
        return [without_places(one, other) for one, other in zip(value, like, strict=True)]
    return value


@pytest.fixture
def testland(tmp_path: Path) -> Path:
    """The profile of the page, where a person would write it."""
    path = tmp_path / "testland.toml"
    path.write_text(block("toml"), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path, testland: Path) -> Path:
    """The folder of profiles with the profile of the page in it."""
    copy = tmp_path / "profiles"
    shutil.copytree(FOLDER, copy)
    shutil.copy(testland, copy)
    return copy


def test_the_telegram_of_the_page_is_read_as_the_page_says(
    testland: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    telegram = testland.with_name("telegram.txt")
    telegram.write_text(block("text"), encoding="utf-8")
    assert main(["parse", "--profile", str(testland), str(telegram)]) == 0
    read, said = json.loads(capsys.readouterr().out), json.loads(block("json"))
    assert without_places(read, said) == said


def test_the_check_of_the_page_prints_what_the_page_says(
    testland: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["profiles", "--check", str(testland)]) == 0
    assert capsys.readouterr().out == block("console")


def test_the_profile_of_the_page_is_detected_when_it_is_in_the_folder(folder: Path) -> None:
    assert "testland" in names(folder)
    assert detect(Sheet(block("text")), folder).name == "testland"
    assert detect(Sheet(block("text"))).name == "acp127"


@pytest.mark.parametrize("name", SHOWN)
def test_a_new_profile_takes_no_text_from_the_built_in_ones(name: str, folder: Path) -> None:
    assert detect(Sheet(SHOWN[name])).name == name
    assert detect(Sheet(SHOWN[name]), folder).name == name


def test_formats_are_asked_in_the_order_they_state(folder: Path) -> None:
    assert [profile.name for profile in detectable()] == ["aad", "frus", "dafp"]
    assert [profile.name for profile in detectable(folder)] == ["testland", "aad", "frus", "dafp"]


def test_a_format_is_looked_for_only_where_its_profile_says(folder: Path) -> None:
    late = "Text.\n" * 20 + "FM MEA TESTLAND\n"
    assert detect(Sheet(late), folder).name == "acp127"


def test_a_security_line_is_understood_whatever_word_a_ministry_prints(
    testland: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    telegram = tmp_path / "telegram.txt"
    telegram.write_text(
        "ZNY SSSSS ZZH\nFM MEA TESTLAND\nTO MINISTRY TESTVILLE\nOFFEN NEWTOWN 12\n\n1. (U) Text.\n"
    )
    assert main(["parse", "--profile", str(testland), str(telegram)]) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["classification"]["level"] == "SECRET"
    assert "CLASSIFICATION_CONFLICT" in [issue["code"] for issue in read["issues"]]


def test_an_empty_list_means_none_and_not_everything(tmp_path: Path) -> None:
    nothing = dict.fromkeys(
        ("captions", "stamps", "trailer", "partial_notices", "stop_phrases", "passing"), "[]"
    )
    profile = load_file(put(tmp_path, "new", nothing))
    patterns = (profile.stamp, profile.trailer, profile.partial_notice, profile.stop)
    assert [pattern.search("any words at all") for pattern in patterns] == [None] * 4
    assert profile.caption.search("any") is None


def test_names_of_lines_are_taken_over_one_by_one(testland: Path) -> None:
    slugs = whole(testland)["slugs"]
    assert slugs["subject"] == ["BETREFF", "BETR"]
    assert slugs["eo"] == whole(FOLDER / "acp127.toml")["slugs"]["eo"]


def test_how_a_format_is_detected_is_never_taken_over(tmp_path: Path) -> None:
    assert load_file(put(tmp_path, "new", {"extends": '"aad"'})).detection is None


@pytest.mark.parametrize(
    ("changes", "more", "said"),
    [
        ({"captoins": '["X"]'}, "", "new.toml: captoins is no key; there are: name, about"),
        ({"name": '"other"'}, "", "new.toml: name wants the name of the file"),
        ({"source": ""}, "", "new.toml: source is missing"),
        ({"extends": '"nowhere"'}, "", "new.toml: extends names no profile; there are: aad"),
        ({"extends": '"new"'}, "", "new.toml: extends goes in a circle: new -> new"),
        ({"extends": ""}, "", "new.toml: layout is missing"),
        ({"captions": '"NODIS"'}, "", "new.toml: captions wants a list of words"),
        ({"captions": '[""]'}, "", "new.toml: captions wants a list of words"),
        ({"layout": '"back"'}, "", 'new.toml: layout wants one of "front", "printed", "plain"'),
        ({"trailer": '["*"]'}, "", "new.toml: trailer wants more than *"),
        ({"first_number": "true"}, "", "new.toml: first_number wants a whole number"),
        ({}, '[slugs]\nsubjekt = ["B"]', "new.toml: slugs.subjekt is no key"),
        ({}, '[slugs]\nsubject = ["B"]', "new.toml: slugs.subject wants a list of names of two"),
        ({}, '[precedence_misprints]\nA = "B"', "new.toml: precedence_misprints.A wants a word"),
        ({}, '[[levels]]\nname = "X"\nrank = 1', "new.toml: levels[1].mark is missing"),
        ({}, '[[levels]]\nname = "X"\nmark = "S"', "new.toml: levels[1].rank is missing"),
        ({}, '[[levels]]\nname = "X"\nmark = "Q"\nrank = 1', "new.toml: levels[1].mark wants one"),
        ({"levels": "[1]"}, "", "new.toml: levels[1] wants a table with name, mark and rank"),
        ({}, "[detect]\norder = 1", "new.toml: detect wants either form or some of line_is"),
        ({}, '[detect]\nform = "x"', "new.toml: detect.form wants one of"),
        ({}, '[detect]\nline_is = ["x"]\nwithin = 0', "new.toml: detect.within wants a whole"),
        ({}, "[detect", "new.toml: the file is no TOML"),
    ],
)
def test_a_profile_that_is_not_good_is_refused_by_file_and_key(
    changes: dict[str, str], more: str, said: str, tmp_path: Path
) -> None:
    assert refusal(put(tmp_path, "new", changes, more)).startswith(said)


def test_levels_whose_ranks_contradict_their_letters_are_refused(tmp_path: Path) -> None:
    levels = "".join(
        f'[[levels]]\nname = "{name}"\nmark = "{mark}"\nrank = {rank}\n'
        for name, mark, rank in (("HIGH", "S", 1), ("LOW", "C", 2))
    )
    assert "levels[1].rank wants the order U < SBU < R < C < S < TS" in refusal(
        put(tmp_path, "new", {}, levels)
    )


def test_profiles_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "other", {"extends": '"new"'})
    message = refusal(put(tmp_path, "new", {"extends": '"other"'}))
    assert message == "other.toml: extends goes in a circle: new -> other -> new"


def test_a_bad_profile_in_the_folder_is_never_passed_over(folder: Path) -> None:
    put(folder, "new", {"captoins": "[]"})
    with pytest.raises(CableError) as refused:
        detect(Sheet("Text."), folder)
    assert refused.value.message.startswith("new.toml: captoins")


def test_a_profile_that_is_loaded_is_given_back() -> None:
    assert load(load("frus")) is load("frus")


def test_the_command_says_what_is_wrong_by_its_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = str(put(tmp_path, "new", {"captoins": "[]"}))
    assert main(["profiles", "--check", bad]) == 1
    assert capsys.readouterr().out.startswith("BAD_PROFILE: new.toml: captoins is no key")
    assert main(["profiles", "--check", str(tmp_path / "absent.toml")]) == 2
    assert main(["profiles", "--check", bad, "--reference"]) == 2
    assert main(["parse", "--profile", bad, bad]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "BAD_PROFILE: new.toml: captoins is no key" in streams.err


def test_a_line_of_json_names_a_profile_and_never_a_file(
    testland: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = json.dumps({"id": 1, "text": "Text.", "profile": str(testland)})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(asked.encode())))
    assert main(["parse", "--jsonl"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "BAD_PROFILE"


def test_the_list_names_every_profile_for_what_it_is_and_its_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["profiles"]) == 0
    listed = capsys.readouterr().out
    for name in names():
        assert load(name).about in listed
        assert str(FOLDER / f"{name}.toml") in listed
