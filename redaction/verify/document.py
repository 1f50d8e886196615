"""A PDF file as objects, with every byte accounted for (G1, G3).

A file is a header, objects 1..n in order, one table, one trailer and one end, and nothing
else anywhere. What does not fit is a finding; its bytes are kept in ``extra`` so that they
are searched like everything else.

This module knows how a release is written, not what it may say: that is ``structure``.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

from redaction.verify.findings import Finding
from redaction.verify.syntax import Broken, Value, read_value
from redaction.verify.written import written, written_by_reportlab

HEADER = b"%PDF-1.7\n%\x93\x8c\x8b\x9e ReportLab Generated PDF document (opensource)\n"
MOST_INFLATED = 64 * 1024 * 1024
"""Bytes that all streams of one file may hold together."""
MOST_OBJECTS = 100_000

_OBJECT = re.compile(rb"([1-9]\d{0,6}) 0 obj\n")
_NEXT = re.compile(rb"(?:^|\n)(?=[1-9]\d{0,6} 0 obj\n|xref\n0 )")
_STREAM, _END_STREAM, _END = b"\nstream\n", b"\nendstream\nendobj\n", b"\nendobj\n"


class TooLarge(Exception):
    """The file holds more than a reader may be asked to hold."""


@dataclass(frozen=True, slots=True)
class Object:
    """One indirect object; ``stream`` is its inflated content, ``packed`` whether it was."""

    number: int
    value: Value
    stream: bytes | None = None
    packed: bool = False


@dataclass(slots=True)
class Document:
    """What was read of a file, and what was wrong with the way it is written."""

    objects: dict[int, Object] = field(default_factory=dict)
    trailer: dict[str, Value] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    extra: list[bytes] = field(default_factory=list)


def read_document(data: bytes) -> Document:
    """The objects of ``data``.

    Raises:
        TooLarge: the streams hold more than ``MOST_INFLATED`` bytes.
    """
    return _Reader(data).read()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.offsets: list[int] = []
        self.room = MOST_INFLATED
        self.levels: set[bytes] = set()
        self.document = Document()

    def read(self) -> Document:
        if self.data.startswith(HEADER):
            self.at = len(HEADER)
        else:
            self._skip("header")
        while self._read_object():
            pass
        if len(self.levels) > 1:
            self._find("not_on_list", "streams, levels of compression")
        self._read_table()
        self._read_trailer()
        return self.document

    def _find(self, code: str, where: str) -> None:
        self.document.findings.append(Finding(code, where))

    def _skip(self, where: str) -> None:
        """Set the bytes up to the next object or table aside: they belong to nothing."""
        found = _NEXT.search(self.data, self.at)
        start, self.at = self.at, found.end() if found else len(self.data)
        if found is None and start == self.at:
            return
        self._find("extra_bytes", where)
        self.document.extra.append(self.data[start : self.at])

    def _read_object(self) -> bool:
        if self.data.startswith(b"xref\n", self.at):
            return False
        head = _OBJECT.match(self.data, self.at)
        if head is None:
            self._skip(f"after object {len(self.offsets)}")
            return _OBJECT.match(self.data, self.at) is not None
        number = int(head[1])
        if number != len(self.offsets) + 1 or number > MOST_OBJECTS:
            self._find("extra_bytes", f"object {number} out of order")
        start = self.at
        try:
            value, at = read_value(self.data, head.end())
            if self.data[head.end() : at] not in (written(value), written_by_reportlab(value)):
                self._find("not_on_list", f"object {number}, way of writing")
            found, self.at = self._read_rest(number, value, at)
        except Broken:
            self.at = head.end()
            self._skip(f"object {number}")
            return True
        self.offsets.append(start)
        if number in self.document.objects:
            self._find("revisions", f"object {number} twice")
            number = -len(self.offsets)
        self.document.objects[number] = found
        return True

    def _read_rest(self, number: int, value: Value, at: int) -> tuple[Object, int]:
        if self.data.startswith(_END, at):
            return Object(number, value), at + len(_END)
        if not self.data.startswith(_STREAM, at) or not isinstance(value, dict):
            raise Broken(at)
        length, at = value.get("Length"), at + len(_STREAM)
        if type(length) is not int or not self.data.startswith(_END_STREAM, at + length):
            raise Broken(at)
        end = at + length
        stream, packed = self._inflate(number, value, self.data[at:end])
        return Object(number, value, stream, packed), end + len(_END_STREAM)

    def _inflate(self, number: int, value: dict[str, Value], packed: bytes) -> tuple[bytes, bool]:
        where = f"object {number}, stream"
        if "Filter" not in value:
            self.room -= len(packed)
            return packed, False
        if value["Filter"] != "FlateDecode":
            self._find("not_on_list", f"{where}, key /Filter")
            return packed, False
        unpacker = zlib.decompressobj()
        try:
            content = unpacker.decompress(packed, self.room + 1)
        except zlib.error:
            self._find("not_on_list", f"{where} does not inflate")
            return packed, False
        self.room -= len(content)
        if self.room < 0:
            raise TooLarge
        self.levels.add(packed[:2])
        if not unpacker.eof or unpacker.unused_data:
            self._find("extra_bytes", f"{where}, after its end")
            self.document.extra.append(unpacker.unused_data)
        return content, True

    def _read_table(self) -> None:
        rows = [b"xref\n0 %d\n0000000000 65535 f \n" % (len(self.offsets) + 1)]
        rows += [b"%010d 00000 n \n" % offset for offset in self.offsets]
        table, self.table = b"".join(rows), self.at
        if self.data.startswith(table, self.at):
            self.at += len(table)
            return
        self._find("extra_bytes", "cross-reference table")
        trailer = self.data.find(b"trailer\n", self.at)
        start, self.at = self.at, trailer if trailer >= 0 else len(self.data)
        self.document.extra.append(self.data[start : self.at])

    def _read_trailer(self) -> None:
        start = self.at
        try:
            if not self.data.startswith(b"trailer\n", start):
                raise Broken(start)
            value, at = read_value(self.data, start + len(b"trailer\n"))
            end = b"\nstartxref\n%d\n%%%%EOF\n" % self.table
            if not isinstance(value, dict) or not self.data.startswith(end, at):
                raise Broken(at)
            if self.data[start + len(b"trailer\n") : at] != written_by_reportlab(value):
                self._find("not_on_list", "trailer, way of writing")
        except Broken:
            self._find("extra_bytes", "trailer")
            self.document.extra.append(self.data[start:])
            return
        self.document.trailer = value
        if "Encrypt" in value:
            self._find("encrypted", "trailer, key /Encrypt")
        rest = self.data[at + len(end) :]
        if rest:
            self._find("revisions" if b"%%EOF" in rest else "extra_bytes", "after the end")
            self.document.extra.append(rest)
