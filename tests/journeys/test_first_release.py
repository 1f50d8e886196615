"""From a file on Otto's disk to a released PDF, in a browser, by six people."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import LogIn, nothing_is_in_the_way
from tests.office import CABLES, WRAPPED

pytestmark = pytest.mark.browser

SUBJECT = "HARBOR MINISTRY"
CHOIR = "A CHOIR VISITS"
PLACE_OF = """([portion, words]) => {
  const pieces = [...document.querySelectorAll(`#portion-${portion} [data-at]`)];
  const piece = pieces.find((one) => one.textContent.includes(words)).firstChild;
  const range = document.createRange();
  const at = piece.data.indexOf(words);
  range.setStart(piece, at);
  range.setEnd(piece, at + words.length);
  piece.parentElement.scrollIntoView({block: "center"});
  const box = range.getBoundingClientRect();
  return [box.left + 1, box.right - 1, box.top + box.height / 2];
}"""


def open_review(page: Page, subject: str = SUBJECT) -> None:
    page.goto("/")
    page.get_by_role("link", name=subject).click()
    expect(page.get_by_text("DRAFT, NOT SANITIZED").first).to_be_visible()


def open_with_the_script(page: Page, subject: str = SUBJECT) -> None:
    open_review(page, subject)
    expect(page.locator("main.scripted")).to_be_visible()


def stands_at(page: Page, state: str) -> None:
    expect(page.locator(".strip .state .chip").first).to_have_text(state)


def drag_over(page: Page, portion: str, words: str) -> None:
    expect(page.locator("main.scripted")).to_be_visible()
    left, right, middle = page.evaluate(PLACE_OF, [portion, words])
    page.mouse.move(left, middle)
    page.mouse.down()
    page.mouse.move(right, middle, steps=6)
    page.mouse.up()
    expect(page.locator("#bar")).to_be_visible()


def decide_everything(page: Page) -> None:
    """Part where something is marked, release elsewhere."""
    keys = page.locator("[data-portion]").evaluate_all("all => all.map(one => one.dataset.portion)")
    for key in keys:
        portion = page.locator(f"#portion-{key}")
        what = "Part" if portion.locator(".mk").count() else "Release"
        portion.get_by_role("button", name=what, exact=True).click()
        expect(portion.get_by_role("button", name=what)).to_have_attribute("aria-pressed", "true")


def accept_the_warnings(page: Page) -> None:
    page.get_by_role("button", name="Accept the 4 warnings").click()
    expect(page.get_by_text("4 warnings accepted as read.").first).to_be_visible()


def received_and_assigned(log_in: LogIn, file: Path, **options: Any) -> Page:
    otto = log_in("otto", **options)
    otto.get_by_role("link", name="Take in", exact=True).click()
    otto.get_by_label("Text files").set_input_files(file)
    otto.get_by_role("button", name="Take in", exact=True).click()
    expect(otto.get_by_text("Received", exact=True)).to_be_visible()
    otto.get_by_role("link", name="Open").click()
    otto.get_by_role("button", name="Accept the cable").click()
    otto.get_by_label("Reviewer").select_option("Alice Arden")
    otto.get_by_role("button", name="Assign a reviewer").click()
    stands_at(otto, "Initial review")
    return otto


def concurred_and_approved(log_in: LogIn, **options: Any) -> tuple[Page, Page]:
    boris = log_in("boris", **options)
    open_review(boris)
    boris.get_by_role("button", name="Concur").click()
    stands_at(boris, "Awaiting the authority")
    dora = log_in("dora", **options)
    open_review(dora)
    dora.get_by_role("button", name="Approve the release").click()
    stands_at(dora, "In production")
    return boris, dora


def produced_and_passed(log_in: LogIn, **options: Any) -> Page:
    rosa = log_in("rosa", **options)
    open_review(rosa)
    rosa.get_by_label("Case number").fill("F-2026-00042")
    rosa.get_by_label("Document number").fill("D00000311")
    rosa.get_by_role("button", name="Produce the release").click()
    expect(rosa.get_by_role("heading", name="The pages that leave")).to_be_visible()
    expect(rosa.get_by_role("button", name="Pass and publish")).to_have_count(0)
    oskar = log_in("oskar", **options)
    oskar.goto(rosa.url)
    picture = oskar.get_by_alt_text("Page 1 of 1 of the release copy")
    expect(picture).to_have_js_property("complete", value=True)
    oskar.get_by_role("button", name="Pass and publish").click()
    expect(oskar.get_by_text("Published", exact=True).first).to_be_visible()
    return oskar


def words_of_the_pdf(page: Page) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=".pdf").click()
    data = Path(waiting.value.path()).read_bytes()
    return " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(data)).pages)


def nothing_leaked(words: str) -> None:
    assert "RELEASE IN PART" in words and "F-2026-00042" in words
    assert "dredging contract" in words
    assert "marlow" not in words.casefold() and "0100" not in words


def test_by_mouse_with_the_script(log_in: LogIn) -> None:
    otto = received_and_assigned(log_in, CABLES / WRAPPED)
    nothing_is_in_the_way(otto)

    alice = log_in("alice")
    nothing_is_in_the_way(alice)
    open_with_the_script(alice)
    nothing_is_in_the_way(alice)
    drag_over(alice, "p0", "Marlow")
    nothing_is_in_the_way(alice)
    alice.locator("#bar").get_by_role("button", name="1.4(d)").click()
    expect(alice.locator("#mark-1")).to_contain_text("Marlow")
    alice.get_by_role("button", name="Mark all 2 the same").click()
    expect(alice.locator("#marks .markcard")).to_have_count(3)
    drag_over(alice, "p2", "555 0100")
    alice.locator("#bar").get_by_role("button", name="(b)(6)").click()
    expect(alice.locator("#mark-4")).to_contain_text("555 0100")
    expect(alice.locator("#portion-p2 .leaves")).not_to_contain_text("0100")
    decide_everything(alice)
    nothing_is_in_the_way(alice)
    accept_the_warnings(alice)
    alice.get_by_role("button", name="Submit for second review").click()
    stands_at(alice, "Second review")

    boris, _ = concurred_and_approved(log_in)
    nothing_is_in_the_way(boris)
    oskar = produced_and_passed(log_in)
    nothing_is_in_the_way(oskar)
    nothing_leaked(words_of_the_pdf(oskar))


def test_without_a_script(log_in: LogIn) -> None:
    plain = {"java_script_enabled": False}
    received_and_assigned(log_in, CABLES / WRAPPED, **plain)

    alice = log_in("alice", **plain)
    open_review(alice)
    for key, word in (("p0", "Marlow"), ("h0", "MARLOW'S"), ("p1", "Marlow")):
        alice.locator(f"#portion-{key}").get_by_role("link", name="Mark single words").click()
        alice.get_by_label(word, exact=True).check()
        alice.get_by_role("checkbox", name="1.4(d)").check()
        alice.get_by_label("How much is declared").select_option("name")
        alice.get_by_role("button", name="Mark the words ticked").click()
    alice.get_by_role("checkbox", name="Sentence 1 of Paragraph 3").check()
    alice.get_by_role("checkbox", name="(b)(6)").check()
    alice.get_by_role("button", name="Mark", exact=True).click()
    expect(alice.locator("#marks .markcard")).to_have_count(4)
    keys = ("addressees", "captions", "classified_by", "tags", "subject", "refs", "p3", "signature")
    decisions = dict.fromkeys(keys, "Release") | dict.fromkeys(("p0", "h0", "p1"), "Part")
    for key, what in (decisions | {"p2": "Withhold"}).items():
        alice.locator(f"#portion-{key}").get_by_role("button", name=what, exact=True).click()
    accept_the_warnings(alice)
    alice.get_by_role("button", name="Submit for second review").click()
    stands_at(alice, "Second review")

    concurred_and_approved(log_in, **plain)
    oskar = produced_and_passed(log_in, **plain)
    nothing_leaked(words_of_the_pdf(oskar))


def test_by_key_alone(log_in: LogIn) -> None:
    received_and_assigned(log_in, CABLES / "unclassified.txt")
    alice = log_in("alice")
    open_with_the_script(alice, CHOIR)
    press = alice.keyboard.press
    portions = alice.locator("[data-portion]").count()

    press("?")
    expect(alice.get_by_role("heading", name="Keys", exact=True)).to_be_visible()
    nothing_is_in_the_way(alice)
    press("Escape")
    expect(alice.get_by_role("heading", name="Keys", exact=True)).to_be_hidden()
    for decided in range(1, portions + 1):
        press("Space")
        with alice.expect_navigation():
            press("r")
        expect(alice.locator("main.scripted")).to_be_visible()
        expect(alice.get_by_text(f"{decided} of {portions} decided")).to_be_visible()

    press("j")
    press("ArrowRight")
    expect(alice.locator("#chosen")).to_contain_text("chosen in")
    before = alice.locator("#mark [name=selection]").input_value()
    press(",")
    expect(alice.locator("#mark [name=selection]")).not_to_have_value(before)
    press("Escape")
    expect(alice.locator("#mark [name=selection]")).to_have_value("")

    with alice.expect_navigation():
        press("Control+Enter")
    stands_at(alice, "Second review")


def test_keys_can_be_switched_off_and_stay_off(log_in: LogIn) -> None:
    received_and_assigned(log_in, CABLES / WRAPPED)
    alice = log_in("alice")
    open_with_the_script(alice)
    alice.get_by_role("button", name="Keys").click()
    alice.get_by_label("Single keys are on").uncheck()
    alice.get_by_role("button", name="Close").click()
    alice.reload()
    alice.keyboard.press("j")
    expect(alice.locator(".portion.is-here")).to_have_count(0)
    stored = alice.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
    assert stored == '[{"declass-keys":"false"},{},""]'


@pytest.mark.parametrize("width", [320, 720])
def test_on_a_narrow_screen_nothing_is_cut_off(log_in: LogIn, width: int) -> None:
    """320 px is WCAG 1.4.10; 720 px is a laptop at 200 %."""
    narrow = {"viewport": {"width": width, "height": 700}}
    otto = received_and_assigned(log_in, CABLES / WRAPPED, **narrow)
    alice = log_in("alice", **narrow)
    open_with_the_script(alice)
    review = alice.url.split("#")[0]
    cable = alice.locator("#why a", has_text="All of the").get_attribute("href") or ""
    pages = [(otto, "/"), (otto, "/intake"), (otto, "/account"), (otto, cable)]
    pages += [(alice, review), (alice, f"{review}/history"), (alice, f"{review}/portions/p0")]
    for page, address in pages:
        page.goto(address)
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert (address, page.evaluate(wider)) == (address, 0)
