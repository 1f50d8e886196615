"""From marks to what is released: words, places, classes, lines."""

from __future__ import annotations

import unicodedata

import pytest

from redaction.errors import MarkError
from redaction.marks import Mark, Policy
from redaction.released import Block
from redaction.settle import settle
from redaction.spans import Span
from redaction.stamp import Stamp
from tests.redaction.telegrams import (
    HEADER,
    MARLOW,
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

USUAL = Policy()


def gap(number: int, ground: str, amount: str) -> str:
    return f"[[WITHHELD {ground} | M{number} | {amount}]]"


def test_the_example_of_the_page_comes_out_as_printed_there():
    both = ("1.4(b)", "1.4(d)")
    marks = [
        name_of(MARLOW, words, nth, both)
        for words, nth in [("MARLOW", 0), ("Marlow", 0), ("Marlow", 1), ("MARLOW", 1)]
    ]
    marks += [
        mark(MARLOW, "the minister's brother", codes=["(b)(6)"]),
        mark(MARLOW, "owns the port"),
        mark(MARLOW, "in favor of", "Newtown, after nobody agreed"),
    ]
    b1 = "B1 1.4(B), 1.4(D)"
    assert lines(MARLOW, *marks) == [
        "TAGS: PREL OVIP (DOE, JANE)",
        f"SUBJECT: TESTLAND: DIRECTOR {gap(1, b1, 'NAME')} EXPECTS A NEW MINISTER",
        f"1. (C) Director Paul {gap(2, b1, 'NAME')} told PolOff on February 20 that"
        f" {gap(3, b1 + '; B6', 'LESS THAN 1 LINE')} were not surprised.",
        f"{gap(4, b1, 'NAME')} WARNING",
        f"2. (C) He asked us to step back {gap(5, 'B1 1.4(D)', 'LESS THAN 1 LINE')}. (NOTE: Ann"
        " Arlow, a lawyer, was present. END NOTE.)",
        "DOE",
    ]


def name_of(text: str, words: str, nth: int, codes: tuple[str, ...]) -> Mark:
    return Mark(f"{words}{nth}", (place(text, words, nth),), codes, extent="name")


def test_a_text_without_marks_is_released_in_full_and_keeps_every_word():
    text = HEADER + "1. (C) The director met Orla.\n\nA SECOND MATTER\n\n2. (U) End.\nVENNER\n"
    made = released(text)
    assert made.gaps == ()
    assert made.released.disposition == "RIF"
    assert lines(text) == [line for line in text.split("\n") if line]


def test_the_public_title_is_the_reference_number_as_it_is_released():
    dated = "O 210810Z FEB 09\n" + HEADER + "1. (C) The director met Orla.\n"
    assert released(dated).released.title == "Telegram 09 TESTVILLE 311 (released in full)"
    in_part = released(dated, name(dated, "Orla")).released
    assert in_part.title == "Telegram 09 TESTVILLE 311 (released in part)"
    without = released(dated, mark(dated, "TESTVILLE 000311")).released
    assert without.title == "Telegram (released in part)"
    stamp = Stamp.of(STAMP.to_json() | {"title": "A telegram", "lang": "en-GB"})
    titled = released(dated, stamp=stamp).released
    assert (titled.title, titled.lang) == ("A telegram", "en-GB")


def test_blocks_say_what_they_are():
    text = HEADER + "1. (C) The director met Orla.\n\nA SECOND MATTER\n\n2. (U) End.\nVENNER\n"
    made = released(text, name(text, "Orla"), mark(text, "HARBOUR"))
    assert [block.kind for block in made.released.blocks] == [
        *("line", "line", "banner", "line", "line", "subject"),
        *("paragraph", "heading", "paragraph", "line"),
    ]
    assert made.released.blocks[5] == Block("subject", ("SUBJECT: TESTLAND: ", 1, " TALKS"))
    assert made.released.blocks[6] == Block(
        "paragraph", ("The director met ", 2, "."), label="1.", portion="(C)"
    )


@pytest.mark.parametrize(
    ("said", "drawn", "left"),
    [
        ("Orlando spoke.", "Orl", "[1] spoke."),
        ("Orlando spoke.", "land", "[1] spoke."),
        ("Orla's answer.", "Orla", "[1] answer."),
        ("Orla’s answer.", "Orla", "[1] answer."),
        ("the directors' answer.", "directors", "the [1] answer."),
        ("An Orla-led group.", "Orla", "An [1] group."),
        ("An Orla‑led group.", "Orla", "An [1] group."),
        ("the ex-minister left.", "minister", "the [1] left."),
        ("Orla--who left--was calm.", "Orla", "[1]--who left--was calm."),
        ("who--Orla left.", "Orla", "who--[1] left."),
        ("'Orla' he said.", "Orla", "'[1] he said."),
        ("a d'Orla house.", "Orla", "a [1] house."),
        ("the Or_la file.", "Or", "the [1] file."),
        ("Jose\u0301 spoke.", "Jose", "[1] spoke."),
        ("Jose\u0301 spoke.", "Jos", "[1] spoke."),
        ("Or\u00adla spoke.", "Or", "[1] spoke."),
        ("Or\u200bla spoke.", "la", "[1] spoke."),
        ("The U.S.-led group.", "U.S.", "The [1] group."),
        ("paid $5,000 then.", "$5", "paid [1],000 then."),
        ("7 Orla-", "Orla", "7 [1]-"),
    ],
)
def test_a_mark_takes_whole_words_by_looking_at_what_stands_outside(said, drawn, left):
    text = HEADER + f"1. (C) Now {said}\n"
    made = released(text, mark(text, drawn, codes=["(b)(6)"]))
    assert shown_words(made.released).split("\n")[-1] == f"1. (C) Now {left}"


@pytest.mark.parametrize(
    ("policy", "left"),
    [
        (Policy(), "An [1] group of [2]."),
        (Policy(joiners="apostrophe"), "An [1]-led group of [2]."),
        (Policy(snap="exact"), "An [1]-led group of [2]'s."),
    ],
)
def test_an_office_may_end_words_at_hyphens_or_mark_exactly(policy, left):
    text = HEADER + "1. (C) An Orla-led group of Jose\u0301's.\n"
    made = released(text, name(text, "Orla"), name(text, "Jose", id="m2"), policy=policy)
    assert shown_words(made.released).split("\n")[-1] == f"1. (C) {left}"


def test_exact_marks_still_take_an_accent_with_its_letter():
    text = HEADER + "1. (C) So Jose\u0301e spoke.\n"
    made = released(text, mark(text, "Jose"), policy=Policy(snap="exact"))
    assert shown_words(made.released).split("\n")[-1] == "1. (C) So [1]e spoke."


def test_white_space_at_the_edges_of_a_mark_is_not_withheld():
    text = HEADER + "1. (C) He met  Orla\n and left.\n"
    wide = place(text, "  Orla\n ")
    (found,) = settle(text, [Mark("m", (wide,), ("1.4(d)",))], USUAL)
    assert found.pieces == (place(text, "Orla"),)
    assert body(text, Mark("m", (wide,), ("1.4(d)",))) == [
        f"1. (C) He met {gap(1, 'B1 1.4(D)', 'LESS THAN 1 LINE')} and left."
    ]


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ("Orla -- left.", "--"),
        ("Orla   left.", "   "),
        ("Orla [x](#) left.", "](#)"),
        (f"Orla asked\n\n{PAGE_MARK}\n\nfor more.", PAGE_MARK),
        ("Orla left.", "1. (C)"),
        ("Orla left.", "(C)"),
    ],
)
def test_a_mark_with_nothing_to_withhold_is_refused(said, drawn):
    text = HEADER + f"1. (C) {said}\n\n2. (C) End.\n"
    with pytest.raises(MarkError) as refused:
        released(text, mark(text, drawn, id="m7"))
    assert refused.value.code == "empty_mark"
    assert refused.value.facts["mark"] == "m7"


def test_numbers_and_portion_marks_stay_when_whole_paragraphs_go():
    text = HEADER + "1. (C) Orla came.\n\n[1](#)2. (S/NF) She left.\n\n3. No mark here.\n"
    ground = "B1 1.4(D)"
    whole = Mark("m", (Span(len(HEADER), len(text)),), ("1.4(d)",), extent="paragraph")
    assert body(text, whole) == [
        f"1. (C) {gap(1, ground, '1 PARAGRAPH')}",
        f"2. (S/NF) {gap(2, ground, '1 PARAGRAPH')}",
        f"3. {gap(3, ground, '1 PARAGRAPH')}",
    ]
    for withheld in (
        body(text, whole, policy=Policy(spare_portion_marks=False)),
        body(text, Mark("m", whole.ranges, ("1.4(d)",), "paragraph", portion_marks="withhold")),
    ):
        assert withheld == [gap(1, ground, "1 PARAGRAPH")]


def test_the_portion_mark_of_the_subject_stays_too():
    text = HEADER.replace("TESTLAND: HARBOUR TALKS", "(C) HARBOUR TALKS") + "1. (C) End.\n"
    assert f"SUBJECT: (C) {gap(1, 'B1 1.4(D)', 'LESS THAN 1 LINE')}" in lines(
        text, mark(text, "(C) HARBOUR TALKS")
    )


def test_neighbours_merge_so_that_gaps_do_not_count_words():
    text = HEADER + "1. (C) He named Orla, Venn; and Marsh.\n\n- -\n\n2. (C) End.\n"
    apart = [name(text, words, id=words) for words in ("Orla", "Venn", "Marsh")]
    (first, second) = settle(text, apart, USUAL)
    assert first.pieces == (place(text, "Orla, Venn"),)
    assert first.mark_ids == ("Orla", "Venn")
    assert second.pieces == (place(text, "Marsh"),)
    assert settle(text, [*reversed(apart)], USUAL) == (first, second)


def test_merged_gaps_unite_codes_and_keep_each_ground_once_in_order():
    text = HEADER + "1. (C) He named Orla Venn Marsh.\n"
    here = {"note": "first"}
    there = {"note": "second"}
    marks = [
        name(text, "Marsh", basis=here, id="c"),
        mark(text, "Venn", basis=there, id="b"),
        name(text, "Orla", basis=here, id="a"),
    ]
    (found,) = settle(text, marks, USUAL)
    assert found.codes == ("(b)(6)", "1.4(d)")
    assert found.bases == (here, there)
    assert found.mark_ids == ("a", "b", "c")
    assert found.extent == "less-than-1-line"
    assert released(text, *marks).released.gaps[0].basis == (here, there)


def test_amounts_are_measured_in_nfc_without_page_marks_and_brackets():
    long = "[Orla](#) met  \n\t Jose\u0301\n\n" + PAGE_MARK + "\n\nin the harbour"
    text = HEADER + f"1. (C) There {long} twice.\n"
    (found,) = settle(text, [mark(text, long)], USUAL)
    assert found.length == len("Orla met José in the harbour")
    assert unicodedata.normalize("NFC", "Jose\u0301") == "José"
    assert [piece.of(text) for piece in found.pieces] == [
        *("Orla", "met  \n\t Jose\u0301", "in the harbour"),
    ]


def test_a_declared_size_far_from_the_measured_one_is_a_warning_and_is_kept():
    text = HEADER + "1. (C) He met Orla.\n"
    made = released(text, mark(text, "Orla", extent="6-to-15-lines", id="m9"))
    assert made.warnings == ({"code": "extent_differs", "mark": "m9"},)
    assert made.released.gaps[0].extent == "6-to-15-lines"
    assert released(text, mark(text, "Orla", extent="1-line")).warnings == ()


def test_a_ground_that_would_tell_leaves_no_trace():
    text = HEADER + "1. (C) He met Orla and Venn Marsh.\n"
    quiet = name(text, "Orla", show_codes=False, basis={"statute": "Act 5"})
    half = [name(text, "Venn", id="v"), name(text, "Marsh", id="w", show_codes=False)]
    (first, second) = released(text, quiet, *half).released.gaps
    for found in (first, second):
        assert (found.codes, found.basis) == ((), ())
        assert found.label == "[name not released]"
    assert first.token == "[[WITHHELD | M1 | NAME]]"


def test_historian_labels_are_for_one_route():
    text = HEADER + "1. (C) He met Orla.\n"
    policy = Policy(labels="historian")
    with pytest.raises(MarkError) as refused:
        released(text, mark(text, "Orla"), policy=policy)
    assert refused.value.code == "bad_input"
    frus = Stamp.of(STAMP.to_json() | {"route": "frus"})
    (found,) = released(text, mark(text, "Orla"), policy=policy, stamp=frus).released.gaps
    assert found.label == "[less than 1 line not declassified]"
    assert found.token == "[[WITHHELD 1.4(D) | M1 | LESS THAN 1 LINE]]"
    assert found.codes == ("1.4(d)",)


def test_a_declassified_record_cannot_withhold_classified_words():
    text = HEADER + "1. (C) He met Orla.\n"
    facts = {"declassified": {"on": "2008-08-17", "authority_in_files": True}}
    stamp = Stamp.of(STAMP.to_json() | facts)
    assert released(text, name(text, "Orla"), stamp=stamp).released.gaps
    with pytest.raises(MarkError) as refused:
        released(text, mark(text, "Orla"), stamp=stamp)
    assert refused.value.code == "bad_stamp"
