"""The workflow as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Who decides, when, in what order, and what is kept of it."""

    name = "workflow"
    verbose_name = "Declassification"
