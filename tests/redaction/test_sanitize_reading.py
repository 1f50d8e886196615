"""What is read from the masked text: lifted marks, tables, remains of transcription."""

from __future__ import annotations

import pytest

from redaction.blocks import read_blocks
from redaction.errors import VerificationFailed
from redaction.marks import Mark
from redaction.masked import MASK, mask, read, trimmed
from redaction.released import ReleasedGap
from redaction.sanitize import _every_gap_must_show
from redaction.spans import Span
from tests.redaction.telegrams import (
    HEADER,
    PAGE_MARK,
    body,
    lines,
    name,
    place,
    released,
    shown_words,
)
from tests.redaction.telegrams import mark as marked

SECTION = """\
-------- 000311 210810Z /46
FM AMEMBASSY TESTVILLE
TO SECSTATE WASHDC

C O N F I D E N T I A L SECTION 02 OF 02 TESTVILLE 000311"""
ONE = "[[WITHHELD B1 1.4(D) | M1 | LESS THAN 1 LINE]]"


@pytest.mark.parametrize(
    ("text", "passages", "masked"),
    [
        ("a b c", [(2, 3)], f"a {MASK} c"),
        ("a   b \t c", [(4, 5)], f"a {MASK} c"),
        ("a \n b\r\nc", [(4, 5)], f"a\n{MASK}\nc"),
        ("a\n\n\n b\r\r\rc", [(5, 6)], f"a\n\n{MASK}\n\nc"),
        ("(b)", [(1, 2)], f"({MASK})"),
        ("  b  ", [(2, 3)], f" {MASK} "),
        ("b", [(0, 1)], MASK),
        ("a\ufffcb \ufffcc d", [(7, 8)], f"ab c {MASK}"),
        ("a  b   c  d", [(3, 4), (7, 8)], f"a {MASK} {MASK} d"),
        ("a  b", [], "a  b"),
        ("\ufeffb  c", [(1, 2)], f" {MASK} c"),
    ],
)
def test_a_passage_becomes_one_character_and_the_white_space_beside_it_no_measure(
    text, passages, masked
):
    assert mask(text, [Span(*passage) for passage in passages]) == masked


def test_white_space_includes_the_byte_order_mark():
    assert trimmed("\ufeff\u00a0 ab \n", Span(0, 7)) == Span(3, 5)
    assert trimmed("a  b", Span(1, 3)) == Span(3, 3)


BEFORE = "1. (C) He asked us to vote for"


@pytest.mark.parametrize(
    "break_", [f"\n\n{PAGE_MARK}\n\n", f"\n{PAGE_MARK}\n", f" \n\n{SECTION}\n\n"]
)
@pytest.mark.parametrize(
    ("after", "left"),
    [
        ("Newtown in May.", ["1. (C) He asked us to vote for Newtown in May."]),
        ("2. (C) Newtown.", ["1. (C) He asked us to vote for", "2. (C) Newtown."]),
    ],
)
def test_a_page_or_section_mark_goes_and_the_text_goes_on(break_, after, left):
    text = HEADER + BEFORE + break_ + after + "\n\n9. (C) End.\n"
    assert body(text)[:-1] == left


def test_text_goes_on_after_a_page_mark_even_when_it_was_ended():
    text = HEADER + f"1. (C) He left.\n\n{PAGE_MARK}\n\nNobody cared.\n\n2. (C) End.\n"
    assert body(text) == ["1. (C) He left. Nobody cared.", "2. (C) End."]


def test_a_heading_after_a_page_mark_stands_apart():
    text = HEADER + f"1. (C) He left.\n\n{PAGE_MARK}\n\nA SECOND MATTER\n\n2. (C) End.\n"
    assert body(text) == ["1. (C) He left.", "A SECOND MATTER", "2. (C) End."]


def test_a_signature_after_a_page_mark_stands_apart():
    text = HEADER + f"1. (C) He left.\n\n{PAGE_MARK}\n\nVENNER\n"
    assert body(text) == ["1. (C) He left.", "VENNER"]


def test_a_page_mark_in_a_list_of_addressees_leaves_the_list():
    info = "INFO RUEHNT/AMEMBASSY NEWTOWN 0733\nRUCNISL/ISLAND STATES COLLECTIVE\n"
    whole = HEADER.replace("\n\nC O N", f"\n{info}\nC O N") + "1. (C) End.\n"
    broken = whole.replace("0733\n", f"0733\n\n{PAGE_MARK}\n\n")
    assert lines(broken) == lines(whole)
    assert "RUCNISL/ISLAND STATES COLLECTIVE" in lines(broken)


def test_a_word_broken_before_a_page_mark_is_joined_as_at_any_line_end():
    whole = HEADER + "1. (C) The SETTLE-\nMENT of cease-\nfire and pro- and\nwell-\nAND so.\n"
    broken = whole.replace("SETTLE-\n", f"SETTLE-\n\n{PAGE_MARK}\n\n")
    assert body(whole) == ["1. (C) The SETTLE-MENT of cease-fire and pro- and well- AND so."]
    assert body(broken) == body(whole)


def test_a_mark_over_a_page_mark_is_one_gap_however_it_is_drawn():
    text = HEADER + f"1. (C) He asked for\n\n{PAGE_MARK}\n\nNewtown in May.\n"
    once = marked(text, f"for\n\n{PAGE_MARK}\n\nNewtown")
    twice = marked(text, "for", "Newtown")
    bits = [Mark(str(n), (span,), ("1.4(d)",)) for n, span in enumerate(twice.ranges)]
    assert body(text, once) == body(text, twice) == body(text, *bits)
    assert body(text, once) == [f"1. (C) He asked {ONE} in May."]


def test_a_gap_inside_a_section_header_disappears_with_it():
    text = HEADER + f"1. (C) He asked us for\n\n{SECTION}\n\nNewtown in May.\n"
    inside = Span(text.rindex("AMEMBASSY"), text.rindex("AMEMBASSY") + 19)
    made = released(text, Mark("m", (inside, place(text, "May")), ("1.4(d)",)))
    assert shown_words(made.released).split("\n")[-1] == "1. (C) He asked us for Newtown in [1]."
    assert len(made.gaps) == 1


def test_link_remains_pilcrows_and_backslashes_go_and_entities_stay():
    text = HEADER.replace("TAGS: PREL", "TAGS: [PREL](#) [PINR](#)")
    text += "[1](#)1. (C) See [Orla](#) &amp; Venn \\\nthere.\n\n¶2. (C) End.\n"
    assert body(text) == ["1. (C) See Orla &amp; Venn there.", "2. (C) End."]
    assert "TAGS: PREL PINR" in lines(text)
    without = lines(text, marked(text, "PINR"))
    assert f"TAGS: PREL {ONE}" in without


def test_a_mark_hidden_in_a_link_still_shows_as_a_gap():
    text = HEADER + "1. (C) See [Orla](#venner) over there.\n"
    made = released(text, marked(text, "venner", "there"))
    assert shown_words(made.released).split("\n")[-1] == "1. (C) See Orla[1] over [2]."


def test_characters_that_no_page_shows_are_dropped_and_counted():
    odd = "a\u200bb\u202ec\u00add\ue000e\x07f\ufff9g\U000e0041h\ufffci"
    text = HEADER + f"1. (C) See {odd} and Cafe\u0301.\n"
    made = released(text)
    assert shown_words(made.released).split("\n")[-1] == "1. (C) See abcdefghi and Café."
    assert made.warnings == ({"code": "characters_dropped", "count": 7},)


def test_controls_alone_in_plain_text_are_dropped_too():
    text = HEADER + "1. (C) See a\x07b\x0cc\x1fd.\n"
    made = released(text)
    assert shown_words(made.released).split("\n")[-1] == "1. (C) See ab c d."
    assert made.warnings[0] == {"code": "characters_dropped", "count": 1}


def test_words_that_look_like_a_gap_are_told_apart_from_one():
    text = HEADER + "1. (C) He wrote [[WITHHELD B6 | M1 | NAME]] twice.\n"
    assert body(text) == ["1. (C) He wrote [ [WITHHELD B6 | M1 | NAME]] twice."]


TABLE = """\
1. (C) The list:
  Orla      12     red
  Venner     9     blue
  Marsh\t100     \u00a0red
All came.
"""


def test_a_table_keeps_its_lines_and_its_columns():
    kinds = [(block.kind, block.items) for block in released(HEADER + TABLE).released.blocks[-3:]]
    assert kinds == [
        ("paragraph", ("The list:",)),
        (
            "preformatted",
            ("  Orla      12     red\n  Venner     9     blue\n  Marsh 100      red",),
        ),
        ("text", ("All came.",)),
    ]


def test_a_table_line_with_a_gap_gives_no_width_away():
    text = HEADER + TABLE
    made = released(text, name(text, "Venner"))
    assert made.released.blocks[-2].items == (
        "  Orla      12     red\n",
        1,
        " 9 blue\n  Marsh 100      red",
    )


def test_structure_is_read_from_the_masked_text():
    text = HEADER + "1. (C) First.\n\nA MATTER\n\n2. (C) End.\n"
    hidden = released(text, marked(text, "A MATTER")).released
    assert [block.kind for block in hidden.blocks[-2:]] == ["paragraph", "paragraph"]
    assert hidden.blocks[-2].items == ("First. ", 1)


def test_a_text_may_be_empty_or_nothing_but_withheld():
    assert released("").released.blocks == ()
    assert shown_words(released("Orla", name("Orla", "Orla")).released) == "[1]"


def test_a_line_that_is_only_a_level_is_a_classification_line():
    text = "SECRET\n\n" + HEADER + "1. (C) End.\nBT\nCONFIDENTIAL\n"
    kinds = {shown: block.kind for block in released(text).released.blocks for shown in block.items}
    assert kinds["SECRET"] == kinds["CONFIDENTIAL"] == "banner"
    assert kinds["BT"] == "line"


def test_a_gap_that_does_not_show_stops_the_release():
    gap = ReleasedGap(1, ("(b)(6)",), "name", "", "")
    reading = read_blocks(read(f"1. (C) So {MASK} and {MASK}.\n"))
    _every_gap_must_show(reading, [gap, ReleasedGap(2, (), "name", "", "")])
    with pytest.raises(VerificationFailed):
        _every_gap_must_show(reading, [gap])


def test_errors_of_the_parser_are_warnings_of_the_release():
    text = HEADER.replace("C O N F I D E N T I A L", "U N C L A S S I F I E D") + "1. (S) Odd.\n"
    assert {"code": "issue", "issue": "PORTION_EXCEEDS_BANNER"} in released(text).warnings


@pytest.mark.parametrize("between", ["", "\n", "\n\n\n\n"])
def test_a_page_ends_and_begins_with_its_level_and_neither_is_text(between):
    page = f"\nSECRET\n{between}SECRET\n\nPAGE 02        TESTVI  00311  210810Z\n\n"
    text = HEADER + f"1. (S) He asked us to step back{page}from the talks.\n"
    assert body(text) == ["1. (S) He asked us to step back from the talks."]
