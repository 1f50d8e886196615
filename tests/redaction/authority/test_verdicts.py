"""The steps of a record say of any day what a question asked on that day would say."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.authority import determine
from redaction.authority.verdicts import Verdict, verdicts
from tests.redaction.authority.test_authority_invariants import questions

ON_EVERY_STEP = (timedelta(-1), timedelta(0), timedelta(1))


@settings(max_examples=400, deadline=None)
@given(questions(), st.lists(st.integers(0, 50_000), max_size=12))
def test_between_two_steps_nothing_changes(question: dict[str, Any], days: list[int]) -> None:
    question.pop("as_of")
    begin = question["origin_date"] or date(1900, 1, 1)
    steps = verdicts(**question)
    near = [step.day + by for step in steps if step.day > date(1900, 1, 1) for by in ON_EVERY_STEP]
    for day in [*near, *(begin + timedelta(n) for n in days)]:
        if day >= begin:
            last = steps[bisect_right([step.day for step in steps], day) - 1]
            assert last.verdict == Verdict.of(determine(**question, as_of=day))


@settings(max_examples=200, deadline=None)
@given(questions())
def test_every_step_changes_something_and_the_days_ascend(question: dict[str, Any]) -> None:
    question.pop("as_of")
    steps = verdicts(**question)
    assert steps[0].day == (question["origin_date"] or date(1900, 1, 1))
    assert all(a.day < b.day for a, b in pairwise(steps))
    assert all(a.verdict != b.verdict for a, b in pairwise(steps))


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("E.O. 12958: DECL: 02/21/2034", ["2009-02-21", "2034-02-21"]),
        ("E.O. 12958: DECL: MR", ["2009-02-21", "2029-12-31", "2034-12-31"]),
        ("E.O. 12958: DECL: N/A", ["2009-02-21", "2034-12-31"]),
    ],
)
def test_the_days_are_those_of_the_order(line: str, days: list[str]) -> None:
    steps = verdicts(date(2009, 2, 21), line, None, "CONFIDENTIAL")
    assert [step.day.isoformat() for step in steps] == days


def test_the_years_before_the_onset_are_a_step_of_their_own() -> None:
    steps = verdicts(date(2000, 2, 21), "E.O. 12958: DECL: X1", None, "CONFIDENTIAL")
    assert [step.day.isoformat() for step in steps] == ["2000-02-21", "2020-12-31", "2025-12-31"]
    assert [step.verdict.next_action.value for step in steps] == [
        "HOLD",
        "REVIEW_BEFORE_ONSET",
        "CONFIRM_3_3",
    ]
