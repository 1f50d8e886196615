"""How a cable was read: every character with its kind, facts with places, doubts in place."""

from __future__ import annotations

import re
from typing import Any, get_args, get_type_hints

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from redaction.cable import parse
from redaction.cable.model import Artefact
from tests.office import CABLES, WRAPPED, Office
from tests.portal.browsing import NOBODYS, Browser, address
from workflow.models import AuditEntry, Cable
from workflow.queries.kinds import KINDS, NOISES, UNREAD, kind_of

NOISY = """VZCZCXRO3071
OO RUEHC
DE RUEHXB #0311/01 0610915
ZNY SSSSS ZZH
O 020915Z MAR 09
FM AMEMBASSY TESTVILLE
TO RUEHC/SECSTATE WASHDC IMMEDIATE 4127

C O N F I D E N T I A L SECTION 01 OF 02 TESTVILLE 000311

SIPDIS

E.O. 12958: DECL: 03/02/2034

TAGS: [PREL](#) [ECON](#) IS (MARLOW, JOHN)

SUBJECT: A HARBOR

REF: A. NEWTOWN 0298
[1](#)B. SOMETHING ELSE

Classified By: Ambassador J. Placeholder, 1.4 (b) and (d)

[1](#)1. (C) The Minis-
ter told the Ambassador &amp; the Consul that she would sign, since a

friendly visitor had asked her twice.

14. (C) He has not signed. [1 line not declassified] \u202eReversed.

TESTVILLE 00000311 002 OF 002

5. (C) The end.

PLACEHOLDER
BT
#0311
NNNN
"""


def taken_in(browser_of: Browser, text: str) -> int:
    """The id of a cable that Otto has just taken in."""
    file = SimpleUploadedFile("a.txt", text.encode())
    sent = browser_of("otto").post(address("intake"), {"files": file})
    receipt = sent.context["answers"][0].receipt
    number: int = receipt.cable_id
    return number


def page_of(browser_of: Browser, text: str, name: str = "otto", **asked: Any) -> Any:
    """The page of the reading of a text."""
    return browser_of(name).get(address("reading", taken_in(browser_of, text)), asked)


def shown(answer: Any) -> str:
    """The words of a page as they are read, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_every_character_is_shown_once_and_named(browser_of: Browser) -> None:
    page = page_of(browser_of, NOISY).context["page"]
    pieces = [piece for segment in page.segments for piece in segment.pieces]
    assert "".join(piece.text for piece in pieces) == NOISY
    assert all(segment.name and segment.name != UNREAD for segment in page.segments)


def test_kinds_are_named_in_plain_words(browser_of: Browser) -> None:
    words = shown(page_of(browser_of, NOISY))
    for name in (
        "Transmission header: date-time group",
        "Classification line",
        "Captions: who may handle it",
        "Paragraph 1 (C)",
        "Paragraph 1 (C), goes on",
        "Page mark, not part of the text",
        "Signature",
        "End marks",
    ):
        assert name in words


def test_noise_is_marked_in_place_and_the_legend_names_only_what_there_is(
    browser_of: Browser,
) -> None:
    answer = page_of(browser_of, NOISY)
    html = answer.content.decode()
    for name in ("link", "entity", "broken_word", "joint", "excision"):
        assert f"nz nz-{name}" in html
    legend = html.split('class="legend')[1].split("</details>")[0]
    assert "Link left over" in legend and "Paragraph joined" in legend
    assert "Backslash" not in legend and "Byte order mark" not in legend
    assert "[U+202E]" in html and "\u202e" not in html


def test_every_fact_links_to_a_place_that_is_on_the_page(browser_of: Browser) -> None:
    html = page_of(browser_of, NOISY).content.decode()
    targets = set(re.findall(r'href="#([^"]+)"', html))
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    assert len([target for target in targets if target.startswith("c")]) > 15
    assert targets <= ids


def test_the_facts_are_told_with_what_they_mean(browser_of: Browser) -> None:
    words = shown(page_of(browser_of, NOISY))
    for fact in (
        "09 TESTVILLE 311",
        "read from the security line of the transmission header",
        "2 March 2009, 09:15 UTC",
        "AMEMBASSY TESTVILLE",
        "MARLOW, JOHN",
        "1.4(b), 1.4(d)",
        "Ref A",
        "ACP 127",
    ):
        assert fact in words


def test_a_reference_to_a_cable_that_is_here_leads_to_it(browser_of: Browser) -> None:
    first = taken_in(browser_of, NOISY.replace("000311", "000298").replace("TESTVILLE", "NEWTOWN"))
    html = page_of(browser_of, NOISY).content.decode()
    assert html.count(f'href="{address("cable", first)}"') >= 1
    alone = browser_of("otto").get(address("reading", first)).content.decode()
    assert "Open it" not in alone


def test_doubts_stand_in_the_segment_they_begin_in(browser_of: Browser) -> None:
    context = page_of(browser_of, NOISY).context
    homes = {card.view.code: row.view.name for row in context["segments"] for card in row.doubts}
    assert homes["CLASSIFICATION_CONFLICT"] == "Classification line"
    assert homes["PARAGRAPH_SPLIT"] == "Paragraph 1 (C)"
    assert homes["UNREAD_REFERENCE"] == "References"
    assert all(card.view.start == 0 for card in context["whole"])


def test_a_doubt_of_the_whole_cable_stands_at_the_head(browser_of: Browser) -> None:
    context = page_of(browser_of, "Words without any grammar of telegrams.\n").context
    assert "NO_BANNER" in [card.view.code for card in context["whole"]]


def test_whoever_may_not_settle_reads_why_and_finds_no_form(
    browser_of: Browser, office: Office
) -> None:
    office.received(WRAPPED)
    cable_id = Cable.objects.get().pk
    html = browser_of("alice").get(address("reading", cable_id)).content.decode()
    assert "Accept as read" not in html and "correct-fact" not in html
    assert "/doubts/" not in html


def test_to_look_at_a_reading_is_put_on_record(browser_of: Browser, office: Office) -> None:
    office.received(WRAPPED)
    alice = browser_of("alice")
    before = AuditEntry.objects.count()
    alice.get(address("reading", Cable.objects.get().pk))
    assert AuditEntry.objects.count() == before + 1


def test_a_place_that_is_none_is_refused_and_one_beyond_the_end_is_the_last_part(
    browser_of: Browser,
) -> None:
    otto, cable_id = browser_of("otto"), taken_in(browser_of, NOISY)
    assert otto.get(address("reading", cable_id), {"from": "x"}).status_code == 400
    assert otto.get(address("reading", cable_id), {"from": "-1"}).status_code == 400
    assert otto.get(address("reading", cable_id), {"from": "99999"}).status_code == 200
    assert otto.get(address("reading", NOBODYS)).status_code == 404


@pytest.mark.parametrize("name", sorted(path.name for path in CABLES.glob("*.txt")))
def test_every_kind_that_is_found_has_a_name(name: str) -> None:
    text = (CABLES / name).read_text("utf-8")
    assert {segment.kind for segment in parse(text).segments} <= set(KINDS)


def test_every_kind_of_noise_has_a_letter_of_its_own() -> None:
    kinds = get_args(get_type_hints(Artefact)["kind"])
    assert set(kinds) <= set(NOISES)
    signs = [noise.sign for noise in NOISES.values()]
    assert len(signs) == len(set(signs))


def test_a_kind_nobody_knows_is_told_as_not_recognised() -> None:
    assert kind_of("no such kind").name == UNREAD
