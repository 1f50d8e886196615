"""Doubts settled by form: accepted, corrected, parted; back where the answer was given."""

from __future__ import annotations

from typing import Any

import pytest

from tests.office import Office
from tests.portal.browsing import NOBODYS, Browser, address
from tests.portal.test_reading_page import NOISY, shown, taken_in
from workflow.models import Cable


def doubt_of(browser_of: Browser, cable_id: int, code: str) -> dict[str, Any]:
    """A doubt as the form on the page names it."""
    cards = browser_of("otto").get(address("reading", cable_id)).context["cards"]
    view = next(card.view for card in cards if card.view.code == code)
    return {"code": code, "start": view.start, "end": view.end, "back": "reading"}


def send(browser_of: Browser, name: str, cable_id: int, **fields: Any) -> Any:
    """A form sent by Otto."""
    return browser_of("otto").post(address(name, cable_id), fields)


def settled(browser_of: Browser, cable_id: int, code: str) -> Any:
    """How a doubt was settled, or None."""
    cards = browser_of("otto").get(address("reading", cable_id)).context["cards"]
    return next((c.view.settled for c in cards if c.view.code == code), None)


def test_a_warning_is_accepted_and_told_with_who_and_when(browser_of: Browser) -> None:
    cable_id = taken_in(browser_of, NOISY)
    doubt = doubt_of(browser_of, cable_id, "UNREAD_REFERENCE")
    otto = browser_of("otto")
    answer = otto.post(address("accept-doubt", cable_id), doubt)
    place = f"#doubt-unread-reference-{doubt['start']}-{doubt['end']}"
    assert answer["Location"] == f"{address('reading', cable_id)}?from={doubt['start']}{place}"
    words = shown(otto.get(address("reading", cable_id)))
    assert "The reading is accepted." in words and "By Otto Orme" in words


def test_an_error_is_not_accepted_without_a_reason(browser_of: Browser) -> None:
    cable_id = taken_in(browser_of, NOISY)
    doubt = doubt_of(browser_of, cable_id, "CLASSIFICATION_CONFLICT")
    answer = send(browser_of, "accept-doubt", cable_id, **doubt)
    assert answer.status_code == 403 and b"Back to the reading" in answer.content
    answer = send(browser_of, "accept-doubt", cable_id, **doubt, reason="As printed.")
    assert answer.status_code == 302
    assert settled(browser_of, cable_id, "CLASSIFICATION_CONFLICT").reason == "As printed."


def test_all_warnings_are_accepted_at_once_and_only_those_that_were_seen(
    browser_of: Browser,
) -> None:
    cable_id = taken_in(browser_of, NOISY)
    seen = browser_of("otto").get(address("reading", cable_id)).context["seen"]
    fewer = ",".join(seen.split(",")[1:])
    answer = send(browser_of, "accept-warnings", cable_id, back="reading", seen=fewer)
    assert answer.status_code == 409
    assert send(browser_of, "accept-warnings", cable_id, back="reading", seen=seen)["Location"] == (
        f"{address('reading', cable_id)}#doubts"
    )
    page = browser_of("otto").get(address("reading", cable_id))
    assert page.context["open"] == 1 and "the warning" not in shown(page)


def test_a_corrected_number_is_told_beside_what_the_text_says(browser_of: Browser) -> None:
    cable_id = taken_in(browser_of, NOISY)
    said = {
        "fact": "number",
        "value": "09 TESTVILLE 312",
        "reason": "Typed over",
        "back": "reading",
    }
    assert send(browser_of, "correct-fact", cable_id, **said).status_code == 302
    words = shown(browser_of("otto").get(address("reading", cable_id)))
    assert "corrected by a person; the text says: 09 TESTVILLE 311" in words
    assert Cable.objects.get(pk=cable_id).mrn == "09TESTVILLE312"


def test_a_number_that_is_none_is_refused_and_what_was_written_is_given_back(
    browser_of: Browser,
) -> None:
    cable_id = taken_in(browser_of, NOISY)
    said = {"fact": "number", "value": "the third", "reason": "Typed over", "back": "reading"}
    answer = send(browser_of, "correct-fact", cable_id, **said)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert ">the third</textarea>" in page and ">Typed over</textarea>" in page
    assert "the third" not in page.split("<textarea")[0]


def test_a_joined_paragraph_is_parted_and_joined_again(browser_of: Browser) -> None:
    cable_id = taken_in(browser_of, NOISY)
    doubt = doubt_of(browser_of, cable_id, "PARAGRAPH_SPLIT")
    assert send(browser_of, "undo-join", cable_id, **doubt).status_code == 302
    page = browser_of("otto").get(address("reading", cable_id))
    assert "Join them again" in shown(page) and "goes on" not in shown(page)
    assert send(browser_of, "restore-join", cable_id, **doubt).status_code == 302
    page = browser_of("otto").get(address("reading", cable_id))
    assert "Paragraph 1 (C), goes on" in shown(page)


def test_an_answer_given_on_the_review_leads_back_to_the_review(
    browser_of: Browser, office: Office
) -> None:
    cable_id = taken_in(browser_of, NOISY)
    review_id = Cable.objects.get(pk=cable_id).reviews.get().pk
    doubt = doubt_of(browser_of, cable_id, "UNREAD_REFERENCE") | {"back": "review"}
    answer = send(browser_of, "accept-doubt", cable_id, **doubt, review=review_id)
    assert answer["Location"].startswith(f"{address('review', review_id)}#doubt-unread-reference-")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("accept-doubt", {"code": "no code", "start": 0, "end": 0, "back": "reading"}),
        ("accept-doubt", {"code": "EMPTY", "start": -1, "end": 0, "back": "reading"}),
        ("accept-doubt", {"code": "EMPTY", "start": 0, "end": 0, "back": "https://elsewhere"}),
        ("accept-warnings", {"back": "reading", "seen": "EMPTY:0:0,x"}),
        ("correct-fact", {"back": "reading", "fact": "colour", "value": "red"}),
        ("undo-join", {"back": "reading"}),
    ],
)
def test_a_form_that_no_page_sends_is_no_form(
    browser_of: Browser, name: str, fields: dict[str, Any]
) -> None:
    cable_id = taken_in(browser_of, NOISY)
    assert send(browser_of, name, cable_id, **fields).status_code == 400


def test_a_doubt_that_is_none_is_refused_and_a_cable_that_is_none_is_absent(
    browser_of: Browser,
) -> None:
    cable_id = taken_in(browser_of, NOISY)
    doubt = {"code": "EMPTY", "start": 5, "end": 9, "back": "reading"}
    assert send(browser_of, "accept-doubt", cable_id, **doubt).status_code == 403
    assert send(browser_of, "accept-doubt", NOBODYS, **doubt).status_code == 404


def test_the_review_shows_doubts_beside_the_words_they_are_about(
    browser_of: Browser, office: Office
) -> None:
    cable_id = taken_in(browser_of, NOISY)
    review_id = Cable.objects.get(pk=cable_id).reviews.get().pk
    html = browser_of("otto").get(address("review", review_id)).content.decode()
    portion = html.split('id="portion-p0"')[1].split("</section>")[0]
    assert "doubt-paragraph-split-" in portion and "Look at it" in portion
    panel = html.split('id="doubts"')[1].split("</section>")[0]
    assert "open)" in panel and "warnings as read" in panel


def test_the_queue_and_the_cable_say_how_many_doubts_there_are(browser_of: Browser) -> None:
    cable_id = taken_in(browser_of, NOISY)
    number = Cable.objects.get(pk=cable_id).doubts
    assert number > 1
    assert f"{number} doubts" in shown(browser_of("otto").get(address("queue")))
    assert f"{number} doubts of the reading" in shown(
        browser_of("otto").get(address("cable", cable_id))
    )
