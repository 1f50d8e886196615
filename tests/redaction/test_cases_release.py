"""The cases of the release page, through the command line as anyone runs it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from redaction.commands.release import run

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "release_marks.json"
OPEN: frozenset[str] = frozenset()
"""Cases that do not hold yet; a test fails when one of them does."""

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the project")


def cases() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(CASES.read_text())["cases"] if CASES.exists() else []
    return listed


def named(case: dict[str, Any]) -> str:
    return str(case["id"])


def release(case: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({key: case[key] for key in case if key not in ("expect", "rule", "note")})
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(line.encode() + b"\n")))
    run(["--jsonl", "--out", str(folder)])


def faults(case: dict[str, Any], folder: Path, printed: str) -> list[str]:
    """What is not as expected, without a word of the telegram."""
    said, expect = json.loads(printed), case["expect"]
    files = sorted(path.name for path in folder.iterdir())
    if "error" in expect:
        wrong = [] if said.get("error", {}).get("code") == expect["error"] else ["error code"]
        return wrong + (["files written"] if files else [])
    if "error" in said:
        return [f"error {said['error']['code']}"]
    decisions = json.loads((folder / f"{case['id']}.json").read_text())
    shown = [{key: gap[key] for key in ("codes", "extent", "label")} for gap in decisions["gaps"]]
    lines = iter((folder / f"{case['id']}.txt").read_text().split("\n"))
    wrong = [] if shown == expect["gaps"] else ["gaps"]
    wrong += [f"line {n}" for n, line in enumerate(expect["lines"], 1) if line not in lines]
    return wrong if len(files) == 3 else [*wrong, "files missing"]


@pytest.mark.parametrize("case", cases(), ids=named)
def test_every_case_of_the_release_page_holds(case, tmp_path, monkeypatch, capsys):
    release(case, tmp_path, monkeypatch)
    found = faults(case, tmp_path, capsys.readouterr().out)
    if case["id"] in OPEN:
        assert found, f"{case['id']} holds now: take it off the list"
    else:
        assert not found, f"{case['id']}: {', '.join(found)}"
