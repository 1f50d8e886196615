"""Days: reading them from input, counting years from them, writing them out.

Two ways of counting years meet in the law. The duration of a classification runs full
years, so from 29 February it ends on 1 March; a duty of an agency is not postponed, so it
falls on 28 February. Every caller says by the function's name which of the two it means.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from redaction.errors import AuthorityInputError

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2999, 12, 31)

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(value: object, field: str) -> date:
    """The day a caller means by a date or an ISO string.

    Raises:
        AuthorityInputError: ``bad_input`` for another type, ``bad_date`` for a string that
            is no existing day ``YYYY-MM-DD``, or a day outside 1900-01-01..2999-12-31.
    """
    day = _day_of(value, field)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise AuthorityInputError("bad_date", f"{field} lies outside 1900-01-01..2999-12-31")
    return day


def _day_of(value: object, field: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise AuthorityInputError("bad_input", f"{field} must be a day YYYY-MM-DD")
    if _ISO.fullmatch(value):
        day = day_or_none(int(value[:4]), int(value[5:7]), int(value[8:]))
        if day is not None:
            return day
    raise AuthorityInputError("bad_date", f"{field} is not an existing day YYYY-MM-DD")


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def after_years(day: date, years: int) -> date:
    """When full years have run (or, negative, began): 29 February counts as 1 March."""
    return day_or_none(day.year + years, day.month, day.day) or date(day.year + years, 3, 1)


def duty_after_years(day: date, years: int) -> date:
    """When something must be done: the same day years later, 29 February on 28 February."""
    return day_or_none(day.year + years, day.month, day.day) or date(day.year + years, 2, 28)


def iso(day: date | None) -> str | None:
    """A day as JSON has it: ``YYYY-MM-DD`` or null."""
    return None if day is None else day.isoformat()
