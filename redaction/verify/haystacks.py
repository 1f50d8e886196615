"""Every place of a release where words could stand, searched for the withheld ones (G9).

A needle that the public text itself holds, in the same form, is no finding elsewhere; a
whole withheld phrase in the public text is one. Public are the released text, the agency,
numbers and dates of the stamp, and the fixed words of the product. Nothing is excused for
where it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from redaction.extents import PRINTED
from redaction.verify import foreign
from redaction.verify.edges import profiles
from redaction.verify.files import FORM, NOTE
from redaction.verify.findings import Finding
from redaction.verify.metadata import packet_words
from redaction.verify.needles import Needles
from redaction.verify.reading import Reading
from redaction.verify.search import Hit, Searcher
from redaction.verify.structure import WORDS
from redaction.verify.syntax import names, texts
from redaction.verify.words import is_text_file

_VERBS = ("declassified", "released")
_TELLS_NOTHING = 3
"""A phrase of fewer letters is no finding where the public text holds it."""
_APART = "\nqzjx\n"
"""Stands between fixed words, so that nothing is allowed because two of them meet."""
_CLOSED = frozenset(
    ("schema", "kind", "extent", "route", "profile", "page", "codes", "disposition", "packs")
)
"""Keys of the decisions file whose values are words of closed lists."""


_SAID = ("stamp", "stamp_lines", "blocks")
"""Keys whose values have been searched as stamp and, where the files agree, as text file."""


class Places(NamedTuple):
    """The files of a release and what was read of them."""

    data: bytes
    reading: Reading
    foreign: Mapping[str, list[str]]
    text: str | None
    decisions: bytes | None
    name: str


def find_needles(places: Places, needles: Needles, *, sound: bool) -> list[Finding]:
    """Where a withheld word, or the digest of one, stands.

    ``sound``: the files have passed every other check, so that all readers read one thing,
    and the text file, if there is one, says it too; it need not be searched once more.
    """
    search = _Search(Searcher(needles))
    search.allow(_APART.join((*_fixed(), *map(str, range(1, len(places.reading.pages) + 1)))))
    for where, text in _public(places):
        search.public(where, text)
    if places.reading.facts is not None:
        search.allow_short(places.reading.facts.title)
    for where, text in _texts(places, sound=sound):
        if text:
            search.text(where, text)
    for where, data in _bytes(places, sound=sound):
        if data:
            search.bytes(where, data)
    return search.findings


class _Search:
    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._allowed: set[tuple[str | bytes, str]] = set()
        self._public_phrases: set[str] = set()
        self.findings: list[Finding] = []

    def allow(self, text: str) -> None:
        """Fixed words of the product."""
        self._allow(self._searcher.in_text(text))

    def allow_short(self, text: str) -> None:
        """A text that is searched, but for phrases too short to tell anything."""
        self._allow(hit for hit in self._searcher.in_text(text) if _tells_nothing(hit))

    def public(self, where: str, text: str) -> None:
        """What may be said: whole phrases are found in it, all else is allowed elsewhere."""
        hits = self._searcher.in_text(text)
        self._tell(where, (hit for hit in hits if hit.is_phrase and not _tells_nothing(hit)))
        self._allow(hits)

    def text(self, where: str, text: str) -> None:
        """A place where nothing may stand that is not public."""
        self._tell(where, self._searcher.in_text(text))

    def bytes(self, where: str, data: bytes) -> None:
        """Bytes in which no encoded phrase and no digest may stand."""
        for hit in self._searcher.in_bytes(data):
            if hit.digest or hit.id not in self._public_phrases:
                self._tell(where, [hit])

    def _allow(self, hits: Iterable[Hit]) -> None:
        for hit in hits:
            self._allowed.add((hit.key, hit.form))
            if hit.is_phrase:
                self._allowed.add((hit.key, "text"))
            if hit.whole:
                self._public_phrases.add(hit.id)

    def _tell(self, where: str, hits: Iterable[Hit]) -> None:
        for hit in sorted(hits, key=lambda hit: (hit.id, hit.form)):
            if (hit.key, hit.form) not in self._allowed:
                code = "withheld_digest" if hit.digest else "withheld_words"
                self.findings.append(Finding(code, where, hit.id))


def _tells_nothing(hit: Hit) -> bool:
    return hit.is_phrase and len(str(hit.key).replace(" ", "")) < _TELLS_NOTHING


_GROUNDS = (
    *(f"B{number}" for number in range(1, 10)),
    *(f"B7({letter})" for letter in "ABCDEF"),
    *(f"1.4({letter})" for letter in "ABCDEFGH"),
    *(f"{years}X{number}" for years in (25, 50, 75) for number in range(1, 10)),
    *("50X1-HUM", "50X2-WMD"),
)
"""Codes as printed in a label. The catalogue has them too, and all the law with them: a check
of one file does not wait for that."""


@cache
def _fixed() -> tuple[str, ...]:
    edges = (line for profile in profiles() for line in (*profile.header, *profile.footer))
    return (
        "RELEASE IN PART\nRELEASE IN FULL\nREVIEW AUTHORITY",
        "Declassified by\nDeclassified under\nauthority in agency files\nClassified by",
        "on\nClass\nReason\nDeclassify on\nWITHHELD M",
        "Telegram\nreleased in part\nreleased in full\nsRGB\nDeclass\nReportLab",
        NOTE,
        packet_words(),
        *(f"{extent} not {verb}" for extent in PRINTED.values() for verb in _VERBS),
        *FORM,
        *edges,
        *_GROUNDS,
    )


def _public(places: Places) -> Iterator[tuple[str, str]]:
    """The text file, and what the stamp says beside it."""
    facts = places.reading.facts
    if places.text is not None:
        yield "text file", places.text
    if facts is not None:
        year, _, rest = facts.date.partition("-")
        yield "Info, key /Author", facts.agency
        yield "Info, dates", f"{facts.date}\n{rest.replace('-', '/')}/{year}"
        yield "Info, dates", f"{facts.date.replace('-', '')}000000Z"
        yield "Info, program", f"{facts.producer}\n{facts.lang}"
    if places.decisions is not None:
        yield from (("stamp", value) for key, value in _strings(places.decisions) if key == "stamp")


def _texts(places: Places, *, sound: bool) -> Iterator[tuple[str, str]]:
    yield "file name", places.name.replace("\\", "/").rsplit("/", 1)[-1]
    document = places.reading.document
    for number, found in document.objects.items():
        strings = "\n".join(str(text) for text in texts(found.value))
        yield f"object {abs(number)}, string", strings
        strange = [name for name in names(found.value) if name not in WORDS]
        yield f"object {abs(number)}, name", "\n".join(strange)
        if found.stream is not None and number not in places.reading.genuine:
            yield f"object {abs(number)}, stream", _letters(found.stream)
    for extra in document.extra:
        yield "bytes outside objects", _letters(extra)
    if places.decisions is not None:
        said = _SAID if sound and places.text is not None else _SAID[:1]
        told = (value for key, value in _strings(places.decisions) if key not in said)
        yield "decisions file", "\n".join(told)
    yield from _pages(places, sound=sound)


def _pages(places: Places, *, sound: bool) -> Iterator[tuple[str, str]]:
    """The words of the pages as each reader has them, and by their place on the page."""
    if sound and places.text is not None and is_text_file(places.text):
        return
    for number, page in enumerate(places.reading.pages, 1):
        rows = ["".join(run.text for run in row) for row in page.rows]
        yield f"page {number}", "\n".join([*page.header, *rows, *page.footer])
    yield "structure tree", "\n".join(line.text for line in places.reading.lines)
    if sound:
        return
    for name, pages in places.foreign.items():
        for number, page_text in enumerate(pages, 1):
            yield f"page {number}, as {name} reads it", page_text
    for number, text in enumerate(foreign.by_position(places.data), 1):
        yield f"page {number}, by position", text


def _bytes(places: Places, *, sound: bool) -> Iterator[tuple[str, bytes]]:
    yield "raw bytes", places.data
    for number, found in places.reading.document.objects.items():
        strings = b"\n".join(text.raw for text in texts(found.value))
        yield f"object {abs(number)}, string", strings
        if found.stream is not None and number not in places.reading.genuine:
            yield f"object {abs(number)}, stream", found.stream
    if places.text is not None:
        yield "text file", places.text.encode("utf-8", "surrogatepass")
    if places.decisions is not None:
        yield "decisions file", places.decisions
    for where, text in _pages(places, sound=sound):
        yield where, text.encode("utf-8", "surrogatepass")


def _strings(decisions: bytes) -> Iterator[tuple[str, str]]:
    """The free strings of a decisions file with the key of the file they belong to."""
    try:
        given = json.loads(decisions)
    except (ValueError, RecursionError):
        yield "", decisions.decode("utf-8", "replace")
        return
    for key, value in given.items() if isinstance(given, dict) else [("", given)]:
        if key not in _CLOSED:
            for text in _inner(value):
                yield key, text


def _inner(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _inner(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _CLOSED:
                yield from _inner(item)


def _letters(data: bytes) -> str:
    """The words in bytes of unknown meaning: one letter a byte, and two bytes a letter."""
    if data[:1] == b"%" or b"\0" not in data:
        return data.decode("latin-1")
    wide = data.replace(b"\0", b"")
    return f"{data.decode('latin-1')}\n{wide.decode('latin-1')}"
