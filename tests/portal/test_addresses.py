"""What holds at every address: who gets in, by which method, with which headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.office import Office
from tests.portal.browsing import (
    NOBODYS,
    OPEN,
    OWN,
    PAGES,
    SHOW_AND_SEND,
    Browser,
    address,
    names,
    post_only,
)
from workflow.portal.middleware import HEADERS

WITHIN = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)")
ELSEWHERE = re.compile(r'(?:src|href|action)="(?:https?:)?//')


@pytest.fixture
def released(django_db_reset_sequences: None, office: Office) -> int:
    """Review, cable and release number 1: one story, told to its end, in a fresh database."""
    release = office.released()
    assert (release.pk, release.review_id, release.review.cable_id) == (1, 1, 1)
    return 1


def every_answer(browser: Client, number: int) -> Iterator[tuple[str, Any]]:
    for name in (*(name for name in names() if name != "log-out"), "log-out"):
        method = browser.post if name in post_only() else browser.get
        yield name, method(address(name, number))


@pytest.mark.parametrize("name", [name for name in names() if name not in (*OPEN, "log-out")])
def test_a_stranger_is_sent_to_the_log_in(db: None, name: str) -> None:
    browser = Client()
    method = browser.post if name in post_only() else browser.get
    answer = method(address(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("portal:log-in"))


@pytest.mark.parametrize("name", names())
def test_a_method_that_is_not_listed_is_refused_alike_for_seen_and_unseen(
    browser_of: Browser, name: str
) -> None:
    browser = browser_of("alice")
    methods = ["put", "patch", "delete", "options"]
    if name in post_only():
        methods += ["get", "head"]
    elif name not in SHOW_AND_SEND:
        methods += ["post"]
    for method in methods:
        for number in (1, NOBODYS):
            assert getattr(browser, method)(address(name, number)).status_code == 405


def test_what_charlie_may_not_see_does_not_exist(
    office: Office, browser_of: Browser, released: int
) -> None:
    charlie = browser_of("charlie")
    for name in names():
        if name in OWN:
            continue
        form = {"version": 1, "portion": "p0", "decision": "release", "reviewer": 1, "number": 1}
        form |= {"marks_digest": "0" * 64, "text_sha256": "0" * 64, "extent": "auto"}
        form |= {"code": "NO_BANNER", "start": 0, "end": 0, "back": "reading", "fact": "level"}
        form |= {"value": "SECRET", "reason": "A reason"}
        method = charlie.post if name in post_only() else charlie.get
        data = form if name in post_only() else None
        unseen, unknown = method(address(name), data), method(address(name, NOBODYS), data)
        assert (name, unseen.status_code) == (name, 404)
        assert unseen.content == unknown.content
        assert unseen.headers == unknown.headers


def test_an_unseen_page_is_equal_to_an_address_that_leads_nowhere(
    browser_of: Browser, released: int
) -> None:
    charlie = browser_of("charlie")
    unseen, nowhere = charlie.get(address("review")), charlie.get("/no/such/address")
    assert unseen.status_code == nowhere.status_code == 404
    assert unseen.content == nowhere.content
    assert unseen.headers == nowhere.headers


def test_every_answer_carries_the_headers(browser_of: Browser, released: int) -> None:
    for person in ("alice", "charlie"):
        for name, answer in every_answer(browser_of(person), 1):
            expected = dict(HEADERS)
            if name == "release-copy" and answer.status_code == 200:
                expected["X-Frame-Options"] = "SAMEORIGIN"
            for header, value in expected.items():
                assert (name, header, answer.headers[header]) == (name, header, value)
            assert answer.headers["Cache-Control"] == "no-store"
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "unsafe" not in policy
            frames = "'self'" if expected["X-Frame-Options"] == "SAMEORIGIN" else "'none'"
            assert f"frame-ancestors {frames}" in policy


def test_no_page_holds_a_script_or_a_style_or_an_address_elsewhere(
    browser_of: Browser, released: int, office: Office
) -> None:
    office.with_alice("unclassified.txt")
    for person in ("alice", "otto", "oskar"):
        browser = browser_of(person)
        pages = [browser.get(address(name)) for name in (*PAGES, "password")]
        pages += [
            browser.get(address("review", 2)),
            browser.get("/nothing"),
            Client().get("/log-in"),
        ]
        for page in pages:
            html = page.content.decode()
            assert not re.search(
                r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", html
            )
            assert not re.search(r'(?:src|href|action)="(?:https?:)?//', html)


@pytest.mark.parametrize("name", [n for n in names() if n in SHOW_AND_SEND or n in post_only()])
def test_a_form_without_its_token_is_refused(
    office: Office, browser_of: Browser, name: str
) -> None:
    browser = browser_of("alice")
    browser.handler.enforce_csrf_checks = True
    answer = browser.post(address(name))
    assert answer.status_code == 403
    assert b"This form has expired" in answer.content


def test_every_page_says_its_language_and_title_and_has_one_heading(
    browser_of: Browser, released: int
) -> None:
    oskar = browser_of("oskar")
    for name in PAGES:
        html = oskar.get(address(name)).content.decode()
        assert '<html lang="en">' in html and "<title>" in html
        assert len(re.findall(r"<h1[ >]", html)) == 1
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids))


def test_static_files_carry_the_headers_too(db: None) -> None:
    answer = Client().get("/static/workflow/declass.css")
    assert answer.status_code == 200
    for header, value in HEADERS.items():
        assert (header, answer.headers[header]) == (header, value)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
