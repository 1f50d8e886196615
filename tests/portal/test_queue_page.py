"""The queue: what waits, found by state, number and words."""

from __future__ import annotations

import pytest

from tests.office import Office
from tests.portal.browsing import Browser, address

QUEUE = "/"


@pytest.fixture
def two(office: Office) -> tuple[int, int]:
    """One cable on Alice's desk and one just received."""
    return office.with_alice(), office.received("unclassified.txt")


def test_a_row_tells_number_subject_level_state_and_the_declassification_date(
    browser_of: Browser, two: tuple[int, int]
) -> None:
    html = browser_of("alice").get(QUEUE).content.decode()
    for words in ("09 TESTVILLE 311", "HARBOR MINISTRY", "CONFIDENTIAL", "Initial review"):
        assert words in html
    assert "Classified until 21 Feb 2034" in html
    assert address("review", two[0]) in html


def test_tabs_count_what_the_person_may_see(browser_of: Browser, two: tuple[int, int]) -> None:
    alice = browser_of("alice").get(QUEUE).context["queue"]
    assert {state: number for state, _, number in alice.counts} == {
        "INITIAL_REVIEW": 1,
        "RECEIVED": 1,
    }
    charlie = browser_of("charlie").get(QUEUE).context["queue"]
    assert {state: number for state, _, number in charlie.counts} == {"RECEIVED": 1}


def test_charlie_sees_neither_the_row_nor_a_trace_of_it(
    browser_of: Browser, two: tuple[int, int]
) -> None:
    html = browser_of("charlie").get(QUEUE).content.decode()
    assert "TESTVILLE 311" not in html and "HARBOR" not in html
    found = browser_of("charlie").post(QUEUE, {"search": "harbor"}).content.decode()
    assert "Nothing matches" in found


def test_a_search_is_sent_in_the_body_and_stays_out_of_every_address(
    browser_of: Browser, two: tuple[int, int]
) -> None:
    answer = browser_of("alice").post(QUEUE, {"search": "harbor director"})
    assert answer.context["queue"].total == 1
    html = answer.content.decode()
    assert "search=" not in html and 'value="harbor director"' in html


def test_mine_shows_what_is_assigned_to_me(browser_of: Browser, two: tuple[int, int]) -> None:
    assert browser_of("alice").get(QUEUE, {"mine": "1"}).context["queue"].total == 1
    assert browser_of("boris").get(QUEUE, {"mine": "1"}).context["queue"].total == 0


def test_a_state_narrows_the_list(browser_of: Browser, two: tuple[int, int]) -> None:
    answer = browser_of("alice").get(QUEUE, {"state": "RECEIVED"})
    assert [row.state for row in answer.context["queue"].rows] == ["RECEIVED"]


def test_a_page_that_is_no_number_is_a_request_that_makes_no_sense(browser_of: Browser) -> None:
    assert browser_of("alice").get(QUEUE, {"page": "x"}).status_code == 400


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("otto", "Take in the first cable"),
        ("alice", "Nothing waits for you"),
        ("adam", "your role"),
    ],
)
def test_an_empty_queue_says_what_to_do(browser_of: Browser, person: str, words: str) -> None:
    assert words.lower() in browser_of(person).get(QUEUE).content.decode().lower()


def test_the_banner_is_the_highest_level_on_the_page(
    browser_of: Browser, two: tuple[int, int]
) -> None:
    assert browser_of("alice").get(QUEUE).context["banner"] == "CONFIDENTIAL"
    assert browser_of("charlie").get(QUEUE).context["banner"] == "UNCLASSIFIED"


def test_the_administration_is_offered_to_those_whom_it_opens_to(browser_of: Browser) -> None:
    for person, offered in (("adam", True), ("ada", True), ("alice", False), ("otto", False)):
        assert (b'href="/admin/"' in browser_of(person).get(QUEUE).content) is offered
