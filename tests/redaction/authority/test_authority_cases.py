"""The team's authority cases, kept outside this repository; absent, nothing is tested.

Messages of a failure give the id of the case and the names of fields, never text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from redaction.authority import load_pack
from redaction.authority.questions import answer

CASES = Path(__file__).parents[3].parent / "shared" / "cases"
FILES = ("declassification", "reasons", "portions", "clock")

OPEN: frozenset[str] = frozenset()
"""Cases that are known to fail; each must really fail, so that the list only shrinks."""


def _cases() -> list[dict[str, Any]]:
    files = [CASES / f"authority_{name}.json" for name in FILES]
    return [
        case for path in files if path.exists() for case in json.loads(path.read_text())["cases"]
    ]


def _differs(name: str, given: Any, expected: Any) -> bool:
    if name == "flags":
        return set(given) != set(expected)
    if name in ("dates", "mark") and given is not None and expected is not None:
        return any(_differs(key, given[key], value) for key, value in expected.items())
    return bool(given != expected)


def _differing(case: Mapping[str, Any]) -> list[str]:
    given = answer({"id": case["id"], **case["in"]}, load_pack())
    return [name for name, value in case["expect"].items() if _differs(name, given[name], value)]


def test_the_shared_cases_are_at_hand() -> None:
    if not CASES.exists():
        pytest.skip("the folder ../shared/cases is absent")
    assert _cases()


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["id"])
def test_every_case_is_answered_as_the_page_says(case: dict[str, Any]) -> None:
    fields = _differing(case)
    if case["id"] in OPEN:
        assert fields, f"case {case['id']} passes now: take it off the list"
    else:
        assert not fields, f"case {case['id']}: {fields}"


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["id"])
def test_every_determination_names_a_citation_and_a_reason(case: dict[str, Any]) -> None:
    given = answer({"id": case["id"], **case["in"]}, load_pack())
    if given["what"] == "declassification":
        assert given["citation"], f"case {case['id']}"
        assert "{" not in given["reason"], f"case {case['id']}"
