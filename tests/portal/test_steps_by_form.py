"""The steps of a review by form: from triage to the release check."""

from __future__ import annotations

from typing import Any

import pytest

from tests.office import Office
from tests.portal.browsing import Browser, address, form
from workflow.actions import reviewing
from workflow.models import Release, Remark
from workflow.states import ReviewState


def send(browser_of: Browser, who: str, name: str, review_id: int, sent: dict[str, Any]) -> Any:
    return browser_of(who).post(address(name, review_id), sent)


def test_otto_accepts_and_assigns(browser_of: Browser, office: Office) -> None:
    review_id = office.received()
    send(browser_of, "otto", "accept", review_id, form(office, review_id))
    assert office.state(review_id) is ReviewState.TRIAGE
    html = browser_of("otto").get(address("review", review_id)).content.decode()
    assert "Alice Arden</option>" in html and "Charlie Cole" not in html
    sent = form(office, review_id, reviewer=office.cast.alice.id)
    send(browser_of, "otto", "assign", review_id, sent)
    assert office.state(review_id) is ReviewState.INITIAL_REVIEW


def test_alice_puts_a_cable_back_and_says_why(browser_of: Browser, office: Office) -> None:
    review_id = office.with_alice()
    empty = send(browser_of, "alice", "put-back", review_id, form(office, review_id, remark=" "))
    assert empty.status_code == 403 and b"A reason is needed" in empty.content
    sent = form(office, review_id, remark="I know the author.")
    send(browser_of, "alice", "put-back", review_id, sent)
    assert office.state(review_id) is ReviewState.TRIAGE
    assert Remark.objects.get().text == "I know the author."


def test_open_points_block_submission(browser_of: Browser, office: Office) -> None:
    review_id = office.with_alice()
    answer = send(browser_of, "alice", "submit", review_id, form(office, review_id))
    assert answer.status_code == 403 and b"still open" in answer.content


def test_alice_submits_and_boris_concurs_in_what_he_read(
    browser_of: Browser, office: Office
) -> None:
    review_id = office.with_alice()
    office.mark_secrets(review_id)
    office.decide_all(review_id)
    office.settle_doubts(review_id)
    send(browser_of, "alice", "submit", review_id, form(office, review_id))
    assert office.state(review_id) is ReviewState.SECOND_REVIEW
    digest = reviewing.digest_of_marks(review_id)
    sent = form(office, review_id, marks_digest="0" * 64)
    assert send(browser_of, "boris", "concur", review_id, sent).status_code == 409
    send(browser_of, "boris", "concur", review_id, sent | {"marks_digest": digest})
    assert office.state(review_id) is ReviewState.DETERMINED


def test_boris_returns_a_review_and_alice_reads_his_remark(
    browser_of: Browser, office: Office
) -> None:
    review_id = office.submitted()
    sent = form(office, review_id, remark="Paragraph 3 gives her away.")
    send(browser_of, "boris", "send-back", review_id, sent)
    html = browser_of("alice").get(address("review", review_id)).content.decode()
    assert "Paragraph 3 gives her away." in html and "Boris Brook" in html


def test_dora_approves(browser_of: Browser, office: Office) -> None:
    review_id = office.determined()
    send(browser_of, "dora", "approve", review_id, form(office, review_id, remark=""))
    assert office.state(review_id) is ReviewState.PRODUCTION


def test_a_denial_needs_the_outcome_and_a_finding(browser_of: Browser, office: Office) -> None:
    review_id = office.determined()
    sent = form(office, review_id, segregability="Nothing can stand alone.")
    answer = send(browser_of, "dora", "deny", review_id, sent)
    assert answer.status_code == 403
    assert b"Nothing can stand alone." in answer.content


def test_rosa_produces_and_oskar_passes_and_it_is_public(
    browser_of: Browser, office: Office
) -> None:
    review_id = office.in_production()
    sent = form(office, review_id, case="F-2026-00042", document="D00000311", title="A harbor")
    answer = send(browser_of, "rosa", "produce", review_id, sent)
    release = Release.objects.get()
    assert answer["Location"] == address("release", release.pk)
    assert release.stamp["case"] == "F-2026-00042" and release.title == "A harbor"
    own = send(browser_of, "rosa", "pass-check", review_id, form(office, review_id))
    assert own.status_code == 403 and b"second pair of eyes" in own.content
    send(browser_of, "oskar", "pass-check", review_id, form(office, review_id))
    assert office.state(review_id) is ReviewState.RELEASED


def test_a_withheld_word_in_the_public_title_stops_the_copy(
    browser_of: Browser, office: Office
) -> None:
    review_id = office.in_production()
    sent = form(office, review_id, title="What Marlow said")
    answer = send(browser_of, "rosa", "produce", review_id, sent)
    assert answer.status_code == 403
    assert b"a withheld word stands in" in answer.content
    assert Release.objects.count() == 0


def test_a_copy_is_rejected_with_a_reason(browser_of: Browser, office: Office) -> None:
    review_id = office.in_check()
    sent = form(office, review_id, remark="The stamp names the wrong case.")
    send(browser_of, "oskar", "fail-check", review_id, sent)
    assert office.state(review_id) is ReviewState.PRODUCTION


ACTS = ("accept", "assign", "put-back", "submit", "concur", "send-back", "approve", "deny")
CHECKS = ("produce", "pass-check", "fail-check")


@pytest.mark.parametrize("name", [*ACTS, *CHECKS])
def test_a_wrong_state_is_told_and_a_stale_page_is_told_first(
    browser_of: Browser, office: Office, name: str
) -> None:
    review_id = office.released().review_id
    sent = form(office, review_id, reviewer=office.cast.alice.id, remark="x", marks_digest="0" * 64)
    for who in ("otto", "alice", "boris", "dora", "rosa"):
        assert send(browser_of, who, name, review_id, sent).status_code == 403
        stale = sent | {"version": 1}
        assert send(browser_of, who, name, review_id, stale).status_code == 409
