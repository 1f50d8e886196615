"""The admin site: open to administrators and auditors, with the dashboard as its front page."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.response import TemplateResponse

from workflow.actors import OFFICE_ROLES, Actor
from workflow.admin.dashboard import dashboard
from workflow.models import User
from workflow.queries.people import actor_of


def actor_in(request: HttpRequest) -> Actor | None:
    """Who is asking, or None while nobody has logged in."""
    user: User | AnonymousUser = request.user
    return actor_of(user) if isinstance(user, User) else None


class OfficeSite(AdminSite):
    """Stock Django admin; roles, and not staff flags, open it."""

    site_header = "Declass administration"
    site_title = "Declass"
    index_title = "Dashboard"
    index_template = "admin/dashboard.html"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators and auditors, and only while active."""
        actor = actor_in(request)
        return actor is not None and actor.active and bool(actor.roles & OFFICE_ROLES)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The dashboard above the list of records."""
        actor = actor_in(request)
        if actor is None:
            return super().index(request, extra_context)
        return super().index(request, {**(extra_context or {}), "dashboard": dashboard(actor)})


office = OfficeSite()
