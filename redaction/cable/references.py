"""REF: the items of the list, their labels, and what kind of thing each refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redaction.cable.cable_numbers import CableNumber, NumberReader
from redaction.cable.facts import Reference
from redaction.cable.model import Artefact
from redaction.cable.profiles import Profile
from redaction.cable.sheet import Sheet
from redaction.spans import Span

# A label where one can start: at a word, or after punctuation inside one.
_LABEL = re.compile(
    r"(?:\A|[\s;,.)\]:(\[-])(?=(?P<label>"
    r"\((?:[A-Za-z]|\d)\)|\[[A-Z]\]|1?[A-Z][.:)]|[a-z]\)|[A-Z] -(?= )))"
)
_BARE = re.compile(r"(?<![^\s;,])(?P<label>[A-Z])(?= +[A-Z(])")
_BARE_START = re.compile(r"\s*A +[A-Z][A-Z. ]{1,30} ?\d")
_REPEAT = re.compile(r"\s*(?:(?i:REF)\s+)?[(\[]?([A-Za-z])[.)\]:]?(?=\s)")
_KINDS = (
    ("email", re.compile(r"\bE-?MAILS?\b")),
    ("telcon", re.compile(r"\b(?:TELCONS?|PHONE|PHONECON)\b")),
    ("fax", re.compile(r"\bFAX\b")),
    ("memo", re.compile(r"\b(?:MEMO|MEMCON|MEMOS|MEMCONS|MEMORANDUM)\b")),
    ("meeting", re.compile(r"\bMEETINGS?\b")),
    ("manual", re.compile(r"\b\d{1,2} ?(?:FAM|FAH)(?:-\d{1,2})?\b")),
    ("web", re.compile(r"HTTPS?:|\bWWW\.")),
    ("report", re.compile(r"\b(?:REPORTS?|IIR|INCSR|DAILY|POINTS)\b|\bTD-|\bOSC ?\d")),
)
_KIND_HINTS = re.compile(
    "MAIL|PHONE|TELCON|FA[XMH]|MEM|MEETING|HTTP|WWW|REPORT|IIR|INCSR|DAILY|POINTS|TD-|OSC"
)
_ODD_WHITE = re.compile(r"[^\S ]")
_PARENTHESIS = re.compile(r"\(([^()]{0,200})\)")


@dataclass(frozen=True, slots=True)
class _Item:
    label: str | None
    start: int
    end: int


class References:
    """Reads one REF value; ``year`` is the cable's, ``own`` its message numbers."""

    def __init__(
        self, sheet: Sheet, profile: Profile, year: int | None, own: frozenset[str]
    ) -> None:
        self.sheet = sheet
        self.profile = profile
        self.own = own
        self.numbers = NumberReader(year)
        self.artefacts: list[Artefact] = []  # digits that were pilcrows
        self.base = 0

    def read(self, start: int, end: int) -> tuple[Reference, ...]:
        """The references in ``[start, end)``; a reference to the cable itself is left out."""
        self.base = start
        text = _one_line(self.sheet.work[start:end])
        found: list[Reference] = []
        for item in self._items(text):
            found.extend(self._item(text, start, item))
        return tuple(found)

    def _items(self, text: str) -> Iterator[_Item]:
        labels = self._labels(text)
        if not labels:
            yield from _split(text, None, 0, len(text))
            return
        first = labels[0][1]
        if text[:first].strip(" ;,.:-("):
            yield from _split(text, None, 0, first)
        for k, (label, _, end) in enumerate(labels):
            stop = labels[k + 1][1] if k + 1 < len(labels) else len(text)
            yield from _split(text, label, end, stop)

    def _labels(self, text: str) -> list[tuple[str, int, int]]:
        """Labels in order: the first A to D, each next the same letter or one to three on."""
        bare = _BARE_START.match(text) is not None
        labels: list[tuple[str, int, int]] = []
        for match in (_BARE if bare else _LABEL).finditer(text):
            at, end = match.span("label")
            letter = _letter(match["label"])
            before = labels[-1] if labels else None
            if before is not None and at < before[2]:
                continue
            if not self._follows(before[0] if before else None, letter):
                continue
            if before is not None and before[0] == letter:
                if not text[before[2] : at].strip(" ;,.:-"):
                    labels[-1] = (letter, before[1], end)
                continue
            repeat = _REPEAT.match(text, end)
            if repeat and repeat[1].upper() == letter and not bare:
                end = repeat.end()
            labels.append((letter, at, end))
            if match["label"].startswith("1"):
                self._pilcrow(self.base + at)
        return labels

    def _follows(self, before: str | None, letter: str) -> bool:
        if before is None:
            return letter in "ABCD" or letter == "1"
        return before.isdigit() == letter.isdigit() and 0 <= ord(letter) - ord(before) <= 3

    def _pilcrow(self, at: int) -> None:
        digit = Span(at, at + 1)
        self.artefacts.append(Artefact("pilcrow_digit", digit, None))
        self.sheet.report("PILCROW_AS_DIGIT", digit)

    def _item(self, text: str, base: int, item: _Item) -> Iterator[Reference]:
        span = self._trimmed(text, base, item)
        if span.start >= span.end:
            return
        raw = self.sheet.shown(*span)
        words = (_PARENTHESIS.sub(" ", raw) if "(" in raw else raw).upper()
        kind = None
        if _KIND_HINTS.search(words):
            kind = next((kind for kind, pattern in _KINDS if pattern.search(words)), None)
        if kind is not None:
            yield self._other(item.label, kind, raw, span)
            return
        numbers = self.numbers.read(text[span.start - base : span.end - base])
        if not numbers:
            self.sheet.report("UNREAD_REFERENCE", span)
            yield self._other(item.label, "other", raw, span)
            return
        for k, number in enumerate(numbers):
            place = span
            if len(numbers) > 1:
                stop = numbers[k + 1].start if k + 1 < len(numbers) else span.end - span.start
                place = self._tidy(Span(span.start + number.start, span.start + stop))
            reference = self._cable(item.label, number, place)
            if reference is not None:
                yield reference

    def _other(self, label: str | None, kind: str, raw: str, span: Span) -> Reference:
        return Reference(label, kind, raw, None, None, None, None, self._captions(raw), span)

    def _cable(self, label: str | None, number: CableNumber, span: Span) -> Reference | None:
        raw = self.sheet.shown(*span)
        mrn = number.mrn
        if mrn is not None and mrn in self.own:
            self.sheet.report("SELF_REFERENCE", span)
            return None
        if number.swapped:
            self.sheet.report("LETTER_DIGIT_SWAP", span)
        return Reference(
            label, "cable", raw, mrn, number.year, number.station, number.serial,
            self._captions(raw), span,
        )  # fmt: skip

    def _captions(self, raw: str) -> tuple[str, ...]:
        found: list[str] = []
        if "(" not in raw:
            return ()
        for inner in _PARENTHESIS.findall(raw):
            for word in re.split(r"[,/;]", inner):
                caption = " ".join(word.split()).upper()
                if caption in self.profile.reference_captions:
                    found.append(caption)
        return tuple(found)

    def _trimmed(self, text: str, base: int, item: _Item) -> Span:
        return self._tidy(Span(base + item.start, base + item.end))

    def _tidy(self, span: Span) -> Span:
        """Without white space, separators and a joining AND at its ends."""
        start, end = span
        work = self.sheet.work
        while start < end and (work[start].isspace() or work[start] in ";,.:-"):
            start += 1
        while start < end:
            if work[end - 1].isspace() or work[end - 1] in ";,.:-&":
                end -= 1
            elif work[max(start, end - 4) : end].upper() in (" AND", "\nAND"):
                end -= 3
            else:
                break
        return Span(start, end)


def _letter(label: str) -> str:
    """The letter or digit of a label, whatever its form."""
    return next(filter(str.isalnum, label.removeprefix("1"))).upper()


def _one_line(value: str) -> str:
    """The value with every white character as a blank, at the same length."""
    return _ODD_WHITE.sub(" ", value)


def _split(text: str, label: str | None, start: int, end: int) -> Iterator[_Item]:
    """Items inside one label: separated by semicolons outside parentheses."""
    here = start
    at = text.find(";", start, end)
    while at >= 0:
        if text.count("(", here, at) <= text.count(")", here, at):
            if text[here:at].strip():
                yield _Item(label, here, at)
            here = at + 1
        at = text.find(";", at + 1, end)
    if text[here:end].strip():
        yield _Item(label, here, end)
