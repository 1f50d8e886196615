"""The reviewer's page: what stands on it for whom."""

from __future__ import annotations

import re

import pytest

from tests.office import Office
from tests.portal.browsing import Browser, address
from workflow.actions import intake

HOSTILE = (
    b"UNCLASSIFIED TESTVILLE 000900\r\n\r\nSUBJECT: A <script>alert(1)</script> SUBJECT\r\n\r\n"
    b"1. (U) Words with \xe2\x80\xae a turn, a zero\xe2\x80\x8bwidth and a wave \xf0\x9f\x8c\x8a"
    b" at the end.\r\n"
)


@pytest.fixture
def desk(office: Office) -> int:
    """A cable on Alice's desk with its secrets marked."""
    review_id = office.with_alice()
    office.mark_secrets(review_id)
    return review_id


def page(browser_of: Browser, person: str, review_id: int) -> str:
    answer = browser_of(person).get(address("review", review_id))
    assert answer.status_code == 200
    html: str = answer.content.decode()
    return html


def test_charlie_gets_the_common_page_of_nothing(browser_of: Browser, desk: int) -> None:
    assert browser_of("charlie").get(address("review", desk)).status_code == 404


def test_the_page_is_under_the_banner_of_a_draft(browser_of: Browser, desk: int) -> None:
    html = page(browser_of, "alice", desk)
    assert html.count("CONFIDENTIAL – DRAFT, NOT SANITIZED") == 2


def test_every_character_of_a_portion_is_on_the_page_with_its_place(
    browser_of: Browser, office: Office, desk: int
) -> None:
    html = page(browser_of, "alice", desk)
    text = office.cable(desk).text
    places = re.findall(r'data-at="(\d+)">([^<]*)<', html)
    assert len(places) > 20
    for at, words in places:
        shown = words.replace("&#x27;", "'").replace("&amp;", "&").replace("&quot;", '"')
        assert text.startswith(shown, int(at))


def test_words_that_are_marked_stand_in_the_text_and_not_in_what_leaves(
    browser_of: Browser, desk: int
) -> None:
    html = page(browser_of, "alice", desk)
    leaves = "".join(re.findall(r'<div class="leaves".*?</div>', html, re.S))
    assert "555 0100" in html and "555 0100" not in leaves
    assert "marlow" not in leaves.casefold()
    assert leaves.count('<span class="gap">') == 5


def test_a_mark_says_its_codes_extent_and_state_in_words(browser_of: Browser, desk: int) -> None:
    html = page(browser_of, "alice", desk)
    assert re.search(r'<span class="sr">marked </span>M1 1\.4\(b\), 1\.4\(d\)', html)
    assert "name (declared; measured: less than 1 line)" in html


def test_the_reviewer_decides_and_marks_and_nobody_else(browser_of: Browser, desk: int) -> None:
    for person, may in (("alice", True), ("boris", False), ("otto", False), ("dora", False)):
        html = page(browser_of, person, desk)
        assert (address("decide", desk) in html, address("mark", desk) in html) == (may, may)
        assert ('name="ranges"' in html) is may


def test_open_points_are_listed_with_links_that_lead_to_places_on_the_page(
    browser_of: Browser, desk: int
) -> None:
    html = page(browser_of, "alice", desk)
    points = re.search(r'id="open-points".*?</ul>', html, re.S)
    assert points is not None
    anchors = re.findall(r'href="#([^"]+)"', points[0])
    assert anchors
    assert all(f'id="{anchor}"' in html for anchor in anchors)
    assert "Submit for second review</button>" in html and "disabled" in html


def test_codes_that_may_not_be_cited_are_not_offered_and_the_reason_is_told(
    browser_of: Browser, office: Office
) -> None:
    html = page(browser_of, "alice", office.with_alice("confidential_date_passed.txt"))
    assert 'value="(b)(6)"' in html
    assert 'value="1.4(b)"' not in html
    assert "Classification of this record ended" in html


def test_acts_of_others_are_named_with_why_and_cure(browser_of: Browser, office: Office) -> None:
    html = page(browser_of, "alice", office.submitted())
    assert "This act needs the role “Senior reviewer”" in html
    assert "Ask a colleague who holds it" in html


def test_second_review_is_the_same_page_to_read_with_the_digest_of_the_marks(
    browser_of: Browser, office: Office
) -> None:
    review_id = office.submitted()
    html = page(browser_of, "boris", review_id)
    assert address("concur", review_id) in html and address("send-back", review_id) in html
    assert re.search(r'name="marks_digest" value="[0-9a-f]{64}"', html)
    assert address("remove-mark", review_id) not in html


def test_characters_that_would_not_be_seen_are_shown_and_cannot_turn_the_line(
    browser_of: Browser, office: Office
) -> None:
    receipt = intake.receive(HOSTILE, file_name="hostile.txt", actor=office.cast.otto)
    html = page(browser_of, "otto", receipt.review_id)
    assert "\u202e" not in html and "\u200b" not in html
    assert '<bdi class="hidden-character"' in html and "[U+202E]" in html
    assert "<script>alert" not in html
    wave = re.search(r'data-at="(\d+)">[^<]*🌊', html)
    assert wave is not None


def test_the_same_words_elsewhere_are_offered_with_their_places(
    browser_of: Browser, office: Office
) -> None:
    review_id = office.with_alice()
    office.mark(review_id, "Marlow", extent="name")
    html = page(browser_of, "alice", review_id)
    assert "The same words stand 2 more times" in html
    assert address("mark-same", review_id) in html
