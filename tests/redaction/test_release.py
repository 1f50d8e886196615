"""Three files or none: the release function and its command."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from redaction.commands.outbox import Leaf, put
from redaction.commands.release import run
from redaction.errors import NoGlyph, VerificationFailed, WithheldTextFound
from redaction.marks import Policy
from redaction.release import build_release_copy, preview
from tests.redaction.telegrams import HEADER, STAMP, mark, name, place, request, shown_words

TEXT = HEADER + "1. (C) The director met Orla on Friday.\n\n2. (U) End.\nVENNER\n"


def lines_in(monkeypatch: pytest.MonkeyPatch, *jobs: Any) -> None:
    """Put lines on standard input; a string goes as it is."""
    lines = [job if isinstance(job, str) else json.dumps(job) for job in jobs]
    data = "".join(line + "\n" for line in lines).encode("utf-8", "surrogateescape")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def said(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    out, err = capsys.readouterr()
    assert err == ""
    return [json.loads(line) for line in out.split("\n") if line]


@pytest.fixture
def refused(tmp_path, monkeypatch, capsys):
    """Run one line and return its error; nothing may be written or said of the text."""

    def run_one(job: Any) -> dict[str, Any]:
        out = tmp_path / "out"
        lines_in(monkeypatch, job)
        assert run(["--jsonl", "--out", str(out)]) == 1
        assert list(out.iterdir()) == []
        (line,) = said(capsys)
        assert "Orla" not in json.dumps(line) or "Orla" in str(line["id"])
        return line["error"]

    return run_one


def test_a_release_is_three_files_that_agree(tmp_path, monkeypatch, capsys):
    lines_in(monkeypatch, request(TEXT, name(TEXT, "Orla")))
    assert run(["--jsonl", "--out", str(tmp_path / "a" / "b")]) == 0
    (line,) = said(capsys)
    assert line["id"] == "D000123"
    assert (line["disposition"], line["gaps"], line["pages"]) == ("RIP", 1, 1)
    assert line["title"] == "Telegram (released in part)"
    assert {"code": "hint", "kind": "alone", "mark": "m1"} in line["warnings"]
    assert list(line["files"]) == ["pdf", "json", "txt"]
    assert Path(line["files"]["pdf"]).read_bytes().startswith(b"%PDF-1.7")
    assert "met [[WITHHELD B6 | M1 | NAME]] on" in Path(line["files"]["txt"]).read_text()
    decisions = json.loads(Path(line["files"]["json"]).read_text())
    assert decisions["disposition"] == "RIP"
    for path in line["files"].values():
        data = Path(path).read_bytes()
        assert b"Orla" not in data
        assert b"D000123" not in data
        assert b"m1" not in data or path.endswith(".pdf")
    assert sorted(found.name for found in (tmp_path / "a" / "b").iterdir()) == [
        *("D000123.json", "D000123.pdf", "D000123.txt"),
    ]


def test_the_command_on_files_does_the_same(tmp_path, monkeypatch, capsys):
    job = request(TEXT, name(TEXT, "Orla"))
    (tmp_path / "cable.txt").write_text(TEXT)
    (tmp_path / "marks.json").write_text(json.dumps(job))
    files = [str(tmp_path / "cable.txt"), str(tmp_path / "marks.json")]
    assert run([*files, "--out", str(tmp_path / "one")]) == 0
    assert run([*files, "--out", str(tmp_path / "two"), "--id", "D1"]) == 0
    one, two = said(capsys)
    assert (one["id"], two["id"]) == ("cable", "D1")
    for kind in ("pdf", "txt", "json"):
        assert Path(one["files"][kind]).read_bytes() == Path(two["files"][kind]).read_bytes()
    (tmp_path / "cable.txt").write_bytes(TEXT.replace("Friday", "Café").encode("cp1252"))
    assert run([*files, "--out", str(tmp_path / "two")]) == 1
    assert said(capsys)[0]["error"]["code"] == "BAD_ENCODING"
    assert run([*files, "--out", str(tmp_path / "three"), "--encoding", "cp1252"]) == 0


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["none.txt", "marks.json"], "NOT_FOUND"),
        (["cable.txt", "none.json"], "NOT_FOUND"),
        (["cable.txt", "cable.txt"], "bad_json"),
        (["bad name.txt", "marks.json"], "bad_id"),
        (["nul.txt", "marks.json"], "BAD_CHARACTER"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error_and_no_traceback(tmp_path, capsys, files, code):
    (tmp_path / "marks.json").write_text(json.dumps(request(TEXT)))
    for file in ("cable.txt", "bad name.txt"):
        (tmp_path / file).write_text(TEXT)
    (tmp_path / "nul.txt").write_text(TEXT + "\0")
    argv = [str(tmp_path / file) for file in files]
    assert run([*argv, "--out", str(tmp_path / "out")]) == 1
    (line,) = said(capsys)
    assert line["error"]["code"] == code
    assert line["id"] == Path(files[0]).stem
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["--jsonl"],
        ["--out", "x"],
        ["cable.txt", "--out", "x"],
        ["cable.txt", "marks.json"],
        ["cable.txt", "marks.json", "--jsonl", "--out", "x"],
        ["--jsonl", "--id", "D1", "--out", "x"],
        ["--jsonl", "--encoding", "utf-8", "--out", "x"],
        ["--jsonl", "--out", "file"],
        ["--nonsense"],
    ],
)
def test_a_wrong_call_is_told_apart_from_a_wrong_text(tmp_path, monkeypatch, capsys, argv):
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("")
    assert run(argv) == 2
    assert "usage:" in capsys.readouterr().err


def test_help_is_no_wrong_call(capsys):
    assert run(["--help"]) == 0
    assert "--jsonl" in capsys.readouterr().out


@pytest.mark.parametrize(
    "bad_id", ["", ".hidden", "-x", "a/b", "a b", "x" * 65, "é", None, 5, "a\n", "../x"]
)
def test_an_id_is_a_file_name_and_nothing_else(refused, bad_id):
    assert refused(request(TEXT) | {"id": bad_id})["code"] == "bad_id"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "bad_json"),
        ("[]", "bad_json"),
        ('"text"', "bad_json"),
        ("[" * 100_000, "bad_json"),
        ('{"id": "\udcff"}', "bad_json"),
        (request(TEXT) | {"text": None}, "bad_input"),
        (request(TEXT) | {"text": 5}, "bad_input"),
        (request(TEXT) | {"marks": None}, "bad_input"),
        (request(TEXT) | {"stamp": None}, "bad_stamp"),
        (request(TEXT) | {"text": "a\0b"}, "BAD_CHARACTER"),
        (request(TEXT) | {"text": "a\ud800b"}, "BAD_CHARACTER"),
        (request(TEXT) | {"text": "a" * (5 * 1024 * 1024 + 1)}, "TOO_LARGE"),
        (request(TEXT + "wrote 聖.\n"), "no_glyph"),
        (request(TEXT) | {"id": "Orla-1", "marks": None}, "bad_input"),
        (request(TEXT, name(TEXT, "Orla")) | {"id": "Orla-1"}, "withheld_text_found"),
        (request(TEXT + "Orla.\n", name(TEXT, "Orla")), "residual_mention"),
    ],
)
def test_every_refusal_has_a_code_and_writes_nothing(refused, line, code):
    assert refused(line)["code"] == code


def test_one_bad_line_does_not_stop_the_rest(tmp_path, monkeypatch, capsys):
    odd = request("a\u2028b\u0085c\x0cd Orla.\n", id="D2", marks=[])
    lines_in(monkeypatch, request(TEXT), "", "  ", "nonsense", odd, request(TEXT) | {"id": "D3"})
    assert run(["--jsonl", "--out", str(tmp_path)]) == 1
    first, second, third, fourth = said(capsys)
    assert first["disposition"] == "RIF"
    assert (second["id"], second["error"]["code"], second["error"]["line"]) == (None, "bad_json", 4)
    assert (third["id"], fourth["id"]) == ("D2", "D3")
    assert "a b c d Orla." in (tmp_path / "D2.txt").read_text()


def test_an_earlier_release_is_replaced_on_success_only(tmp_path, monkeypatch, capsys):
    lines_in(monkeypatch, request(TEXT))
    assert run(["--jsonl", "--out", str(tmp_path)]) == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    lines_in(monkeypatch, request(TEXT + "wrote 聖.\n"))
    assert run(["--jsonl", "--out", str(tmp_path)]) == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    lines_in(monkeypatch, request(TEXT, name(TEXT, "Orla")))
    assert run(["--jsonl", "--out", str(tmp_path)]) == 0
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(after) == set(before)
    assert all(after[file] != before[file] for file in after)
    capsys.readouterr()


def test_files_appear_together_or_not_at_all(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "b.pdf").mkdir()
    leaves = [Leaf(tmp_path / file, b"new") for file in ("a.txt", "a.json", "b.pdf")]
    with pytest.raises(OSError):
        put(leaves)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.pdf"]
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    put(leaves[:2])
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "a.json").read_bytes() == b"new"


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path, monkeypatch, capsys):
    (tmp_path / "D000123.pdf").mkdir()
    lines_in(monkeypatch, request(TEXT))
    assert run(["--jsonl", "--out", str(tmp_path)]) == 1
    assert said(capsys)[0]["error"]["code"] == "not_written"
    assert [path.name for path in tmp_path.iterdir()] == ["D000123.pdf"]


def test_nothing_is_handed_over_that_does_not_pass_the_gate(monkeypatch):
    leak = WithheldTextFound("object 3")
    defect = VerificationFailed([{"code": "off_grid"}])
    for failure in (leak, defect):

        def gate(*_: Any, failure: Exception = failure) -> None:
            raise failure

        monkeypatch.setattr("redaction.release.check_nothing_leaks", gate)
        with pytest.raises(type(failure)):
            build_release_copy(TEXT, [name(TEXT, "Orla")], STAMP)


def test_a_leak_planted_in_the_renderer_is_caught(monkeypatch):
    monkeypatch.setattr("redaction.release.release_text", lambda *_: TEXT)
    with pytest.raises((WithheldTextFound, VerificationFailed)):
        build_release_copy(TEXT, [name(TEXT, "Orla")], STAMP)


def test_a_ground_that_would_tell_passes_the_gate_without_a_trace():
    quiet = name(TEXT, "Orla", show_codes=False, basis={"guide": "Guide 5"})
    made = build_release_copy(TEXT, [quiet], STAMP)
    assert b"(b)(6)" not in made.decisions
    assert b"Guide 5" not in made.decisions
    assert "B6" not in made.txt
    assert "[[WITHHELD | M1 | NAME]]" in made.txt


def test_a_hidden_category_still_says_that_the_words_were_classified():
    quiet = mark(TEXT, "Orla", extent="name", show_codes=False)
    made = build_release_copy(TEXT, [quiet], STAMP)
    assert b"1.4(d)" not in made.decisions and b"name not declassified" in made.decisions
    assert "[[WITHHELD | M1 | NAME]]" in made.txt


def test_a_character_without_glyph_is_refused_only_when_it_is_shown():
    text = TEXT + "聖 wrote.\n"
    with pytest.raises(NoGlyph) as no_glyph:
        build_release_copy(text, [], STAMP)
    assert no_glyph.value.facts == {"characters": ["U+8056"]}
    assert build_release_copy(text, [mark(text, "聖")], STAMP).gaps == 1


def test_a_preview_is_the_real_sanitizer_without_stamp_or_gate():
    shown = preview(TEXT, [name(TEXT, "Orla")]).released
    assert shown == build_release_copy(TEXT, [name(TEXT, "Orla")], STAMP).released
    assert preview(TEXT, []).gaps == ()
    frus = preview(TEXT, [name(TEXT, "Orla")], Policy(labels="historian")).released
    assert frus.gaps[0].label == "[name not released]"
    assert "met [1] on" in shown_words(frus)
    assert place(TEXT, "Orla").of(TEXT) == "Orla"
