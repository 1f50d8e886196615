"""The invented cable with the usual noise gives exactly the object written down for it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from redaction.cable import CableError, parse
from redaction.cable.files import decode
from redaction.commands.parse import run

HERE = Path(__file__).parent
TESTVILLE = (HERE / "testville.txt").read_bytes().decode("utf-8")
EXPECTED = json.loads((HERE / "testville.json").read_text("utf-8"))


def ran(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, list[dict[str, Any]], str]:
    status = run(argv)
    printed = capsys.readouterr()
    return status, [json.loads(line) for line in printed.out.splitlines()], printed.err


def given_lines(monkeypatch: pytest.MonkeyPatch, *lines: Any) -> None:
    data = b"".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_the_printed_object_is_the_one_written_down(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE)
    status, records, errors = ran(capsys, "testville.txt")
    assert (status, records, errors) == (0, [EXPECTED], "")


def test_lines_are_answered_in_order_and_refusals_do_not_stop_the_rest(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given_lines(
        monkeypatch,
        {"id": 7, "text": TESTVILLE},
        b"\n",
        {"id": "a", "text": "bad \0 character"},
        b"no json\n",
        {"id": "b"},
        {"id": "c", "text": "REF: TESTVILLE 75", "year": 2005},
        {"id": "d", "text": "x", "profile": "nowhere"},
        {"id": "e", "text": "x", "year": "2005"},
        {"id": "\ud800", "text": "REF: TESTVILLE 75"},
    )
    status, records, errors = ran(capsys, "--jsonl", "--year", "1999")
    assert status == 1
    assert errors == ""
    assert [record["id"] for record in records] == [7, "a", None, "b", "c", "d", "e", "\ud800"]
    assert records[0]["source"]["encoding"] is None
    codes = [record.get("error", {}).get("code") for record in records]
    assert codes == [
        None, "BAD_CHARACTER", "BAD_JSON", "BAD_JSON", None, "BAD_PROFILE", "BAD_JSON", None,
    ]  # fmt: skip
    assert records[1]["line"] == 3
    assert records[4]["references"][0]["mrn"] == "05TESTVILLE75"
    assert records[7]["references"][0]["mrn"] == "99TESTVILLE75"


def test_a_file_that_cannot_be_read_is_an_answer_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.txt"
    damaged.write_bytes(b"caf\xe9\n")
    missing = tmp_path / "missing.txt"
    status, records, _ = ran(capsys, str(damaged), str(missing))
    assert status == 1
    assert [record["error"]["code"] for record in records] == ["BAD_ENCODING", "NOT_FOUND"]
    assert "0xE9 at offset 3" in records[0]["error"]["message"]
    status, records, _ = ran(capsys, "--encoding", "latin-1", str(damaged))
    assert status == 0
    assert records[0]["source"]["encoding"] == "iso8859-1"
    assert records[0]["paragraphs"][0]["text"] == "café"


@pytest.mark.parametrize("argv", [[], ["--jsonl", "file"], ["--nonsense"], ["--year", "x", "f"]])
def test_a_wrong_call_says_so_and_prints_no_json(
    capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    status, records, errors = ran(capsys, *argv)
    assert status == 2
    assert records == []
    assert errors.startswith("usage:")


def test_a_byte_order_mark_stays_and_chooses_the_codec() -> None:
    assert decode("\ufeffSIPDIS".encode("utf-16-le")) == ("\ufeffSIPDIS", "utf-16-le")
    assert decode("\ufeffSIPDIS".encode("utf-16-be")) == ("\ufeffSIPDIS", "utf-16-be")
    assert decode("\ufeffSIPDIS".encode()) == ("\ufeffSIPDIS", "utf-8")


@pytest.mark.parametrize("codec", ["nowhere", "rot13", "undefined", "\0"])
def test_a_codec_that_is_none_is_refused(codec: str) -> None:
    with pytest.raises(CableError) as refused:
        decode(b"abc", codec)
    assert refused.value.code == "BAD_ENCODING"


def test_a_text_that_cannot_be_stored_is_refused_with_its_offset() -> None:
    with pytest.raises(CableError) as refused:
        parse("ab\ud800c")
    assert (refused.value.code, refused.value.facts["offset"]) == ("BAD_CHARACTER", 2)


def test_size_is_counted_in_bytes_of_the_utf_8_form() -> None:
    with pytest.raises(CableError) as refused:
        parse("é" * (5 * 1024 * 1024 // 2 + 1))
    assert refused.value.code == "TOO_LARGE"
