"""The pieces of one parse, and the cable made of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from redaction.cable.artefacts import control_runs
from redaction.cable.blocks import find_blocks
from redaction.cable.body import Body
from redaction.cable.breaks import find_breaks
from redaction.cable.editions import Editions, Printed
from redaction.cable.ending import Ending, read_attributes, read_ending
from redaction.cable.excisions import find_excisions
from redaction.cable.facts import Banner, MessageNumber, Subject
from redaction.cable.front import Front
from redaction.cable.levels import banner_of, classify, histories, message_number, number_of
from redaction.cable.model import (
    PARSER,
    SCHEMA,
    Cable,
    Excision,
    Heading,
    PageBreak,
    Segment,
    Source,
)
from redaction.cable.paragraphs import compare_portions, find_entire_text, finish, highest
from redaction.cable.profiles import Profile
from redaction.cable.sheet import Sheet
from redaction.cable.values import Values
from redaction.spans import Span

_DOCUMENT_NUMBER = re.compile(r"((?:19|20)\d\d)([A-Z]{2,10})(\d{1,8})\Z")
_ARTEFACT_ISSUES = {"link": "LINK_ARTEFACT", "entity": "HTML_ENTITY"}


class Assembly:
    """One parse: the readers in their order, then the cable from what they found.

    ``settled`` says that the caller named the profile, so that it is not put in doubt.
    """

    def __init__(
        self, sheet: Sheet, data: bytes, profile: Profile, *,
        settled: bool, year: int | None, own: str | None, splits: frozenset[int],
    ) -> None:  # fmt: skip
        self.sheet = sheet
        self.data = data
        self.profile = profile
        self.settled = settled
        self.own = own
        self._report_characters()
        self.breaks: list[PageBreak] = find_breaks(sheet, profile)
        self.ending: Ending = read_attributes(sheet)
        self.printed: Printed | None = None
        self.front = Front(sheet, profile, year, self.ending.stop)
        if profile.layout == "front":
            self.front.read()
        elif profile.layout == "printed":
            self.printed = Editions(sheet, profile).read()
            self.front.body = self.printed.start
        read_ending(sheet, profile, self.ending, self.front.body)
        if self.ending.partial and not self.front.partial:
            sheet.report("PARTIAL_RECORD", self.ending.partial)
        self.body = Body(sheet, profile, self.front.body, self.ending.stop, self.breaks, splits)
        self.body.read()
        self.year = self._year(year)

    def _report_characters(self) -> None:
        sheet = self.sheet
        if not sheet.text:
            sheet.report("EMPTY", Span(0, 0))
        for run in control_runs(sheet.text, self.data):
            sheet.report("CONTROL_CHARACTER", run)
        for artefact in sheet.artefacts:
            code = _ARTEFACT_ISSUES.get(artefact.kind)
            if code is not None:
                sheet.report(code, artefact.span, artefact.span.of(sheet.text))

    def _document_number(self) -> re.Match[str] | None:
        return _DOCUMENT_NUMBER.match(self.ending.attributes.get("Document Number", ""))

    def _year(self, year: int | None) -> int | None:
        """The date-time group's year, else the document number's, else the caller's."""
        dtg, document = self.front.header.dtg, self._document_number()
        if dtg is not None and dtg.year is not None:
            return dtg.year
        return int(document[1]) if document and dtg is None else year

    def _number(self) -> MessageNumber | None:
        number = number_of(self.front.banner, self.sheet, self.year)
        document = self._document_number()
        if number is None and document is not None and self.front.banner is None:
            place = self.ending.places["Document Number"]
            number = message_number(
                self.sheet, document[2], int(document[3]), int(document[1]), place
            )
        return number

    def _origin(self) -> date | None:
        dtg = self.front.header.dtg
        return date.fromisoformat(dtg.value[:10]) if dtg and dtg.value else None

    def _profile_name(self) -> str:
        if self.settled or self.profile.name != "acp127":
            return self.profile.name
        spoken = self.front.found or self.breaks or self.body.sections
        return "acp127" if spoken else "plain"

    def cable(self) -> Cable:
        """Everything found, as one value."""
        values = Values(self.sheet, self.profile, self.front, self._origin())
        number = self._number()
        subject = self.printed.subject if self.printed else values.subject()
        said: dict[str, Any] = {
            "mrn": number,
            "subject": subject,
            "references": values.references(self.year, number, self.own),
            "declassification": values.declassification(),
            "tags": values.tags(),
        }
        values.report_breaks(self.breaks, self.front.body)
        units = self._units(values, subject)
        return Cable(
            schema=SCHEMA,
            parser=PARSER,
            profile=self._profile_name(),
            source=self._source(),
            **self._header(),
            **said,
            **units,
            **self._ends(),
        )

    def _source(self) -> Source:
        sheet = self.sheet
        digest = sha256(self.data).hexdigest()
        bom = sheet.text.startswith("\ufeff")
        return Source(len(sheet.text), None, digest, sheet.newline, bom)

    def _header(self) -> dict[str, Any]:
        front, header = self.front, self.front.header
        return {
            "partial": bool(front.partial or self.ending.partial),
            "captions": tuple(front.captions),
            "passing": tuple(front.passing),
            "transmission_id": header.transmission_id,
            "routing": header.routing,
            "de": header.de,
            "security": header.security,
            "dtg": header.dtg,
            "sender": header.sender,
            "to": tuple(header.lists["to"]),
            "info": tuple(header.lists["info"]),
            "edition": self.printed.edition if self.printed else None,
        }

    def _units(self, values: Values, subject: Subject | None) -> dict[str, Any]:
        """Paragraphs and what is made of them, and the level they are compared with."""
        sheet, read = self.sheet, self.front.banner
        entire = find_entire_text(sheet, self.body.units.drafts)
        paragraphs = finish(sheet, self.body.units.drafts, entire)
        classification = classify(
            sheet, self.profile, read, self.front.header.security, self.ending
        )
        if classification is None and self.printed is not None:
            classification = self.printed.classification
        if classification is None:
            sheet.report("NO_BANNER", Span(0, 0))
        stated = subject.portion if subject else None
        compare_portions(
            sheet, self.profile, classification, paragraphs, stated,
            all_marked=self.profile.layout == "front" and self._profile_name() != "plain",
        )  # fmt: skip
        headings = self._headings()
        banner = banner_of(sheet, read) if read else None
        if banner is not None:
            self._check_sections(banner)
        return {
            "banner": banner,
            "classification": classification,
            "classified_by": values.classified_by(paragraphs),
            "entire_text": entire,
            "highest_portion": highest(self.profile, [*(p.portion for p in paragraphs), stated]),
            "paragraphs": paragraphs,
            "headings": headings,
            "blocks": find_blocks(sheet, paragraphs, headings),
            "page_breaks": tuple(self.breaks),
            "section_headers": tuple(self.body.sections),
        }

    def _headings(self) -> tuple[Heading, ...]:
        return tuple(
            Heading(self.sheet.shown(*span), span, paragraph)
            for span, paragraph in self.body.units.headings
        )

    def _check_sections(self, banner: Banner) -> None:
        """Section 1 of n, and nothing of the others."""
        if banner.section is None or banner.section[0] != 1 or banner.section[1] <= 1:
            return
        seen = {header.section[0] for header in self.body.sections if header.section}
        complete = seen >= set(range(2, banner.section[1] + 1))
        if not complete and not any(page.page > 1 for page in self.breaks):
            self.sheet.report("INCOMPLETE_SECTIONS", banner.span)

    def _ends(self) -> dict[str, Any]:
        sheet, ending = self.sheet, self.ending
        history, handling = histories(ending)
        segments = self._segments()
        ended = "trailer" in sheet.kinds
        return {
            "classification_history": history,
            "handling_history": handling,
            "excisions": self._excisions(segments),
            "artefacts": tuple(sheet.artefacts),
            "signature": ending.signature,
            "trailer": tuple(part.span for part in segments if ended and part.kind == "trailer"),
            "attributes": ending.attributes,
            "segments": segments,
            "issues": sheet.found_issues(segments),
        }

    def _segments(self) -> tuple[Segment, ...]:
        sheet = self.sheet
        if "" not in sheet.kinds:
            return sheet.segments()
        sheet.kinds = [kind or "unknown" for kind in sheet.kinds]
        segments = sheet.segments()
        for part in segments:
            if part.kind == "unknown":
                sheet.report("UNKNOWN_LINE", part.span)
        return segments

    def _excisions(self, segments: tuple[Segment, ...]) -> tuple[Excision, ...]:
        found: list[Excision] = []
        starts: list[int] = []
        for excision in find_excisions(self.sheet.text):
            starts = starts or [part.span.start for part in segments]
            owner = segments[bisect_right(starts, excision.span.start) - 1].paragraph
            self.sheet.report("EXISTING_EXCISION", excision.span)
            if excision.bound == "?":
                self.sheet.report("UNREADABLE_AMOUNT", excision.span)
            found.append(replace(excision, paragraph=owner))
        return tuple(found)
