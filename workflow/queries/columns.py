"""The few facts of a cable that queues, search and access need, as columns.

Intake writes them; ``check_cables`` computes them again and compares. Nothing else does
either, so they cannot drift from the text unseen.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from redaction.authority import determine
from redaction.cable import Cable, parse
from workflow.actors import Level
from workflow.answers import Doubt, doubts_in
from workflow.corrections import LEVEL_MARKS, reference_of
from workflow.models import Cable as CableRow
from workflow.models.digests import text_digest
from workflow.queries.dossier import PACK
from workflow.queries.doubting import parsed, standing_of
from workflow.queries.traces import traces_of
from workflow.states import Fact

LEVELS: Final = {
    "U": Level.UNCLASSIFIED,
    "SBU": Level.UNCLASSIFIED,
    "R": Level.CONFIDENTIAL,
    "C": Level.CONFIDENTIAL,
    "S": Level.SECRET,
    "TS": Level.TOP_SECRET,
}
CHUNK: Final = 500
UNCORRECTED: Final[Mapping[Fact, str]] = MappingProxyType({})
# Markings of distribution and handling: they say where a telegram is filed, how it may be sent
# on or kept, and admit everybody whose clearance suffices.
OPEN_CAPTIONS: Final = frozenset({"SIPDIS", "E F T O", "EFTO", "SENSITIVE"})


@dataclass(frozen=True, slots=True)
class Columns:
    """What a row holds besides the text: ``fields`` by name, captions, and tags with kinds."""

    fields: dict[str, Any]
    captions: tuple[str, ...]
    tags: tuple[tuple[str, str], ...]


def columns_of(
    cable: Cable,
    *,
    on: date,
    corrected: Mapping[Fact, str] = UNCORRECTED,
    settled: Container[Doubt] = (),
) -> Columns:
    """The columns of a cable on a day: what the text says, or what a person corrected it to.

    ``doubts`` counts those that are not in ``settled``.
    """
    said = {**_said(cable), **corrected}
    day, decl, classified_by = said[Fact.ORIGIN], said[Fact.EO_LINE], said[Fact.CLASSIFIED_BY]
    origin = date.fromisoformat(day) if day else None
    level = said[Fact.LEVEL]
    asked = max(on, origin) if origin else on
    found = determine(origin, decl or None, classified_by or None, level or None, asked, pack=PACK)
    return Columns(
        fields={
            "parser": cable.parser,
            "pack": f"{PACK.id} {PACK.version}",
            "mrn": _reference_of(cable, corrected),
            "mrn_display": said[Fact.NUMBER],
            "subject": said[Fact.SUBJECT][:500],
            "sender": (cable.sender.plad if cable.sender else "")[:120],
            "origin_date": origin,
            "level": level,
            "needs_level": needs_level(cable, corrected.get(Fact.LEVEL)).value,
            "decl_line": decl,
            "classified_by_line": classified_by,
            "effective_date": found.effective_date,
            "ceiling_date": found.ceiling_date,
            "anniversary_25": found.dates.anniversary_25,
            "proposal_deadline": found.dates.proposal_deadline,
            "doubts": sum(doubt not in settled for doubt in doubts_in(cable, found)),
        },
        captions=captions_of(cable),
        tags=tuple({tag.code[:40]: tag.kind for tag in cable.tags}.items()),
    )


def columns_as_settled(row: CableRow) -> Columns:
    """The columns a row should have: of its text, and of what people answered to its doubts.

    They are those of the day of the last answer, or of receipt, so that they can be computed
    again on any day.
    """
    stands = standing_of(row)
    return columns_of(
        parsed(row, stands),
        on=(stands.last or row.received_at).date(),
        corrected=stands.corrected,
        settled=stands.settled,
    )


def drift() -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every cable, with the names of columns that are not what its text says."""
    rows = CableRow.objects.prefetch_related("captions", "tags", "sketches", "references")
    for row in rows.order_by("pk").iterator(CHUNK):
        columns = columns_as_settled(row)
        wrong = [name for name, value in columns.fields.items() if getattr(row, name) != value]
        if text_digest(row.text) != row.sha256:
            wrong.append("sha256")
        if {caption.name for caption in row.captions.all()} != set(columns.captions):
            wrong.append("captions")
        if [(tag.code, tag.kind) for tag in row.tags.all()] != list(columns.tags):
            wrong.append("tags")
        wrong.extend(_traces_that_differ(row))
        yield row.pk, tuple(wrong)


def _traces_that_differ(row: CableRow) -> Iterator[str]:
    """Names of the traces by which related cables are found that are not those of the text."""
    traces = traces_of(row.text, parse(row.text))
    if row.words_sha256 != traces.words:
        yield "words_sha256"
    if sorted(sketch.value for sketch in row.sketches.all()) != list(traces.values):
        yield "sketches"
    if {one.mrn: one.label for one in row.references.all()} != traces.references:
        yield "references"


def needs_level(cable: Cable, corrected: str | None = None) -> Level:
    """The clearance a reader needs: the highest of the overall level and every portion.

    What could not be read counts as the highest; ``corrected`` is the overall level as a
    person gave it, and never opens a portion that is marked higher.
    """
    overall = cable.classification.mark if cable.classification else None
    overall = LEVEL_MARKS[corrected] if corrected else overall
    marks = [part.portion.level for part in cable.paragraphs if part.portion]
    if cable.subject and cable.subject.portion:
        marks.append(cable.subject.portion.level)
    return max(LEVELS.get(mark or "", Level.TOP_SECRET) for mark in (overall, *marks))


def captions_of(cable: Cable) -> tuple[str, ...]:
    """The captions a reader must be admitted to: all that were found, but for distribution.

    Found on the classification line, on caption lines, as controls of the classification or
    of a portion mark.
    """
    return tuple(sorted(set(_captions(cable)) - OPEN_CAPTIONS))


def _captions(cable: Cable) -> Iterator[str]:
    yield from (caption.value for caption in cable.captions)
    if cable.classification:
        yield from cable.classification.controls
    for part in cable.paragraphs:
        if part.portion:
            yield from part.portion.controls
    if cable.subject and cable.subject.portion:
        yield from cable.subject.portion.controls


def _said(cable: Cable) -> dict[Fact, str]:
    """What the text says of each fact that can be corrected; the day is that of the UTC group."""
    moment = cable.dtg.value if cable.dtg else None
    return {
        Fact.NUMBER: (cable.mrn.display or "") if cable.mrn else "",
        Fact.ORIGIN: moment[:10] if moment else "",
        Fact.LEVEL: cable.classification.level if cable.classification else "",
        Fact.EO_LINE: cable.declassification.line if cable.declassification else "",
        Fact.CLASSIFIED_BY: cable.classified_by.line if cable.classified_by else "",
        Fact.SUBJECT: cable.subject.value if cable.subject else "",
    }


def _reference_of(cable: Cable, corrected: Mapping[Fact, str]) -> str:
    """The number as references are looked up by it."""
    if Fact.NUMBER in corrected:
        return reference_of(corrected[Fact.NUMBER])
    return (cable.mrn.value or "") if cable.mrn else ""
