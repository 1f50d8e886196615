"""The team's telegram cases, kept outside this repository; absent, nothing is tested.

Messages of a failure give the id of the case and the path of the assertion, never text.
"""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from redaction.cable import CableError, parse

ROOT = Path(__file__).parents[3]
CASES_FILE = ROOT.parent / "shared" / "cases" / "telegram.json"

OPEN: frozenset[str] = frozenset()
"""Cases that are known to fail; each must really fail, so that the list only shrinks."""

_STEP = re.compile(r"\.?([A-Za-z_]\w*)|\[(-?\d+)\]|\[\*\]|\[(\w+)=([^\]]*)\]")
_MISSING = object()


def _cases() -> list[dict[str, Any]]:
    if not CASES_FILE.exists():
        return []
    cases: list[dict[str, Any]] = json.loads(CASES_FILE.read_text("utf-8"))["cases"]
    return cases


def resolve(value: Any, path: str) -> Any:
    """The value at ``path``; after ``[*]`` or a filter, the list of all matches."""
    values, many = [value], False
    for step in _STEP.finditer(path):
        name, index, key, wanted = step.groups()
        if name is not None:
            values = [v.get(name, _MISSING) if isinstance(v, dict) else _MISSING for v in values]
        elif index is not None:
            i = int(index)
            values = [
                v[i] if isinstance(v, list) and -len(v) <= i < len(v) else _MISSING for v in values
            ]
        else:
            many = True
            items = [item for v in values if isinstance(v, list) for item in v]
            values = (
                items if key is None else [i for i in items if _same(i.get(key), _json(wanted))]
            )
    return values if many else values[0]


def _json(words: str) -> Any:
    try:
        return json.loads(words)
    except json.JSONDecodeError:
        return words


def _same(value: Any, wanted: Any) -> bool:
    return type(value) is type(wanted) and value == wanted


def like(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(
            key in value
            and (value[key] == part if isinstance(part, list) else like(value[key], part))
            for key, part in wanted.items()
        )
    if isinstance(wanted, list):
        return (
            isinstance(value, list)
            and len(value) == len(wanted)
            and all(like(v, w) for v, w in zip(value, wanted, strict=True))
        )
    return bool(value == wanted)


def _words_at(value: Any, text: str) -> Any:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value):
        return text[value[0] : value[1]]
    return [text[start:end] for start, end in value] if isinstance(value, list) else value


def holds(record: dict[str, Any], text: str, assertion: dict[str, Any]) -> bool:
    """Whether one assertion of a case holds."""
    value = resolve(record, assertion["path"])
    missing = value is _MISSING
    [(operator, wanted)] = [(k, v) for k, v in assertion.items() if k not in ("path", "why")]
    if operator == "absent":
        return wanted == (missing or value in (None, "", [], {}))
    if operator == "count":
        return (0 if missing or value is None else len(value)) == wanted
    if missing:
        return False
    if operator == "equals":
        return bool(value == wanted)
    if operator == "contains":
        if isinstance(value, str):
            return wanted in value
        return isinstance(value, list) and any(like(item, wanted) for item in value)
    if operator == "like":
        return like(value, wanted)
    assert operator == "text", operator
    return bool(_words_at(value, text) == wanted)


def text_of(case: dict[str, Any]) -> str | None:
    if "input_file" in case:
        file = ROOT / case["input_file"]
        return file.read_bytes().decode("utf-8") if file.exists() else None
    if "input_repeat" in case:
        return str(case["input_repeat"]["unit"] * case["input_repeat"]["times"])
    return str(case["input"])


def failures(case: dict[str, Any], text: str) -> list[str]:
    """The paths of the assertions that do not hold."""
    started = time.perf_counter()
    try:
        record = parse(text, **case.get("options", {})).as_dict()
    except CableError as error:
        record = {"error": {"code": error.code, "message": error.message}}
    took = time.perf_counter() - started
    record = json.loads(json.dumps(record))
    failed = [a["path"] for a in case["expect"] if not holds(record, text, a)]
    if took > case.get("max_seconds", 60):
        failed.append("max_seconds")
    return failed


@pytest.mark.skipif(not CASES_FILE.exists(), reason="the shared cases are not here")
@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["id"])
def test_a_shared_case_is_read_as_the_rules_say(case: dict[str, Any]) -> None:
    text = text_of(case)
    if text is None:
        pytest.skip("the file of this case is not here")
    failed = failures(case, text)
    if case["id"] in OPEN:
        assert failed, f"{case['id']} holds now: take it off the list of open cases"
    else:
        assert not failed, f"{case['id']}: {', '.join(failed)}"


@pytest.mark.skipif(not CASES_FILE.exists(), reason="the shared cases are not here")
def test_the_list_of_open_cases_names_only_cases_there_are() -> None:
    assert {case["id"] for case in _cases()} >= OPEN
