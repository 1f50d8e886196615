"""Whatever a text holds: nothing is dropped, every fact has its place, nothing fails."""

from __future__ import annotations

import gc
import os
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from redaction.cable import parse
from redaction.cable.view import to_source, to_view
from tests.redaction.cable.invariants import check

HERE = Path(__file__).parent
SHARED = HERE.parents[3] / "shared" / "cables"
TESTVILLE = (HERE / "testville.txt").read_bytes().decode("utf-8")

PIECES = [
    "\n", "\n\n", "\r\n", "\r", " ", "\t", "\x0c", "\ufeff", "¶", "[1](#)", "[PREL](#)", "&amp;",
    "&#10;", "\\\n", "- ", "-\n", "14. ", "1. (C) ", "2. (S//NF) ", "(", ")", "A. ", "REF: A. ",
    "SUBJECT: ", "TAGS: PREL ", "E.O. 12958: DECL: ", "Classified By: ", "TESTVILLE 00000311 02",
    "TESTVILLE 00000311 002 OF 002", "PAGE 02        TESTVI  00012  150830Z", "CONFIDENTIAL",
    "C O N F I D E N T I A L SECTION 02 OF 02 TESTVILLE 1", "----------127952 192040Z /63",
    "FM X\nTO Y\n", "SUMMARY: ", "END SUMMARY. ", "(NOTE: ", "END NOTE.)", "QUOTE:\n\n1. x\n\n",
    "END QUOTE\n", "xxxxxx", "[2 lines not declassified]", "Message Attributes\nTo: x\n", "BT\n",
    "*** Current Classification *** SECRET\n", "DOE\n", "-----\n", "A  b    c\n   d    e\n", "XMT ",
    "\u2028", "\x01", "😀", "é", "SIPDIS\n", "STATE FOR X\n", "ENTIRE TEXT", "UNQUOTE ROE\n", "a",
    "HEADING OF ONE LINE\n\n", "(A) (U) text\n", "Source: Department of State. Secret; Priority.\n",
    "49. Telegram From A to B\n", "O.TV1 SECRET AUSTEO\n", "## Title\n", "* * *\n", "2\\. ",
]  # fmt: skip

# The long mode: ``DECLASS_TESTS=long ./test``.
LONG = 10_000 if os.environ.get("DECLASS_TESTS") == "long" else 0


def often(examples: int) -> settings:
    """So many examples, and ten thousand in the long mode."""
    return settings(max_examples=LONG or examples, deadline=None)


soup = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
characters = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200
)
profiles = st.sampled_from([None, None, None, "acp127", "aad", "frus", "dafp", "plain"])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The invented cable with lines moved, and pieces cut out, doubled, or put in."""
    lines = TESTVILLE.split("\n")
    for _ in range(draw(st.integers(0, 2))):
        i, j = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        lines[i], lines[j] = lines[j], lines[i]
    text = draw(st.sampled_from(["\n", "\n", "\r\n", "\xa0\n"])).join(lines)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        to = min(len(text), at + draw(st.integers(0, 80)))
        middle = draw(st.sampled_from(["", text[at:to] * 2, *PIECES]))
        text = text[:at] + middle + text[to:]
    return text


@often(150)
@given(damaged(), profiles)
def test_a_damaged_cable_is_read_whole(text: str, profile: str | None) -> None:
    check(text, parse(text, profile=profile))


@example("SUMMARY: PAGE 02        TESTVI  00012  150830Z1. (C) ", None)
@often(150)
@given(soup, profiles)
def test_pieces_in_any_order_are_read_whole(text: str, profile: str | None) -> None:
    check(text, parse(text, profile=profile))


@often(100)
@given(characters)
def test_any_characters_are_read_whole(text: str) -> None:
    check(text, parse(text))


@often(100)
@given(damaged(), st.data())
def test_a_selection_in_the_view_comes_back_as_it_was(text: str, data: st.DataObject) -> None:
    for paragraph in parse(text).paragraphs:
        if not paragraph.text:
            continue
        i = data.draw(st.integers(0, len(paragraph.text)))
        j = data.draw(st.integers(i, len(paragraph.text)))
        parts = to_source(paragraph, i, j)
        for part in parts:
            assert any(whole.covers(part) for whole in paragraph.ranges)
        views = [view for part in parts if (view := to_view(paragraph, *part)) is not None]
        words = paragraph.text[i:j].strip()
        if parts and words:
            back = paragraph.text[views[0].start : views[-1].end]
            assert words in back


@often(100)
@given(damaged(), st.data())
def test_a_cable_with_undone_joins_is_read_whole(text: str, data: st.DataObject) -> None:
    joins = [issue.span.end for issue in parse(text).issues if issue.code == "PARAGRAPH_SPLIT"]
    undone = data.draw(st.sets(st.sampled_from(joins))) if joins else set[int]()
    cable = parse(text, splits=undone)
    check(text, cable)
    left = {issue.span.end for issue in cable.issues if issue.code == "PARAGRAPH_SPLIT"}
    assert not left & undone


@often(50)
@given(damaged())
def test_the_same_text_gives_the_same_cable(text: str) -> None:
    assert parse(text) == parse(text)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared cables are not here")
@pytest.mark.parametrize(
    "path", sorted(SHARED.rglob("*.txt")) if SHARED.exists() else [], ids=lambda path: path.stem
)
def test_a_real_telegram_is_read_whole(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    cable = parse(text)
    check(text, cable)
    assert not [segment.span for segment in cable.segments if segment.kind == "unknown"]


RUNS = [
    "(", "[1](#", "A. B. REF:", " \n", "- - ", "1. ", "1. x\n\n", "REF: A. STATE 1 ",
    "SUBJECT: X\n", "TAGS: PREL ", "E.O. 12958: X\n", "Classified By: x\n",
    "TESTVILLE 00000311 002 OF 002 ", "SUMMARY: x END SUMMARY.\n\n", "(A) (C) x\n\n", "x- ",
    "xxxxx ", "&#1;", "RUEHC/X\n", "A ", "\n", "\r\n", "PAGE 02        TESTVI  00012  150830Z\n",
    "FM X\nTO RUEHC/Y\n", "C O N F I D E N T I A L SECTION 02 OF 02 TESTVILLE 1\n",
    "----------127952 192040Z /63\n", "[1](#)1. (C) x y\n\nz\n\n", "[", "¶", "a\n\n",
    "1. x QUOTE:\n\n1. x\n\n", "*** Current Classification *** SECRET\n", "HEADING\n\n",
]  # fmt: skip


@pytest.mark.parametrize("unit", RUNS)
def test_a_longer_text_takes_longer_in_proportion(unit: str) -> None:
    def seconds(length: int, times: int) -> float:
        text = "INFO X\nSUBJECT: Y\n\n" + unit * (length // len(unit))
        gc.collect()
        gc.disable()  # the collector's own work grows with what is alive, not with the text
        try:
            started = time.process_time()
            for _ in range(times):
                parse(text, year=2009)
            return time.process_time() - started
        finally:
            gc.enable()

    seconds(2_000, 1)
    parts = min(seconds(4_000, 8) for _ in range(2))
    whole = min(seconds(32_000, 1) for _ in range(2))
    assert whole < 4 * max(parts, 0.02)  # the same amount of text; eight times were quadratic


@pytest.mark.parametrize("unit", ["A. B. ", "PAGE 02 ", "word ", "REF: A. ", "1. (C) "])
def test_one_line_of_a_million_characters_is_read(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    started = time.process_time()
    cable = parse(text)
    assert time.process_time() - started < 5
    assert cable.segments[-1].span.end == len(text)


def test_a_parse_needs_less_than_twenty_times_the_memory_of_its_text() -> None:
    number = iter(range(1, 10_000))
    body = "".join(
        f"{next(number) % 1000}. (C) The harbour master said that the pier will open in spring,\n"
        "and that nobody expects more of the council before the visit of the choir.\n"
        "The mayor has asked for two engineers and a boat; the ministry has not answered yet,\n"
        "and a spokesman declined to say how many ships had called.\n\n"
        for _ in range(3_000)
    )
    text = TESTVILLE[: TESTVILLE.index("[1](#)1. ")] + body
    gc.collect()
    tracemalloc.start()
    try:
        parse(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20 * len(text)
