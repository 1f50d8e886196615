"""Corners of the sanitizer, each found by planting a fault in it."""

from __future__ import annotations

import pytest

from redaction.blocks import Reading
from redaction.errors import MarkError, VerificationFailed
from redaction.marks import Mark, Policy
from redaction.released import ReleasedGap
from redaction.sanitize import _every_gap_must_show
from redaction.settle import settle, snapped
from redaction.spans import Span
from redaction.stamp import Stamp
from tests.redaction.telegrams import (
    HEADER,
    PAGE_MARK,
    STAMP,
    body,
    lines,
    mark,
    name,
    place,
    released,
    shown_words,
)

ONE = "[[WITHHELD B1 1.4(D) | M1 | LESS THAN 1 LINE]]"


def test_marks_over_the_same_words_settle_in_the_order_of_their_grounds():
    text = HEADER + "1. (C) He met Orla.\n"
    first, second = ({"note": "a"}, {"note": "b"})
    marks = [name(text, "Orla", basis=basis, id=basis["note"]) for basis in (second, first)]
    for order in (marks, marks[::-1]):
        (gap,) = settle(text, order, Policy())
        assert gap.bases == (first, second)
        assert gap.mark_ids == ("a", "b")


def test_several_whole_paragraphs_of_one_mark_all_go():
    text = HEADER + "1. (C) Orla came.\n\n2. (C) Venn left.\n"
    both = mark(text, "1. (C) Orla came.", "2. (C) Venn left.")
    assert [line.split("[[")[0] for line in body(text, both)] == ["1. (C) ", "2. (C) "]


def test_an_unnumbered_paragraph_keeps_its_portion_mark():
    text = HEADER + "(C) Orla came to town.\n\n(S) Venn left the town.\n"
    assert body(text, mark(text, "(C) Orla came to town")) == [
        f"(C) {ONE}.",
        "(S) Venn left the town.",
    ]
    with pytest.raises(MarkError):
        released(text, mark(text, "(S)"))


def test_an_unnumbered_paragraph_stands_apart_after_a_page_mark():
    text = HEADER + f"(C) Orla came to town.\n\n{PAGE_MARK}\n\n(S) Venn left the town.\n"
    assert body(text) == ["(C) Orla came to town.", "(S) Venn left the town."]


@pytest.mark.parametrize(
    "slug", ["SUBJECT: TESTLAND: HARBOUR\nTALKS", "REF: A. NEWTOWN 0090\nB. NEWTOWN 12"]
)
def test_a_page_mark_inside_a_slug_leaves_no_trace(slug):
    whole = HEADER.replace("SUBJECT: TESTLAND: HARBOUR TALKS", slug) + "1. (C) End.\n"
    broken = whole.replace(slug, slug.replace("\n", f"\n{PAGE_MARK}\n"))
    assert lines(broken) == lines(whole)


def test_a_page_mark_at_either_end_of_a_text_goes():
    text = HEADER + "1. (C) End.\n"
    assert lines(f"{PAGE_MARK}\n\n{text}") == lines(text)
    assert lines(f"{text}\n{PAGE_MARK}\n") == lines(text)
    assert lines(f"{text}\n{PAGE_MARK}") == lines(text)
    assert released(PAGE_MARK).released.blocks == ()


def test_unnumbered_text_goes_on_after_a_page_mark_and_not_after_a_white_line():
    text = "The first thing.\n\nHe left.\n\n{}Nobody cared.\n"
    assert lines(text.format("")) == ["The first thing.", "He left.", "Nobody cared."]
    assert lines(text.format(f"{PAGE_MARK}\n\n")) == ["The first thing.", "He left. Nobody cared."]
    assert {block.kind for block in released(text.format("")).released.blocks} == {"text"}


def test_a_subject_may_start_after_a_white_line():
    text = HEADER.replace("SUBJECT: TESTLAND", "SUBJECT:\n\nTESTLAND") + "1. (C) End.\n"
    blocks = [block for block in released(text).released.blocks if block.kind == "subject"]
    assert [block.items for block in blocks] == [("SUBJECT: TESTLAND: HARBOUR TALKS",)]


def test_a_table_stands_below_its_label():
    rows = "  Orla      12     red\n  Venner     9     blue\n"
    blocks = released(HEADER + "1. (C) The list:\n" + rows).released.blocks[-2:]
    assert (blocks[0].label, blocks[0].portion) == ("1.", "(C)")
    assert (blocks[1].kind, blocks[1].label) == ("preformatted", None)


def test_dropped_characters_are_counted_over_the_whole_text():
    text = HEADER + "1. (C) See\x07 it.\n\n2. (C) So\u200b do\ufff0 we\ufffb.\n"
    assert released(text).warnings[0] == {"code": "characters_dropped", "count": 4}


def test_released_words_never_look_like_a_gap():
    text = HEADER + "1. (C) He wrote [[WITHHELD | M1 | NAME]] twice.\n"
    assert released(text).released.blocks[-1].items == (
        "He wrote [ [WITHHELD | M1 | NAME]] twice.",
    )


def test_two_marks_of_the_transmission_in_a_row_go_as_one():
    text = HEADER + f"1. (C) He asked\n\n{PAGE_MARK}\n\n{PAGE_MARK}\nfor more.\n"
    assert body(text) == ["1. (C) He asked for more."]


def test_text_after_a_heading_stands_apart_even_after_a_page_mark():
    text = HEADER + f"1. (C) End.\n\nA MATTER\n\n{PAGE_MARK}\n\n2. (C) More.\n"
    assert body(text) == ["1. (C) End.", "A MATTER", "2. (C) More."]


def test_the_first_letter_of_a_text_is_reached_when_words_are_snapped():
    assert snapped("ab-cd ef", Span(4, 5), Policy()) == Span(0, 5)
    assert snapped("a-b", Span(2, 3), Policy()) == Span(0, 3)
    assert snapped("-b", Span(1, 2), Policy()) == Span(1, 2)
    assert snapped("Xb", Span(1, 2), Policy()) == Span(0, 2)
    assert snapped("Jose\u0301", Span(0, 4), Policy(snap="exact")) == Span(0, 5)


def test_only_letters_digits_and_accents_are_words():
    assert snapped("Orla+Venn", Span(0, 4), Policy()) == Span(0, 4)
    assert snapped("Orla\ue000", Span(0, 4), Policy()) == Span(0, 4)


def test_a_masked_character_in_the_original_has_no_length():
    text = HEADER + "1. (C) He met Or\ufffcla.\n"
    (gap,) = settle(text, [mark(text, "Or\ufffcla")], Policy())
    assert gap.length == len("Orla")


def test_a_passage_in_a_section_header_between_two_others_goes_with_them():
    header = (
        "-------- 000311 210810Z /46\nFM AMEMBASSY TESTVILLE\n\n"
        "C O N F I D E N T I A L SECTION 02 OF 02 TESTVILLE 000311"
    )
    text = HEADER + f"1. (C) He asked for\n\n{header}\n\nNewtown in May.\n"
    inside = place(text, "AMEMBASSY TESTVILLE", 1)
    marks = (place(text, "for"), inside, place(text, "Newtown"))
    made = released(text, Mark("m", marks, ("1.4(d)",)))
    assert shown_words(made.released).split("\n")[-1] == "1. (C) He asked [1] in May."
    (gap,) = made.gaps
    assert (gap.cover.of(text)[:3], gap.cover.of(text)[-7:]) == ("for", "Newtown")


def test_the_route_decides_whether_a_label_says_b1():
    text = HEADER + "1. (C) He met Orla.\n"
    stamp = Stamp.of(STAMP.to_json() | {"route": "mdr"})
    (gap,) = released(text, mark(text, "Orla"), stamp=stamp).released.gaps
    assert gap.label == "[1.4(D): less than 1 line not declassified]"
    (gap,) = released(text, mark(text, "Orla")).released.gaps
    assert gap.label == "[B1 1.4(D): less than 1 line not declassified]"


def test_refusals_say_what_is_wrong_and_nothing_of_the_text():
    text = HEADER + "1. (C) He met Orla -- twice.\n"
    for marks, policy, message in (
        (
            [mark(text, "Orla")],
            Policy(labels="historian"),
            "historian labels are for the route frus",
        ),
        ([mark(text, "--")], Policy(), "a mark without a letter or digit"),
        ([mark(text, "(C)")], Policy(), "a mark of numbers and portion marks only"),
    ):
        with pytest.raises(MarkError) as refused:
            released(text, *marks, policy=policy)
        assert refused.value.message == message
    with pytest.raises(VerificationFailed) as lost:
        _every_gap_must_show(Reading((), 0), [ReleasedGap(1, (), "name", "", "")])
    assert lost.value.facts == {
        "findings": [{"code": "files_differ", "where": "gaps of the masked text"}]
    }


@pytest.mark.parametrize(
    ("withheld", "shown"),
    [
        ("with a friend.\n\n2. (C) It was late.", ["2. (C) "]),
        ("with a friend.\n\n2. It was late.", ["2. "]),
        ("with a friend.\n\n42. (S/NF) It was late.", ["42. (S/NF) "]),
        ("with a friend at number\n\n42. It was late.", []),
        ("with a friend.\n\n2. (C/ORLA) It was late.", ["2. "]),
        ("with a friend at number\n\n42. (C/ORLA) It was late.", []),
        ("with a friend.\n\n(C/ORLA) It was late.", []),
    ],
)
def test_only_numbers_that_follow_and_marks_that_are_known_are_spared(withheld, shown):
    text = HEADER + f"1. (C) She dined {withheld}\n"
    found = body(text, mark(text, withheld))
    assert [line.split("[[")[0] for line in found] == ["1. (C) She dined ", *shown]
