"""Facts of a cable as lines to read, each with the place it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from redaction.spans import Span

# How many lines of one name are listed; whoever sends to more is read in the text.
LISTED: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: its name, its words, what they mean, and where they stand.

    ``fact`` names a fact that a person may correct, ``cable_id`` a cable that is here and that
    the reader may see. ``place`` is None for what was counted or worked out.
    """

    name: str
    words: str
    note: str = ""
    place: Span | None = None
    fact: str = ""
    cable_id: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Lines under one name."""

    name: str
    lines: tuple[Line, ...]


def more(name: str, listed: Sequence[object]) -> Iterator[Line]:
    """Says how many were not listed."""
    if len(listed) > LISTED:
        yield Line(name, f"and {len(listed) - LISTED:,} more, in the text")


def places_in(groups: Iterable[Facts]) -> Iterator[Span]:
    """Every place that a line links to."""
    for group in groups:
        for line in group.lines:
            if line.place is not None:
                yield line.place


def spoken(value: str) -> str:
    """``2 March 2009``, of an ISO day."""
    day = date.fromisoformat(value)
    return f"{day.day} {day:%B %Y}"
