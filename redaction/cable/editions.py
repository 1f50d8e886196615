"""Telegrams as printed in an edited series: title, dateline, marking line, notes.

The lines of these are taken before the body is read, so that they are no paragraphs; what is
left is read like any telegram.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from redaction.cable.facts import Classification, Edition, SourceNote, Subject
from redaction.cable.profiles import Profile
from redaction.cable.sheet import Sheet
from redaction.spans import Span

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DATELINE = re.compile(
    rf"(?P<place>[A-Z].{{0,60}}?), (?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH}),? (?P<year2>\d{{4}}))"
    r"(?:, ?[^,]{1,20}|[^\w\s].{0,20})?\.?"
)
_SOURCE = re.compile(r"(?:\* ?)?Source: ")
_FOOTNOTE = re.compile(r"(?:\d{1,2}|\*) ?(?=[A-Z\"“(\[])")
_MESSAGE_NUMBER = re.compile(r"(\d{1,5})\.\s")
_OUTWARD = re.compile(r"([OI]\.[A-Z]{0,6}\d{1,6})\s+|(\d{1,6})\.?\s+")
_ARCHIVE = re.compile(r"\[(NAA[:,]? ?[^\]]{1,200})\]")
# Lines that only telegrams of the other kind have.
_AMERICAN = re.compile(r"ZN[RY] |E\.?O\.? ?\d{5}|TAGS[:, ]|VZCZC|(?:FM|TO) [A-Z]{4}")
_TITLE_REACH, _FRONT_REACH = 12, 40  # lines


@dataclass(slots=True)
class Printed:
    """What the printed lines say; ``start`` is the line after title, dateline and marking."""

    edition: Edition
    classification: Classification | None = None
    subject: Subject | None = None
    start: int = 0


class Editions:
    """Reads the printed lines of one text and gives each its kind."""

    def __init__(self, sheet: Sheet, profile: Profile) -> None:
        self.sheet = sheet
        self.profile = profile
        self.facts: dict[str, object] = {"series": profile.series or None}
        self.classification: Classification | None = None
        self.subject: Subject | None = None
        self.start = 0

    def read(self) -> Printed:
        """Take the printed lines."""
        self._notes()
        strips = self.sheet.strips
        for i in range(min(_FRONT_REACH, len(strips))):
            if self.sheet.kinds[i] or i < self.start:
                continue
            if not self._front_line(i, strips[i]):
                break
        self._archive_refs()
        self._message_number()
        edition = Edition(**self.facts)  # type: ignore[arg-type]
        return Printed(edition, self.classification, self.subject, self.start)

    def _front_line(self, i: int, stripped: str) -> bool:
        """One line before the body; false when the body starts here."""
        title = title_of(self.profile, stripped)
        dateline = _DATELINE.fullmatch(stripped)
        if title is not None and "title" not in self.facts:
            self._take(i, self._paragraph_end(i), "title")
            number, _ = title
            words = self.sheet.shown(self.sheet.first(i), self.sheet.last(self.start - 1))
            self.facts["number"] = number
            self.facts["title"] = words[len(number) + 1 :].strip() if number else words
        elif dateline is not None and "place" not in self.facts:
            self.facts["place"] = dateline["place"]
            self.facts["date"] = _day(dateline)
            self._take(i, i + 1, "dateline")
        elif self.classification is None and self._marking(i, stripped):
            self._take(i, i + 1, "banner")
        elif stripped.startswith("## ") and self.subject is None:
            start, end = self.sheet.visible(i)
            value = self.sheet.trim(start + 2, end)
            self.subject = Subject(self.sheet.shown(*value), None, Span(start, end), (value,))
            self._take(i, i + 1, "slug.subject")
        else:
            return False
        return True

    def _take(self, i: int, end: int, kind: str) -> None:
        for j in range(i, end):
            if self.sheet.strips[j]:
                self.sheet.kinds[j] = kind
        self.start = max(self.start, end)

    def _paragraph_end(self, i: int) -> int:
        strips = self.sheet.strips
        end = i
        while end < len(strips) and strips[end]:
            end += 1
        return end

    def _marking(self, i: int, stripped: str) -> bool:
        """``O.XX1234 SECRET AUSTEO IMMEDIATE``: number, level, precedence, controls."""
        read = read_marking(self.profile, stripped)
        if read is None:
            return False
        number, level, precedence, controls = read
        found = self.profile.levels[level]
        span = self.sheet.visible(i)
        self.classification = Classification(
            found.name, found.mark, controls, "marking_line", span.of(self.sheet.text), span
        )
        if number:
            self.facts["message_number"] = number
        self.facts["precedence"] = precedence
        return True

    def _notes(self) -> None:
        """The source note and the footnotes after it."""
        strips = self.sheet.strips
        i = next((i for i, line in enumerate(strips) if _SOURCE.match(line)), len(strips))
        if i == len(strips):
            return
        end = self._paragraph_end(i)
        self._source_note(Span(self.sheet.first(i), self.sheet.last(end - 1)))
        kept, self.start = self.start, 0
        self._take(i, end, "source_note")
        i = end
        while i < len(strips):
            end = max(self._paragraph_end(i), i + 1)
            if strips[i] and _FOOTNOTE.match(strips[i]):
                self._take(i, end, "footnote")
            i = end
        self.start = kept

    def _source_note(self, span: Span) -> None:
        """Its level is the first that ``;`` or ``.`` follows; precedence and controls after."""
        words = self.sheet.shown(*span)
        self.facts["source_note"] = SourceNote(span.of(self.sheet.text), span)
        for match in self.profile.level.finditer(words):
            if words[match.end() : match.end() + 1] in (";", "."):
                break
        else:
            return
        level = self.profile.levels[match[0]]
        rest = words[match.end() + 1 :].partition(".")[0] if words[match.end()] == ";" else ""
        parts = [part.strip() for part in rest.split(";") if part.strip()]
        known = self.profile.precedence
        self.facts["precedence"] = tuple(part for part in parts if part in known)
        controls = tuple(part for part in parts if part not in known)
        self.classification = Classification(
            level.name, level.mark, controls, "source_note", span.of(self.sheet.text), span
        )

    def _archive_refs(self) -> None:
        for i, line in enumerate(self.sheet.strips):
            match = _ARCHIVE.fullmatch(line) if line.startswith("[NAA") else None
            if match is not None:
                self.facts.setdefault("archive_ref", match[1])
                self.sheet.kinds[i] = "archive_ref"

    def _message_number(self) -> None:
        """``1708. `` at the first paragraph of a printed telegram."""
        if self.profile.first_number != 1:
            return
        strips, kinds = self.sheet.strips, self.sheet.kinds
        first = next((i for i in range(self.start, len(strips)) if not kinds[i]), None)
        match = _MESSAGE_NUMBER.match(strips[first]) if first is not None else None
        if match is not None:
            self.facts["message_number"] = match[1]


def _day(match: re.Match[str]) -> str | None:
    month = match["month"] or match["month2"]
    try:
        return date(
            int(match["year"] or match["year2"]),
            _MONTHS.index(month) + 1,
            int(match["day"] or match["day2"]),
        ).isoformat()
    except ValueError:
        return None


def title_of(profile: Profile, stripped: str) -> tuple[str | None, str] | None:
    """Number and words of a title line; null for any other line."""
    match = profile.title.match(stripped)
    return (match["number"], match["words"]) if match else None


def read_marking(
    profile: Profile, stripped: str
) -> tuple[str | None, str, tuple[str, ...], tuple[str, ...]] | None:
    """Number, printed level, precedence and controls of a marking line."""
    if stripped.upper() != stripped or len(stripped) > 120:
        return None
    outward = _OUTWARD.match(stripped)
    rest = stripped[outward.end() :] if outward else stripped
    level = profile.level.search(rest)
    if level is None or (level.start() and rest[level.start() - 1].isalpha()):
        return None
    words = f"{rest[: level.start()]} {rest[level.end() :]}"
    precedence: list[str] = []
    for name in sorted(profile.precedence, key=len, reverse=True):
        if re.search(rf"(?<![A-Z]){re.escape(name)}(?![A-Z])", words):
            words = words.replace(name, " ", 1)
            precedence.append(name)
    controls = tuple(words.replace(",", " ").replace("/", " ").split())
    known = set(controls) <= set(profile.controls)
    named = outward is not None and outward[1] is not None
    if not (named or known) or not all(word.isalpha() for word in controls):
        return None
    number = (outward[1] or outward[2]) if outward else None
    return number, " ".join(level[0].split()), tuple(precedence), controls


def shows_edition(sheet: Sheet, profile: Profile) -> bool:
    """Whether a text shows the form of the printed series that ``profile`` describes."""
    if profile.detection is not None and profile.detection.form == "source_note":
        return _shows_source_note(sheet, profile)
    return _shows_marking_line(sheet, profile)


def _shows_source_note(sheet: Sheet, profile: Profile) -> bool:
    """A source note, and a title among the first lines."""
    if "Source: " not in sheet.text or not any(_SOURCE.match(line) for line in sheet.strips):
        return False
    return any(title_of(profile, line) for line in sheet.strips[:_TITLE_REACH] if line)


def _shows_marking_line(sheet: Sheet, profile: Profile) -> bool:
    """An archive reference, an omission or a title; else a marking line; no American line."""
    text = sheet.text
    if any(_AMERICAN.match(line) for line in sheet.strips[:_FRONT_REACH]):
        return False
    if "[NAA" in text or "[matter omitted]" in text:
        return True
    if "Cablegram " in text and any(line.startswith("Cablegram ") for line in sheet.strips):
        return True
    for line in sheet.strips[:_FRONT_REACH]:
        if line.startswith(("O.", "I.")) and read_marking(profile, line) is not None:
            return True
        if any(control in line for control in profile.controls):
            read = read_marking(profile, line)
            if read is not None and read[3]:
                return True
    return False
