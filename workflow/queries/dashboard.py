"""Counts for the head of an office: numbers only, cut to what the person may see.

Administrators and auditors see counts over everything, since a number by state or by year
tells no word of a cable; everybody else counts what they may read.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from workflow import clock
from workflow.actors import Actor, Role
from workflow.models import Cable, Review
from workflow.queries.access import visible_to
from workflow.states import LABELS, OPEN_STATES, ReviewState

COUNTS_EVERYTHING = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Counts:
    """``by_state`` has (state, label, number) for every state that occurs, in the order of the
    path; ``by_decl_year`` (year or None, number), years ascending and None last."""

    cables: int
    open_reviews: int
    overdue: int
    released: int
    by_state: tuple[tuple[str, str, int], ...]
    by_decl_year: tuple[tuple[int | None, int], ...]


def _cables(actor: Actor) -> QuerySet[Cable]:
    if actor.active and actor.roles & COUNTS_EVERYTHING:
        return Cable.objects.all()
    return visible_to(actor)


def counts(actor: Actor) -> Counts:
    """How many cables and reviews there are, by state and by the year classification ends."""
    cables = _cables(actor)
    reviews = Review.objects.filter(cable__in=cables)
    states = dict(reviews.order_by().values_list("state").annotate(number=Count("pk")))
    years = (
        cables.order_by()
        .annotate(year=ExtractYear("effective_date"))
        .values_list("year")
        .annotate(number=Count("pk"))
    )
    still_open = reviews.filter(state__in=[state.value for state in OPEN_STATES])
    return Counts(
        cables=cables.count(),
        open_reviews=still_open.count(),
        overdue=still_open.filter(due_on__lt=clock.today()).count(),
        released=states.get(ReviewState.RELEASED.value, 0),
        by_state=tuple(
            (state.value, label, states[state.value])
            for state, label in LABELS.items()
            if state.value in states
        ),
        by_decl_year=tuple(sorted(years, key=lambda row: (row[0] is None, row[0] or 0))),
    )
