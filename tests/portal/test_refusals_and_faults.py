"""Refusals become pages in one place; faults tell nothing."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tests.office import Cast
from tests.portal.browsing import Browser
from workflow.errors import REFUSALS, Refused
from workflow.portal.middleware import STALE, RefusalsBecomePages, refused


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_is_a_page_with_why_and_cure(db: None, code: str) -> None:
    explanation = REFUSALS[code]
    request = RequestFactory().post("/", {"remark": "Words of mine"})
    request.resolver_match = None
    error = Refused.__new__(Refused)
    error.code, error.why, error.cure = code, explanation.why, explanation.cure
    page = refused(request, error)
    assert page.status_code == (409 if code in STALE else 403)
    assert b"What to do." in page.content and b"Words of mine" in page.content


def test_stale_codes_are_codes_that_exist() -> None:
    assert set(REFUSALS) >= STALE


def test_other_errors_are_left_to_fail() -> None:
    middleware = RefusalsBecomePages(lambda request: None)
    assert middleware.process_exception(RequestFactory().get("/"), ValueError("a bug")) is None


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_the_pages_of_faults_need_nothing_of_a_request(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert "<h1>" in html and "csrfmiddlewaretoken" not in html and "messages" not in html


def test_a_fault_of_ours_tells_neither_code_nor_text(
    cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **named: object) -> None:
        raise ValueError("MARLOW")

    monkeypatch.setattr("workflow.queries.queues.queue", broken)
    browser = browser_of("alice")
    browser.raise_request_exception = False
    answer = browser.get("/")
    assert answer.status_code == 500
    assert b"MARLOW" not in answer.content and b"Traceback" not in answer.content
    assert answer["Cache-Control"] == "no-store" and answer["X-Frame-Options"] == "DENY"


def test_an_unknown_host_is_refused_with_the_headers(db: None) -> None:
    answer = Client().get("/log-in", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "Permissions-Policy" in answer.headers and "Content-Security-Policy" in answer.headers
