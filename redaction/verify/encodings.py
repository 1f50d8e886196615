"""The bytes a withheld passage might hide as: its encodings, and its digests.

A digest of a short passage is the passage: it is reversed by guessing in a millisecond. So
digests of passages and of the whole original are sought like the words themselves.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from redaction.verify import fold

SHORTEST = 8
"""Encoded forms under this many bytes say nothing and are not sought."""

_DIGESTS: tuple[Callable[..., Any], ...] = (
    *(hashlib.md5, hashlib.sha1, hashlib.sha224, hashlib.sha256, hashlib.sha384, hashlib.sha512),
    *(hashlib.sha3_224, hashlib.sha3_256, hashlib.sha3_384, hashlib.sha3_512),
    *(hashlib.blake2b, hashlib.blake2s),
)


def encoded(phrase: str) -> Iterator[bytes]:
    """Each way to write ``phrase`` in bytes: as it is, in capitals, and folded."""
    for spelling in sorted({phrase, phrase.upper(), " ".join(fold.words(phrase))}):
        for form in _forms(spelling):
            if len(form) >= SHORTEST:
                yield form


def _forms(text: str) -> Iterator[bytes]:
    raw = text.encode("utf-8", "surrogatepass")
    yield raw
    yield raw[::-1]
    for codec in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        yield text.encode(codec, "surrogatepass")
    yield raw.hex().encode()
    yield raw.hex().upper().encode()
    for phase in range(3):
        yield _base64_inside(raw, phase)
    yield base64.b32encode(raw).rstrip(b"=")[: len(raw) * 8 // 5]
    yield base64.a85encode(raw[: len(raw) // 4 * 4])
    yield "".join(f"\\{byte:03o}" for byte in raw).encode()
    yield "".join(f"%{byte:02X}" for byte in raw).encode()
    yield "".join(f"&#{ord(c)};" for c in text).encode()
    yield "".join(f"&#x{ord(c):x};" for c in text).encode()
    yield "".join(f"\\u{ord(c):04x}" for c in text).encode()


def _base64_inside(raw: bytes, phase: int) -> bytes:
    """The base64 letters that depend on ``raw`` alone when ``phase`` bytes stand before it."""
    letters = base64.b64encode(bytes(phase) + raw)
    first = (phase * 8 + 5) // 6
    last = (phase + len(raw)) * 8 // 6
    return letters[first:last]


def digests(text: str) -> Iterator[bytes]:
    """The first sixteen bytes, raw and in hex, of each common digest of ``text``.

    Sixteen bytes find the whole digest as well. The text is hashed as it is, trimmed,
    folded, in capitals, without blanks and with a line end.
    """
    trimmed = text.strip()
    spellings = {text, trimmed, " ".join(fold.words(text)), trimmed.upper()}
    spellings |= {"".join(text.split()), trimmed + "\n"}
    for spelling in sorted(spellings):
        raw = spelling.encode("utf-8", "surrogatepass")
        for digest in _DIGESTS:
            start = digest(raw, usedforsecurity=False).digest()[:16]
            yield start
            yield start.hex().encode()
            yield start.hex().upper().encode()
