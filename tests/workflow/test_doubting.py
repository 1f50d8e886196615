"""What is told of a doubt: every code has its words, and every doubt its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from redaction.authority.attention import NextAction
from redaction.cable.issues import SEVERITIES
from tests.office import Office
from tests.workflow.answering import (
    FRONT,
    JOINS,
    NO_LEVEL,
    accept,
    doubts,
    on_alices_desk,
    taken_in,
)
from workflow import clock
from workflow.answers import JOINED, NEEDS_PERSON, Answer, Doubt, standing
from workflow.doubts import ASKED, TOLD
from workflow.portions import portions_of
from workflow.queries.doubting import parsed
from workflow.states import FACT_LABELS, Fact, Settling


def test_every_doubt_of_the_parser_has_its_words_and_no_other() -> None:
    told = {code for code, severity in SEVERITIES.items() if severity != "info"}

    assert set(TOLD) == told
    assert set(ASKED) == set(NextAction)
    assert set(FACT_LABELS) == set(Fact)


def test_the_words_are_sentences_and_a_title_is_none() -> None:
    for code, told in TOLD.items():
        assert told.why.endswith(".") and told.cure.endswith("."), code
        assert not told.title.endswith("."), code
        assert len(told.title) <= 50, code
        assert "{" not in told.why.replace("{read_as}", ""), code


def test_a_paragraph_sign_read_as_a_digit_says_what_was_read_as_what(office: Office) -> None:
    cable = office.cable(office.received())
    told = [d.why for d in doubts(office, cable) if d.code == "PILCROW_AS_DIGIT"]

    assert ["“12.” is read as paragraph 2" in told[0], "“14.” is read as paragraph 4" in told[2]]
    assert all("paragraph" in why for why in told)


def test_a_cable_without_a_level_says_that_it_is_held_as_top_secret(office: Office) -> None:
    found = {doubt.code: doubt for doubt in doubts(office, taken_in(office, NO_LEVEL))}

    assert "TOP SECRET" in found["NO_BANNER"].why
    assert found["NO_BANNER"].fact == Fact.LEVEL
    assert found[NEEDS_PERSON].fact == Fact.ORIGIN
    assert found["NO_BANNER"].words == "" and found["NO_BANNER"].portion is None


def test_a_doubt_knows_the_portion_it_lies_in(office: Office) -> None:
    cable = office.cable(office.received())
    keys = {part.key for part in portions_of(parsed(cable), cable.text)}

    found = [(doubt.code, doubt.portion) for doubt in doubts(office, cable)]

    assert found == [
        ("PILCROW_AS_DIGIT", "p1"),
        (JOINED, "p1"),
        ("PILCROW_AS_DIGIT", "p2"),
        ("PILCROW_AS_DIGIT", "p3"),
    ]
    assert {portion for _, portion in found} <= keys


def test_the_words_of_a_doubt_are_those_at_its_place_cut_short(office: Office) -> None:
    line = "E.O. 12958: DECL: " + "NEVER OR LATER " * 20
    cable = taken_in(office, FRONT.replace("E.O. 12958: DECL: 02/21/2034", line) + "1. (C) One.\n")
    (found,) = (doubt for doubt in doubts(office, cable) if doubt.code == NEEDS_PERSON)

    assert found.fact == Fact.EO_LINE
    assert len(found.words) <= 80
    assert cable.text[found.start : found.end].startswith(found.words[:20])


def test_open_doubts_come_before_settled_ones(office: Office) -> None:
    review = on_alices_desk(office, JOINS)
    first, second = doubts(office, review.cable)
    accept(review.cable, first, office.cast.alice)

    again = doubts(office, review.cable)

    assert [doubt.start for doubt in again] == [second.start, first.start]
    assert [doubt.settled is None for doubt in again] == [True, False]
    assert all(doubt.may_undo_join for doubt in again)


ANSWERS = st.builds(
    Answer,
    kind=st.sampled_from(Settling),
    doubt=st.builds(
        Doubt, st.sampled_from([JOINED, "NO_BANNER", NEEDS_PERSON]), st.just(0), st.integers(1, 3)
    ),
    fact=st.sampled_from(Fact),
    value=st.sampled_from(["", "a", "b"]),
    reason=st.just(""),
    who=st.just("Otto"),
    at=st.just(clock.now()),
)


@given(st.lists(ANSWERS, max_size=12))
def test_what_holds_is_what_was_answered_last(answers: list[Answer]) -> None:
    found = standing(answers)

    for fact in Fact:
        values = [a.value for a in answers if a.kind is Settling.CORRECT and a.fact is fact]
        assert found.corrected.get(fact, "") == (values[-1] if values else "")
    for end in (1, 2, 3):
        kinds = [
            a.kind
            for a in answers
            if a.doubt.end == end and a.kind in (Settling.SPLIT, Settling.JOIN)
        ]
        assert (end in found.splits) == bool(kinds and kinds[-1] is Settling.SPLIT)
    assert all(found.settled[doubt] in answers for doubt in found.settled)


@given(st.lists(ANSWERS, max_size=12), st.sampled_from(Fact))
def test_taking_a_correction_back_leaves_nothing_settled_by_it(
    answers: list[Answer], fact: Fact
) -> None:
    back = Answer(Settling.CORRECT, Doubt("", 0, 0), fact, "", "", "Otto", clock.now())

    found = standing([*answers, back])

    assert fact not in found.corrected
    settled = found.settled.values()
    assert not any(a.kind is Settling.CORRECT and a.fact is fact for a in settled)
