"""All of reportlab that a release touches: the writer of PDF objects and the face parser.

The file is what was put in, in one pass: reportlab numbers the objects and writes header,
objects, one cross-reference table and one trailer. Everything else that it would add by
itself is left unused, because it differs between machines or breaks PDF/A: time stamps, an
``/ID`` made of the title, Helvetica, ASCII85, comments, default Info.

reportlab runs files of the home directory and of the path at import (``reportlab_mods``,
``reportlab_settings``). Empty modules of those names stand in for them here, and the options
that are read while writing are set, so that no user's settings change a byte. This does not
guard against a program that has imported reportlab before, with hostile files in place.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable
from types import ModuleType
from typing import Any, Final

for _name in ("reportlab_mods", "reportlab_settings"):
    sys.modules.setdefault(_name, ModuleType(_name))

from reportlab import Version, rl_config  # noqa: E402
from reportlab.pdfbase.pdfdoc import DummyDoc, PDFDocument, PDFObject, PDFString  # noqa: E402
from reportlab.pdfbase.ttfonts import TTFontFace  # noqa: E402

__all__ = ["PRODUCER", "Ref", "TTFontFace", "Writer", "flate", "string"]

PRODUCER: Final = f"ReportLab {Version}"
_COMPRESSION: Final = 4


class Ref(PDFObject):
    """One numbered object: its number is known at once, its bytes when they are ready."""

    __slots__ = ("__InternalName__", "data", "number", "to")

    __RefOnly__ = 1

    def __init__(self, number: int) -> None:
        self.number = number
        self.to = f"{number} 0 R"
        self.data = b""

    def format(self, _document: object) -> bytes:
        """What reportlab writes between ``obj`` and ``endobj``."""
        return self.data


class Writer:
    """One PDF file in the making; objects are written in the order they were asked for."""

    def __init__(self) -> None:
        rl_config.invariant = 1
        rl_config.pdfComments = 0
        rl_config.pdfMultiLine = 0
        # Any: the parts of reportlab that are replaced here have no types.
        self._document: Any = PDFDocument(
            dummyoutline=1, compression=0, invariant=1, pdfVersion=(1, 7)
        )
        # Object 1 is reportlab's own dictionary of fonts; it is filled here, not replaced.
        self._fonts: Any = self._document.idToObject["BasicFonts"]
        self.fonts: Final = "1 0 R"

    def ref(self) -> Ref:
        """A new object, empty as yet."""
        ref = Ref(self._document.objectcounter + 1)
        self._document.Reference(ref)
        return ref

    def put(self, data: str) -> Ref:
        """A new object with these bytes."""
        ref = self.ref()
        ref.data = data.encode("latin-1")
        return ref

    def stream(self, data: bytes, keys: str = "") -> Ref:
        """A new stream of bytes that are compressed already, if ``keys`` say so.

        PDF/A wants a line end before ``endstream`` that the length does not count
        (ISO 19005-2, 6.1.7.1).
        """
        ref = self.ref()
        head = f"<<{keys}/Length {len(data)}>>\nstream\n".encode("latin-1")
        ref.data = head + data + b"\nendstream"
        return ref

    def flate(self, data: bytes, keys: str = "") -> Ref:
        """A new compressed stream."""
        return self.stream(flate(data), f"{keys}/Filter/FlateDecode")

    def font(self, name: str, ref: Ref) -> None:
        """Enter a font under its name in the one dictionary that all pages use."""
        self._fonts.dict[name] = ref

    def save(self, *, catalog: Ref, info: Ref, identity: bytes) -> bytes:
        """The file; ``identity`` becomes both halves of ``/ID``."""
        document = self._document
        half = f"<{identity.hex()}>"
        document.Catalog = catalog
        document.info = info
        document._ID = f"[{half}{half}]".encode("ascii")
        return bytes(document.format())


def flate(data: bytes) -> bytes:
    """Compressed at the one level of all releases."""
    return zlib.compress(data, _COMPRESSION)


def string(text: str) -> str:
    """A text string of PDF, escaped; UTF-16 where PDFDocEncoding does not reach."""
    return bytes(PDFString(text).format(DummyDoc())).decode("latin-1")


def array(items: Iterable[str | int]) -> str:
    """A PDF array."""
    return f"[{' '.join(map(str, items))}]"
