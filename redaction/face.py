"""The one face of a release, and the grid it is set on.

Every release is set in Liberation Mono Regular 2 (SIL OFL 1.1, licence beside it), embedded
as a subset. Every glyph is as wide as every other, so a position on a page is a line and a
column and tells nothing else. Renderer and gate both measure with the numbers here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from redaction.errors import RedactionError

FACE: Final = Path(__file__).parent / "fonts" / "LiberationMono-Regular.ttf"
FACE_SHA256: Final = "6b3809450cf6253b36d157198dc15004a5fbade9abad5543c377feb7bb29139c"
FACE_NAME: Final = "LiberationMono"

UNITS_PER_EM: Final = 2048
ADVANCE: Final = 1229
"""The advance of every shown glyph, in units of the face."""

COLUMNS: Final = 72
BODY_SIZE: Final = 10.0
LEADING: Final = 12.5
FURNITURE_SIZE: Final = 8.0
FURNITURE_LEADING: Final = 10.0

STRIKE_WIDTH: Final = 0.6
STRIKE_RISE: Final = 0.3
"""How far above the baseline a stroke runs, in parts of the type size."""


@cache
def face_bytes() -> bytes:
    """The font file, whole.

    Raises:
        RedactionError: ``bad_face`` when the installed file is not the one released with
            this code; a release made from another could not be checked.
    """
    data = FACE.read_bytes()
    if hashlib.sha256(data).hexdigest() != FACE_SHA256:
        raise RedactionError("bad_face", "the installed release face is not the bundled one")
    return data


def advance(size: float) -> float:
    """The width of one column in points at a type size."""
    return size * ADVANCE / UNITS_PER_EM


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of paper as lines and columns; lengths in points from the lower left corner.

    ``left`` and ``top`` are column 0 and the baseline of line 0 of the body, which has
    ``lines`` lines. Furniture is set from ``margin`` in at most ``measure`` columns, each
    line in the middle; its first lines stand at ``header`` and ``footer``.
    """

    width: float
    height: float
    left: float
    top: float
    lines: int
    measure: int
    margin: float = 36.0
    footer: float = 54.0

    @property
    def header(self) -> float:
        """The baseline of the first line above the body."""
        return self.top + 36.0

    def x(self, column: int) -> float:
        """Where a body column begins."""
        return self.left + column * advance(BODY_SIZE)

    def y(self, line: int) -> float:
        """The baseline of a body line."""
        return self.top - line * LEADING

    def furniture_x(self, text: str) -> float:
        """Where a line of furniture begins: on the column that sets it in the middle."""
        return self.margin + (self.measure - len(text)) // 2 * advance(FURNITURE_SIZE)


GRIDS: Final = {
    "letter": Grid(612.0, 792.0, left=90.0, top=720.0, lines=52, measure=112),
    "a4": Grid(595.28, 841.89, left=81.6, top=770.0, lines=56, measure=109),
}
"""The sheets a stamp may ask for, by ``stamp.page``."""
