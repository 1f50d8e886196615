"""What holds for every line, every fact and every day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.authority import determine
from redaction.authority.determination import Determination

RANK = {"CLASSIFIED": 0, "EVENT_PENDING": 0, "INDETERMINATE": 0, "EXEMPT": 1, "DECLASSIFIED": 2}

DAYS = st.dates(date(1940, 1, 1), date(2110, 12, 31))
WORDS = """
E.O. 12958 11652 13526 : ; , . / - DECL: X1 1.6(X6) OADR MR GDS XGDS-1 RDS-4 ADS 25X1 25X 50X6
50X1-HUM 75X1 N/A RD NATO PORTIONS DECLASSIFIED BY SOURCE MARKED DATE OF TEN YEARS 30 OR AND
02/13/2034 6/5/85 20401231 13FEB19 FEBRUARY 13, 02/30/2019 02/l3/2034 2019 (DOE) EVENT
DEPARTURE TREATY INTERNATIONAL AGREEMENT TAGS:
"""
PIECES = st.sampled_from(WORDS.split())
LINES = st.none() | st.lists(PIECES, max_size=7).map(" ".join) | st.text(max_size=60)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "record_status": st.sampled_from(["permanent", "temporary", "nonrecord", "unscheduled"]),
        **dict.fromkeys(
            [
                "event_occurred_on", "extended_to", "extended_on", "integral_file_block_latest",
                "media_delay_until", "newly_discovered_on", "referral_notified_on",
                "file_series_exempt_until", "scheduled_permanent_on",
            ],
            DAYS,
        ),
        **dict.fromkeys(
            [
                "contains_rd_frd", "exemption_approved", "section_3_3_cleared",
                "authority_verified", "not_imagery", "unauthorized_disclosure",
            ],
            st.booleans(),
        ),
        "unheard_of": st.just(1),
    },
)  # fmt: skip
LEVELS = st.sampled_from([None, "SECRET", "top  secret", "C", "SBU", "U", "RESTRICTED"])


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    made = draw(st.none() | DAYS)
    return {
        "origin_date": made,
        "decl_line": draw(LINES),
        "classified_by_line": draw(LINES),
        "level": draw(LEVELS),
        "as_of": (made or date(2000, 1, 1)) + timedelta(days=draw(st.integers(0, 30_000))),
        "facts": draw(FACTS),
    }


def later(question: dict[str, Any], days: int) -> Determination:
    return determine(**{**question, "as_of": question["as_of"] + timedelta(days=days)})


@settings(max_examples=300, deadline=None)
@given(questions())
def test_declassified_means_exactly_that_the_day_has_come(question: dict[str, Any]) -> None:
    answer = determine(**question)
    reached = answer.effective_date is not None and answer.effective_date <= question["as_of"]
    assert (answer.status == "DECLASSIFIED") == reached


@settings(max_examples=300, deadline=None)
@given(questions(), st.integers(0, 20_000))
def test_status_never_goes_back_as_days_pass(question: dict[str, Any], days: int) -> None:
    before, after = determine(**question), later(question, days)
    if before.status in RANK:
        assert RANK[after.status] >= RANK[before.status]
    else:
        assert after.status == before.status


@settings(max_examples=300, deadline=None)
@given(questions(), st.integers(0, 20_000))
def test_the_end_does_not_depend_on_the_day_asked(question: dict[str, Any], days: int) -> None:
    before, after = determine(**question), later(question, days)
    assert before.kind == after.kind
    if before.effective_date != after.effective_date:
        assert (before.status, before.effective_date) == ("EVENT_PENDING", None)
        assert after.effective_date == after.dates.onset_25
        assert after.status == "DECLASSIFIED"


@settings(max_examples=200, deadline=None)
@given(questions())
def test_the_same_question_has_the_same_answer_and_json_can_hold_it(
    question: dict[str, Any],
) -> None:
    answer = determine(**question).to_json()
    assert answer == determine(**question).to_json()
    assert json.loads(json.dumps(answer)) == answer
    assert answer["flags"] == sorted(set(answer["flags"]))
    assert answer["reason"].endswith(").")


@settings(max_examples=200, deadline=None)
@given(questions())
def test_nothing_unsettled_goes_on_without_a_person(question: dict[str, Any]) -> None:
    answer = determine(**question)
    if answer.status in ("EXCLUDED", "INDETERMINATE", "EVENT_PENDING"):
        assert answer.needs_human
    if answer.effective_date is None and answer.status != "UNCLASSIFIED":
        assert answer.needs_human
    if "unheard_of" in question["facts"]:
        assert answer.needs_human
    if answer.needs_human:
        assert answer.next_action not in ("HOLD", "MARK_AND_RELEASE_REVIEW", "SYSTEMATIC_REVIEW")
