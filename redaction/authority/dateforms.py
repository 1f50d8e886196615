"""The forms in which dates are written on the line.

A form is recognised first, and only then asked whether it names an existing day: a line
that says 30 February is a damaged date, not a text. Years of two digits are resolved
against the day of origin; a fixed pivot would be wrong for half the records.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from redaction.authority import flags as flag
from redaction.authority.days import day_or_none
from redaction.authority.line import any_of

_CENTURIES = (1900, 2000, 2100)
_COMPACT_YEARS = range(1945, 2201)
_NO_FLAGS: frozenset[str] = frozenset()


class Written(NamedTuple):
    """A date as it stands on the line; ``short`` when its year has two digits."""

    year: int
    month: int
    day: int
    short: bool = False
    flags: frozenset[str] = _NO_FLAGS


class Settled(NamedTuple):
    """The day a written date names, or None with a flag that says why there is none."""

    day: date | None
    flags: frozenset[str]


class Placed(NamedTuple):
    """A written date and the text around it."""

    written: Written
    end: int


Form = tuple[re.Pattern[str], Callable[[re.Match[str]], Written]]


@dataclass(frozen=True, slots=True)
class DateForms:
    """The forms of one pack: its months, and whether the month or the day comes first."""

    open_ended: tuple[Form, ...]
    closed: tuple[Form, ...]
    anywhere: re.Pattern[str]
    month: str

    @classmethod
    def of(cls, phrases: Mapping[str, Any], date_order: Literal["mdy", "dmy"]) -> DateForms:
        """Compile forms F1-F5, which text may follow, and F6-F7, which end the text."""
        numbers = {name: n for n, names in enumerate(phrases["months"], 1) for name in names}
        month, end = any_of(numbers), "(?![0-9])"
        named = _Named(numbers)
        in_order = _InOrder(day_first=date_order == "dmy")
        year = "([0-9]{4}|[0-9]{2})"
        open_ended = {
            rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){end}": _year_first,
            rf"([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]{year}{end}": in_order.separated,
            rf"([0-9]{{8}}){end}": in_order.compact,
            rf"([0-9]{{1,2}})[ -]?({month})[ -]?{year}{end}": named.day_first,
            rf"({month}) ?([0-9]{{1,2}}), ?([0-9]{{4}}){end}": named.month_first,
        }
        closed = {
            r"(0?[1-9]|1[0-2])[-/.]([0-9]{4})": _month_only,
            rf"({month})[ -]?([0-9]{{4}})": named.month_only,
            r"(19[0-9]{2}|2[01][0-9]{2})": _year_only,
        }
        start = r"(?<![0-9])(?<![0-9][-/.])"
        return cls(
            open_ended=tuple((re.compile(form), read) for form, read in open_ended.items()),
            closed=tuple((re.compile(form), read) for form, read in closed.items()),
            anywhere=re.compile(f"{start}(?:{'|'.join(open_ended)})"),
            month=month,
        )

    def whole(self, text: str) -> Written | None:
        """The date that is the whole text, in any form."""
        for form, read in self.open_ended:
            if match := form.fullmatch(text):
                return read(match)
        for form, read in self.closed:
            if match := form.fullmatch(text):
                return read(match)
        return None

    def leading(self, text: str) -> Placed | None:
        """The date in a form F1-F5 that the text starts with."""
        return self._at(text, 0)

    def each(self, text: str) -> Iterator[Written]:
        """The dates in a form F1-F5 that stand anywhere in the text, in order."""
        for match in self.anywhere.finditer(text):
            if placed := self._at(text, match.start()):
                yield placed.written

    def _at(self, text: str, start: int) -> Placed | None:
        for form, read in self.open_ended:
            if match := form.match(text, start):
                return Placed(read(match), match.end())
        return None


def _year_first(match: re.Match[str]) -> Written:
    return Written(int(match[1]), int(match[2]), int(match[3]))


def _month_only(match: re.Match[str]) -> Written:
    return _last_of_month(int(match[2]), int(match[1]))


def _year_only(match: re.Match[str]) -> Written:
    return Written(int(match[1]), 12, 31, flags=frozenset({flag.MONTH_DAY_MISSING}))


def _last_of_month(year: int, month: int) -> Written:
    # Year 0 has no calendar; the date is found not to exist when it is settled.
    last = calendar.monthrange(year, month)[1] if year else 31
    return Written(year, month, last, flags=frozenset({flag.DAY_MISSING}))


class _InOrder(NamedTuple):
    """Dates of numbers alone, in the order a country writes them."""

    day_first: bool

    def separated(self, match: re.Match[str]) -> Written:
        """``M/D/YYYY``, or the other way round where only that can be meant."""
        first, second = int(match[1]), int(match[2])
        limit = second if self.day_first else first
        other = first if self.day_first else second
        swapped = limit > 12 >= other
        month, day = (first, second) if self.day_first == swapped else (second, first)
        flags = frozenset({flag.DAY_FIRST_ORDER}) if swapped else _NO_FLAGS
        return Written(int(match[3]), month, day, len(match[3]) == 2, flags)

    def compact(self, match: re.Match[str]) -> Written:
        """Eight digits: the year first, unless only the end can be the year."""
        text = match[1]
        written = Written(int(text[:4]), int(text[4:6]), int(text[6:]))
        if _plausible(written):
            return written
        first, second, year = int(text[:2]), int(text[2:4]), int(text[4:])
        month, day = (second, first) if self.day_first else (first, second)
        flags = frozenset({flag.NO_SEPARATOR})
        other = Written(year, month, day, flags=flags)
        return other if _plausible(other) else Written(0, 0, 0)


class _Named(NamedTuple):
    """Dates with the name of a month."""

    numbers: Mapping[str, int]

    def day_first(self, match: re.Match[str]) -> Written:
        """``D MON YYYY``, ``DMONYY``."""
        return Written(int(match[3]), self.numbers[match[2]], int(match[1]), len(match[3]) == 2)

    def month_first(self, match: re.Match[str]) -> Written:
        """``MON D, YYYY``."""
        return Written(int(match[3]), self.numbers[match[1]], int(match[2]))

    def month_only(self, match: re.Match[str]) -> Written:
        """``MON YYYY``: the last day of the month."""
        return _last_of_month(int(match[2]), self.numbers[match[1]])


def _plausible(written: Written) -> bool:
    day = day_or_none(written.year, written.month, written.day)
    return day is not None and day.year in _COMPACT_YEARS


def settle(written: Written, origin: date | None, limit: date | None) -> Settled:
    """The day a written date names: a short year takes the first century after the origin.

    ``limit`` is the last day that makes sense for this kind of date; None for no limit.
    """
    if not written.short:
        day = day_or_none(written.year, written.month, written.day)
        return Settled(day, written.flags if day else frozenset({flag.INVALID_CALENDAR_DATE}))
    if origin is None:
        return Settled(None, frozenset({flag.TWO_DIGIT_YEAR_NO_ORIGIN}))
    days = _in_each_century(written)
    return _short_year(written, days, _first(day for day in days if day >= origin), limit)


def settle_backwards(written: Written, origin: date | None) -> Settled:
    """The same for the date of a source: the latest century on or before the origin."""
    if not written.short:
        return settle(written, origin, None)
    if origin is None:
        return Settled(None, frozenset({flag.TWO_DIGIT_YEAR_NO_ORIGIN}))
    days = _in_each_century(written)
    return _short_year(written, days, _first(day for day in reversed(days) if day <= origin), None)


def _first(days: Iterator[date]) -> date | None:
    return next(days, None)


def _in_each_century(written: Written) -> list[date]:
    days = (day_or_none(c + written.year, written.month, written.day) for c in _CENTURIES)
    return [day for day in days if day is not None]


def _short_year(
    written: Written, days: list[date], chosen: date | None, limit: date | None
) -> Settled:
    if chosen is not None and (limit is None or chosen <= limit):
        return Settled(chosen, written.flags)
    why = flag.TWO_DIGIT_YEAR_AMBIGUOUS if days else flag.INVALID_CALENDAR_DATE
    return Settled(None, frozenset({why}))
