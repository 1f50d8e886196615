"""The date-time group: ``O 210810Z FEB 09``."""

from __future__ import annotations

import re
from datetime import datetime

from redaction.cable.facts import Dtg
from redaction.cable.sheet import Sheet

_DTG = re.compile(
    r"([ZOPR])(?: ?([ZOPR]))? {1,3}(\d{6}Z) {1,3}([A-Z]{3})[A-Z]{0,6} {1,3}(\d{2})(?!\d)(.*)"
)
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


def read_dtg(sheet: Sheet, i: int, year: int | None) -> Dtg | None:
    """Line ``i`` as a date-time group; an impossible date gives no value.

    ``year`` is the message's year as the caller knows it; it only settles the century.
    """
    match = _DTG.match(sheet.strips[i])
    if match is None:
        return None
    span = sheet.visible(i)
    full = _century(int(match[5]), year)
    instant = _instant(match[3], match[4], full)
    return Dtg(
        value=instant.isoformat() + "Z" if instant else None,
        raw=span.of(sheet.text),
        year=full if instant else None,
        precedence=tuple(letter for letter in match.group(1, 2) if letter),
        signals=tuple(match[6].split()),
        span=span,
    )


def _century(two_digits: int, year: int | None) -> int:
    """45 to 99 are 19xx, 00 to 44 are 20xx, unless the caller's year is nearer another."""
    full = two_digits + (1900 if two_digits >= 45 else 2000)
    if year is not None and abs(full - year) >= 50:
        return min((full - 100, full, full + 100), key=lambda candidate: abs(candidate - year))
    return full


def _instant(group: str, month: str, year: int) -> datetime | None:
    if month not in _MONTHS:
        return None
    day, hour, minute = int(group[:2]), int(group[2:4]), int(group[4:6])
    try:
        return datetime(year, _MONTHS.index(month) + 1, day, hour, minute)  # noqa: DTZ001  UTC by definition
    except ValueError:
        return None
