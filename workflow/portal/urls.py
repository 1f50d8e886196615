"""Addresses of the portal. One line for each page and for each act."""

from __future__ import annotations

from django.contrib.auth.views import LoginView
from django.urls import path

app_name = "portal"
urlpatterns = [
    path("log-in", LoginView.as_view(template_name="workflow/log_in.html"), name="log-in"),
]
