"""The face as one document uses it: exactly the characters shown, in code-point order.

A subset with more in it tells what was there before; codes given in the order of use tell
the order of drawing. So the repertoire is fixed before the first page is set. A character
that the face cannot show, or shows without advancing, is refused and never replaced.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Final

from redaction.errors import NoGlyph
from redaction.face import ADVANCE, FACE, UNITS_PER_EM, face_bytes
from redaction.render.engine import Ref, TTFontFace, Writer, array

FONT_KEY: Final = "F1"

# Code 0 is .notdef: one byte holds this many characters more.
_CODES: Final = 255
_FIXED_PITCH_SYMBOLIC: Final = 1 | 4
_ESCAPES: Final = {ord("("): "\\(", ord(")"): "\\)", ord("\\"): "\\\\", ord("\r"): "\\r"}


@cache
def _face() -> TTFontFace:
    face_bytes()
    return TTFontFace(str(FACE), validate=0, subfontIndex=0)


@cache
def _showable() -> frozenset[str]:
    """The characters with a glyph that advances one column and is no control."""
    face = _face()
    return frozenset(
        chr(code)
        for code, glyph in face.charToGlyph.items()
        if face.hmetrics[glyph][0] == ADVANCE and unicodedata.category(chr(code))[0] != "C"
    )


class Typecase:
    """The characters of one document and their codes, made from everything it will show."""

    def __init__(self, shown: Collection[str]) -> None:
        """Assign codes in code-point order.

        Raises:
            NoGlyph: characters that the face cannot show, or beyond the 255 different ones
                that one subset holds.
        """
        characters = sorted({*"".join(shown), " "})
        refused = [one for one in characters if one not in _showable()] or characters[_CODES:]
        if refused:
            raise NoGlyph([f"U+{ord(one):04X}" for one in refused])
        self._points = [0, *map(ord, characters)]
        self._codes = {
            point: _ESCAPES.get(code, chr(code)) for code, point in enumerate(self._points)
        }

    def show(self, text: str) -> str:
        """The operator that draws ``text`` where the pen stands."""
        return f"({text.translate(self._codes)}) Tj"

    def embed(self, writer: Writer) -> None:
        """Write the font: dictionary, widths, subset and the way back to Unicode."""
        program = _face().makeSubset(self._points)
        file = writer.flate(program, f"/Length1 {len(program)}")
        name = f"/AAAAAA+{_face().name.decode('ascii')}"
        width = f"{ADVANCE * 1000 / UNITS_PER_EM:.4f}"
        font = writer.put(
            f"<</Type/Font/Subtype/TrueType/BaseFont{name}/FirstChar 0"
            f"/LastChar {len(self._points) - 1}/Widths {array([width] * len(self._points))}"
            f"/FontDescriptor {self._descriptor(writer, name, width, file).to}"
            f"/ToUnicode {writer.flate(self._to_unicode(name)).to}>>"
        )
        writer.font(FONT_KEY, font)

    @staticmethod
    def _descriptor(writer: Writer, name: str, width: str, file: Ref) -> Ref:
        face = _face()
        return writer.put(
            f"<</Type/FontDescriptor/FontName{name}/Flags {_FIXED_PITCH_SYMBOLIC}"
            f"/FontBBox {array(round(edge) for edge in face.bbox)}/ItalicAngle 0"
            f"/Ascent {round(face.ascent)}/Descent {round(face.descent)}"
            f"/CapHeight {round(face.capHeight)}/StemV {round(face.stemV)}"
            f"/MissingWidth {width}/FontFile2 {file.to}>>"
        )

    def _to_unicode(self, name: str) -> bytes:
        """The map back; .notdef has no entry (ISO 19005-2, 6.2.11.7.2)."""
        ranges = list(_ranges(self._points))
        tables = "\n".join(
            f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange"
            for part in (ranges[start : start + 100] for start in range(0, len(ranges), 100))
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            f"/CMapName {name} def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
            f"{tables}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


def _ranges(points: Sequence[int]) -> Iterator[str]:
    """Codes 1, 2, ... as ranges of consecutive code points that differ in the last byte only."""
    codes = range(1, len(points))
    for _, group in groupby(codes, key=lambda code: (points[code] - code, points[code] >> 8)):
        run = list(group)
        yield f"<{run[0]:02X}> <{run[-1]:02X}> <{points[run[0]]:04X}>"
