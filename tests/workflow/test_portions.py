"""Nothing is releasable without a decision: portions cover every letter of a cable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.cable import parse
from redaction.settle import unseen
from redaction.spans import merge, subtract
from tests.office import CABLES, WRAPPED, data_of
from workflow.portions import NEVER_LEAVES, Portion, portions_of


def portions(text: str) -> tuple[Portion, ...]:
    return portions_of(parse(text), text)


def undecidable(text: str) -> int:
    """Letters and digits that no portion covers and that would leave all the same."""
    cable = parse(text)
    covered = [span for p in portions_of(cable, text) for span in (*p.spans, *p.labels)]
    lifted = [*unseen(cable), *(s.span for s in cable.segments if s.kind in NEVER_LEAVES)]
    rest = subtract([segment.span for segment in cable.segments], [*covered, *lifted])
    return sum(character.isalnum() for span in rest for character in span.of(text))


@pytest.mark.parametrize("path", sorted(CABLES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_letter_of_a_cable_awaits_a_decision(path) -> None:
    assert undecidable(path.read_bytes().decode()) == 0


LINES = st.sampled_from(
    [
        "",
        "S E C R E T TESTVILLE 000001",
        "NODIS",
        "E.O. 12958: DECL: 01/01/2030",
        "TAGS: PREL, XX",
        "SUBJECT: (C) A SUBJECT",
        "REF: A. NEWTOWN 1",
        "Classified By: Jane Doe, 1.4 (b)",
        "1. (C) One.",
        "2. Two",
        "A HEADING",
        "TESTVILLE 00000001 002 OF 002",
        "S E C R E T SECTION 02 OF 02 TESTVILLE 000001",
        "BT",
        "NNNN",
        "DOE",
        "words of any kind",
        "[1](#)3. (U) Three",
        "¶4. (SBU) Vier größere Wörter",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=14).map("\n".join))
def test_every_letter_of_any_text_awaits_a_decision(text: str) -> None:
    assert undecidable(text) == 0


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, max_size=14).map("\n".join))
def test_portions_do_not_share_words_and_keys_are_given_once(text: str) -> None:
    found = portions(text)
    spans = [span for portion in found for span in portion.spans]

    assert sum(e - s for s, e in spans) == sum(e - s for s, e in merge(spans))
    assert len({portion.key for portion in found}) == len(found)
    assert [portion.start for portion in found] == sorted(portion.start for portion in found)


def test_portions_are_named_as_a_reader_would() -> None:
    found = portions(data_of(WRAPPED).decode())

    assert [(portion.key, portion.name, portion.mark) for portion in found] == [
        ("addressees", "Addressees and routing", ""),
        ("captions", "Classification line and captions", ""),
        ("classified_by", "E.O. and Classified By", ""),
        ("tags", "TAGS", ""),
        ("subject", "SUBJECT", ""),
        ("refs", "REF", ""),
        ("p0", "Paragraph 1", "(C)"),
        ("h0", "Heading 1", ""),
        ("p1", "Paragraph 2", "(C)"),
        ("p2", "Paragraph 3", "(C)"),
        ("p3", "Paragraph 4", "(U)"),
        ("signature", "Signature and end marks", ""),
    ]


def test_numbers_names_and_portion_marks_are_no_words_of_a_portion() -> None:
    text = data_of(WRAPPED).decode()
    found = {portion.key: portion for portion in portions(text)}

    assert [label.of(text) for label in found["p1"].labels] == ["12. (C) "]
    assert [label.of(text) for label in found["subject"].labels] == ["SUBJECT:"]


def test_a_paragraph_cut_by_a_page_mark_is_one_portion_without_the_mark() -> None:
    text = data_of(WRAPPED).decode()
    paragraph = next(portion for portion in portions(text) if portion.key == "p1")

    words = "".join(span.of(text) for span in paragraph.spans)
    assert "Newtown, after it became clear" in words
    assert "002 OF 002" not in words
