"""Every table names its source, says each code once, and is described on the page of formats."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from redaction.cable import CableError
from redaction.cable.data import FILES, FOLDER, read
from redaction.cable.issues import SEVERITIES
from redaction.cable.profiles import FOLDER as PROFILES
from redaction.cable.profiles import names, whole
from redaction.cable.tables import caption_meaning, post_of
from redaction.commands.formats import formats_page
from tests.redaction.cable.invariants import KINDS

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    "path", sorted([*FOLDER.glob("*.toml"), *PROFILES.glob("*.toml")]), ids=str
)
def test_every_data_file_names_its_source(path: Path) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    assert len(data["source"]) > 10
    assert data["about"]


def test_every_data_file_is_known_and_every_code_stands_once() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(FILES)
    for name in FILES:
        codes = [code for key in FILES[name] for code in read(name)[key]]
        assert len(codes) == len(set(codes)), name


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("tags", lambda s: re.sub(r"source = .*\n", "", s), "tags.toml: source is missing"),
        ("tags", lambda s: s + "\nextra = 1\n", "tags.toml: extra is not a key"),
        ("tags", lambda s: s.replace("AADP", "AADP AADP"), "tags.toml: subject: AADP stands twice"),
        (
            "tags",
            lambda s: s.replace("AADP", "AADP NATO"),
            "tags.toml: organization: NATO stands in subject too",
        ),
        (
            "tags",
            lambda s: re.sub("source = .*", "source = 1", s),
            "tags.toml: source: wants words",
        ),
        ("tags", lambda s: s + "[", "tags.toml is no TOML"),
        ("posts", lambda s: s + "RUEHC = 'X'\n", "posts.toml is no TOML"),
        ("posts", lambda s: s + "RUXQQ = ''\n", "posts.toml: posts: RUXQQ wants words"),
        ("captions", lambda s: s + "[captions.NEW]\n", "captions.toml: captions: NEW wants a kind"),
        (
            "captions",
            lambda s: s.replace('kind = "handling"', 'kind = "colour"', 1),
            "captions.toml: captions: the kind of ROGER CHANNEL is one of: distribution",
        ),
    ],
)
def test_a_table_that_is_not_good_is_refused_by_file_and_key(
    name: str, change: Callable[[str], str], said: str, tmp_path: Path
) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    path = tmp_path / f"{name}.toml"
    path.write_text(change(path.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(CableError) as refused:
        read(name, tmp_path)
    assert refused.value.code == "BAD_TABLE"
    assert refused.value.message.startswith(said)


def test_a_code_is_explained_to_a_person_when_it_is_known() -> None:
    assert post_of("RUEHC") == post_of("ruehc") == "SECSTATE WASHDC"
    assert caption_meaning("roger  channel") == "channel for matters of intelligence, read by few"
    assert post_of("RUXQQQ") is caption_meaning("NO SUCH CAPTION") is None


def test_a_routing_indicator_has_the_form_of_one() -> None:
    assert [code for code in read("posts")["posts"] if not re.fullmatch("R[A-Z]{4,7}", code)] == []


def test_every_caption_of_a_built_in_profile_has_a_meaning() -> None:
    for name in names():
        data = whole(PROFILES / f"{name}.toml")
        for caption in (*data["captions"], *data["controls"], *data["reference_captions"]):
            assert caption_meaning(caption), caption


def test_every_issue_and_every_kind_of_segment_has_a_meaning() -> None:
    said = read("reading")
    assert set(said["issues"]) == set(SEVERITIES)
    assert set(said["kinds"]) == set(KINDS)


def test_the_page_of_formats_is_what_the_command_prints() -> None:
    assert (ROOT / "docs" / "formats.md").read_text("utf-8") == formats_page(), (
        "renew it: python -m redaction profiles --reference > docs/formats.md"
    )
