"""What the slugs say: each value handed to its reader.

When a text has two SUBJECT or REF slugs (a header repeated in the content) the last one counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from redaction.cable.classifier import name_and_title, names_of
from redaction.cable.facts import (
    ClassifiedBy,
    Declassification,
    MessageNumber,
    Reference,
    Subject,
    Tag,
)
from redaction.cable.front import Front
from redaction.cable.legal import declassification, portion_at, reason
from redaction.cable.limits import Limits
from redaction.cable.model import PageBreak, Paragraph
from redaction.cable.profiles import Profile
from redaction.cable.references import References
from redaction.cable.sheet import Sheet
from redaction.cable.slugs import Slug, SlugKind
from redaction.cable.tags import read_tags
from redaction.cable.view import ViewBuilder
from redaction.spans import Span

_ORDER = re.compile(
    r"(?i:E\.?O\.?)\s{0,3}:?\s{0,3}\d{4,5}\s{0,3}[:;,]?\s{0,3}"
    r"(?:(?i:DECL(?:AS|ASS)?\b\.?)\s{0,3}[:;]?\s{0,3})?"
)
_NEAR = 12  # lines
_CLASSIFIED_BY = re.compile(r"(?i:CLASSI?FI?ED BY)\b")
_OWN = re.compile(r"(?:19|20)?(\d\d) ?([A-Z][A-Z.' -]{0,40}?) ?0{0,7}(\d{1,8})\Z")


class Values:
    """Reads the values of a front's slugs; ``origin`` is the day of the message."""

    def __init__(self, sheet: Sheet, profile: Profile, front: Front, origin: date | None) -> None:
        self.sheet = sheet
        self.profile = profile
        self.slugs = front.slugs
        self.limits: Limits = front.limits
        self.origin = origin

    def _of(self, kind: SlugKind) -> list[Slug]:
        return [slug for slug in self.slugs if slug.kind == kind]

    def _last(self, kind: SlugKind) -> Slug | None:
        """The slug that counts; the earlier ones are reported."""
        found = self._of(kind)
        for slug in found[:-1]:
            self.sheet.report("REPEATED_SLUG", Span(slug.start, max(slug.end, slug.value)))
        return found[-1] if found else None

    def declassification(self) -> Declassification | None:
        """The E.O. line."""
        found = self._of("eo")
        if not found:
            return None
        span = self.sheet.trim(found[0].start, found[0].end)
        line = self.sheet.shown(*span)
        match = _ORDER.match(line)
        raw = line[match.end() :] if match else line
        return declassification(self.sheet, span, raw, self.origin)

    def tags(self) -> tuple[Tag, ...]:
        """The codes of the first TAGS slug that has any."""
        for slug in self._of("tags"):
            tags = read_tags(self.sheet, self.profile, slug.value, slug.end)
            if tags:
                return tags
        return ()

    def subject(self) -> Subject | None:
        """The last SUBJECT."""
        slug = self._last("subject")
        if slug is None:
            return None
        ranges = self.limits.value_ranges(slug.value, slug.end)
        portion = None
        if ranges and self.sheet.work[ranges[0].start] == "(":
            portion = portion_at(self.sheet, *ranges[0])
        if portion is not None:
            rest = self.sheet.trim(portion.span.end, ranges[0].end)
            ranges = ((rest,) if rest.start < rest.end else ()) + ranges[1:]
        text, _ = ViewBuilder(self.sheet, ()).build(ranges)
        return Subject(" ".join(text.split()), portion, Span(slug.start, slug.end), ranges)

    def references(
        self, year: int | None, number: MessageNumber | None, own: str | None
    ) -> tuple[Reference, ...]:
        """The references of the last REF; ``own`` is the message's number as the caller has it."""
        slug = self._last("refs")
        if slug is None:
            return ()
        mine = {number.value} if number is not None and number.value else set()
        if own is not None:
            match = _OWN.match(own.strip().upper())
            if match:
                letters = "".join(filter(str.isalpha, match[2]))
                mine.add(f"{match[1]}{letters}{int(match[3])}")
        reader = References(self.sheet, self.profile, year, frozenset(mine))
        references = reader.read(slug.value, slug.end)
        self.sheet.add_artefacts(reader.artefacts)
        return references

    def classified_by(self, paragraphs: tuple[Paragraph, ...]) -> ClassifiedBy | None:
        """The Classified By line, or the same words at the start of paragraph 1."""
        found = self._of("classified_by")
        if found:
            return self._classifier(self.sheet.trim(found[0].start, found[0].end))
        if paragraphs and paragraphs[0].number == 1 and paragraphs[0].ranges:
            start, end = paragraphs[0].ranges[0]
            match = _CLASSIFIED_BY.search(self.sheet.work, start, min(end, start + 60))
            if match is not None:
                before = self.sheet.work[start : match.start()].strip(" .-")
                if not before or before.upper().endswith("ENTIRE TEXT"):
                    return self._classifier(Span(match.start(), end))
        return None

    def _classifier(self, span: Span) -> ClassifiedBy:
        line = self.sheet.shown(*span)
        name_title = name_and_title(line)
        section, letters, reasons = reason(line, self.origin)
        return ClassifiedBy(line, name_title, names_of(name_title), section, letters, reasons, span)

    def report_breaks(self, breaks: list[PageBreak], body: int) -> None:
        """Page breaks inside a slug's value or a list of addressees."""
        sheet = self.sheet
        starts = [slug.start for slug in self.slugs]
        for page in breaks:
            line = sheet.line_at(page.span.start)
            if line >= body:
                break
            k = bisect_left(starts, page.span.start) - 1
            if k >= 0 and page.span.start < self.slugs[k].end:
                sheet.report("PAGE_BREAK_IN_SLUG", page.span)
            elif sheet.kinds[line].startswith("header.") or self._in_list(line, body):
                sheet.report("PAGE_BREAK_IN_HEADER", page.span)

    def _in_list(self, line: int, body: int) -> bool:
        """Whether addressees stand before and after ``line``."""
        kinds, lists = self.sheet.kinds, ("header.to", "header.info")
        nearby = range(max(0, line - _NEAR), line), range(line + 1, min(body, line + _NEAR))
        before, after = (
            [kinds[i] for i in lines if kinds[i] not in ("blank", "page_break")] for lines in nearby
        )
        return bool(before and after) and before[-1] in lists and after[0] in lists
