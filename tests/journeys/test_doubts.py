"""What was doubted in a reading, looked at and settled in a browser, with and without a script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LogIn, nothing_is_in_the_way
from tests.portal.test_reading_page import NOISY

pytestmark = pytest.mark.browser

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def noisy(tmp_path: Path) -> Path:
    """A cable with something of everything, as a file."""
    file = tmp_path / "noisy.txt"
    file.write_text(NOISY, "utf-8")
    return file


def reading_of(log_in: LogIn, file: Path, **options: Any) -> Page:
    """Otto takes a cable in and opens how it was read."""
    otto = log_in("otto", **options)
    otto.get_by_role("link", name="Take in", exact=True).click()
    otto.get_by_label("Text files").set_input_files(file)
    otto.get_by_role("button", name="Take in", exact=True).click()
    expect(otto.get_by_text("to be settled before it can be submitted")).to_be_visible()
    if options.get("java_script_enabled", True):
        nothing_is_in_the_way(otto)
    otto.get_by_role("link", name="How it was read").click()
    expect(otto.get_by_role("heading", name="How it was read")).to_be_visible()
    return otto


def card(page: Page, title: str) -> Any:
    """The doubt with some title."""
    return page.get_by_role("article").filter(has_text=title).first


@pytest.mark.parametrize("script", [True, False])
def test_every_doubt_is_settled_where_it_stands(log_in: LogIn, noisy: Path, script: bool) -> None:
    otto = reading_of(log_in, noisy, java_script_enabled=script)
    if script:
        nothing_is_in_the_way(otto)

    joined = card(otto, "Paragraph joined")
    joined.get_by_role("button", name="Keep the two apart").click()
    expect(otto.get_by_text("The two are kept apart")).to_be_visible()
    card(otto, "Paragraph joined").get_by_role("button", name="Join them again").click()
    expect(otto.get_by_text("The two are one paragraph again")).to_be_visible()

    levels = card(otto, "Two levels that differ")
    levels.get_by_text("Correct it: Level").click()
    levels.get_by_label("Level").select_option("SECRET")
    levels.get_by_label("Reason").last.fill("The original says so.")
    levels.get_by_role("button", name="Correct", exact=True).click()
    expect(otto.get_by_text("The fact is corrected.")).to_be_visible()
    expect(card(otto, "Two levels that differ")).to_contain_text("By Otto Orme")

    otto.get_by_role("button", name="warnings as read").click()
    expect(otto.get_by_text("Every doubt of the reading is settled.")).to_be_visible()
    if script:
        nothing_is_in_the_way(otto)


def test_a_fact_leads_to_its_place(log_in: LogIn, noisy: Path) -> None:
    otto = reading_of(log_in, noisy)
    otto.get_by_role("link", name="09 TESTVILLE 311").click()
    place = otto.locator(".place:target")
    expect(place).to_be_visible()
    expect(place).to_contain_text("TESTVILLE 000311")


def test_on_the_review_a_warning_is_accepted_beside_its_words(log_in: LogIn, noisy: Path) -> None:
    otto = reading_of(log_in, noisy)
    otto.get_by_role("link", name="The review", exact=True).click()
    line = otto.locator("#portion-p0 .doubtline").filter(has_text="Paragraph joined")
    nothing_is_in_the_way(otto)
    line.get_by_role("button", name="Accept").click()
    expect(line).to_contain_text("accepted as read by Otto Orme")
    otto.locator("#doubts").get_by_role("button", name="warnings as read").click()
    expect(otto.locator("#doubts")).to_contain_text("(1 open)")


@pytest.mark.parametrize("width", [320, 720])
def test_on_a_narrow_screen_the_reading_is_not_cut_off(
    log_in: LogIn, noisy: Path, width: int
) -> None:
    otto = reading_of(log_in, noisy, viewport={"width": width, "height": 700})
    assert otto.evaluate(WIDER) == 0
    otto.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    assert otto.evaluate(WIDER) == 0
    nothing_is_in_the_way(otto)
    otto.emulate_media(media="print")
    expect(otto.get_by_role("button", name="Accept as read").first).to_be_hidden()
    assert otto.evaluate(WIDER) == 0
