"""What every page knows: who is looking, and where this installation stands."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def who_and_where(request: HttpRequest) -> dict[str, Any]:
    """The agency and the name of the installation; the actor, once a view has asked for one."""
    return {
        "agency": settings.AGENCY,
        "instance": settings.INSTANCE,
        "actor": getattr(request, "actor", None),
    }
