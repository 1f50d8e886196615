"""When a review is due, and which clock says so. Pure: the day of receipt is an argument."""

from __future__ import annotations

from datetime import date
from typing import Final

from redaction.authority.clock import working_days, years
from workflow.states import Route

FOIA_DAYS: Final = 20
MDR_YEARS: Final = 1
CLOCKS: Final[dict[Route, str]] = {
    Route.FOIA: "20 working days from receipt (5 U.S.C. 552(a)(6)(A))",
    Route.MDR: "1 year from receipt (32 CFR 2001.33(a)(2)(i))",
}


def due_on(route: Route, received: date) -> date | None:
    """The last day of a review, None on the routes that no statute puts a clock on."""
    match route:
        case Route.FOIA:
            return working_days(received, FOIA_DAYS)
        case Route.MDR:
            return years(received, MDR_YEARS)
    return None
