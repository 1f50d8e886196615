"""Rules of reading that a reviewer would notice if they broke; all names are invented."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.cable import Cable, CableError, parse
from redaction.cable.excisions import extent_marker, nature_marker, read_marker
from redaction.cable.legal import portion_at
from redaction.cable.paragraphs import highest
from redaction.cable.profiles import load, names
from redaction.cable.sheet import Sheet
from tests.redaction.cable.invariants import check

HEAD = (
    "ZNY CCCCC ZZH\nP 150830Z JAN 09\nFM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC PRIORITY 0001\n"
    "C O N F I D E N T I A L TESTVILLE 000012\n\nE.O. 12958: DECL: 01/15/2019\nTAGS: PREL\n"
    "SUBJECT: TEST\n\n"
)


def codes(cable: Cable) -> list[str]:
    return [issue.code for issue in cable.issues]


def texts(text: str, **facts: Any) -> list[str]:
    return [paragraph.text for paragraph in parse(text, **facts).paragraphs]


def mrns(line: str, year: int | None = 2009) -> list[str | None]:
    return [reference.mrn for reference in parse(line, year=year).references]


def test_every_profile_can_be_loaded_and_no_other() -> None:
    assert {"aad", "acp127", "dafp", "frus", "plain"} <= {*names()}
    assert [load(name).name for name in names()] == list(names())
    with pytest.raises(CableError) as refused:
        load("../acp127")
    assert refused.value.code == "BAD_PROFILE"


def test_real_paragraphs_eleven_to_nineteen_are_not_taken_for_pilcrows() -> None:
    text = "".join(f"{n}. Text.\n\n" for n in range(11, 23))
    cable = parse(text)
    assert [paragraph.number for paragraph in cable.paragraphs] == list(range(11, 23))
    assert "PILCROW_AS_DIGIT" not in codes(cable)


def test_a_page_break_that_shares_its_line_is_cut_out_of_the_text() -> None:
    cable = parse(HEAD + "1. (C) alpha TESTVILLE 00000012 002 OF 003 beta.\n")
    assert cable.paragraphs[0].text == "alpha beta."
    assert len(cable.paragraphs[0].ranges) == 2
    assert cable.page_breaks[0].station == "TESTVILLE"


def test_a_page_break_among_the_addressees_is_none_of_them() -> None:
    text = HEAD.replace("0001\n", "0001\nTESTVILLE 00000012 002 OF 003\nRUEHX/NEWTOWN 0002\n", 1)
    cable = parse(text)
    assert [to.plad for to in cable.to] == ["SECSTATE WASHDC", "NEWTOWN"]
    assert "PAGE_BREAK_IN_HEADER" in codes(cable)


def test_a_section_header_in_mid_sentence_does_not_split_the_sentence() -> None:
    header = (
        "------------------127952 192040Z /63\nFM X\nTO$DEPARTMENT\n*UNCLAS SECTION 2 OF 2 X 12\n\n"
    )
    cable = parse(HEAD + f"1. (C) alpha\n{header}beta.\n")
    assert cable.paragraphs[0].text == "alpha beta."
    assert cable.section_headers[0].garbled
    assert "PARAGRAPH_SPLIT" not in codes(cable)


def test_a_text_inside_a_text_is_numbered_on_its_own() -> None:
    cable = parse(HEAD + "1. (C) BEGIN TEXT:\n\n1. One.\n\n2. Two.\n\nEND TEXT.\n\n2. (C) z.\n")
    assert [paragraph.number for paragraph in cable.paragraphs] == [1, 1, 2, 2]
    assert [paragraph.parent for paragraph in cable.paragraphs] == [None, 0, 0, None]


def test_points_with_marks_of_their_own_are_paragraphs_under_their_number() -> None:
    cable = parse(HEAD + "1. (C) Points:\n\nA. (C) First.\n\nB. (U) Second.\n\n2. (C) End.\n")
    assert [paragraph.label for paragraph in cable.paragraphs] == ["1", "A", "B", "2"]
    assert [paragraph.parent for paragraph in cable.paragraphs] == [None, 0, 0, None]


def test_the_highest_portion_is_the_same_in_every_run_also_where_ranks_are_equal() -> None:
    portions = [portion_at(Sheet(mark), 0, len(mark)) for mark in ("(U)", "(SBU)")]
    for name in names():
        assert highest(load(name), portions) == highest(load(name), portions[::-1]) == "SBU"


def test_distribution_lines_of_an_archive_are_no_addressees() -> None:
    head = "ACTION EUR-25\n\nINFO  OCT-01  ISO-00  /026 W\n         ---------------     054321\n"
    cable = parse(head + HEAD)
    assert [info.plad for info in cable.info] == []
    assert [to.plad for to in cable.to] == ["SECSTATE WASHDC"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("REF: '08 NEWTOWN 7, (99) NEWTOWN 8", ["08NEWTOWN7", "99NEWTOWN8"]),
        ("REF: TESTVILLE 1511/08; STATE 511/512", ["08TESTVILLE1511", "09STATE511", "09STATE512"]),
        ("REF: NEWT0WN O351", ["09NEWTOWN351"]),
        ("REF: 09NEWTOWN0561 AND PREVIOUS", ["09NEWTOWN561"]),
        ("REF: STATE 098765 DTG 121212Z APR 08", ["09STATE98765"]),
    ],
)  # fmt: skip
def test_a_reference_number_is_read_in_all_its_forms(line: str, expected: list[str]) -> None:
    assert mrns(line) == expected


def test_printed_volumes_keep_notes_and_footnotes_out_of_the_paragraphs() -> None:
    text = (
        "7. Telegram From the Embassy in Testland to the Department of State\n\n"
        "Testville, May 3, 1962, 8 p.m.\n\n612. The minister spoke.1\n\nDoe\n\n* * *\n\n"
        "Source: Department of State. Top Secret; Niact; Eyes Only. By Roe.\n\n1 See No. 5.\n"
    )
    cable = parse(text)
    assert cable.profile == "frus"
    assert [paragraph.number for paragraph in cable.paragraphs] == [None]
    assert cable.edition is not None
    assert cable.edition.message_number == "612"
    assert cable.edition.precedence == ("Niact",)
    assert cable.classification is not None
    assert (cable.classification.mark, cable.classification.controls) == ("TS", ("Eyes Only",))
    assert cable.signature is not None
    assert cable.signature.value == "Doe"
    kinds = {segment.kind for segment in cable.segments}
    assert {"title", "dateline", "source_note", "footnote", "rule"} <= kinds


def test_an_entity_is_one_character_of_the_view_and_stays_in_the_text() -> None:
    paragraph = parse("1. caf&eacute;&#33;\n").paragraphs[0]
    assert paragraph.text == "café!"
    assert paragraph.ranges == ((3, 19),)


@settings(deadline=None)
@given(st.fractions(min_value=0, max_value=200, max_denominator=8), st.integers(0, 5))
def test_a_marker_we_write_is_read_back_as_the_same_amount(
    lines: Fraction, paragraphs: int
) -> None:
    raw = extent_marker(lines, paragraphs=paragraphs)
    read = read_marker(raw)
    assert read is not None
    assert (read.form, read.noise) == ("extent", False)
    amount = read.sub_amount if paragraphs else read.amount
    halves = max(Fraction(1), Fraction(int(lines * 2 + Fraction(1, 2)), 2)) if lines >= 1 else 1
    assert amount == halves
    if lines < 1 and not paragraphs:
        assert read.bound == "<"


def test_nouns_and_pages_are_read_back_too() -> None:
    named = read_marker(nature_marker("name", 2))
    assert named is not None
    assert (named.form, named.nature, named.count, named.noise) == ("nature", "name", 2, False)
    paged = read_marker(extent_marker(3, pages=Fraction(5, 2)))
    assert paged is not None
    assert (paged.amount, paged.unit) == (2.5, "page")
    assert read_marker("[sic]") is None


def test_the_blanks_beside_the_word_of_a_link_are_no_words() -> None:
    text = "SUBJECT: X\n\n1. (C) The pier of [Newtown ](#)\n\n2. (U) [ Oldtown](#) has none.\n"
    first, second = parse(text).paragraphs
    assert first.text == "The pier of Newtown"
    assert second.text == "Oldtown has none."


def test_a_page_mark_inside_a_section_header_is_no_piece_of_its_own() -> None:
    text = "x----------127952 192040Z /63PAGE 02        TESTVI  00012  150830Z"
    check(text, parse(text))


def test_the_levels_beside_a_page_mark_stand_in_the_order_of_the_text() -> None:
    mark = "SECRET\n\nSECRET\n\nPAGE 02        TESTVI  00012  150830Z\n"
    (page,) = parse(f"{HEAD}1. (C) alpha\n\n{mark}beta.\n").page_breaks
    assert len(page.classification_spans) == 2
    assert list(page.classification_spans) == sorted(page.classification_spans)


FRONT = "C O N F I D E N T I A L TESTVILLE 000311\n\nSUBJECT: X\n\n"


@pytest.mark.parametrize(
    ("list_", "references"),
    [
        ("REF: TESTVILLE 0001", 1),
        ("REF: A. NEWTOWN 1\nB. OLDTOWN 2", 2),
        ("REF: (A) NEWTOWN 1\n(B) OLDTOWN 2", 2),
    ],
)
@pytest.mark.parametrize("mark", ["C", "U", "S"])
def test_a_paragraph_with_a_portion_mark_is_no_further_reference(
    list_: str, references: int, mark: str
) -> None:
    cable = parse(f"{FRONT}{list_}\n\n({mark}) The mayor said so.\n", year=2009)
    assert len(cable.references) == references
    assert [part.text for part in cable.paragraphs] == ["The mayor said so."]


def test_a_labelled_reference_after_a_white_line_stays_one() -> None:
    text = f"{FRONT}REF: (A) NEWTOWN 1\n(B) OLDTOWN 2\n\n(C) MAREL 33\n\n1. (U) Text.\n"
    assert [reference.label for reference in parse(text).references] == ["A", "B", "C"]


def test_the_white_lines_around_a_page_mark_end_no_value_and_no_list() -> None:
    mark = "\n\nTESTVILLE 00000311 002 OF 002\n\n"
    cable = parse(
        f"FM X\nTO RUEHC/SECSTATE WASHDC 1\nINFO RUEHNT/AMEMBASSY NEWTOWN 0733{mark}"
        f"AMEMBASSY MAREL 8831\n\n{FRONT[:-5]}: THE PIER OF{mark}NEWTOWN OPENS\n\n"
        "REF: NEWTOWN 1\n\n1. (C) Text.\n"
    )
    assert [addressee.plad for addressee in cable.info] == ["AMEMBASSY NEWTOWN", "AMEMBASSY MAREL"]
    assert cable.subject is not None
    assert cable.subject.value.endswith("THE PIER OF NEWTOWN OPENS")
    codes = [issue.code for issue in cable.issues]
    assert codes == ["PAGE_BREAK_IN_HEADER", "PAGE_BREAK_IN_SLUG"]


@pytest.mark.parametrize("notice", ["This record is a partial extract of the original cable."])
@pytest.mark.parametrize("form", ["{notice}\n\n{cable}", "{cable}\n\n{notice}\n"])
def test_the_notice_of_a_partial_extract_is_reported_wherever_it_stands(
    notice: str, form: str
) -> None:
    cable = parse(form.format(notice=notice, cable=f"{FRONT}1. (C) Text.\n\nDOE"))
    assert cable.partial
    assert [issue.code for issue in cable.issues] == ["PARTIAL_RECORD"]
    assert cable.signature is not None
    assert cable.signature.value == "DOE"


@pytest.mark.parametrize(
    ("printed", "number"),
    [("0LDTOWN 22538", "09OLDTOWN22538"), ("NEWILL0 34124", "09NEWILLO34124")],
)
def test_a_digit_at_the_edge_of_a_station_is_a_letter(printed: str, number: str) -> None:
    cable = parse(f"{FRONT}REF: {printed}\n\n1. (C) Text.\n", year=2009)
    assert [reference.mrn for reference in cable.references] == [number]
    assert "LETTER_DIGIT_SWAP" in [issue.code for issue in cable.issues]
