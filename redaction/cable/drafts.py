"""A paragraph while its lines are being gathered."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from redaction.cable.facts import Portion
from redaction.spans import Span

_COLUMNS = re.compile(r"\S[ \t\xa0]{3,}\S")
ENDED = frozenset(".?!:;)\"'”’")


@dataclass(slots=True)
class Draft:
    """One paragraph so far; ``start`` is where its label starts."""

    index: int
    number: int | None = None
    raw_number: str | None = None
    label: str | None = None
    parent: int | None = None
    quoted: bool = False
    start: int | None = None
    text_start: int | None = None
    portion: Portion | None = None
    heading: int | None = None
    ranges: list[Span] = field(default_factory=list)
    open: Span | None = None
    tabular: list[tuple[int, Span]] = field(default_factory=list)
    entire: bool = False

    def add(self, piece: Span, line: int, work: str, *, new_range: bool) -> None:
        """One more line or piece of a line; ``work`` is the working copy."""
        if self.open is not None and not new_range:
            self.open = Span(self.open.start, piece.end)
        else:
            self.close_range()
            self.open = piece
        if work.find("   ", piece.start, piece.end) >= 0 and _COLUMNS.search(work, *piece):
            self.tabular.append((line, piece))

    def close_range(self) -> None:
        """What follows starts a new range."""
        if self.open is not None:
            self.ranges.append(self.open)
            self.open = None

    @property
    def end(self) -> int | None:
        """Where the text so far ends."""
        if self.open is not None:
            return self.open.end
        return self.ranges[-1].end if self.ranges else None

    def tables(self) -> tuple[Span, ...]:
        """Two or more consecutive lines in columns, within one range."""
        found: list[Span] = []
        starts = [span.start for span in self.ranges]
        k = 0
        while k < len(self.tabular):
            last = k
            while (
                last + 1 < len(self.tabular)
                and self.tabular[last + 1][0] == self.tabular[last][0] + 1
                and self._one_range(starts, self.tabular[k][1], self.tabular[last + 1][1])
            ):
                last += 1
            if last > k:
                found.append(Span(self.tabular[k][1].start, self.tabular[last][1].end))
            k = last + 1
        return tuple(found)

    def _one_range(self, starts: list[int], first: Span, last: Span) -> bool:
        k = bisect_right(starts, first.start) - 1
        return k >= 0 and last.end <= self.ranges[k].end
