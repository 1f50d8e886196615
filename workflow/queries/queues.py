"""The queue: which reviews wait, most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, F, Q, QuerySet

from workflow import clock
from workflow.actors import Actor
from workflow.models import Review
from workflow.queries.access import reviews_visible_to
from workflow.queries.dossier import determination_of
from workflow.queries.reading import is_overdue
from workflow.states import LABELS, ReviewState

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One review in the queue; ``decl_summary`` is the determination in one sentence.

    ``doubts`` counts what of the reading nobody settled yet.
    """

    review_id: int
    cable_id: int
    mrn: str
    subject: str
    level: str
    state: str
    state_label: str
    due_on: date | None
    reviewer_name: str
    decl_summary: str
    route: str
    is_mine: bool
    is_overdue: bool
    doubts: int


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue; ``counts`` are (state, label, number) without the choice of state."""

    rows: tuple[QueueRow, ...]
    counts: tuple[tuple[str, str, int], ...]
    page: int
    pages: int
    total: int


def queue(
    actor: Actor,
    *,
    state: str | None = None,
    search: str | None = None,
    mine: bool = False,
    page: int = 1,
    on: date | None = None,
) -> Queue:
    """The reviews an actor may see, cut by state, words of number or subject, and owner.

    Every number is counted after the cut to what the actor may see. A page beyond the last
    is the last.
    """
    today = on or clock.today()
    found = _found(actor, search, mine=mine)
    numbers = dict(found.order_by().values_list("state").annotate(n=Count("pk")))
    chosen = found.filter(state=state) if state else found
    total = numbers.get(state, 0) if state else sum(numbers.values())
    pages = max(1, -(-total // PAGE))
    here = min(max(page, 1), pages)
    rows = chosen.select_related("cable", "reviewer").order_by(
        F("due_on").asc(nulls_last=True), "opened_at", "pk"
    )[(here - 1) * PAGE : here * PAGE]
    return Queue(
        rows=tuple(_row(review, actor, today) for review in rows),
        counts=tuple(
            (known.value, label, numbers[known.value])
            for known, label in LABELS.items()
            if known.value in numbers
        ),
        page=here,
        pages=pages,
        total=total,
    )


def _found(actor: Actor, search: str | None, *, mine: bool) -> QuerySet[Review]:
    found = reviews_visible_to(actor)
    for word in (search or "").split():
        found = found.filter(
            Q(cable__mrn__icontains=word)
            | Q(cable__mrn_display__icontains=word)
            | Q(cable__subject__icontains=word)
        )
    return found.filter(reviewer_id=actor.id) if mine else found


def _row(review: Review, actor: Actor, on: date) -> QueueRow:
    cable = review.cable
    return QueueRow(
        review_id=review.pk,
        cable_id=cable.pk,
        mrn=cable.mrn_display,
        subject=cable.subject,
        level=cable.level,
        state=review.state,
        state_label=LABELS[ReviewState(review.state)],
        due_on=review.due_on,
        reviewer_name=review.reviewer.name if review.reviewer else "",
        decl_summary=determination_of(cable, on=on).reason,
        route=review.route,
        is_mine=review.reviewer_id == actor.id,
        is_overdue=is_overdue(review, on),
        doubts=cable.doubts,
    )
