"""Places in a text: half-open ranges of code points.

A ``Span`` is the only way the project names words of a cable. Offsets count Unicode code
points of the text as received; browsers count UTF-16 units, and :func:`from_utf16` is the
one place where the two meet.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from redaction.errors import MarkError


class Span(NamedTuple):
    """``[start, end)`` in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every character of ``other`` is in this span."""
        return self.start <= other.start and other.end <= self.end


class Piece(NamedTuple):
    """A part of a cut span: ``covered`` says whether one of the cutting spans covers it."""

    span: Span
    covered: bool


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as few spans as possible, ascending; touching spans become one."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if merged and span.start <= merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """The characters of ``spans`` that are in none of ``holes``, ascending and merged."""
    kept: list[Span] = []
    cuts = merge(holes)
    for span in merge(spans):
        start = span.start
        for hole in cuts:
            if hole.end <= start:
                continue
            if hole.start >= span.end:
                break
            if hole.start > start:
                kept.append(Span(start, hole.start))
            start = max(start, hole.end)
        if start < span.end:
            kept.append(Span(start, span.end))
    return tuple(kept)


class Places:
    """Places of one text, to be asked about many stretches of it, each in an instant."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = merge(spans)
        self._starts = [span.start for span in self._spans]
        self._ends = [span.end for span in self._spans]

    def touching(self, stretch: Span) -> tuple[Span, ...]:
        """The places that share a character with ``stretch``, ascending; merged ones are one."""
        first = bisect_right(self._ends, stretch.start)
        return self._spans[first : bisect_left(self._starts, stretch.end, first)]

    def outside(self, stretch: Span) -> tuple[Span, ...]:
        """What of ``stretch`` is in none of the places, ascending."""
        return subtract([stretch], self.touching(stretch))


def cut(span: Span, at: Iterable[Span]) -> tuple[Piece, ...]:
    """``span`` as consecutive pieces, each wholly inside or wholly outside ``at``.

    The pieces partition the span: screens and releases both show a paragraph from them, so
    that every character is either shown or covered and never both.
    """
    pieces: list[Piece] = []
    here = span.start
    for hole in merge(at):
        start, end = max(hole.start, span.start), min(hole.end, span.end)
        if start >= end:
            continue
        if here < start:
            pieces.append(Piece(Span(here, start), covered=False))
        pieces.append(Piece(Span(start, end), covered=True))
        here = end
    if here < span.end:
        pieces.append(Piece(Span(here, span.end), covered=False))
    return tuple(pieces)


def to_utf16(text: str, offset: int) -> int:
    """The UTF-16 units before code point ``offset``."""
    return offset + sum(character > "\uffff" for character in text[:offset])


def from_utf16(text: str, units: int) -> int:
    """The code point offset of a UTF-16 offset.

    Raises:
        MarkError: ``inside_surrogate`` between the halves of a pair, ``out_of_range``
            outside the text.
    """
    return Utf16(text).code_points(units)


class Utf16:
    """UTF-16 offsets of one text; the text is gone through once for all of them."""

    def __init__(self, text: str) -> None:
        pairs = [offset for offset, character in enumerate(text) if character > "\uffff"]
        self._pairs = [offset + before for before, offset in enumerate(pairs)]
        self._length = len(text) + len(pairs)

    def code_points(self, units: int) -> int:
        """The code point offset of a UTF-16 offset; raises as :func:`from_utf16`."""
        if not 0 <= units <= self._length:
            raise MarkError("out_of_range", "an offset lies outside the text")
        before = bisect_left(self._pairs, units)
        if before and self._pairs[before - 1] == units - 1:
            raise MarkError("inside_surrogate", "an offset falls between the halves of a character")
        return units - before


def total(spans: Sequence[Span]) -> int:
    """How many code points the spans cover together; they must not overlap."""
    return sum(span.end - span.start for span in spans)
