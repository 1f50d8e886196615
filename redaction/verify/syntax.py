"""The values of a PDF object, read strictly.

Only the forms that a release is written in are known here: no comment, no octal or hex
escape in a name, no generation but 0. A file that uses more of PDF is not one of ours, and
reading on would be guessing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

_MOST_NESTED = 12


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()


class Ref(NamedTuple):
    """A reference to object ``number``, generation 0."""

    number: int


class Text(NamedTuple):
    """A string: its bytes, and whether it was written in hex."""

    raw: bytes
    hexadecimal: bool = False

    def __str__(self) -> str:
        """What a reader sees: UTF-16 after its byte order mark, else PDFDocEncoding."""
        if self.raw.startswith(b"\xfe\xff"):
            return self.raw[2:].decode("utf-16-be", "replace")
        return self.raw.decode("latin-1").translate(_PDF_DOC)

    @classmethod
    def of(cls, text: str) -> Text:
        """The shortest string that a reader sees as ``text``."""
        plain = text.translate(_TO_PDF_DOC)
        if all(c <= "\xff" for c in plain) and plain.translate(_PDF_DOC) == text:
            return cls(plain.encode("latin-1"))
        return cls(b"\xfe\xff" + text.encode("utf-16-be", "surrogatepass"))


_PDF_DOC = dict(
    zip(
        [*range(0x18, 0x20), *range(0x80, 0x9F), 0xA0],
        "˘ˇˆ˙˝˛˚˜•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž€",
        strict=True,
    )
)
"""Where PDFDocEncoding differs from Latin-1 (ISO 32000-1, annex D.3)."""
_TO_PDF_DOC = {ord(character): chr(code) for code, character in _PDF_DOC.items()}

Value: TypeAlias = "bool | int | float | Name | Ref | Text | list[Value] | dict[str, Value] | None"


class Broken(Exception):
    """The bytes at ``at`` are not written as a release is."""

    def __init__(self, at: int) -> None:
        super().__init__(f"byte {at}")
        self.at = at


_TOKEN = re.compile(
    rb"[ \n]*(?:"
    rb"(?P<ref>(?:0|[1-9]\d{0,6}) 0 R(?![A-Za-z0-9]))|"
    rb"(?P<number>-?(?:0|[1-9]\d{0,8})(?:\.\d{1,8})?(?![A-Za-z0-9.]))|"
    rb"/(?P<name>[A-Za-z0-9+.\-_]{1,127})|"
    rb"(?P<mark><<|>>|\[|\])|"
    rb"<(?P<hex>(?:[0-9A-Fa-f]{2})*)>|"
    rb"\((?P<text>(?:[^\\()\r]|\\[\\()nrtbf]|\\[0-3][0-7]{2})*)\)|"
    rb"(?P<word>true|false|null)(?![A-Za-z0-9])"
    rb")"
)
_ESCAPE = re.compile(rb"\\([0-3][0-7]{2}|.)", re.S)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_WORDS: dict[bytes, bool | None] = {b"true": True, b"false": False, b"null": None}


def unescape(written: bytes) -> bytes:
    """The bytes of a literal string from between its parentheses."""
    if b"\\" not in written:
        return written
    return _ESCAPE.sub(_unescaped, written)


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if len(code) == 3 else _ESCAPES.get(code, code)


def read_value(data: bytes, at: int, depth: int = 0) -> tuple[Value, int]:
    """The value that starts at ``at`` and the place after its last byte.

    Raises:
        Broken: at the first byte that no value of a release has.
    """
    token = _TOKEN.match(data, at)
    if token is None or depth > _MOST_NESTED:
        raise Broken(at)
    kind, end = token.lastgroup, token.end()
    written = token[kind or 0]
    if kind == "ref":
        return Ref(int(written[:-4])), end
    if kind == "number":
        return (float(written) if b"." in written else int(written)), end
    if kind == "name":
        return Name(written.decode("ascii")), end
    if kind == "text":
        return Text(unescape(written)), end
    if kind == "hex":
        return Text(bytes.fromhex(written.decode("ascii")), hexadecimal=True), end
    if kind == "word":
        return _WORDS[written], end
    if written == b"[":
        return _read_list(data, end, depth)
    if written == b"<<":
        return _read_dict(data, end, depth)
    raise Broken(at)


def _read_list(data: bytes, at: int, depth: int) -> tuple[Value, int]:
    items: list[Value] = []
    while True:
        end = _closing(data, at, b"]")
        if end:
            return items, end
        item, at = read_value(data, at, depth + 1)
        items.append(item)


def _read_dict(data: bytes, at: int, depth: int) -> tuple[Value, int]:
    items: dict[str, Value] = {}
    while True:
        end = _closing(data, at, b">>")
        if end:
            return items, end
        key, after = read_value(data, at, depth + 1)
        if not isinstance(key, Name) or key in items:
            raise Broken(at)
        items[str(key)], at = read_value(data, after, depth + 1)


def _closing(data: bytes, at: int, mark: bytes) -> int:
    token = _TOKEN.match(data, at)
    return token.end() if token is not None and token["mark"] == mark else 0


def texts(value: Value) -> Iterator[Text]:
    """Every string inside ``value``."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)


def names(value: Value) -> Iterator[str]:
    """Every name and every key inside ``value``."""
    if isinstance(value, Name):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from names(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from names(item)
