"""Deciding and marking by form: places and choices are read, words never."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.spans import to_utf16
from tests.office import Office, places_of
from tests.portal.browsing import Browser, address, form
from workflow.models import Mark, PortionDecision
from workflow.portal.forms import _joined


@pytest.fixture
def desk(office: Office) -> int:
    """A cable on Alice's desk."""
    return office.with_alice()


def send(
    browser_of: Browser, name: str, desk: int, sent: dict[str, Any], who: str = "alice"
) -> Any:
    return browser_of(who).post(address(name, desk), sent)


def selected(office: Office, desk: int, words: str, **fields: Any) -> dict[str, Any]:
    """A selection as the script sends it: UTF-16 places and the digest of the words."""
    text = office.cable(desk).text
    place = places_of(text, words)[0]
    selection = f"{to_utf16(text, place.start)}-{to_utf16(text, place.end)}"
    digest = sha256(words.encode()).hexdigest()
    return form(office, desk, selection=selection, words_sha256=digest, **fields)


def test_a_selection_becomes_a_mark_and_the_page_comes_back_at_its_place(
    browser_of: Browser, office: Office, desk: int
) -> None:
    sent = selected(office, desk, "Marlow", codes=["1.4(b)", "1.4(d)"], harm="strains relations")
    answer = send(browser_of, "mark", desk, sent)
    assert (answer.status_code, answer["Location"]) == (302, f"{address('review', desk)}#M1")
    mark = Mark.objects.get()
    assert mark.codes == ["1.4(b)", "1.4(d)"] and mark.basis == {"harm": "strains relations"}


def test_words_sent_by_a_browser_are_ignored(
    browser_of: Browser, office: Office, desk: int
) -> None:
    sent = selected(office, desk, "Marlow", codes=["1.4(d)"], text="Newtown", mark="Newtown")
    send(browser_of, "mark", desk, sent)
    text = office.cable(desk).text
    assert [text[a:b] for a, b in Mark.objects.get().ranges] == ["Marlow"]


def test_a_selection_of_other_words_than_were_seen_is_told_as_stale(
    browser_of: Browser, office: Office, desk: int
) -> None:
    sent = selected(office, desk, "Marlow", codes=["1.4(d)"])
    sent["words_sha256"] = sha256(b"other words").hexdigest()
    answer = send(browser_of, "mark", desk, sent)
    assert answer.status_code == 409
    assert Mark.objects.count() == 0


def test_a_stale_page_changes_nothing_tells_who_came_first_and_keeps_what_was_written(
    browser_of: Browser, office: Office, desk: int
) -> None:
    sent = selected(office, desk, "Marlow", codes=["1.4(d)"], reason="He was promised silence.")
    office.mark(desk, "555 0100", ("(b)(6)",))
    answer = send(browser_of, "mark", desk, sent)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Alice Arden changed this review" in html
    assert "He was promised silence." in html
    assert address("review", desk) in html
    assert Mark.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"selection": "", "codes": ["1.4(d)"]}, "no words were chosen"),
        ({"selection": "9000000-9000009", "codes": ["1.4(d)"]}, "outside the text"),
        ({"ranges": ["5-900000"], "codes": ["1.4(d)"]}, "mark cannot be made"),
        ({"ranges": ["300-320"], "codes": []}, "mark cannot be made"),
        ({"ranges": ["300-320"], "codes": ["1.4(z)"]}, "mark cannot be made"),
        ({"ranges": ["300-320"], "codes": ["25X1"]}, "does not fit the age"),
        ({"ranges": ["300-320"], "codes": ["(b)(3)"]}, "statute"),
    ],
)
def test_a_mark_that_cannot_be_made_is_a_page_that_says_why(
    browser_of: Browser, office: Office, desk: int, fields: dict[str, Any], words: str
) -> None:
    answer = send(browser_of, "mark", desk, form(office, desk, **fields))
    assert answer.status_code == 403
    assert words in answer.content.decode()
    assert Mark.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"version": "x"},
        {"selection": "1-2;3-4"},
        {"ranges": ["Marlow"]},
        {"text_sha256": "no digest"},
        {"extent": "a lot"},
    ],
)
def test_a_form_no_page_of_ours_can_send_makes_no_sense(
    browser_of: Browser, office: Office, desk: int, fields: dict[str, Any]
) -> None:
    sent = form(office, desk, codes=["1.4(d)"]) | fields
    assert send(browser_of, "mark", desk, sent).status_code == 400


def test_a_portion_is_decided_and_the_page_comes_back_to_it(
    browser_of: Browser, office: Office, desk: int
) -> None:
    sent = form(office, desk, portion="p0", decision="release")
    answer = send(browser_of, "decide", desk, sent)
    assert answer["Location"] == f"{address('review', desk)}#portion-p0"
    assert PortionDecision.objects.get().decision == "release"


def test_a_decision_that_does_not_exist_makes_no_sense(
    browser_of: Browser, office: Office, desk: int
) -> None:
    sent = form(office, desk, portion="p0", decision="burn")
    assert send(browser_of, "decide", desk, sent).status_code == 400


def test_the_same_words_are_marked_the_same_everywhere(
    browser_of: Browser, office: Office, desk: int
) -> None:
    office.mark(desk, "Marlow", extent="name")
    send(browser_of, "mark-same", desk, form(office, desk, number=1))
    assert Mark.objects.filter(state="marked").count() == 3


def test_a_mark_is_taken_back_and_its_row_stays(
    browser_of: Browser, office: Office, desk: int
) -> None:
    office.mark(desk, "Marlow")
    answer = send(browser_of, "remove-mark", desk, form(office, desk, number=1, portion="p0"))
    assert answer["Location"] == f"{address('review', desk)}#portion-p0"
    assert Mark.objects.get().state == "superseded"


def test_a_whole_portion_is_withheld(browser_of: Browser, office: Office, desk: int) -> None:
    sent = form(office, desk, portion="p2", codes=["(b)(6)"], extent="paragraph")
    assert send(browser_of, "withhold", desk, sent).status_code == 302
    assert PortionDecision.objects.get().decision == "withhold"
    assert Mark.objects.get().extent == "paragraph"


@pytest.mark.parametrize("name", ["decide", "mark", "mark-same", "remove-mark", "withhold"])
def test_boris_is_refused_and_charlie_finds_nothing(
    browser_of: Browser, office: Office, desk: int, name: str
) -> None:
    office.mark(desk, "Marlow")
    sent = form(office, desk, portion="p0", decision="release", number=1, ranges=["300-320"])
    sent["codes"] = ["1.4(d)"]
    assert send(browser_of, name, desk, sent, "boris").status_code == 403
    assert send(browser_of, name, desk, sent, "charlie").status_code == 404
    assert PortionDecision.objects.count() == 0 and Mark.objects.count() == 1


@given(st.text("ab \n", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_joined_ticks_cover_every_tick_and_add_nothing_but_white_space(
    text: str, pairs: list[tuple[int, int]]
) -> None:
    ticks = [(min(a, b), max(a, b)) for a, b in pairs]
    joined = _joined(text, ticks)
    ticked = {place for start, end in ticks for place in range(start, end)}
    covered = {place for start, end in joined for place in range(start, end)}
    assert ticked <= covered
    assert all(not text[place : place + 1].strip() for place in covered - ticked)
