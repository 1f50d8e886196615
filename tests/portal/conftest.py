"""Browsers without a screen: one for each person of the cast."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.office import TODAY, Office
from tests.portal.browsing import Browser
from workflow import clock
from workflow.models import User


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page of these tests is of the same day."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def browser_of(office: Office) -> Browser:
    """The browser of somebody who has logged in."""

    def logged_in(name: str) -> Client:
        browser = Client()
        browser.force_login(User.objects.get(username=name))
        return browser

    return logged_in
