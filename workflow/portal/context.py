"""What every page knows: who is looking, where they stand, and what the masthead offers them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from workflow.actors import OFFICE_ROLES, Actor, Role

# Which entry of the menu an address belongs to.
PLACES = {"queue": "queue", "intake": "intake", "account": "account", "password": "account"}


def who_and_where(request: HttpRequest) -> dict[str, Any]:
    """The installation, and the person once the gate has let them in."""
    actor: Actor | None = getattr(request, "actor", None)
    place = request.resolver_match.url_name if request.resolver_match else None
    return {
        "agency": settings.AGENCY,
        "instance": settings.INSTANCE,
        "actor": actor,
        "here": PLACES.get(place or ""),
        "takes_in": actor is not None and Role.RECORDS_OFFICER in actor.roles,
        "administers": actor is not None and bool(actor.roles & OFFICE_ROLES),
    }
