"""Words of a cable as HTML: nothing hidden, nothing lost, every place told."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from redaction.spans import Span, to_utf16
from workflow.portal.runs import (
    Covered,
    MarkLook,
    Text,
    Units,
    sentences,
    shown,
    trimmed,
    words,
)

TEXTS = st.text(st.sampled_from("ab.? AB\r\n\t\U0001f30a<&\"'\u202e\u200b\x00"), max_size=60)
PIECE = re.compile(r'data-at="(\d+)"(?: data-code="([0-9A-F]+)")?>([^<]*)<')


def read_back(drawn: str) -> dict[int, str]:
    """The characters of a drawn portion by place, as the script reads them."""
    return {
        int(at): chr(int(code, 16)) if code else html.unescape(inner)
        for at, code, inner in PIECE.findall(drawn)
    }


@given(TEXTS)
def test_a_drawn_text_read_back_is_the_text(text: str) -> None:
    drawn = Text(text).portion("p", [Covered(Span(0, len(text)))], boxes=True)
    assert "".join(words for _, words in sorted(read_back(drawn).items())) == text


@given(TEXTS)
def test_no_character_that_hides_or_turns_reaches_the_page(text: str) -> None:
    drawn = Text(text).portion("p", [Covered(Span(0, len(text)))], boxes=False)
    assert not set(drawn) & set("\u202e\u200b\x00\r")
    assert not set(shown(text)) & set("\u202e\u200b\x00")


@given(TEXTS, st.integers(0, 60))
def test_fast_places_are_those_of_the_core(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    assert Units(text).at(offset) == to_utf16(text, offset)


@given(TEXTS)
def test_sentences_are_the_whole_span_in_order(text: str) -> None:
    found = sentences(text, Span(0, len(text)))
    assert "".join(span.of(text) for span in found) == text


def test_sentences_end_where_a_reader_ends_them() -> None:
    text = '1. (C) Mr. Doe met U.S. officials. He left. "Why?" asked A. Roe.\n\nNext'
    found = [span.of(text).strip() for span in sentences(text, Span(0, len(text)))]
    assert found == [
        "1. (C) Mr. Doe met U.S. officials.",
        "He left.",
        '"Why?" asked A. Roe.',
        "Next",
    ]


def test_a_mark_over_two_sentences_opens_once_and_closes_once() -> None:
    text = "One two. Three four."
    runs = [Covered(Span(0, 4)), Covered(Span(4, 14), (1,)), Covered(Span(14, 20))]
    drawn = Text(text, [MarkLook(1, "marked", "1.4(d)")]).portion("p", runs, boxes=False)
    assert drawn.count('class="tag"') == 1
    assert drawn.count("end of M1") == 1
    assert drawn.count('class="mk m-marked"') == 2


def test_the_first_tag_of_a_mark_alone_carries_its_place() -> None:
    text = Text("One two", [MarkLook(1, "marked", "1.4(d)")])
    first = text.portion("p", [Covered(Span(0, 3), (1,))], boxes=False)
    second = text.portion("q", [Covered(Span(4, 7), (1,))], boxes=False)
    assert 'id="M1"' in first and 'id="M1"' not in second


def test_words_are_what_stands_between_white_space() -> None:
    text = " one  two\nthree"
    assert [span.of(text) for span in words(text, [Span(0, len(text))])] == ["one", "two", "three"]
    assert trimmed(text, Span(0, 6)).of(text) == "one"


def test_markup_in_a_cable_is_text() -> None:
    assert shown("<b>&") == "&lt;b&gt;&amp;"
