"""The sheet a cable is typed on: pieces in order, each with its place.

A paragraph is typed with its cuts: a cut replaces one blank of the words by a line end, a page
mark or a gap. ``Typed`` says where each character of the words came to stand.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from benchmarks.corpus.truth import Span

GLUE = "\x00"  # a blank at which no line may end
_WIDTH = 68


class Cut(NamedTuple):
    """At the blank ``at`` of the words, ``put`` stands instead; ``parts`` the paragraph or not."""

    at: int
    put: str
    parts: bool


class Typed(NamedTuple):
    """Where words stand: from ``start``, with the cuts that moved them."""

    start: int
    cuts: tuple[Cut, ...]
    length: int

    def place(self, offset: int) -> int:
        """The place of a character of the words."""
        moved = sum(len(cut.put) - 1 for cut in self.cuts if cut.at < offset)
        return self.start + offset + moved

    def ranges(self, first: int, last: int) -> tuple[Span, ...]:
        """The ranges of the words from ``first`` to ``last``, parted where the paragraph is."""
        spans, at = [], first
        for cut in self.cuts:
            if cut.parts and first <= cut.at < last:
                spans.append((self.place(at), self.place(cut.at)))
                at = cut.at + 1
        return (*spans, (self.place(at), self.place(last - 1) + 1))


class Sheet:
    """Text that grows; ``newline`` is the line end in use."""

    def __init__(self, newline: str = "\n") -> None:
        self.newline = newline
        self.length = 0
        self._pieces: list[str] = []

    def put(self, text: str) -> Span:
        """Text as it is; its span."""
        self._pieces.append(text)
        start = self.length
        self.length += len(text)
        return start, self.length

    def line(self, text: str = "") -> Span:
        """A line and its end; the span of its text."""
        span = self.put(text)
        self.put(self.newline)
        return span

    def words(self, text: str, first: int, *, wrap: bool, cuts: dict[int, str]) -> Typed:
        """Words of a paragraph, broken to lines; ``first`` characters stand on the line already.

        ``cuts`` maps a blank of the words to what stands there instead.
        """
        made: list[Cut] = []
        at, room = 0, _WIDTH - first
        marked = [*sorted(cuts), len(text)]
        while at < len(text):
            forced = marked[bisect_right(marked, at - 1)]
            stop = at + room if wrap else len(text)
            if forced <= stop and forced < len(text):
                made.append(Cut(forced, cuts[forced], True))
            elif stop >= len(text):
                break
            else:
                blank = text.rfind(" ", at, stop + 1)
                if blank < 0 or (blank < at):
                    blank = text.find(" ", stop)
                if blank < 0:
                    break
                made.append(Cut(blank, cuts.get(blank, self.newline), blank in cuts))
            at, room = made[-1].at + 1, _WIDTH
        pieces: list[str] = []
        typed, at = Typed(self.length, tuple(made), len(text)), 0
        for cut in made:
            pieces += (text[at : cut.at], cut.put)
            at = cut.at + 1
        self.put("".join([*pieces, text[at:]]))
        return typed

    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces).replace(GLUE, " ")
