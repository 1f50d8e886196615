"""Bytes of a file become text, exactly, or not at all.

No replacement character and no guess: a guess would change evidence.
"""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from redaction.errors import CableError

LARGEST: Final = 5 * 1024 * 1024  # bytes of a file, and of the UTF-8 form of any text


def contents(path: str | Path, most: int = LARGEST) -> bytes:
    """The bytes of a file, of which no more than ``most`` are read.

    Raises:
        CableError: ``NOT_FOUND``, ``TOO_LARGE``.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError):
        raise CableError("NOT_FOUND", "the file cannot be opened") from None
    _must_be_small(data, most)
    return data


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file and the codec it was read with.

    Without ``encoding``: UTF-16 when the file starts with its byte order mark, else UTF-8. The
    byte order mark stays in the text as its first character.

    Raises:
        CableError: ``TOO_LARGE``, ``BAD_ENCODING`` (also for an unknown codec), or
            ``BAD_CHARACTER``.
    """
    _must_be_small(data, LARGEST)
    codec = encoding or _codec_of(data)
    try:
        name = codecs.lookup(codec).name
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise _undecodable(data, codec, error.start) from None
    except (LookupError, UnicodeError, TypeError, ValueError):
        raise CableError("BAD_ENCODING", "--encoding: no text codec has this name") from None
    return _checked(text), _named(name)


def _must_be_small(data: bytes, most: int) -> None:
    if len(data) > most:
        raise CableError("TOO_LARGE", f"the file is larger than {most} bytes")


def _codec_of(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    return "utf-8"


def _named(codec: str) -> str:
    return codec.replace("_", "-")


def _undecodable(data: bytes, codec: str, at: int) -> CableError:
    byte = f"byte 0x{data[at]:02X} at offset {at}" if at < len(data) else f"the end at offset {at}"
    return CableError(
        "BAD_ENCODING",
        f"{byte} is not {_named(codec)}; name the codec with --encoding",
        offset=at,
    )


def _checked(text: str) -> str:
    zero = text.find("\0")
    if zero >= 0:
        raise CableError("BAD_CHARACTER", f"U+0000 stands at offset {zero}", offset=zero)
    return text
