"""Paragraph numbers: what is a label, and which number it is.

A pilcrow is often transcribed as the digit 1, so ``14.`` where 4 is expected is paragraph 4;
a number at the start of a wrapped line is no paragraph at all. Numbers that do not follow are
reported and never corrected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_LABEL = re.compile(r"(\d{1,3})[ \t\xa0]?\\?\.(?:(?=[\s(])|(?P<glued>(?=[A-Z])))")


class Label(NamedTuple):
    """A possible label: the number as printed, and where number and text start."""

    raw: str
    start: int
    text: int
    glued: bool


class Place(NamedTuple):
    """What stands around a possible label."""

    white: bool  # a white line (or nothing) before
    ended: bool  # the text line before ends a sentence
    marked: bool  # a portion mark follows
    artefact: bool  # a pilcrow or its remains before the number
    digit: bool  # the text starts with a digit


def read_label(text: str, start: int, end: int) -> Label | None:
    """The label at ``start`` of a line that ends at ``end``, if text follows it on the line."""
    match = _LABEL.match(text, start, end)
    if match is None:
        return None
    after = match.end()
    while after < end and text[after].isspace():
        after += 1
    if after == end:
        return None
    return Label(match[1], start, after, match["glued"] is not None)


class Numbering:
    """Decides labels in order; ``expected`` is the next number."""

    def __init__(self, lines: Sequence[str], first: int, stop: int) -> None:
        self._lines = (lines, first, stop)
        self._refuted: bool | None = None
        self.expected = 1

    def decide(self, label: Label, place: Place) -> tuple[int, str | None] | None:
        """The number of a label and its issue code; null when it is running text."""
        number = int(label.raw)
        expected = self.expected
        loose = not (place.white or place.marked)
        if label.glued and not (place.white and expected <= number <= expected + 3):
            return None
        if place.artefact:
            return self._accept(number)
        if number != expected and loose and not place.ended:
            return None
        if label.raw == f"1{expected}" and not self._real_teens():
            self.expected = expected + 1
            return expected, "PILCROW_AS_DIGIT"
        if number > expected + 3 and loose:
            return None
        if number == expected and loose and not place.ended and place.digit:
            return None
        return self._accept(number)

    def _accept(self, number: int) -> tuple[int, str | None]:
        expected, self.expected = self.expected, number + 1
        if number == expected:
            return number, None
        return number, "NUMBER_GAP" if number > expected else "NUMBER_OUT_OF_SEQUENCE"

    def _real_teens(self) -> bool:
        """In the text a label 19 is followed by 20 and there is no label 110."""
        if self._refuted is None:
            lines, first, stop = self._lines
            numbered = [line for line in lines[first:stop] if line[:1].isdigit()]
            both = all(any(line.startswith(n) for line in numbered) for n in ("19", "20"))
            self._refuted = both and _refutes(numbered)
        return self._refuted


def _refutes(lines: Sequence[str]) -> bool:
    raws = [label.raw for line in lines if (label := read_label(line, 0, len(line))) is not None]
    followed = any(a == "19" and b == "20" for a, b in pairwise(raws))
    return followed and "110" not in raws
