"""What a person may correct a fact to: one form for each, checked before it is kept. Pure.

A refusal names the fact and the form wanted, never the value that was given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from redaction.cable.cable_numbers import mrn_value
from redaction.cable.profiles import load
from workflow.errors import Refused
from workflow.states import Fact

LONGEST: Final = 500
EARLIEST: Final = date(1900, 1, 1)
# The levels by their full names, and the letters of each on a portion mark.
LEVEL_MARKS: Final[Mapping[str, str]] = {
    level.name: level.mark for level in load("acp127").levels.values()
}
FORMS: Final[Mapping[Fact, str]] = {
    Fact.NUMBER: "year, station and serial number, as in “09 TESTVILLE 311”",
    Fact.ORIGIN: "a day from 1900 until today, as in “2009-03-02”",
    Fact.LEVEL: "one of the levels listed",
    Fact.EO_LINE: f"one line of at most {LONGEST} characters",
    Fact.CLASSIFIED_BY: f"one line of at most {LONGEST} characters",
    Fact.SUBJECT: f"one line of at most {LONGEST} characters",
}
_NUMBER = re.compile(r"(\d{2}) +([A-Z][A-Z.'’ -]{0,49}?) *0{0,8}([1-9]\d{0,7})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BREAKS: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def corrected_value(fact: Fact, value: str, *, on: date) -> str:
    """The value as it is kept.

    Raises:
        Refused: ``fact-malformed``.
    """
    found = _READERS[fact](value.strip(), on)
    if found is None:
        raise Refused("fact-malformed", fact=fact.label, form=FORMS[fact])
    return found


def reference_of(number: str) -> str:
    """``09TESTVILLE311`` of ``09 TESTVILLE 311``, as references are looked up by it."""
    year, *station, serial = number.split()
    letters = "".join(character for character in "".join(station) if character.isalpha())
    return mrn_value(int(year), letters, int(serial))


def _number(value: str, _: date) -> str | None:
    parts = _NUMBER.fullmatch(" ".join(value.upper().split()))
    return f"{parts[1]} {parts[2]} {parts[3]}" if parts else None


def _day(value: str, on: date) -> str | None:
    if not _DAY.fullmatch(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return value if EARLIEST <= day <= on else None


def _level(value: str, _: date) -> str | None:
    return value if value in LEVEL_MARKS else None


def _line(value: str, _: date) -> str | None:
    fits = 0 < len(value) <= LONGEST
    breaks = any(unicodedata.category(character) in _BREAKS for character in value)
    return value if fits and not breaks else None


_READERS: Final[Mapping[Fact, Callable[[str, date], str | None]]] = {
    Fact.NUMBER: _number,
    Fact.ORIGIN: _day,
    Fact.LEVEL: _level,
    Fact.EO_LINE: _line,
    Fact.CLASSIFIED_BY: _line,
    Fact.SUBJECT: _line,
}
