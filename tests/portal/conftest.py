"""Browsers without a screen: one for each person of the cast."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.office import TODAY, Office
from tests.portal.browsing import Browser
from workflow import clock
from workflow.models import User

STATIC = Path(__file__).parents[2] / "workflow" / "static"


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page of these tests is of the same day."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Static files as they lie in the tree, without digests, which need no collecting."""
    settings.STATIC_ROOT = STATIC
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def browser_of(office: Office) -> Browser:
    """The browser of somebody who has logged in."""

    def logged_in(name: str) -> Client:
        browser = Client()
        browser.force_login(User.objects.get(username=name))
        return browser

    return logged_in
