"""The sweep: cables whose day has come get a review. It releases nothing and changes no cable.

Found by set operations in the database. Running it twice opens nothing twice: a review says
for which kind of day, and which day, it was opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from workflow import clock, policy
from workflow.actions.door import refusals_recorded
from workflow.actions.intake import open_review
from workflow.actors import Actor
from workflow.models import Cable, Review
from workflow.models.acts import Act
from workflow.models.log import locked_head, record, record_all
from workflow.states import OPEN_STATES, Outcome, ReviewState, Route

# The kinds of days, the most urgent first, and the columns that hold them.
DAYS: Final[Mapping[str, str]] = {
    "effective": "effective_date",
    "statute-25": "anniversary_25",
    "proposal": "proposal_deadline",
}
LABELS: Final[Mapping[str, str]] = {
    "effective": "classification has ended by the marked date or event",
    "statute-25": "25 years old (22 U.S.C. 4354(a)(1))",
    "proposal": "last day for an exemption proposal (32 CFR 2001.30(m))",
}
BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """How many reviews were opened, or would be, by kind of day."""

    on: date
    counts: Mapping[str, int]
    dry_run: bool

    @property
    def total(self) -> int:
        """All kinds together."""
        return sum(self.counts.values())


def sweep(on: date, *, actor: Actor, dry_run: bool = False) -> Swept:
    """Open a review of every cable whose day has come and that has no open one.

    ``dry_run`` counts and writes nothing; the day may lie in the future then.
    """
    with refusals_recorded(act=Act.SWEPT, actor=actor, obj="sweep"):
        policy.may_sweep(actor)
    counts: Counter[str] = Counter(dict.fromkeys(DAYS, 0))
    if dry_run:
        found = due(on).order_by().values_list("reason").annotate(n=Count("pk"))
        counts.update(dict(found))
        return Swept(on, dict(counts), dry_run=True)
    while opened := _open_a_batch(on, actor):
        counts += opened
    with transaction.atomic(durable=True):
        data = {kind.replace("-", "_"): counts[kind] for kind in DAYS}
        record(Act.SWEPT, actor=actor, obj=f"day:{on.isoformat()}", data=data)
    return Swept(on, {kind: counts[kind] for kind in DAYS}, dry_run=False)


def due(on: date) -> QuerySet[Any]:
    """The cables to open a review of, each with ``reason``: the most urgent kind of day.

    Not those under review, and not those released in full, of which nothing is left to decide.
    """
    reviews = Review.objects.filter(cable=OuterRef("pk"))
    still_open = reviews.filter(state__in=[state.value for state in OPEN_STATES])
    all_out = reviews.filter(state=ReviewState.RELEASED, outcome=Outcome.RELEASE_IN_FULL)
    reason = Case(
        *(
            When(Q(**{f"{column}__lte": on}) & ~Exists(_opened(kind, column)), then=Value(kind))
            for kind, column in DAYS.items()
        ),
        default=None,
        output_field=CharField(),
    )
    found: QuerySet[Any] = Cable.objects.annotate(reason=reason)
    return found.filter(~Exists(still_open), ~Exists(all_out), reason__isnull=False)


def _opened(kind: str, column: str) -> QuerySet[Review]:
    """The review that was opened for this very day."""
    name = Concat(Value(f"{kind}:"), Cast(OuterRef(column), CharField()))
    return Review.objects.filter(cable=OuterRef("pk"), opened_for=name)


def _open_a_batch(on: date, actor: Actor) -> Counter[str]:
    """Open reviews of some cables, in one transaction; empty when none is left."""
    with transaction.atomic(durable=True):
        # The log's head is locked first, so that two sweeps do not open the same review.
        locked_head()
        moment = clock.now()
        cables = list(due(on).order_by("pk")[:BATCH])
        opened = [
            open_review(
                cable,
                route=Route.AUTOMATIC,
                opened_for=f"{cable.reason}:{getattr(cable, DAYS[cable.reason])}",
                actor=actor,
                at=moment,
            )
            for cable in cables
        ]
        Review.objects.bulk_create(review for review, _ in opened)
        if opened:
            record_all([deed for _, deed in opened], moment)
        return Counter(cable.reason for cable in cables)
