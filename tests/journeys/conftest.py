"""A real browser before a real server: pages as people see them.

Whatever a page asks of another host, and whatever the browser complains of (a broken script,
something the content policy forbids), is collected and fails the journey.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.office import TODAY
from workflow import clock
from workflow.models import User

PASSWORD = "a long enough pass phrase"
LogIn = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the machine, where there is one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    named = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **named, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session", autouse=True)
def _the_loop_of_the_browser_is_no_hindrance() -> Iterator[None]:
    """Playwright keeps an event loop in this thread from the first journey to the last test;
    Django takes it for a sign of asynchronous code and would refuse the database."""
    patch = pytest.MonkeyPatch()
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole journey is of one day."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def passwords(transactional_db: None, office: Any) -> None:
    """Everybody of the cast can log in."""
    first = User.objects.get(username="alice")
    first.set_password(PASSWORD)
    User.objects.update(password=first.password)


@pytest.fixture
def log_in(browser: Browser, live_server: Any, passwords: None) -> Iterator[LogIn]:
    """A page for one person, logged in by hand; complaints are collected over all of them."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def logged_in(name: str, **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda sent: _stay(sent.url, live_server.url, complaints))
        page.goto("/")
        page.get_by_label("User name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("heading", name="Queue", exact=True).wait_for()
        return page

    yield logged_in
    for context in contexts:
        context.close()
    assert complaints == []


def _stay(url: str, home: str, complaints: list[str]) -> None:
    # Chromium shows a PDF in a page of its own.
    if not url.startswith((home, "data:", "blob:", "chrome:", "chrome-extension:")):
        complaints.append(f"asked elsewhere: {url.split('?', maxsplit=1)[0]}")


def nothing_is_in_the_way(page: Page) -> None:
    """axe finds no barrier (WCAG 2.2 A and AA) on the page as it stands, by day and by night."""
    wanted = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": wanted}})
        places = [
            (broken["id"], [node["target"] for node in broken["nodes"]][:5])
            for broken in found.response["violations"]
        ]
        assert (scheme, places) == (scheme, [])
    page.emulate_media(color_scheme="light")
