"""The few facts of a cable that queues, search and access need, as columns.

Intake writes them; ``check_cables`` computes them again and compares. Nothing else does
either, so they cannot drift from the text unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from redaction.authority import determine
from redaction.cable import Cable, parse
from workflow.actors import Level
from workflow.models import Cable as CableRow
from workflow.models.digests import text_digest
from workflow.queries.dossier import PACK

LEVELS: Final = {
    "U": Level.UNCLASSIFIED,
    "SBU": Level.UNCLASSIFIED,
    "R": Level.CONFIDENTIAL,
    "C": Level.CONFIDENTIAL,
    "S": Level.SECRET,
    "TS": Level.TOP_SECRET,
}
CHUNK: Final = 500
# Markings of distribution and handling: they say where a telegram is filed, how it may be sent
# on or kept, and admit everybody whose clearance suffices.
OPEN_CAPTIONS: Final = frozenset({"SIPDIS", "E F T O", "EFTO", "SENSITIVE"})


@dataclass(frozen=True, slots=True)
class Columns:
    """What a row holds besides the text: ``fields`` by name, captions, and tags with kinds."""

    fields: dict[str, Any]
    captions: tuple[str, ...]
    tags: tuple[tuple[str, str], ...]


def columns_of(cable: Cable, *, on: date) -> Columns:
    """The columns of a cable; ``on`` is any day not before its origin."""
    origin = _origin(cable)
    decl = cable.declassification.line if cable.declassification else ""
    classified_by = cable.classified_by.line if cable.classified_by else ""
    level = cable.classification.level if cable.classification else ""
    day = max(on, origin) if origin else on
    found = determine(origin, decl or None, classified_by or None, level or None, day, pack=PACK)
    doubts = sum(issue.severity == "error" for issue in cable.issues) + found.needs_human
    return Columns(
        fields={
            "parser": cable.parser,
            "pack": f"{PACK.id} {PACK.version}",
            "mrn": (cable.mrn.value or "") if cable.mrn else "",
            "mrn_display": (cable.mrn.display or "") if cable.mrn else "",
            "subject": (cable.subject.value if cable.subject else "")[:500],
            "sender": (cable.sender.plad if cable.sender else "")[:120],
            "origin_date": origin,
            "level": level,
            "needs_level": needs_level(cable).value,
            "decl_line": decl,
            "classified_by_line": classified_by,
            "effective_date": found.effective_date,
            "ceiling_date": found.ceiling_date,
            "anniversary_25": found.dates.anniversary_25,
            "proposal_deadline": found.dates.proposal_deadline,
            "doubts": doubts,
        },
        captions=captions_of(cable),
        tags=tuple({tag.code[:40]: tag.kind for tag in cable.tags}.items()),
    )


def drift() -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every cable, with the names of columns that are not what its text says."""
    for row in CableRow.objects.order_by("pk").iterator(CHUNK):
        columns = columns_of(parse(row.text), on=row.received_at.date())
        wrong = [name for name, value in columns.fields.items() if getattr(row, name) != value]
        if text_digest(row.text) != row.sha256:
            wrong.append("sha256")
        if {caption.name for caption in row.captions.all()} != set(columns.captions):
            wrong.append("captions")
        if [(tag.code, tag.kind) for tag in row.tags.all()] != list(columns.tags):
            wrong.append("tags")
        yield row.pk, tuple(wrong)


def needs_level(cable: Cable) -> Level:
    """The clearance a reader needs: the highest of the overall level and every portion.

    What could not be read counts as the highest.
    """
    overall = cable.classification.mark if cable.classification else None
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


def _origin(cable: Cable) -> date | None:
    """The UTC day of the date-time group."""
    value = cable.dtg.value if cable.dtg else None
    return date.fromisoformat(value[:10]) if value else None
