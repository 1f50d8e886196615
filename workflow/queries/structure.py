"""How a cable was read: every character with what it is, every fact with its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from redaction.cable import parse
from redaction.spans import Span
from workflow.actors import Actor
from workflow.models import Cable as CableRow
from workflow.models.acts import Act
from workflow.models.log import record
from workflow.queries.access import the_cable
from workflow.queries.dossier import determination_of
from workflow.queries.lines import Facts, places_in
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


@dataclass(frozen=True, slots=True)
class StructurePage:
    """Everything the page of a reading shows.

    ``parts`` are the parts the text is shown in, ``number`` the index of this one;
    ``segments`` are those of this part, everything else is of the whole cable.
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
    cable = parse(row.text)
    facts = stated(cable, determination_of(row, on=on))
    doubted: tuple[Span, ...] = ()
    reading = reading_of(cable, row.text, doubted, places_in(facts))
    parts = parts_of(cable, reading, doubted)
    number = part_at(parts, at)
    return StructurePage(
        cable_id=row.pk,
        mrn=row.mrn_display,
        subject=row.subject,
        level=row.level,
        length=len(row.text),
        review_id=_review_of(row),
        parts=parts,
        number=number,
        segments=segment_views(cable, reading, parts[number], doubted),
        facts=facts,
        noises=noise_counts(cable),
    )


def _review_of(row: CableRow) -> int | None:
    """The review that was opened last."""
    return row.reviews.order_by("-opened_at", "-pk").values_list("pk", flat=True).first()
