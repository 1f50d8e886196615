"""The words of one pack, compiled: phrases, exemption codes, schedules, durations.

Every pattern is built from escaped words of the pack and fixed pieces that cannot
backtrack over more than a few characters, so that any line is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from redaction.authority.dateforms import DateForms
from redaction.authority.line import LineForm, any_of
from redaction.authority.reading import Kind

LETTER = r"[^\W\d_]"
_NEVER = re.compile(r"(?!)")


class Phrase(NamedTuple):
    """Literal words that make an instruction one kind, and the code they stand for."""

    kind: Kind
    says: re.Pattern[str]
    code: str | None


class Series(NamedTuple):
    """A series of dated exemptions: its prefix, how it opens, how further numbers follow."""

    kind: Kind
    prefix: str
    opening: re.Pattern[str]
    further: re.Pattern[str]


class Retired(NamedTuple):
    """The exemptions of a superseded order: a list of them, one of them, a start like one."""

    listed: re.Pattern[str]
    each: re.Pattern[str]
    looks_like: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything the reader of instructions compares a line with."""

    line: LineForm
    dates: DateForms
    phrases: tuple[Phrase, ...]
    series: tuple[Series, ...]
    retired: Retired
    schedule: re.Pattern[str]
    schedules: Mapping[str, Kind]
    duration: re.Pattern[str]
    numbers: Mapping[str, int]
    on: re.Pattern[str]
    joined_by: re.Pattern[str]
    conjunctions: frozenset[str]
    counted_from: re.Pattern[str]
    source_date: re.Pattern[str]

    @classmethod
    def of(cls, phrases: Mapping[str, Any], date_order: Literal["mdy", "dmy"]) -> Grammar:
        """Compile the pack's section ``phrases``."""
        dates = DateForms.of(phrases, date_order)
        # A digit that continues as a date is not a number of its own: GDS 4/5/85, 25X1, 3 MAR 45.
        alone = rf"(?![-/.0-9]|{LETTER}| ?{dates.month})"
        schedules = {word: Kind(name) for name, word in phrases["schedules"].items()}
        numbers = phrases["numbers"]
        return cls(
            line=LineForm.of(phrases),
            dates=dates,
            phrases=tuple(
                _phrase(kind, phrases["kinds"][kind]) for kind in Kind if kind in phrases["kinds"]
            ),
            series=tuple(
                _series(Kind(name), prefix, phrases["and"], alone)
                for name, prefix in phrases["exempt"].items()
            ),
            retired=_retired(phrases["retired_exemptions"], phrases["and"]),
            schedule=_schedule(schedules, phrases["schedule_numbers"], alone),
            schedules=schedules,
            duration=re.compile(
                rf"(?:{any_of(phrases['in'])} )?(0?[1-9]|[1-9][0-9]|{any_of(numbers)}) "
                rf"{any_of(phrases['years'])}(?!\w)"
            ),
            numbers=numbers,
            on=re.compile(rf"(?:{any_of(phrases['on'])} )?"),
            joined_by=re.compile(rf"({any_of(phrases['or'])}|{any_of(phrases['and'])})(?!\w)"),
            conjunctions=frozenset(phrases["and"]),
            counted_from=re.compile(any_of(phrases["from"])),
            source_date=re.compile(any_of(phrases["source_date"])),
        )


def _phrase(kind: Kind, row: Mapping[str, Any]) -> Phrase:
    """A pattern for ``search``: whole instructions, words, parts or starts, as the pack says."""
    says = [form(word) for name, form in _FORMS.items() for word in row.get(name, ())]
    return Phrase(kind, re.compile("|".join(says) or "(?!)"), row.get("code"))


def _initials(word: str) -> str:
    """Letters that may each have a full stop."""
    return "".join(re.escape(letter) + "[.]?" for letter in word)


def _spaced(word: str) -> str:
    """A mark that may be written with spaces and without its hyphen."""
    return "".join("-? ?" if c == "-" else re.escape(c) + " ?" for c in word)


_FORMS: Mapping[str, Callable[[str], str]] = {
    "whole": lambda word: rf"\A{re.escape(word)}\Z",
    "initials": lambda word: rf"\A{_initials(word)}\Z",
    "spaced": lambda word: rf"\A{_spaced(word)}\Z",
    "only": lambda word: rf"\A{re.escape(word)}+\Z",
    "word": lambda word: rf"(?<!\w){re.escape(word)}(?!\w)",
    "part": re.escape,
    "start": lambda word: rf"\A{re.escape(word)}",
}


def _series(kind: Kind, prefix: str, conjunctions: list[str], alone: str) -> Series:
    start = re.escape(prefix)
    joint = rf" ?(?:[,&/]|{any_of(conjunctions)}) ?"
    return Series(
        kind,
        prefix,
        re.compile(rf"{start}([1-9])?(?![0-9]|{LETTER})"),
        re.compile(rf"{joint}(?:{start}([1-9])(?![0-9]|{LETTER})|([1-9]){alone})"),
    )


def _retired(row: Mapping[str, str] | None, conjunctions: list[str]) -> Retired:
    if row is None:
        return Retired(_NEVER, _NEVER, _NEVER)
    letter = re.escape(row["letter"])
    number = f"[{row['numbers']}]"
    section = rf"(?:{re.escape(row['section'])} ?(?:\([A-Z]\))? ?)?"
    one = rf"{section}(?:{letter}-?{number}|\({letter}-?{number}\))"
    joint = rf" ?(?:[,&/]|{any_of(conjunctions)}) ?"
    return Retired(
        re.compile(rf"{one}(?:{joint}{one})*"),
        re.compile(f"({letter})-?({number})"),
        re.compile(f"{letter}[0-9]"),
    )


def _schedule(schedules: Mapping[str, Kind], numbers: str, alone: str) -> re.Pattern[str]:
    if not schedules:
        return _NEVER
    return re.compile(rf"({any_of(schedules)})(?!{LETTER})(?:[ -]?[{numbers}]{alone})?")
