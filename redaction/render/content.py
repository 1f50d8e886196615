"""The operators of one page: furniture, then the body line by line, then strokes.

Every body line starts at column 0 of its line; what follows on the line stands where the pen
is. There is no other positioning, no spacing, no colour and no shape but the stroke through
an old classification, so the operators of a page are a function of its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from redaction.errors import MarkError
from redaction.face import (
    BODY_SIZE,
    FURNITURE_LEADING,
    FURNITURE_SIZE,
    LEADING,
    STRIKE_RISE,
    STRIKE_WIDTH,
    Grid,
)
from redaction.render.engine import Ref
from redaction.render.layout import Row
from redaction.render.structure import Element
from redaction.render.typecase import FONT_KEY, Typecase

_MOST_FURNITURE = 3


class Sheet(NamedTuple):
    """One page before it is drawn."""

    page: Ref
    rows: Sequence[Row]
    header: tuple[str, ...]
    footer: tuple[str, ...]


def draw(sheet: Sheet, grid: Grid, case: Typecase) -> tuple[bytes, list[Element]]:
    """The content stream, and the owner of each marked content in order of its number."""
    out: list[str] = []
    out += _furniture("Header", sheet.header, grid.header, grid, case)
    owners = _body(sheet, grid, case, out)
    out += _strokes(sheet.rows, grid)
    out += _furniture("Footer", sheet.footer, grid.footer, grid, case)
    return "\n".join(out).encode("latin-1"), owners


def _body(sheet: Sheet, grid: Grid, case: Typecase, out: list[str]) -> list[Element]:
    owners: list[Element] = []
    owner: Element | None = None
    out.append(f"BT\n/{FONT_KEY} {BODY_SIZE:g} Tf\n{LEADING:g} TL")
    out.append(f"1 0 0 1 {_length(grid.left)} {_length(grid.top)} Tm")
    for row in sheet.rows:
        for element, text in row.runs:
            if element is not owner:
                if owner is not None:
                    out.append("EMC")
                owner = element
                element.mark(sheet.page, len(owners))
                out.append(f"/{element.tag} <</MCID {len(owners)}>> BDC")
                owners.append(element)
            if text:
                out.append(case.show(text))
        out.append("T*")
    if owner is not None:
        out.append("EMC")
    out.append("ET")
    return owners


def _furniture(
    place: str, lines: tuple[str, ...], first: float, grid: Grid, case: Typecase
) -> Iterator[str]:
    if len(lines) > _MOST_FURNITURE:
        raise MarkError("bad_stamp", "the furniture profile has more lines than the page")
    yield f"/Artifact <</Type /Pagination /Subtype /{place}>> BDC"
    yield f"BT\n/{FONT_KEY} {FURNITURE_SIZE:g} Tf"
    for number, line in enumerate(lines):
        x, y = grid.furniture_x(line), first - number * FURNITURE_LEADING
        yield f"1 0 0 1 {_length(x)} {_length(y)} Tm\n{case.show(line)}"
    yield "ET\nEMC"


def _strokes(rows: Sequence[Row], grid: Grid) -> Iterator[str]:
    """A line through what is struck, from its first to its last column (32 CFR 2001.25(b))."""
    struck = [(line, row.columns) for line, row in enumerate(rows) if row.struck and row.columns]
    if not struck:
        return
    yield f"/Artifact <</Type /Layout>> BDC\n{STRIKE_WIDTH:g} w"
    for line, columns in struck:
        y = _length(grid.y(line) + STRIKE_RISE * BODY_SIZE)
        yield f"{_length(grid.x(0))} {y} m {_length(grid.x(columns))} {y} l S"
    yield "EMC"


def _length(points: float) -> str:
    """Points with at most four decimals."""
    return f"{points:.4f}".rstrip("0").rstrip(".")
