"""``python -m redaction determine``: questions on lines, telegrams in files."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from redaction.commands import determine

QUESTION = {
    "id": 1,
    "origin_date": "2009-02-13",
    "decl_line": "X1",
    "level": "S",
    "as_of": "2026-01-01",
}

TELEGRAM = """\
P 130810Z FEB 09
FM EMBASSY TESTVILLE
TO SECSTATE WASHDC PRIORITY 1234
S E C R E T TESTVILLE 000311

E.O. 12958: DECL: 02/13/2034
TAGS: PREL
SUBJECT: TEST

Classified By: DCM Jane Doe, reasons 1.4 (b) and (d)

1. (S) Text.
"""


class _Input:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def answers(data: bytes | str, *options: str) -> tuple[int, list[Any]]:
        text = data.encode() if isinstance(data, str) else data
        monkeypatch.setattr("sys.stdin", _Input(text))
        status = determine.run(["--jsonl", *options])
        return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return answers


def test_every_line_is_answered_in_its_order(ask: Any) -> None:
    lines = [json.dumps(QUESTION | {"id": n}) for n in (3, "a", None, [1])]
    status, answers = ask("\n\n".join(lines))
    assert status == 0
    assert [answer["id"] for answer in answers] == [3, "a", None, [1]]
    assert {answer["rule"] for answer in answers} == {"R03"}
    assert set(answers[0]) >= {"id", "what", "pack", "kind", "inputs"}


@pytest.mark.parametrize(
    ("line", "code", "identity"),
    [
        (b"nonsense", "bad_json", None),
        (b"[1]", "bad_json", None),
        (b"\xff\xfe{}", "bad_json", None),
        (b'{"id": NaN}', "bad_json", None),
        (b'{"id": 1e999}', "bad_json", None),
        (b"[" * 100_000, "bad_json", None),
        (b'{"id": 7}', "bad_input", 7),
        (b'{"id": 7, "as_of": null}', "bad_input", 7),
        (b'{"id": 7, "as_of": "2026-02-30"}', "bad_date", 7),
        (
            b'{"id": 7, "as_of": "2000-01-01", "origin_date": "2001-01-01"}',
            "as_of_before_origin",
            7,
        ),
        (b'{"id": 7, "what": "the weather"}', "unknown_what", 7),
        (b'{"id": 7, "what": 1}', "bad_input", 7),
        (b'{"id": 7, "what": "portion"}', "bad_input", 7),
        (b'{"id": 7, "what": "reasons", "classified_by_line": 1}', "bad_input", 7),
        (b'{"id": 7, "what": "rollup", "portions": ["Q"]}', "bad_input", 7),
        (b'{"id": 7, "what": "rollup", "portions": "S"}', "bad_input", 7),
        (b'{"id": 7, "what": "years", "received": "2024-02-29", "years": true}', "bad_input", 7),
        (
            b'{"id": 7, "what": "working_days", "received": "2024-02-29", "days": 1001}',
            "bad_input",
            7,
        ),
        (b'{"id": 7, "what": "working_days", "received": "1985-02-28", "days": 1}', "bad_date", 7),
        (
            b'{"id":7,"what":"working_days","received":"2024-02-29","days":1,"closures":1}',
            "bad_input",
            7,
        ),
        (b'{"id": 7, "as_of": "2026-01-01", "facts": []}', "bad_input", 7),
    ],
)
def test_one_bad_line_never_stops_the_rest(
    line: bytes, code: str, identity: object, ask: Any
) -> None:
    status, answers = ask(line + b"\n" + json.dumps(QUESTION).encode())
    assert status == 1
    assert answers[0]["error"]["code"] == code
    assert set(answers[0]) == {"id", "error"}
    assert answers[0]["id"] == identity
    assert answers[1]["rule"] == "R03"


def test_what_chooses_the_question(ask: Any) -> None:
    questions = [
        {"what": "portion", "text": "3. (SBU/N) Content"},
        {"what": "header", "line": "S E C R E T STATE 010101"},
        {"what": "rollup", "portions": ["S", "C"], "header": "C"},
        {"what": "years", "received": "2024-02-29", "years": 1},
        {"what": "code_family", "origin": "2009-02-13", "decided": "2034-12-31"},
        {"what": "deliberative_process", "origin": "2000-05-10", "requested": "2025-05-10"},
    ]
    status, answers = ask("\n".join(map(json.dumps, questions)))
    assert status == 0
    assert answers[0]["mark"] == {"level": "SBU", "controls": ["NOFORN"], "flags": [], "end": 10}
    assert answers[1]["level"] == "S"
    assert answers[2]["overall"] == "S"
    assert answers[3]["due"] == "2025-02-28"
    assert answers[4]["family"] == "25X"
    assert answers[5]["may_claim"] is False


def test_half_a_character_and_a_deep_id_are_echoed_or_refused_but_never_crash(ask: Any) -> None:
    deep = "[" * 990 + "]" * 990
    lines = [
        '{"id": "\\ud800", "as_of": "2026-01-01", "decl_line": "\\udfff"}',
        f'{{"id": {deep}, "as_of": "2026-01-01"}}',
        f'{{"id": {deep}, "as_of": "soon"}}',
        f'{{"as_of": "2026-01-01", "facts": {{"odd": {deep}}}}}',
    ]
    _, answers = ask("\n".join(lines))
    assert answers[0]["id"] == "\ud800"
    assert len(answers) == 4


def test_an_unknown_pack_is_an_error_of_every_line(ask: Any) -> None:
    status, answers = ask(json.dumps(QUESTION), "--pack", "no-such-pack")
    assert (status, answers[0]["error"]["code"]) == (1, "unknown_pack")


def test_telegrams_are_read_from_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    telegram = tmp_path / "cable.txt"
    telegram.write_text(TELEGRAM)
    facts = tmp_path / "facts.json"
    facts.write_text('{"section_3_3_cleared": true}')
    missing = str(tmp_path / "missing.txt")
    damaged = tmp_path / "damaged.txt"
    damaged.write_bytes(b"\xff\x00\x81")
    status = determine.run(
        [
            "--on",
            "2026-01-01",
            "--facts",
            str(facts),
            str(telegram),
            missing,
            str(tmp_path),
            str(damaged),
        ]
    )
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 1
    assert answers[0]["id"] == str(telegram)
    assert answers[0]["effective_date"] == "2034-02-13"
    assert answers[0]["inputs"]["origin_date"] == "2009-02-13"
    assert answers[0]["inputs"]["level"] == "SECRET"
    assert answers[0]["inputs"]["facts"] == {"section_3_3_cleared": True}
    assert answers[0]["reasons"]["reasons"] == ["1.4(b)", "1.4(d)"]
    assert [answer["error"]["code"] for answer in answers[1:]] == ["unreadable_file"] * 3


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["--jsonl", "file"],
        ["--on", "2026-01-01"],
        ["file"],
        ["--jsonl", "--on", "2026-01-01"],
        ["--on", "2026-02-30", "file"],
        ["--on", "2026-01-01", "--facts", "no-such-file", "file"],
        ["--jsonl", "--facts", __file__],
    ],
)
def test_a_wrong_call_is_told_apart_from_a_bad_line(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert determine.run(argv) == 2
    assert capsys.readouterr().out == ""


def test_help_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert determine.run(["--help"]) == 0
    assert "never makes a record releasable" in capsys.readouterr().out.replace("\n", " ")
