"""A paragraph join that a person undid stays undone in what leaves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.cable import parse
from redaction.errors import MarkError
from redaction.marks import Mark, MarksFile
from redaction.masked import carried, mask
from redaction.release import preview, rehearse
from redaction.spans import Span

FRONT = """\
C O N F I D E N T I A L TESTVILLE 000311

E.O. 12958: DECL: 02/21/2034

SUBJECT: TWO TALKS

"""
TEXT = (
    FRONT
    + """\
1. (C) The minister spoke of the harbour and

The envoy spoke of the price of grain.

TESTVILLE 00000311 002 OF 002

2. (U) Nothing else was said.

SMITH
"""
)
UNDONE = (TEXT.index("The envoy"),)


def paragraphs(text, marks=(), splits=()):
    blocks = preview(text, marks, splits=splits).released.blocks
    return [
        "".join(item if isinstance(item, str) else "#" for item in block.items)
        for block in blocks
        if block.kind in ("paragraph", "text")
    ]


def withheld(words):
    start = TEXT.index(words)
    return Mark(id="M1", ranges=(Span(start, start + len(words)),), codes=("1.4(d)",))


def test_a_join_that_was_undone_stays_undone_in_the_release():
    assert len(parse(TEXT).paragraphs) == 2
    assert paragraphs(TEXT) == [
        "The minister spoke of the harbour and The envoy spoke of the price of grain.",
        "Nothing else was said.",
    ]
    assert paragraphs(TEXT, splits=UNDONE) == [
        "The minister spoke of the harbour and",
        "The envoy spoke of the price of grain.",
        "Nothing else was said.",
    ]
    rehearse(TEXT, (), splits=UNDONE)


def test_it_stays_undone_beside_what_is_withheld():
    for words in ("harbour and", "The envoy", "the harbour", "price of grain"):
        shown = paragraphs(TEXT, [withheld(words)], UNDONE)
        assert len(shown) == 3, words
        assert sum(part.count("#") for part in shown) == 1


def test_a_place_inside_a_withheld_passage_is_gone():
    shown = paragraphs(TEXT, [withheld("harbour and\n\nThe envoy")], UNDONE)
    assert len(shown) == 2


def test_any_other_place_changes_nothing():
    assert all(paragraphs(TEXT, splits=[place]) == paragraphs(TEXT) for place in range(len(TEXT))
               if place != UNDONE[0])  # fmt: skip


@given(st.data())
def test_a_place_is_carried_to_the_character_that_stood_there(data):
    text = data.draw(st.text("ab \n", min_size=1, max_size=30))
    words = [i for i, character in enumerate(text) if character.isalpha()]
    if not words:
        return
    place = data.draw(st.sampled_from(words))
    start = data.draw(st.sampled_from(words))
    passage = Span(start, start + 1)
    (found,) = carried(text, [passage], [place])
    masked = mask(text, [passage])
    assert masked[found] == ("\ufffc" if place == start else text[place])
    shown = [character for character in text[:place] if not character.isspace()]
    assert len([c for c in masked[:found] if not c.isspace()]) == len(shown)


def test_a_marks_file_says_where_joins_are_undone_in_its_own_units():
    text = "\U0001d11e" + TEXT
    decided = MarksFile.of({"marks": [], "units": "utf-16", "splits": [UNDONE[0] + 2]}, text)
    assert decided.splits == {UNDONE[0] + 1}
    assert MarksFile.of({"marks": []}, text).splits == frozenset()


@pytest.mark.parametrize("wrong", ["7", [None], [1.5], [[1, 2]], {"at": 1}, [True]])
def test_a_place_that_is_no_number_is_refused(wrong):
    with pytest.raises(MarkError) as refused:
        MarksFile.of({"marks": [], "splits": wrong}, TEXT)
    assert refused.value.facts["field"] == "splits"
