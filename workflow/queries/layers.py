"""Many places of one text laid over it in layers, and the text cut where a layer changes. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from redaction.spans import Span

T = TypeVar("T")


class Layer(Generic[T]):
    """Places that each carry something; where two share characters the earlier keeps them."""

    def __init__(self, places: Iterable[tuple[Span, T]]) -> None:
        self.spans: list[Span] = []
        self._carried: list[T] = []
        here = 0
        for place, carried in sorted(places, key=lambda carrying: carrying[0]):
            if max(place.start, here) < place.end:
                self.spans.append(Span(max(place.start, here), place.end))
                self._carried.append(carried)
                here = place.end
        self._starts = [span.start for span in self.spans]

    def at(self, offset: int) -> T | None:
        """What the place at a character carries."""
        found = bisect_right(self._starts, offset) - 1
        if found < 0 or self.spans[found].end <= offset:
            return None
        return self._carried[found]


class Edges:
    """Offsets at which a text is cut."""

    def __init__(self, offsets: Iterable[int]) -> None:
        self._offsets = sorted(set(offsets))

    def cut(self, span: Span) -> Iterator[Span]:
        """``span`` in pieces that end at every edge inside it."""
        first = bisect_right(self._offsets, span.start)
        last = bisect_left(self._offsets, span.end)
        start = span.start
        for edge in self._offsets[first:last]:
            yield Span(start, edge)
            start = edge
        yield Span(start, span.end)

    def inside(self, span: Span) -> int:
        """How many edges fall inside a span."""
        return max(
            0, bisect_left(self._offsets, span.end) - bisect_right(self._offsets, span.start)
        )


def edges_of(spans: Iterable[Span]) -> Iterator[int]:
    """Both ends of every span."""
    for span in spans:
        yield from span
