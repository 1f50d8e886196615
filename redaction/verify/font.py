"""The one font of a release holds the characters shown and nothing else (G7)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from redaction.face import ADVANCE, FACE_NAME, UNITS_PER_EM
from redaction.verify.document import Document
from redaction.verify.findings import Finding
from redaction.verify.subset import program
from redaction.verify.syntax import Ref, Value

_WIDTH = round(ADVANCE * 1000 / UNITS_PER_EM, 4)
_FACTS: Mapping[str, Value] = {
    "Flags": 5,
    "FontBBox": [-482, -300, 743, 981],
    "ItalicAngle": 0,
    "Ascent": 613,
    "Descent": -188,
    "CapHeight": 659,
    "StemV": 87,
    "MissingWidth": _WIDTH,
}
"""What the bundled face says of itself, in thousandths of the type size."""
_RANGE = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{2})> <([0-9A-F]{4})>")


class Font(NamedTuple):
    """The font, read: the character of each code; ``genuine`` streams are the ones due."""

    codes: Mapping[int, str]
    genuine: frozenset[int]
    findings: list[Finding]


def read_font(document: Document) -> Font:
    """The font of a document whose structure is on the list."""
    reader = _Reader(document)
    codes = reader.codes()
    reader.check_program(codes)
    reader.check_dictionaries(codes)
    shown = {code: chr(point) for code, point in codes.items()}
    return Font(shown, frozenset(reader.genuine), reader.findings)


def check_shown(font: Font, shown: str) -> list[Finding]:
    """Characters named are characters shown, and the space."""
    if set(font.codes.values()) == {*shown, " "}:
        return []
    return [Finding("font_residue", "ToUnicode, characters that no page shows")]


class _Reader:
    def __init__(self, document: Document) -> None:
        self._objects = document.objects
        catalog = self._at(document.trailer["Root"])
        kids = self._at(catalog["Pages"])["Kids"]
        first = kids[0] if isinstance(kids, list) and kids else None
        resources = self._at(first)["Resources"]
        fonts = resources["Font"] if isinstance(resources, dict) else None
        self._font = self._at(self._at(fonts)["F1"])
        self._descriptor = self._at(self._font["FontDescriptor"])
        self.findings: list[Finding] = []
        self.genuine: set[int] = set()

    def _at(self, ref: Value) -> Mapping[str, Value]:
        value = self._objects[ref.number].value if isinstance(ref, Ref) else ref
        return value if isinstance(value, dict) else {}

    def _stream(self, ref: Value) -> bytes:
        return (self._objects[ref.number].stream or b"") if isinstance(ref, Ref) else b""

    def _find(self, where: str) -> None:
        self.findings.append(Finding("font_residue", where))

    def _must(self, holds: bool, ref: Value, where: str) -> None:
        if not holds:
            self._find(where)
        elif isinstance(ref, Ref):
            self.genuine.add(ref.number)

    def codes(self) -> dict[int, int]:
        """Code to code point; codes rise with code points, from 1 and without a hole."""
        cmap = self._stream(self._font["ToUnicode"])
        codes: dict[int, int] = {}
        for found in _RANGE.findall(cmap.decode("latin-1")):
            first, last, point = (int(number, 16) for number in found)
            codes |= {code: point + code - first for code in range(first, last + 1)}
        points = list(codes.values())
        sound = cmap == _to_unicode(points) and points == sorted(set(points))
        self._must(sound, self._font["ToUnicode"], "ToUnicode")
        return codes

    def check_program(self, codes: Mapping[int, int]) -> None:
        """The font program is the one that these characters give."""
        due = program([0, *(point for _, point in sorted(codes.items()))])
        file = self._descriptor["FontFile2"]
        self._must(self._stream(file) == due, file, "font program")
        if self._at(file)["Length1"] != len(due):
            self._find("font program, key /Length1")

    def check_dictionaries(self, codes: Mapping[int, int]) -> None:
        """Widths all equal, names and measures those of the bundled face."""
        due: Mapping[str, Value] = {
            "FirstChar": 0,
            "LastChar": len(codes),
            "Widths": [_WIDTH] * (len(codes) + 1),
        }
        for key, value in due.items():
            if self._font[key] != value:
                self._find(f"font, key /{key}")
        for key, value in _FACTS.items():
            if self._descriptor[key] != value:
                self._find(f"font descriptor, key /{key}")


def _to_unicode(points: Sequence[int]) -> bytes:
    """The map back to Unicode, as it is written; .notdef has no entry."""
    ranges = [_range(run) for run in _runs(points)]
    parts = [ranges[start : start + 100] for start in range(0, len(ranges), 100)]
    tables = "\n".join(
        f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange" for part in parts
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        f"/CMapName /AAAAAA+{FACE_NAME} def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{tables}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _runs(points: Sequence[int]) -> list[list[tuple[int, int]]]:
    """Codes, from 1, with their points: consecutive ones together that share the high byte."""
    runs: list[list[tuple[int, int]]] = []
    for code, point in enumerate(points, 1):
        if not runs or point != runs[-1][-1][1] + 1 or not point & 0xFF:
            runs.append([])
        runs[-1].append((code, point))
    return runs


def _range(run: Sequence[tuple[int, int]]) -> str:
    return f"<{run[0][0]:02X}> <{run[-1][0]:02X}> <{run[0][1]:04X}>"
