"""Where lines break and pages end: a function of the words alone.

Computed again here, from the text, so that no line can be moved, lost or broken elsewhere to
say something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from redaction.face import COLUMNS


class Line(NamedTuple):
    """One line of the text file as a page shows it; ``lead`` white rows stand above it."""

    text: str
    lead: int
    heading: bool = False


def wrapped(text: str) -> Iterator[str]:
    """``text`` as rows: broken after a space, or inside a word that is longer than a row."""
    while len(text) > COLUMNS:
        end = text.rfind(" ", 0, COLUMNS) + 1 or COLUMNS
        yield text[:end]
        text = text[end:]
    yield text


def pages_of(lines: Sequence[Line], height: int) -> list[list[str]]:
    """The rows of each page. No heading ends a page, and no white row above a line begins one."""
    rows: list[_Row] = []
    kept = False
    for line in lines:
        rows += [_Row("", kept, above=True)] * line.lead
        kept = line.heading
        rows += [_Row(row, kept, above=False) for row in wrapped(line.text)]
    pages: list[list[str]] = []
    start = 0
    while start < len(rows):
        end = _end(rows, start, height)
        pages.append([row.text for row in rows[start:end]])
        start = end
        while start < len(rows) and rows[start].above:
            start += 1
    return pages


class _Row(NamedTuple):
    text: str
    kept: bool
    above: bool


def _end(rows: Sequence[_Row], start: int, height: int) -> int:
    end = full = start + height
    if full >= len(rows):
        return len(rows)
    while end > start and rows[end - 1].kept:
        end -= 1
    return end if end > start else full
