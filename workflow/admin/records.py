"""Records, to read only: nobody edits a cable, a review, a mark, a release or the log here.

No text of a cable is shown: an administrator has no access to it by virtue of the role, and
an auditor reads records and decisions, never withheld words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from workflow import clock
from workflow.actors import OFFICE_ROLES
from workflow.admin.site import actor_in, office
from workflow.models import AuditEntry, Cable, Release, Review
from workflow.states import OPEN_STATES

if TYPE_CHECKING:
    BaseAdmin = admin.ModelAdmin[Any]
else:
    BaseAdmin = admin.ModelAdmin


class ReadOnlyAdmin(BaseAdmin):
    """A list and a page of fields; no way to add, change or delete."""

    actions = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever the site lets in."""
        actor = actor_in(request)
        return actor is not None and bool(actor.roles & OFFICE_ROLES)

    has_module_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: records come from actions."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


@admin.register(Cable, site=office)
class CableAdmin(ReadOnlyAdmin):
    """Facts of cables without their text, subject or names."""

    list_display = ("id", "origin_date", "level", "effective_date", "ceiling_date", "received_at")
    list_filter = ("level",)
    fields = (
        "sha256",
        "encoding",
        "received_at",
        "origin_date",
        "level",
        "needs_level",
        "effective_date",
        "ceiling_date",
        "anniversary_25",
        "proposal_deadline",
        "doubts",
        "parser",
        "pack",
    )
    date_hierarchy = None

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """The dashboard's links filter by the year classification ends."""
        return lookup.startswith("effective_date__") or super().lookup_allowed(
            lookup, value, request
        )


class OpenFilter(admin.SimpleListFilter):
    """Open reviews, and those past their due date."""

    title = "open"
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The two lists the dashboard links to."""
        return [("yes", "open"), ("overdue", "overdue")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Review]) -> QuerySet[Review]:
        """The rows of the chosen list."""
        if self.value() is None:
            return queryset
        found = queryset.filter(state__in=[state.value for state in OPEN_STATES])
        return found.filter(due_on__lt=clock.today()) if self.value() == "overdue" else found


@admin.register(Review, site=office)
class ReviewAdmin(ReadOnlyAdmin):
    """Where each review stands, and who did which step."""

    list_display = ("id", "cable_id", "state", "route", "reviewer", "due_on", "opened_at")
    list_filter = (OpenFilter, "state", "route")
    fields = (
        "cable_id",
        "route",
        "state",
        "opened_at",
        "opened_for",
        "due_on",
        "reviewer",
        "submitted_by",
        "second_reviewer",
        "authority",
        "rendered_by",
        "checked_by",
        "outcome",
        "version",
        "changed_at",
    )


@admin.register(Release, site=office)
class ReleaseAdmin(ReadOnlyAdmin):
    """What left, with the digests of its files and the gate's report."""

    list_display = ("folder", "disposition", "gaps", "pages", "rendered_at", "published_at")
    list_filter = ("disposition",)
    fields = (
        "number",
        "version",
        "title",
        "disposition",
        "codes",
        "gaps",
        "pages",
        "files",
        "verification",
        "rendered_by",
        "rendered_at",
        "rejected_at",
        "published_at",
    )


@admin.register(AuditEntry, site=office)
class AuditEntryAdmin(ReadOnlyAdmin):
    """The log, entry by entry; `manage.py check_audit` verifies it."""

    list_display = ("seq", "entry")
    fields = ("seq", "entry")
    ordering = ("-seq",)
    show_full_result_count = False
