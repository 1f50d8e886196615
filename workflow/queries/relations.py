"""Cables that belong together, as far as a person may see them.

A cable that the person may not see is not listed, not counted, and a reference to it looks
like one to a cable that was never taken in. Nothing is claimed that was not verified: a
near-duplicate is one whose passages were counted, not one whose sample looks alike.

What this does not find: a text of which less than half is shared, and one that shares passages
only with more cables than are looked at. What it does not hide: the time it takes grows with
all cables that share a passage, also those that the person may not see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from redaction.cable import Cable, parse
from redaction.consistency import in_common, passages
from workflow.actors import Actor
from workflow.models import Cable as CableRow
from workflow.models import CableReference, CableSketch, Review
from workflow.queries.access import the_cable, visible_to
from workflow.queries.traces import said_in
from workflow.states import LABELS, ReviewState

SHOWN: Final = 20  # cables of one kind
VERIFIED: Final = 50  # candidates whose texts are compared
COMPARED: Final = 2_000_000  # characters of candidates, but at least the first of them
COMMON: Final = 200  # a passage that more cables have says nothing about two of them
ENOUGH_SHARED: Final = 2  # values two samples must share, when one has plenty
PLENTY: Final = 8
NEAR: Final = 0.5
LOOKED_UP: Final = 500  # numbers in one query


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """A cable that belongs to another: how, and where its latest review stands.

    ``kind`` is one of "same words", "same number", "near-duplicate", "refers to" and
    "referred to by"; ``detail`` says how much is in common, or the label of the reference.
    """

    cable_id: int
    mrn: str
    subject: str
    level: str
    kind: str
    detail: str
    review_id: int | None
    state_label: str


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A reference in the text; ``cable_id`` when that cable is here and may be seen."""

    label: str
    raw: str
    kind: str
    mrn: str
    start: int
    end: int
    cable_id: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """How many of some cables bear what one taken in before them bears, or are in doubt."""

    words: int = 0
    number: int = 0
    doubts: int = 0

    def __add__(self, other: Known) -> Known:
        return Known(
            self.words + other.words, self.number + other.number, self.doubts + other.doubts
        )


def known_before(cable_ids: Sequence[int]) -> Known:
    """Counts over all cables, for the operator of the installation and nobody else."""
    parts = (cable_ids[at : at + LOOKED_UP] for at in range(0, len(cable_ids), LOOKED_UP))
    return sum((_known_before(part) for part in parts), Known())


def related_to(cable_id: int, *, actor: Actor) -> tuple[RelatedLine, ...]:
    """The cables that belong to one, at most twenty of a kind, by kind.

    Raises:
        Absent: the actor may not see the cable, or there is none.
    """
    row = the_cable(cable_id, actor=actor)
    others = _with_reviews(visible_to(actor).exclude(pk=row.pk))
    lines = [*_same(row, others), *_near(row, others, actor)]
    order = ("same words", "same number", "near-duplicate")
    lines.sort(key=lambda line: order.index(line.kind))
    return (*lines, *_refers_to(row, others), *_referred_by(row, others))


def references_of(row: CableRow, cable: Cable, *, actor: Actor) -> tuple[ReferenceView, ...]:
    """The references of a cable that the actor may see, in the order of the text.

    Where more than one cable bears the number, the one taken in last is named.
    """
    numbers = list(dict.fromkeys(one.mrn for one in cable.references if one.mrn))[:LOOKED_UP]
    others = visible_to(actor).exclude(pk=row.pk).filter(mrn__in=numbers).order_by("pk")
    here: dict[str, int] = dict(others.values_list("mrn", "pk")) if numbers else {}
    return tuple(
        ReferenceView(
            label=one.label or "",
            raw=one.raw,
            kind=one.kind,
            mrn=one.mrn or "",
            start=one.span.start,
            end=one.span.end,
            cable_id=here.get(one.mrn) if one.mrn else None,
        )
        for one in cable.references
    )


def _known_before(cable_ids: Sequence[int]) -> Known:
    taken = CableRow.objects.filter(pk__in=cable_ids)
    earlier = CableRow.objects.filter(pk__lt=OuterRef("pk"))
    return Known(
        words=taken.filter(Exists(earlier.filter(words_sha256=OuterRef("words_sha256")))).count(),
        number=taken.exclude(mrn="").filter(Exists(earlier.filter(mrn=OuterRef("mrn")))).count(),
        doubts=taken.filter(doubts__gt=0).count(),
    )


def _same(row: CableRow, others: QuerySet[CableRow]) -> Iterator[RelatedLine]:
    """Cables with the same words, and others with the same number."""
    alike = Q(words_sha256=row.words_sha256)
    either = alike | Q(mrn=row.mrn) if row.mrn else alike
    place = Window(RowNumber(), partition_by=F("other_words"), order_by=F("pk").desc())
    found = others.filter(either).annotate(other_words=~alike).annotate(place=place)
    for other in found.filter(place__lte=SHOWN).defer("text").order_by("other_words", "-pk"):
        if other.words_sha256 == row.words_sha256:
            yield _line(other, "same words", "in another layout or encoding")
        else:
            yield _line(other, "same number", "")


def _near(row: CableRow, others: QuerySet[CableRow], actor: Actor) -> Iterator[RelatedLine]:
    """Cables of whose passages at least half are in common, most first."""
    rare = _telling_values(row, actor)
    if not rare:
        return
    candidates = (
        visible_to(actor)
        .exclude(pk=row.pk)
        .exclude(words_sha256=row.words_sha256)
        .filter(sketches__value__in=rare)
        .values("pk")
        .annotate(shared=Count("sketches"))
        .filter(shared__gte=ENOUGH_SHARED if len(rare) >= PLENTY else 1)
        .order_by("-shared", "-pk")
    )
    own = CableSketch.objects.filter(cable=OuterRef("pk"), value__in=rare).values("cable")
    shared = Subquery(own.annotate(shared=Count("pk")).values("shared"))
    found = others.filter(pk__in=candidates.values("pk")[:VERIFIED]).annotate(shared=shared)
    yield from _verified(row, found.order_by("-shared", "-pk"))


def _telling_values(row: CableRow, actor: Actor) -> Sequence[int]:
    """The values of a cable's sample that few of the cables an actor may see have.

    No more rows are counted of a value than it takes to know that it is common.
    """
    bearers = visible_to(actor).filter(sketches__value=OuterRef("value")).order_by()
    too_many = bearers[COMMON : COMMON + 1]
    own = CableSketch.objects.filter(~Exists(too_many), cable=row)
    return list(own.values_list("value", flat=True))


def _verified(row: CableRow, found: QuerySet[CableRow]) -> list[RelatedLine]:
    """Those candidates whose texts share enough, as far as :data:`COMPARED` goes."""
    ours = passages(said_in(row.text, parse(row.text)))
    near: list[tuple[float, CableRow]] = []
    read = 0
    for place, other in enumerate(found):
        read += len(other.text)
        if place and read > COMPARED:
            break
        share = in_common(ours, passages(said_in(other.text, parse(other.text))))
        if share >= NEAR:
            near.append((share, other))
    near.sort(key=lambda one: -one[0])
    return [
        _line(other, "near-duplicate", f"{int(100 * share)} of 100 passages in common")
        for share, other in near[:SHOWN]
    ]


def _refers_to(row: CableRow, others: QuerySet[CableRow]) -> Iterator[RelatedLine]:
    """Cables whose number stands in this one."""
    named = CableReference.objects.filter(cable=row)
    label = Subquery(named.filter(mrn=OuterRef("mrn")).values("label")[:1])
    found = others.filter(mrn__in=named.values("mrn")).annotate(label=label)
    for other in found.defer("text").order_by("-pk")[:SHOWN]:
        yield _line(other, "refers to", _labelled(other.label))


def _referred_by(row: CableRow, others: QuerySet[CableRow]) -> Iterator[RelatedLine]:
    """Cables in which the number of this one stands."""
    if not row.mrn:
        return
    found = others.filter(references__mrn=row.mrn).annotate(label=F("references__label"))
    for other in found.defer("text").order_by("-pk")[:SHOWN]:
        yield _line(other, "referred to by", _labelled(other.label))


def _labelled(label: str) -> str:
    return f"Ref {label}" if label else "Ref"


def _with_reviews(cables: QuerySet[CableRow]) -> QuerySet[CableRow]:
    """Each cable with the number and the state of its latest review."""
    latest = Review.objects.filter(cable=OuterRef("pk")).order_by("-opened_at", "-pk")
    return cables.annotate(
        review_id=Subquery(latest.values("pk")[:1]),
        review_state=Subquery(latest.values("state")[:1]),
    )


def _line(other: CableRow, kind: str, detail: str) -> RelatedLine:
    state = getattr(other, "review_state", None)
    return RelatedLine(
        cable_id=other.pk,
        mrn=other.mrn_display,
        subject=other.subject,
        level=other.level,
        kind=kind,
        detail=detail,
        review_id=getattr(other, "review_id", None),
        state_label=LABELS[ReviewState(state)] if state else "",
    )
