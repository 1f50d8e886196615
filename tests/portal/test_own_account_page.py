"""Log-in, log-out, a person's own account."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.office import Cast
from tests.portal.browsing import Browser, address
from workflow import clock
from workflow.models import User

SECRET = "a long enough pass phrase"


@pytest.fixture
def alice(cast: Cast) -> User:
    user = User.objects.get(username="alice")
    user.set_password(SECRET)
    user.save()
    return user


def log_in(browser: Client, name: str, password: str, after: str = "") -> object:
    form = {"username": name, "password": password, "next": after}
    return browser.post(address("log-in"), form)


def test_whoever_knows_the_password_gets_in_and_back_to_where_they_were(alice: User) -> None:
    browser = Client()
    answer = log_in(browser, "alice", SECRET, "/account")
    assert (answer.status_code, answer["Location"]) == (302, "/account")
    assert "_auth_user_id" in browser.session


def test_the_way_back_never_leads_elsewhere(alice: User) -> None:
    answer = log_in(Client(), "alice", SECRET, "https://example.org/")
    assert answer["Location"] == address("queue")


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(alice: User) -> None:
    pages = []
    for name in ("alice", "nobody"):
        browser = Client()
        page = log_in(browser, name, "wrong")
        assert page.status_code == 200 and "_auth_user_id" not in browser.session
        pages.append(page.content.decode().split("csrfmiddlewaretoken")[0])
    assert pages[0] == pages[1]


def test_after_a_wrong_password_only_the_password_is_typed_again(alice: User) -> None:
    page = log_in(Client(), 'al"ice', "mistyped").content.decode()
    assert 'value="al&quot;ice"' in page and "mistyped" not in page


def test_log_out_ends_the_session_and_lets_the_browser_forget(browser_of: Browser) -> None:
    browser = browser_of("alice")
    answer = browser.post(address("log-out"))
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert Session.objects.count() == 0
    assert browser.get("/").status_code == 302


def test_the_account_tells_roles_clearance_and_captions(browser_of: Browser) -> None:
    for person, role, level in (
        ("alice", "Reviewer", "SECRET"),
        ("charlie", "Reviewer", "UNCLASS"),
    ):
        html = browser_of(person).get(address("account")).content.decode()
        assert role in html and level in html


def test_a_password_is_changed_and_other_sessions_end(alice: User) -> None:
    here, there = Client(), Client()
    log_in(here, "alice", SECRET)
    log_in(there, "alice", SECRET)
    form = {"old_password": SECRET, "new_password1": "one more long phrase"}
    answer = here.post(address("password"), form | {"new_password2": "one more long phrase"})
    assert answer.status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_a_short_password_is_refused_and_told_why(alice: User) -> None:
    browser = Client()
    log_in(browser, "alice", SECRET)
    form = {"old_password": SECRET, "new_password1": "short", "new_password2": "short"}
    html = browser.post(address("password"), form).content.decode()
    assert "The password was not changed" in html and "15 characters" in html


def test_a_session_ends_twelve_hours_after_log_in_however_busy(
    browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browser_of("alice")
    began = clock.now()
    for hours, status in ((0, 200), (11.9, 200), (12.1, 302)):
        later = began.timestamp() + hours * 3600
        monkeypatch.setattr(clock, "now", lambda at=later: began.fromtimestamp(at, began.tzinfo))
        assert browser.get(address("account")).status_code == status


def test_the_time_of_a_session_is_stored_at_most_once_a_minute(
    browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browser_of("alice")
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    browser.get(address("account"))
    assert "sessionid" not in browser.get(address("account")).cookies
    later = now.fromtimestamp(now.timestamp() + 61, now.tzinfo)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "sessionid" in browser.get(address("account")).cookies


def test_a_role_taken_away_acts_on_the_next_request(browser_of: Browser) -> None:
    otto = browser_of("otto")
    assert b"Take in" in otto.get("/").content
    User.objects.get(username="otto").grants.all().delete()
    assert b"Take in" not in otto.get("/").content
