"""Passages as lines of a page: where lines break and pages end.

Layout knows released characters and class labels and nothing else, so what it decides can
tell nothing else. Lines break after a space, or at the last column inside a longer word; the
space stays at the end of its line, so that the lines of a passage put together are the
passage. A heading never ends a page.

Characters are set in the order in which they are read, from the left. For Hebrew that is the
right order for whoever listens, searches or copies tags, and the wrong one for the eye.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from redaction.face import COLUMNS
from redaction.render.structure import Element


class Run(NamedTuple):
    """Words of one structure element on one line."""

    element: Element
    text: str


class Row(NamedTuple):
    """One line of a page; without runs a white one. ``kept`` rows do not end a page."""

    runs: tuple[Run, ...] = ()
    kept: bool = False
    struck: bool = False

    @property
    def columns(self) -> int:
        """How many columns are seen; the space at a line's end is not."""
        return len("".join(run.text for run in self.runs).rstrip(" "))


def wrap(text: str) -> Iterator[tuple[int, int]]:
    """The line ends of ``text``: pieces of at most 72 characters that put together are it."""
    start, end = 0, len(text)
    while end - start > COLUMNS:
        stop = text.rfind(" ", start, start + COLUMNS) + 1
        if stop <= start:
            stop = start + COLUMNS
        yield start, stop
        start = stop
    yield start, end


def rows(line: Sequence[Run], *, kept: bool, struck: bool) -> Iterator[Row]:
    """One line of a passage as rows of a page."""
    if len(line) == 1:
        element, text = line[0]
        for start, stop in wrap(text):
            yield Row((Run(element, text[start:stop]),), kept, struck)
        return
    rest = list(reversed(line))
    for start, stop in wrap("".join(run.text for run in line)):
        yield Row(tuple(_taken(rest, stop - start)), kept, struck)


def _taken(rest: list[Run], room: int) -> Iterator[Run]:
    """The next ``room`` characters of the runs in ``rest``, whose last comes first."""
    while room:
        element, text = rest.pop()
        if len(text) > room:
            rest.append(Run(element, text[room:]))
            text = text[:room]
        room -= len(text)
        yield Run(element, text)


def paginate(laid: Sequence[Row], height: int) -> list[Sequence[Row]]:
    """Cut the rows into pages of at most ``height``; no page begins with a white line."""
    pages: list[Sequence[Row]] = []
    start = 0
    while start < len(laid):
        end = _page_end(laid, start, height)
        pages.append(laid[start:end])
        start = end
        while start < len(laid) and not laid[start].runs:
            start += 1
    return pages


def _page_end(laid: Sequence[Row], start: int, height: int) -> int:
    full = start + height
    if full >= len(laid):
        return len(laid)
    end = full
    while end > start and laid[end - 1].kept:
        end -= 1
    return end if end > start else full
