"""When a review is due, and which clock says so. Pure: the day of receipt is an argument."""

from __future__ import annotations

from datetime import date
from typing import Final

from redaction.authority import clock
from workflow.states import Route

# The limits of the rule pack that put a clock on a whole review; other routes have none.
LIMITS: Final = {Route.FOIA: "foia_determination", Route.MDR: "mdr_determination"}


def due_on(route: Route, received: date) -> date | None:
    """The last day of a review, None on the routes that no statute puts a clock on."""
    limit = LIMITS.get(route)
    return clock().due(limit, received) if limit else None


def why_due(route: Route) -> str:
    """Which clock runs, with its authority; empty on the routes that have none."""
    name = LIMITS.get(route)
    if name is None:
        return ""
    limit = clock().limits[name]
    return f"{limit.limit} ({limit.authority})"
