"""The font program that a release of these characters must hold, made from the bundled face.

A font inside a PDF is a place to hide: unused glyphs, a changed name, bytes after the last
table. So it is not searched but made again here, by code that shares nothing with the
renderer, and compared byte for byte (G7).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from redaction.face import face_bytes

_COPIED = ("name", "OS/2", "cvt ", "fpgm", "prep")
_WORDS, _SCALE, _MORE, _TWO_SCALES, _FOUR_SCALES = 0x01, 0x08, 0x20, 0x40, 0x80


class Face(NamedTuple):
    """The bundled face, taken apart."""

    tables: Mapping[str, bytes]
    glyph_of: Mapping[int, int]
    places: tuple[int, ...]
    metrics: tuple[tuple[int, int], ...]

    def outline(self, glyph: int) -> bytes:
        """The description of one glyph."""
        return self.tables["glyf"][self.places[glyph] : self.places[glyph + 1]]


@cache
def face() -> Face:
    """The bundled face; read once, since it is a constant."""
    data = face_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for n in range(count):
        tag, _, start, length = struct.unpack_from(">4sLLL", data, 12 + 16 * n)
        tables[tag.decode("ascii")] = data[start : start + length]
    (glyphs,) = struct.unpack_from(">H", tables["maxp"], 4)
    (is_long,) = struct.unpack_from(">H", tables["head"], 50)
    kind = f">{glyphs + 1}{'L' if is_long else 'H'}"
    places = tuple(p * (1 if is_long else 2) for p in struct.unpack_from(kind, tables["loca"]))
    (full,) = struct.unpack_from(">H", tables["hhea"], 34)
    metrics = [struct.unpack_from(">HH", tables["hmtx"], 4 * n) for n in range(full)]
    bearings = struct.unpack_from(f">{glyphs - full}H", tables["hmtx"], 4 * full)
    metrics += [(metrics[-1][0], bearing) for bearing in bearings]
    shapes = MappingProxyType(tables)
    return Face(shapes, _characters(tables["cmap"]), places, tuple(metrics))


def _characters(cmap: bytes) -> Mapping[int, int]:
    """Code point to glyph, from the segment table for Unicode (platform 3, encoding 1)."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    records = [struct.unpack_from(">HHL", cmap, 4 + 8 * n) for n in range(count)]
    base = next(start for platform, kind, start in records if (platform, kind) == (3, 1))
    (doubled,) = struct.unpack_from(">H", cmap, base + 6)
    read = f">{doubled // 2}H"
    ends = struct.unpack_from(read, cmap, base + 14)
    starts = struct.unpack_from(read, cmap, base + 16 + doubled)
    deltas = struct.unpack_from(read, cmap, base + 16 + 2 * doubled)
    shifts_at = base + 16 + 3 * doubled
    shifts = struct.unpack_from(read, cmap, shifts_at)
    found = {}
    for n, (start, end, delta, shift) in enumerate(zip(starts, ends, deltas, shifts, strict=True)):
        for code in range(start, end + 1):
            glyph = code
            if shift:
                at = shifts_at + 2 * n + shift + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", cmap, at)
            if glyph or not shift:
                glyph = (glyph + delta) & 0xFFFF
            if glyph and code != 0xFFFF:
                found[code] = glyph
    return MappingProxyType(found)


def program(points: Sequence[int]) -> bytes:
    """The TrueType file that holds exactly the glyphs of ``points``, code by code."""
    whole = face()
    glyphs = [0]
    new = {0: 0}
    codes = []
    for point in points:
        codes.append(_number(whole.glyph_of.get(point, 0), glyphs, new))
    outlines = []
    for glyph in glyphs:  # grows while composite glyphs name their parts
        outlines.append(_outline(whole.outline(glyph), glyphs, new))
    tables = {tag: whole.tables[tag] for tag in _COPIED if tag in whole.tables}
    tables["post"] = b"\0\3\0\0" + whole.tables["post"][4:16] + bytes(16)
    tables["maxp"] = _patched(whole.tables["maxp"], 4, len(glyphs))
    header = (0, 1, 1, 0, 0, 12, 6, 10 + 2 * len(codes), 0, 0, len(codes))
    tables["cmap"] = struct.pack(f">{len(header) + len(codes)}H", *header, *codes)
    full, tables["hmtx"] = _metrics([whole.metrics[glyph] for glyph in glyphs])
    tables["hhea"] = _patched(whole.tables["hhea"], 34, full)
    is_long, tables["loca"], tables["glyf"] = _laid_out(outlines)
    head = _patched(whole.tables["head"], 50, is_long)
    tables["head"] = head[:8] + bytes(4) + head[12:]
    return _file(tables)


def _number(glyph: int, glyphs: list[int], new: dict[int, int]) -> int:
    if glyph not in new:
        new[glyph] = len(glyphs)
        glyphs.append(glyph)
    return new[glyph]


def _outline(data: bytes, glyphs: list[int], new: dict[int, int]) -> bytes:
    """The outline with the parts of a composite glyph renumbered."""
    if len(data) < 2 or not data[0] & 0x80:
        return data
    at, more = 10, True
    while more:
        flags, part = struct.unpack_from(">HH", data, at)
        data = _patched(data, at + 2, _number(part, glyphs, new))
        at += 8 if flags & _WORDS else 6
        if flags & _SCALE:
            at += 2
        elif flags & _TWO_SCALES:
            at += 4
        elif flags & _FOUR_SCALES:
            at += 8
        more = bool(flags & _MORE)
    return data


def _metrics(metrics: Sequence[tuple[int, int]]) -> tuple[int, bytes]:
    """How many widths are written in full, and the table; a run of equal widths is not."""
    full = len(metrics)
    while full > 1 and metrics[full - 1][0] == metrics[full - 2][0]:
        full -= 1
    table = b"".join(struct.pack(">HH", *metric) for metric in metrics[:full])
    return full, table + b"".join(struct.pack(">H", bearing) for _, bearing in metrics[full:])


def _laid_out(outlines: Sequence[bytes]) -> tuple[int, bytes, bytes]:
    places, data = [0], b""
    for outline in outlines:
        data += outline + bytes(-len(outline) % 4)
        places.append(len(data))
    if (len(data) + 1) >> 1 > 0xFFFF:
        return 1, struct.pack(f">{len(places)}L", *places), data
    return 0, struct.pack(f">{len(places)}H", *(place >> 1 for place in places)), data


def _patched(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + struct.pack(">H", number) + data[at + 2 :]


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


def _file(tables: Mapping[str, bytes]) -> bytes:
    count = len(tables)
    step = count.bit_length() - 1
    directory = struct.pack(">LHHHH", 0x10000, count, 16 << step, step, 16 * count - (16 << step))
    start, body, head = 12 + 16 * count, b"", 0
    for tag, data in sorted(tables.items()):
        if tag == "head":
            head = start + len(body)
        place = start + len(body)
        directory += struct.pack(">4sLLL", tag.encode("ascii"), _sum(data), place, len(data))
        body += data + bytes(-len(data) % 4)
    whole = directory + body
    check = (0xB1B0AFBA - _sum(whole)) & 0xFFFFFFFF
    return whole[: head + 8] + struct.pack(">L", check) + whole[head + 12 :]
