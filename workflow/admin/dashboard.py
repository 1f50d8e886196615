"""The front page of the admin: what the head of an office looks at."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from workflow.actors import Actor
from workflow.admin.charts import BarChart, Figure, bar_chart
from workflow.queries.dashboard import Counts, counts


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Headline numbers, each with the list behind it, and the charts."""

    headlines: tuple[Figure, ...]
    charts: tuple[BarChart, ...]


def _reviews(**where: str) -> str:
    return f"{reverse('admin:workflow_review_changelist')}?{urlencode(where)}"


def _cables(**where: str) -> str:
    return f"{reverse('admin:workflow_cable_changelist')}?{urlencode(where)}"


def _by_state(found: Counts) -> BarChart:
    figures = [
        Figure(label, number, _reviews(state__exact=state))
        for state, label, number in found.by_state
    ]
    return bar_chart("states", "Reviews by state", "reviews", figures)


def _by_decl_year(found: Counts) -> BarChart:
    figures = [
        Figure(str(year), number, _cables(effective_date__year=str(year)))
        if year is not None
        else Figure("no computed date", number, _cables(effective_date__isnull="True"))
        for year, number in found.by_decl_year
    ]
    return bar_chart("decl", "Cables by the year classification ends", "cables", figures)


def dashboard(actor: Actor) -> Dashboard:
    """Everything the page shows, counted for this person."""
    found = counts(actor)
    return Dashboard(
        headlines=(
            Figure("cables held", found.cables, _cables()),
            Figure("reviews open", found.open_reviews, _reviews(open="yes")),
            Figure("overdue", found.overdue, _reviews(open="overdue")),
            Figure("released", found.released, _reviews(state__exact="RELEASED")),
        ),
        charts=(_by_state(found), _by_decl_year(found)),
    )
