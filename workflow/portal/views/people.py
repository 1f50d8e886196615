"""Log-in and log-out, and a person's own account."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workflow.actors import Actor
from workflow.portal.access import signed_in

SHOW_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])


@method_decorator(SHOW_AND_SEND, name="dispatch")
class LogIn(LoginView):
    """Name and password; the same answer for an unknown name and a wrong password."""

    template_name = "workflow/log_in.html"


@method_decorator(require_POST, name="dispatch")
class LogOut(LogoutView):
    """The session ends, and the browser forgets what it kept: Back shows nothing."""

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        """As Django's, with one header more (RFC 9110 has no word for it; W3C has)."""
        response = super().dispatch(request, *args, **named)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


@method_decorator(SHOW_AND_SEND, name="dispatch")
class Password(PasswordChangeView):
    """A new password; the person's other sessions end."""

    template_name = "workflow/password.html"
    success_url = reverse_lazy("portal:account")

    def form_valid(self, form: Any) -> HttpResponse:
        """As Django's, and say so."""
        messages.success(self.request, "Your password is changed.")
        return super().form_valid(form)


@require_safe
@signed_in
def account(request: HttpRequest, *, actor: Actor, on: date) -> HttpResponse:
    """What a person may do and see, as the rules read it today."""
    told = {
        "roles": sorted(role.label for role in actor.roles),
        "clearance": actor.clearance.label,
        "captions": sorted(actor.captions),
    }
    return render(request, "workflow/account.html", told)
