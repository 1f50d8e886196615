"""A release to plant leaks in, and the tools to plant them: objects out, changed, back in.

The file that comes back is sound as a PDF, with a right table and right lengths, so that the
gate has to find what was planted and not the clumsiness of the planting.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from typing import NamedTuple

from redaction.labels import label, token
from redaction.released import Block, ReleasedCable, ReleasedGap
from redaction.render import release_json, release_pdf, release_text
from redaction.render.engine import flate
from redaction.stamp import Stamp
from redaction.verify.needles import Needles, Passage, make_needles

SECRET = "Konrad Vexley owns the quiet harbor"
NAME = "Vexley"
ORIGINAL = f"1. (C) It is known that {SECRET} and nobody minds.\n"
PASSAGES = (Passage("1", SECRET), Passage("2", NAME), Passage("3", "Ulm"))
PANGRAMS = (
    "Pack my box with five dozen jugs of quite plain water, said the judge.",
    "JACKDAWS LOVE MY BIG SPHINX OF QUARTZ; 0123456789 (KUVWXYZ).",
)
STAMP = Stamp.of({"release": "R-2026-000123", "date": "2026-11-23", "agency": "Ministry of Tests"})


class Release(NamedTuple):
    """The three files of one release and what was withheld from it."""

    pdf: bytes
    txt: str
    decisions: bytes
    needles: Needles


def gap(n: int, *codes: str, extent: str = "less-than-1-line") -> ReleasedGap:
    """A gap as the sanitizer makes it."""
    shown = label(codes, extent, route="foia")
    return ReleasedGap(n, codes, extent, shown, token(n, codes, extent, route="foia"))


def cable() -> ReleasedCable:
    """Two pages with a subject, a heading, gaps and a table."""
    long = " ".join(PANGRAMS)
    return ReleasedCable(
        "Telegram 09 TESTVILLE 311 (released in part)",
        "en-US",
        (
            Block("line", ("FM AMEMBASSY TESTVILLE",)),
            Block("banner", ("C O N F I D E N T I A L",)),
            Block("subject", ("SUBJECT: TESTLAND: ", 1, " EXPECTS RAIN")),
            Block("paragraph", (f"{PANGRAMS[0]} ", 2, f". {PANGRAMS[1]}"), "1.", "(C)"),
            Block("heading", ("WHAT FOLLOWS",)),
            Block("preformatted", ("ITEM   AMOUNT\nRICE       12\n\nSALT        7",)),
            *(Block("paragraph", (f"{long} {long}",), f"{n}.", "(U)") for n in range(2, 12)),
        ),
        (gap(1, "1.4(b)", extent="name"), gap(2, "1.4(d)", "1.4(e)")),
    )


@cache
def release(stamp: Stamp = STAMP) -> Release:
    """The files of the sample release."""
    made = cable()
    txt = release_text(made, stamp)
    needles = make_needles(PASSAGES, txt, answered=True, original=ORIGINAL)
    return Release(release_pdf(made, stamp), txt, release_json(made, stamp), needles)


class Pdf:
    """The objects of a release PDF, by number, as bytes that may be changed."""

    def __init__(self, data: bytes) -> None:
        self.header, rest = data.split(b"1 0 obj\n", 1)
        body, tail = (b"1 0 obj\n" + rest).rsplit(b"xref\n0 ", 1)
        self.objects = {
            int(number): content
            for number, content in re.findall(
                rb"(?:^|(?<=endobj\n))(\d+) 0 obj\n(.*?)\nendobj\n", body, re.S
            )
        }
        self.trailer = re.search(rb"trailer\n(.*)\nstartxref", tail, re.S)[1]
        self.after = b""

    def save(self) -> bytes:
        """The file with a table that is right for it."""
        out, offsets = self.header, []
        for number, content in sorted(self.objects.items()):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        trailer = re.sub(rb"/Size \d+", b"/Size %d" % (len(offsets) + 1), self.trailer)
        return out + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start) + self.after

    def find(self, mark: bytes) -> int:
        """The number of the first object that holds these bytes."""
        return next(number for number, content in self.objects.items() if mark in content)

    def add(self, content: bytes) -> int:
        """A new object, the last."""
        number = max(self.objects) + 1
        self.objects[number] = content
        return number

    def add_stream(self, content: bytes, keys: bytes = b"") -> int:
        """A new compressed stream."""
        return self.add(_stream(content, keys))

    def change(self, number: int, old: bytes, new: bytes) -> None:
        """Put ``new`` in the place of ``old``, which stands there."""
        assert old in self.objects[number], "nothing to change"
        self.objects[number] = self.objects[number].replace(old, new, 1)

    def key(self, number: int, entry: bytes) -> None:
        """One more entry in the dictionary of an object."""
        content = self.objects[number]
        at = content.index(b">>\nstream") if b"stream\n" in content else content.rindex(b">>")
        self.objects[number] = content[:at] + entry + content[at:]

    def stream(self, number: int) -> bytes:
        """The inflated content of a stream."""
        content = self.objects[number]
        packed = content[content.index(b"stream\n") + 7 : content.rindex(b"\nendstream")]
        return zlib.decompress(packed) if b"/FlateDecode" in content[:80] else packed

    def put_stream(self, number: int, data: bytes) -> None:
        """Other content for a stream, its length and compression right."""
        head, _ = self.objects[number].split(b"stream\n", 1)
        packed = flate(data) if b"/FlateDecode" in head else data
        head = re.sub(rb"/Length \d+", b"/Length %d" % len(packed), head)
        head = re.sub(rb"/Length1 \d+", b"/Length1 %d" % len(data), head)
        self.objects[number] = head + b"stream\n" + packed + b"\nendstream"

    def page(self, index: int = 0) -> int:
        """The number of a page object."""
        pages = [n for n, content in self.objects.items() if b"/Type/Page/" in content]
        return pages[index]

    def content(self, index: int = 0) -> int:
        """The number of the content stream of a page."""
        return int(re.search(rb"/Contents (\d+) 0 R", self.objects[self.page(index)])[1])

    def draw(self, operators: str, index: int = 0, before: bytes | None = None) -> None:
        """More operators for a page: at its end, or before the first of ``before``."""
        number = self.content(index)
        content, more = self.stream(number), operators.encode("latin-1")
        if before is None:
            self.put_stream(number, content + b"\n" + more)
        else:
            at = content.index(before)
            self.put_stream(number, content[:at] + more + b"\n" + content[at:])

    def codes(self) -> dict[str, str]:
        """The character of the font's encoding for each character it shows."""
        cmap = self.stream(int(re.search(rb"/ToUnicode (\d+)", self.objects[self.font()])[1]))
        codes = {}
        for first, last, point in re.findall(rb"<(..)> <(..)> <(....)>", cmap):
            for step in range(int(last, 16) - int(first, 16) + 1):
                codes[chr(int(point, 16) + step)] = chr(int(first, 16) + step)
        return codes

    def font(self) -> int:
        """The number of the font dictionary."""
        return self.find(b"/Subtype/TrueType")

    def show(self, text: str) -> str:
        """The operator that shows ``text``."""
        codes = self.codes()
        shown = "".join(codes[character] for character in text)
        for special, escape in (("\\", "\\\\"), ("(", "\\("), (")", "\\)"), ("\r", "\\r")):
            shown = shown.replace(special, escape)
        return f"({shown}) Tj"


def _stream(content: bytes, keys: bytes) -> bytes:
    packed = flate(content)
    head = b"<<%s/Filter/FlateDecode/Length %d>>" % (keys, len(packed))
    return head + b"\nstream\n" + packed + b"\nendstream"
