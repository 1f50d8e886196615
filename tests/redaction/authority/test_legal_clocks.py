"""Working days, years, and the limits of the statutes by name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.authority import clock
from redaction.authority.days import after_years, duty_after_years
from redaction.errors import AuthorityInputError

CLOCK = clock()


def test_the_day_after_receipt_is_day_one() -> None:
    assert CLOCK.working_days(date(2026, 1, 5), 0) == date(2026, 1, 5)
    assert CLOCK.working_days(date(2026, 1, 5), 1) == date(2026, 1, 6)
    assert CLOCK.working_days(date(2026, 1, 5), 20) == date(2026, 2, 3)


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03",
        "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25", "2021-12-31",
        "2027-12-24", "2027-07-05",
    ],
)  # fmt: skip
def test_a_holiday_is_observed_on_a_working_day(day: str) -> None:
    assert CLOCK.is_holiday(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2020-06-19", "2026-07-04", "2027-01-02", "2026-04-03"])
def test_other_days_are_none(day: str) -> None:
    assert not CLOCK.is_holiday(date.fromisoformat(day))


def test_an_agency_that_was_closed_counts_none_of_those_days() -> None:
    closed = [date(2026, 1, 6), date(2026, 1, 7)]
    assert CLOCK.working_days(date(2026, 1, 5), 1, closed) == date(2026, 1, 8)


def test_before_the_table_of_holidays_nothing_is_counted() -> None:
    with pytest.raises(AuthorityInputError) as refused:
        CLOCK.working_days(date(1985, 12, 31), 1)
    assert refused.value.code == "bad_date"


@given(st.dates(date(1986, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_a_due_day_is_a_working_day_and_the_next_one_is_later(received: date, days: int) -> None:
    due = CLOCK.working_days(received, days)
    assert due.weekday() < 5
    assert not CLOCK.is_holiday(due)
    assert CLOCK.working_days(received, days + 1) > due >= received + timedelta(days=days)


def test_a_leap_day_prolongs_a_classification_and_never_a_duty() -> None:
    leap = date(2004, 2, 29)
    assert after_years(leap, 25) == date(2029, 3, 1)
    assert duty_after_years(leap, 25) == date(2029, 2, 28)
    assert after_years(leap, 4) == duty_after_years(leap, 4) == date(2008, 2, 29)


def test_every_limit_says_who_must_act_and_where_that_is_written() -> None:
    for name, limit in CLOCK.limits.items():
        assert limit.who, name
        assert limit.authority, name
        assert limit.limit, name


def test_limits_are_counted_by_their_names() -> None:
    received = date(2026, 1, 5)
    assert CLOCK.due("foia_determination", received) == date(2026, 2, 3)
    assert CLOCK.due("foia_extension", received) == date(2026, 2, 18)
    assert CLOCK.due("mdr_determination", received) == date(2027, 1, 5)
    assert CLOCK.due("mdr_appeal_file", received) == date(2026, 3, 6)
    assert CLOCK.due("exemption_proposal", date(2034, 12, 31)) == date(2033, 12, 31)
    with pytest.raises(AuthorityInputError):
        CLOCK.due("someday", received)


def test_a_request_sent_to_the_wrong_office_does_not_wait_for_ever() -> None:
    arrived = date(2026, 1, 5)
    start = CLOCK.start_of
    assert start("foia_determination", arrived, date(2026, 1, 8)) == date(2026, 1, 8)
    assert start("foia_determination", arrived, date(2026, 3, 1)) == date(2026, 1, 15)
    assert start("foia_determination", arrived, None) == date(2026, 1, 15)
    assert start("mdr_determination", arrived, None) == arrived
