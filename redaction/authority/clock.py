"""The dates an order or statute sets going: working days, years, and the limits by name.

A duty is never postponed by the calendar: 29 February falls on 28 February, and the day of
receipt is day 0. Holidays and limits are data of the pack.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from redaction.authority.days import duty_after_years
from redaction.errors import AuthorityInputError

_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_UNITS = frozenset({"working_days", "days", "years"})
# A holiday on a weekend is observed on the working day beside it.
_OBSERVED = {_SATURDAY: -_DAY, _SUNDAY: _DAY}


class Holiday(NamedTuple):
    """A yearly holiday: a fixed day, or the nth weekday of a month (-1: the last one)."""

    month: int
    day: int | None
    weekday: int
    nth: int
    first_year: int

    @classmethod
    def of(cls, row: Mapping[str, int]) -> Holiday:
        """Read one row of the pack's section ``holidays``."""
        return cls(
            row["month"],
            row.get("day"),
            row.get("weekday", 0),
            row.get("nth", 1),
            row.get("from", 0),
        )

    def on(self, year: int) -> date:
        """The day of the holiday in a year, before it is moved off a weekend."""
        if self.day is not None:
            return date(year, self.month, self.day)
        if self.nth > 0:
            first = date(year, self.month, 1)
            return first + timedelta((self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))
        last = date(year + self.month // 12, self.month % 12 + 1, 1) - _DAY
        return last - timedelta((last.weekday() - self.weekday) % 7)


@dataclass(frozen=True, slots=True)
class Limit:
    """A legal limit: who must act, within how much time, and where that is written."""

    who: str
    count: int
    unit: str
    limit: str
    authority: str
    confirmed: bool
    latest_start_days: int | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Limit:
        """Read one row of the pack's section ``clocks``."""
        if row["unit"] not in _UNITS:
            raise ValueError("a limit counts working days, days or years")
        return cls(
            row["who"],
            row["count"],
            row["unit"],
            row["limit"],
            row["authority"],
            row["confirmed"],
            row.get("latest_start_days"),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """The holidays and limits of one pack."""

    holidays: tuple[Holiday, ...]
    valid_from: date
    limits: Mapping[str, Limit]
    deliberative_years: int

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Clock:
        """Read the sections ``holidays``, ``clocks`` and ``foia`` of a pack."""
        return cls(
            holidays=tuple(map(Holiday.of, data["holidays"]["days"])),
            valid_from=date(data["holidays"]["valid_from"], 1, 1),
            limits={name: Limit.of(row) for name, row in data["clocks"].items()},
            deliberative_years=data["foia"]["deliberative_process_years"],
        )

    def working_days(self, received: date, days: int, closures: Collection[date] = ()) -> date:
        """The n-th working day after receipt; with 0 days the day of receipt itself.

        ``closures`` are further days on which the agency is closed.

        Raises:
            AuthorityInputError: ``bad_date`` before the first year of the table of holidays.
        """
        if received < self.valid_from:
            raise AuthorityInputError(
                "bad_date", "the table of holidays does not reach so far back"
            )
        day, left = received, days
        while left:
            day += _DAY
            if day.weekday() < _SATURDAY and day not in closures and not self.is_holiday(day):
                left -= 1
        return day

    def is_holiday(self, day: date) -> bool:
        """Whether a legal public holiday is observed on the day."""
        return day in _observed(self, day.year)

    def due(self, name: str, received: date, closures: Collection[date] = ()) -> date:
        """The day by which somebody must act under a limit of the pack, by its name.

        Raises:
            AuthorityInputError: ``bad_input`` for a name the pack does not have.
        """
        limit = self.limits.get(name)
        if limit is None:
            raise AuthorityInputError("bad_input", "there is no limit of this name")
        if limit.unit == "years":
            return duty_after_years(received, limit.count)
        if limit.unit == "days":
            return received + timedelta(days=limit.count)
        return self.working_days(received, limit.count, closures)

    def start_of(self, name: str, by_any_component: date, by_the_right_one: date | None) -> date:
        """When a limit starts: at the right component, but not long after any received it."""
        latest = self.limits[name].latest_start_days
        candidates = [] if by_the_right_one is None else [by_the_right_one]
        if latest is not None:
            candidates.append(by_any_component + timedelta(days=latest))
        return min(candidates, default=by_any_component)

    def may_claim_deliberative_process(self, origin: date, requested: date) -> bool:
        """Whether the privilege still stands on the day of the request (5 U.S.C. 552(b)(5))."""
        return requested < duty_after_years(origin, self.deliberative_years)


@cache
def _observed(clock: Clock, year: int) -> frozenset[date]:
    """The days of a year on which its holidays, or the next New Year's Day, are observed."""
    days = (observed for y in (year, year + 1) for observed in _holidays(clock, y))
    return frozenset(day for day in days if day.year == year)


def _holidays(clock: Clock, year: int) -> Iterator[date]:
    for holiday in clock.holidays:
        if year >= holiday.first_year:
            day = holiday.on(year)
            yield day + _OBSERVED.get(day.weekday(), timedelta(0))
