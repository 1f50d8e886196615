"""The colour profile of every release: sRGB, computed from its published definition.

A page that is archived says what its black means. The profile is written here, not copied,
so that it carries no third party's licence and no text but our own; it is the same bytes in
every file (IEC 61966-2-1; ICC.1:2001-04, matrix and curve display profile).
"""

from __future__ import annotations

import struct
from functools import cache
from typing import Final

_WHITE: Final = (0.96420, 1.00000, 0.82491)
_PRIMARIES: Final = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_CURVE_POINTS: Final = 256
_NAME: Final = b"sRGB"
_NOTICE: Final = b"No copyright is claimed."


@cache
def srgb_profile() -> bytes:
    """The profile, about 1 KB."""
    curve = _curve()
    tags = {
        b"desc": _description(),
        b"cprt": b"text" + bytes(4) + _NOTICE + b"\0",
        b"wtpt": _xyz(_WHITE),
        **{tag: _xyz(value) for tag, value in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = _laid_out(tags)
    return _header(128 + len(table) + len(body)) + table + body


def _laid_out(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """The tag table and the data it points to; equal data stand once."""
    body = b""
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    entries = []
    for tag, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        entries.append(struct.pack(">4sII", tag, places[data], len(data)))
    return struct.pack(">I", len(tags)) + b"".join(entries), body


def _header(size: int) -> bytes:
    return (
        struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02400000, b"mntr", b"RGB ", b"XYZ ")
        + struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
        + b"acsp"
        + bytes(28)
        + b"".join(_fixed(value) for value in _WHITE)
        + bytes(48)
    )


def _fixed(value: float) -> bytes:
    """A number as signed 16.16."""
    return struct.pack(">i", round(value * 65536))


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(_fixed(part) for part in value)


def _curve() -> bytes:
    points = [round(65535 * _linear(index / (_CURVE_POINTS - 1))) for index in range(_CURVE_POINTS)]
    return struct.pack(f">4s4xI{_CURVE_POINTS}H", b"curv", _CURVE_POINTS, *points)


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _description() -> bytes:
    name = _NAME + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)
