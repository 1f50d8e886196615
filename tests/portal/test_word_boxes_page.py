"""The page on which every word of a portion is a box: marking without a script."""

from __future__ import annotations

from tests.office import Office
from tests.portal.browsing import Browser, address, form
from workflow.models import Mark


def test_every_word_is_a_box_with_its_place(browser_of: Browser, office: Office) -> None:
    review_id = office.with_alice()
    boxes = browser_of("alice").get(address("words", review_id)).context["boxes"]
    text = office.cable(review_id).text
    words = [text[box.start : box.end] for box in boxes]
    assert words[:4] == ["SUMMARY:", "Director", "Paul", "Marlow"]


def test_words_side_by_side_become_one_range(browser_of: Browser, office: Office) -> None:
    review_id = office.with_alice()
    alice = browser_of("alice")
    boxes = alice.get(address("words", review_id)).context["boxes"]
    ticked = [f"{box.start}-{box.end}" for box in (boxes[2], boxes[3], boxes[6])]
    answer = alice.post(
        address("mark", review_id), form(office, review_id, ranges=ticked, codes=["1.4(d)"])
    )
    assert answer.status_code == 302
    mark = Mark.objects.get()
    text = office.cable(review_id).text
    assert [text[start:end] for start, end in mark.ranges] == ["Paul Marlow", "on"]


def test_a_portion_that_is_not_there_is_a_page_of_nothing(
    browser_of: Browser, office: Office
) -> None:
    place = address("words", office.with_alice()).replace("/p0", "/p99")
    assert browser_of("alice").get(place).status_code == 404


def test_whoever_may_not_mark_is_told_who_may(browser_of: Browser, office: Office) -> None:
    html = browser_of("boris").get(address("words", office.with_alice())).content.decode()
    assert "Words are marked by the assigned reviewer" in html and 'name="ranges"' not in html


def test_charlie_gets_nothing(browser_of: Browser, office: Office) -> None:
    assert browser_of("charlie").get(address("words", office.with_alice())).status_code == 404
