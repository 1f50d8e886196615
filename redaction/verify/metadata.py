"""What the file says about itself is what the release says (G8).

Info and XMP hold the title, the agency and the declared date, and the XMP packet is
compared whole; bookmarks are the headings; the colour profile is ours byte for byte; /ID is
a digest of what is released and of nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

from redaction.face import Grid
from redaction.provenance.canonical import canonical_json
from redaction.srgb import srgb_profile
from redaction.verify.content import Page
from redaction.verify.document import Document
from redaction.verify.files import Decisions
from redaction.verify.findings import Finding
from redaction.verify.syntax import Ref, Text, Value
from redaction.verify.tags import Logical

_CREATOR = "Declass"
_PRODUCER = re.compile(r"ReportLab [0-9]{1,3}(?:\.[0-9]{1,3}){1,3}")
_DAY = re.compile(r"D:([0-9]{4})([0-9]{2})([0-9]{2})000000Z")
_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_LONGEST_BOOKMARK = 120


class Facts(NamedTuple):
    """What Info and the catalog say; ``date`` is ``YYYY-MM-DD``, or empty when it is no date."""

    title: str
    agency: str
    date: str
    lang: str
    creator: str
    producer: str


@cache
def packet_words() -> str:
    """The XMP packet of every release, with names in braces where the values go."""
    return (Path(__file__).parent / "packet.txt").read_text(encoding="utf-8")


def packet(facts: Facts) -> bytes:
    """The XMP packet that says the same."""
    return (
        packet_words()
        .format(
            title=escape(facts.title, quote=False),
            agency=escape(facts.agency, quote=False),
            lang=escape(facts.lang, quote=False),
            creator=facts.creator,
            producer=facts.producer,
            moment=f"{facts.date}T00:00:00Z",
        )
        .encode("utf-8", "replace")
    )


class Metadata:
    """The metadata of a document whose structure is on the list."""

    def __init__(self, document: Document) -> None:
        self._objects = document.objects
        self._trailer = document.trailer
        self._catalog = self._at(document.trailer["Root"])
        self._info = self._at(document.trailer["Info"])
        self.facts = self._read_facts()
        self.findings: list[Finding] = []
        self.genuine: set[int] = set()
        self._check_info()
        self._check_constants()

    def _at(self, ref: Value) -> Mapping[str, Value]:
        value = self._objects[ref.number].value if isinstance(ref, Ref) else ref
        return value if isinstance(value, dict) else {}

    def _stream(self, ref: Value) -> bytes:
        return (self._objects[ref.number].stream or b"") if isinstance(ref, Ref) else b""

    def _find(self, where: str, code: str = "metadata_differs") -> None:
        self.findings.append(Finding(code, where))

    def _must_hold(self, ref: Value, due: bytes, where: str) -> None:
        if self._stream(ref) != due:
            self._find(where)
        elif isinstance(ref, Ref):
            self.genuine.add(ref.number)

    def _read_facts(self) -> Facts:
        day = _DAY.fullmatch(str(self._info["CreationDate"]))
        return Facts(
            title=str(self._info["Title"]),
            agency=str(self._info["Author"]),
            date="-".join(day.groups()) if day else "",
            lang=str(self._catalog["Lang"]),
            creator=str(self._info["Creator"]),
            producer=str(self._info["Producer"]),
        )

    def _check_info(self) -> None:
        facts = self.facts
        if not facts.date or self._info["ModDate"] != self._info["CreationDate"]:
            self._find("Info, dates")
        if facts.creator != _CREATOR or not _PRODUCER.fullmatch(facts.producer):
            self._find("Info, program")
        if not _LANG.fullmatch(facts.lang):
            self._find("catalog, key /Lang")
        for key, value in [*self._info.items(), ("Lang", self._catalog["Lang"])]:
            if value != Text.of(str(value)):
                self._find(f"Info, key /{key}")
        self._must_hold(self._catalog["Metadata"], packet(facts), "XMP")

    def _check_constants(self) -> None:
        intents = self._catalog["OutputIntents"]
        intent = self._at(intents[0]) if isinstance(intents, list) and len(intents) == 1 else {}
        profile = intent.get("DestOutputProfile")
        self._must_hold(profile, srgb_profile(), "colour profile")
        if self._at(profile).get("N") != 3:
            self._find("colour profile, key /N")
        names = (intent.get("OutputConditionIdentifier"), intent.get("Info"))
        if names != (Text(b"sRGB"), Text(b"sRGB")):
            self._find("output intent")
        halves = self._trailer["ID"]
        if not isinstance(halves, list) or len(halves) != 2 or halves[0] != halves[1]:
            self._find("trailer, key /ID", "id_differs")

    def check_bookmarks(
        self, lines: Sequence[Logical], pages: Sequence[int], shown: Sequence[Page], grid: Grid
    ) -> None:
        """One bookmark a heading, in order, each leading to the row above it."""
        first_rows = _first_rows(shown)
        due = [
            (
                line.text[:_LONGEST_BOOKMARK],
                [
                    Ref(pages[line.places[0][0]]),
                    "XYZ",
                    0,
                    grid.y(first_rows.get(line.places[0], 0) - 1),
                    0,
                ],
            )
            for line in lines
            if line.tag != "P" and line.places
        ]
        held, root = [], self._catalog.get("Outlines")
        found = self._at(root) if root else {}
        refs: list[Ref] = []
        at = found.get("First")
        while isinstance(at, Ref) and at not in refs and len(refs) <= len(due):
            item = self._at(at)
            title = item["Title"]
            sound = title == Text.of(str(title))
            linked = item.get("Prev") == (refs[-1] if refs else None) and item["Parent"] == root
            held.append((str(title) if sound and linked else None, item["Dest"]))
            refs.append(at)
            at = item.get("Next")
        ends = (refs[0], refs[-1], len(refs)) if refs else (None, None, None)
        told = (found.get("First"), found.get("Last"), found.get("Count"))
        if held != due or ends != told or ("PageMode" in self._catalog) != bool(due):
            self._find("bookmarks")

    def check_decisions(self, decisions: Decisions) -> None:
        """Title, agency, date and /ID are those of the decisions file."""
        released, stamp = decisions.released, decisions.stamp
        due = (released.title, stamp.agency, stamp.date, released.lang)
        if due != self.facts[:4]:
            self._find("Info")
        value = [released.to_json(), stamp.without_title().to_json(), dict(decisions.versions)]
        digest = hashlib.sha256(b"redaction-release/1\0" + canonical_json(value)).digest()
        if self._trailer["ID"] != [Text(digest[:16], hexadecimal=True)] * 2:
            self._find("trailer, key /ID", "id_differs")


def _first_rows(shown: Sequence[Page]) -> dict[tuple[int, int], int]:
    rows: dict[tuple[int, int], int] = {}
    for index, page in enumerate(shown):
        for number, row in enumerate(page.rows):
            for run in row:
                rows.setdefault((index, run.mcid), number)
    return rows
