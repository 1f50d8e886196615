"""How a cable was read: every character with what it is, every fact with its place; doubts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db import transaction

from redaction.cable import Cable
from redaction.spans import Span
from workflow import policy
from workflow.actors import Actor
from workflow.errors import Absent, Refused
from workflow.models import Cable as CableRow
from workflow.models.acts import Act
from workflow.models.log import record
from workflow.queries.access import the_cable
from workflow.queries.dossier import determination_of
from workflow.queries.doubting import DoubtView, doubts_of, parsed, reviews_in, standing_of
from workflow.queries.lines import LISTED, Facts, Line, more, places_in
from workflow.queries.relations import RelatedLine, references_of, related_to
from workflow.queries.segments import (
    NoiseCount,
    Part,
    SegmentView,
    noise_counts,
    part_at,
    parts_of,
    reading_of,
    segment_views,
)
from workflow.queries.stated import stated
from workflow.states import Fact

LIKE: Final = frozenset({"same words", "same number", "near-duplicate"})
REFERENCES: Final = {"cable": "cable", "other": "could not be read as a reference"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a person who took a cable in is told of it, as far as they may see it."""

    doubts: int
    is_recognised: bool
    related: tuple[RelatedLine, ...]


@dataclass(frozen=True, slots=True)
class StructurePage:
    """Everything the page of a reading shows.

    ``parts`` are the parts the text is shown in, ``number`` the index of this one;
    ``segments`` are those of this part, everything else is of the whole cable. ``doubts`` are
    numbered from 1 in their order. ``may_settle`` and ``may_correct_level`` say what this
    person may answer, ``why_not`` what is in the way.
    """

    cable_id: int
    mrn: str
    subject: str
    level: str
    length: int
    review_id: int | None
    parts: tuple[Part, ...]
    number: int
    segments: tuple[SegmentView, ...]
    facts: tuple[Facts, ...]
    noises: tuple[NoiseCount, ...]
    doubts: tuple[DoubtView, ...]
    related: tuple[RelatedLine, ...]
    may_settle: bool
    may_correct_level: bool
    why_not: str

    @property
    def part(self) -> Part:
        """What of the text is shown."""
        return self.parts[self.number]


def structure_of(cable_id: int, *, actor: Actor, on: date, at: int = 0) -> StructurePage:
    """How a cable was read, with the part of its text that holds the character ``at``.

    Raises:
        Absent: the actor may not see the cable, or there is none.
    """
    row = the_cable(cable_id, actor=actor)
    with transaction.atomic():
        record(Act.CABLE_READ, actor=actor, obj=f"cable:{row.pk}")
    answered = standing_of(row)
    cable = parsed(row, answered)
    found = determination_of(row, on=on)
    doubts = doubts_of(row, cable, found)
    facts = (
        *_as_corrected(stated(cable, found), answered.corrected),
        *_references(row, cable, actor),
    )
    places = tuple(Span(doubt.start, doubt.end) for doubt in doubts)
    reading = reading_of(cable, row.text, places, places_in(facts))
    parts = parts_of(cable, reading, places)
    number = part_at(parts, at)
    may_settle, why_not = may_answer(row, actor)
    return StructurePage(
        cable_id=row.pk,
        mrn=row.mrn_display,
        subject=row.subject,
        level=row.level,
        length=len(row.text),
        review_id=_review_of(row),
        parts=parts,
        number=number,
        segments=segment_views(cable, reading, parts[number], places),
        facts=facts,
        noises=noise_counts(cable),
        doubts=doubts,
        related=related_to(row.pk, actor=actor),
        may_settle=may_settle,
        may_correct_level=may_settle and may_answer(row, actor, Fact.LEVEL)[0],
        why_not=why_not,
    )


def arrival_of(cable_id: int, *, actor: Actor) -> Arrival | None:
    """What the reading of a cable just taken in left in doubt, and which cables it is like.

    None for somebody who may take cables in and not see this one.
    """
    try:
        row = the_cable(cable_id, actor=actor)
    except Absent:
        return None
    like = tuple(one for one in related_to(cable_id, actor=actor) if one.kind in LIKE)
    return Arrival(row.doubts, bool(row.mrn or row.level), like)


def may_answer(row: CableRow, actor: Actor, fact: Fact | None = None) -> tuple[bool, str]:
    """Whether a person may settle doubts of a cable, or correct a fact; if not, why not."""
    reviews = reviews_in(row)
    try:
        if fact is None:
            policy.may_settle(reviews, actor)
        else:
            policy.may_correct(fact, reviews, actor)
    except Refused as refusal:
        return False, refusal.why
    return True, ""


def _references(row: CableRow, cable: Cable, actor: Actor) -> Iterator[Facts]:
    """What the cable refers to; a cable that is here, and may be seen, with its place."""
    found = references_of(row, cable, actor=actor)
    lines = [
        Line(
            name=f"Ref {one.label}" if one.label else "Reference",
            words=one.raw,
            note=REFERENCES.get(one.kind, one.kind.replace("_", " ")),
            place=Span(one.start, one.end),
            cable_id=one.cable_id,
        )
        for one in found[:LISTED]
    ]
    if lines:
        yield Facts("References", (*lines, *more("Reference", found)))


def _as_corrected(groups: tuple[Facts, ...], corrected: Mapping[Fact, str]) -> Iterator[Facts]:
    """What a person said stands before what the text says."""
    for group in groups:
        yield replace(group, lines=tuple(_corrected(line, corrected) for line in group.lines))


def _corrected(line: Line, corrected: Mapping[Fact, str]) -> Line:
    value = corrected.get(Fact(line.fact)) if line.fact else None
    if value is None:
        return line
    return replace(line, words=value, note=f"corrected by a person; the text says: {line.words}")


def _review_of(row: CableRow) -> int | None:
    """The review that was opened last."""
    return row.reviews.order_by("-opened_at", "-pk").values_list("pk", flat=True).first()
