"""People: accounts, roles, clearance, captions, and the list of authorities.

Only administrators change them, nobody their own, and every change is an entry of the log in
the same transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.http import HttpRequest

from workflow.actions import granting
from workflow.actors import OFFICE_ROLES, Actor, Role
from workflow.admin.site import actor_in, office
from workflow.models import AuthorityListing, Caption, RoleGrant, User

if TYPE_CHECKING:
    BaseAdmin = admin.ModelAdmin[Any]
    BaseUserAdmin = StockUserAdmin[User]
    BaseInline = admin.TabularInline[Any, Any]
else:
    BaseAdmin = admin.ModelAdmin
    BaseUserAdmin = StockUserAdmin
    BaseInline = admin.TabularInline


def _administrator(request: HttpRequest) -> Actor | None:
    actor = actor_in(request)
    return actor if actor is not None and Role.ADMINISTRATOR in actor.roles else None


class ByAdministrators:
    """Administrators add and change, auditors look, nobody deletes and nobody edits themselves."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators and auditors."""
        actor = actor_in(request)
        return actor is not None and bool(actor.roles & OFFICE_ROLES)

    has_module_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators; on a person's page, for anybody but themselves."""
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators, for anybody but themselves."""
        actor = _administrator(request)
        return actor is not None and getattr(obj, "pk", None) != actor.id

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rights are withdrawn by an administrator; people and listings stay on record."""
        return False


class GrantInline(ByAdministrators, BaseInline):
    """Roles of one person."""

    model = RoleGrant
    fk_name = "user"
    extra = 0

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A role can be withdrawn by whoever may grant it."""
        return self.has_change_permission(request, obj)


class ListingInline(ByAdministrators, BaseInline):
    """Designations of one person as declassification authority."""

    model = AuthorityListing
    extra = 0


@admin.register(User, site=office)
class UserAdmin(ByAdministrators, BaseUserAdmin):
    """One person with roles, clearance and captions on one page."""

    list_display = ("username", "first_name", "last_name", "office", "clearance", "is_active")
    list_filter = ("grants__role", "clearance", "is_active")
    search_fields = ("username", "first_name", "last_name", "office")
    filter_horizontal = ("captions",)
    inlines = (GrantInline, ListingInline)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "office", "title", "is_active")}),
        ("Need to know", {"fields": ("clearance", "captions")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "password1", "password2")}),
    )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save roles and captions, and record what the person may now do and see."""
        actor = _administrator(request)
        if actor is None:
            raise TypeError("only administrators reach this form")
        for formset in formsets:
            for row in formset.save(commit=False):
                if isinstance(row, RoleGrant) and row.granted_by_id is None:
                    row.granted_by_id = actor.id
        super().save_related(request, form, formsets, change)
        granting.record_rights(form.instance.pk, actor=actor)


@admin.register(Caption, site=office)
class CaptionAdmin(ByAdministrators, BaseAdmin):
    """The captions people can be admitted to."""

    list_display = ("name",)
