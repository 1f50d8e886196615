"""What is withheld here and left there, and what the words around a gap give away."""

from __future__ import annotations

import pytest

from redaction.cable import parse
from redaction.errors import ResidualMention, WithheldTextFound
from redaction.folding import bare, words
from redaction.hints import hints
from redaction.marks import Answer, Mark, Policy
from redaction.release import build_release_copy
from redaction.residual import (
    Secret,
    elsewhere,
    left_of,
    mentions,
    must_be_seen,
    must_not_say,
    secrets_of,
)
from redaction.settle import settle, unseen
from redaction.spans import Span
from redaction.stamp import Stamp
from redaction.vocabulary import vocabulary
from tests.redaction.telegrams import HEADER, PAGE_MARK, STAMP, mark, name, place, released


def found(text: str, *marks: Mark, answers: tuple[Answer, ...] = ()) -> list[str]:
    """The words of the mentions."""
    gaps = settle(text, marks, Policy())
    hidden = unseen(parse(text))
    secrets = secrets_of(text, marks, gaps, hidden)
    return [one.span.of(text) for one in mentions(secrets, left_of(text, gaps, hidden), answers)]


@pytest.mark.parametrize(
    ("left", "again"),
    [
        ("ORLA'S ANSWER", ["ORLA"]),
        ("he saw Orla", ["Orla"]),
        ("Órla and Οrla and Оrlа", ["Órla", "Οrla", "Оrlа"]),
        ("the Orla-led group", ["Orla"]),
        ("Or\u200bla and Or\u00adla", ["Or\u200bla", "Or\u00adla"]),
        ("O\u0301rla", ["O\u0301rla"]),
        ("Orlando", []),
        ("Or la", []),
        ("Orlas", []),
    ],
)
def test_a_withheld_name_is_found_in_other_dress(left, again):
    text = HEADER + f"1. (C) Orla left.\n\n2. (C) Then {left}.\n"
    assert found(text, name(text, "Orla")) == again


def test_each_word_of_a_name_is_secret_but_not_its_title():
    text = HEADER + "1. (C) Minister Jane Venner.\n\n2. (C) The minister, Venners, Jane. So.\n"
    assert found(text, name(text, "Minister Jane Venner")) == ["Venners", "Jane"]


def test_a_long_name_may_grow_by_two_letters_and_a_short_one_not():
    text = HEADER + "1. (C) Venner or Orla.\n\n2. (C) Vennersy, Vennersen, Venne, Orlas.\n"
    assert found(text, name(text, "Venner"), name(text, "Orla", id="m2")) == ["Vennersy"]


def test_short_phrases_are_secret_as_a_whole():
    text = HEADER + "1. (C) They take 7.5 percent.\n\n2. (C) So 7.5 percent; 7 or 5 percent.\n"
    assert found(text, mark(text, "7.5 percent")) == ["7.5 percent"]


def test_a_long_passage_does_not_make_its_words_secret():
    text = HEADER + "1. (C) He said the old harbour will close. The old harbour is old.\n"
    assert found(text, mark(text, "the old harbour will close")) == []
    assert found(text, mark(text, "the old harbour will")) == []
    assert found(text, mark(text, "the old harbour")) == ["The old harbour"]


def test_a_single_word_counts_from_three_letters_or_with_a_nature():
    text = HEADER + "1. (C) It is 51, or me.\n\n2. (C) Near 51 for me.\n"
    assert found(text, mark(text, "51"), mark(text, "me", id="m2")) == []
    assert found(text, mark(text, "51", extent="number")) == ["51"]


def test_a_possessive_does_not_hide_a_phrase():
    text = HEADER + "1. (C) The quay's end.\n\n2. (C) A quay, quay's.\n"
    assert set(found(text, mark(text, "quay"))) == {"quay", "quay's"}


def test_a_mark_that_cuts_a_word_keeps_the_whole_word_secret():
    text = HEADER + "1. (C) Orlando came.\n\n2. (C) See Orlando; Orl.\n"
    assert found(text, name(text, "Orl")) == ["Orlando"]


def test_a_name_counts_before_it_is_merged_into_something_longer():
    text = HEADER + "1. (C) Orla, who left the room in haste. Later Orla came.\n"
    long = mark(text, "who left the room in haste", id="m2")
    assert found(text, name(text, "Orla"), long) == ["Orla"]


def test_a_name_over_a_page_mark_is_one_phrase_and_two_places_are_two():
    text = HEADER + f"1. (C) At New\n\n{PAGE_MARK}\n\nHaven, and new. Old Port. New Haven. Port.\n"
    over = Mark("m", (place(text, "New"), place(text, "Haven")), ("1.4(d)",), extent="place")
    assert found(text, over) == ["New Haven"]
    twice = mark(text, "Old Port", f"New\n\n{PAGE_MARK}\n\nHaven", extent="place")
    assert found(text, twice) == ["New Haven"]


def test_nothing_is_read_across_a_gap_and_everything_across_a_page_mark():
    text = HEADER + (
        "1. (C) Red Quay.\n\n2. (C) Red Orla Quay. It is Red\n\n" + PAGE_MARK + "\n\nQuay again.\n"
    )
    marks = [mark(text, "Red Quay"), name(text, "Orla", id="m2")]
    assert found(text, *marks) == [f"Red\n\n{PAGE_MARK}\n\nQuay"]


def test_page_marks_are_no_mention_since_they_never_leave():
    text = f"1. (C) At Testville.\n\n{PAGE_MARK}\n\n2. (C) End.\n"
    assert found(text, mark(text, "Testville", extent="place")) == []


def test_an_answer_covers_a_place_or_every_place_of_its_words():
    text = HEADER + "1. (C) Mr. Marsh left.\n\n2. (C) The marsh was dry. A salt marsh too.\n"
    marsh = name(text, "Marsh")
    assert found(text, marsh) == ["marsh", "marsh"]
    assert found(text, marsh, answers=(Answer("wetland", place(text, "marsh was")),)) == ["marsh"]
    assert found(text, marsh, answers=(Answer("wetland", None, "MARSH"),)) == []
    assert len(found(text, marsh, answers=(Answer("wetland", None, "salt marsh"),))) == 1
    assert len(found(text, marsh, answers=(Answer("other", None, "--"),))) == 2


def test_a_residual_mention_stops_a_release_and_names_no_word():
    text = HEADER + "1. (C) Orla left.\n\nORLA'S ANSWER\n\n2. (C) None.\n"
    with pytest.raises(ResidualMention) as refused:
        build_release_copy(text, [name(text, "Orla", id="m3")], STAMP)
    start, end = place(text, "ORLA")
    assert refused.value.facts == {"mentions": [{"mark": "m3", "range": [start, end]}]}
    assert "orla" not in str(refused.value).lower()
    made = build_release_copy(text, [name(text, "Orla")], STAMP, Policy(residual="warn"))
    assert made.warnings[0]["code"] == "residual_mention"


@pytest.mark.parametrize(
    ("stamp", "basis", "file_name", "where"),
    [
        ({"title": "Telegram about ORLA"}, {}, "", "stamp.title"),
        ({"reviewer": {"name": "Ann Orla", "position": "Reviewer"}}, {}, "", "stamp.reviewer.name"),
        ({}, {"note": "the name of Orla"}, "", "basis"),
        ({}, {}, "cable-orla-1", "file name"),
    ],
)
def test_no_public_string_names_what_is_withheld(stamp, basis, file_name, where):
    text = HEADER + "1. (C) Orla left.\n"
    marks = [name(text, "Orla", basis=basis)]
    answers = [Answer("always refused", None, "Orla")]
    with pytest.raises(WithheldTextFound) as refused:
        build_release_copy(
            text,
            marks,
            Stamp.of(STAMP.to_json() | stamp),
            Policy(residual="warn"),
            answers,
            file_name=file_name,
        )
    assert refused.value.facts == {"where": where}


def test_the_default_title_is_searched_as_well():
    dated = "O 210810Z FEB 09\n" + HEADER + "1. (C) In Testville.\n"
    secret = [Secret("m", ("testville",), "place")]
    title = released(dated, mark(dated, "In")).released.title
    with pytest.raises(WithheldTextFound):
        must_not_say(secret, [("title", title)])
    must_not_say(secret, [("title", "Telegram (released in part)")])


def test_a_release_that_says_more_than_was_looked_at_is_refused():
    text = HEADER + "1. (C) Orla left. Marsh stayed.\n"
    made = released(text, name(text, "Marsh")).released
    secret = [Secret("m", ("orla",), "name")]
    must_be_seen(secret, left_of(text, [], []), made)
    with pytest.raises(WithheldTextFound):
        must_be_seen(secret, left_of(text, [], [Span(0, len(text))]), made)


def test_the_same_words_elsewhere_are_listed_for_a_reviewer():
    text = "Orla's house. ORLA said: Órla; Orla-led; Orlando."
    others = elsewhere(text, place(text, "Orla's"))
    assert [span.of(text) for span in others] == ["ORLA", "Órla", "Orla"]
    assert elsewhere(text, place(text, "said")) == ()
    assert elsewhere(text, Span(13, 14)) == ()
    twice = "the red quay, the\nRED quay"
    assert elsewhere(twice, place(twice, "red quay")) == (place(twice, "RED quay"),)


def test_words_fold_with_their_places():
    text = "a—Straße_7 ﬁve’s"
    assert [(word.letters, word.span.of(text)) for word in words(text)] == [
        ("a", "a"),
        ("strasse", "Straße"),
        ("7", "7"),
        ("five", "ﬁve"),
        ("s", "s"),
    ]
    assert bare("Ångström-Lee") == ("angstrom", "lee")


def kinds(said: str, *marks: str, **more: str) -> set[str]:
    text = HEADER + f"1. (C) {said}\n"
    made = [mark(text, one, id=one, **more) for one in marks]
    cable = parse(text)
    sanitized = released(text, *made)
    return {hint.kind for hint in hints(text, cable, sanitized.gaps, sanitized.released)}


@pytest.mark.parametrize(
    ("kind", "said", "extent"),
    [
        ("article", "He is an Orla and so on it goes.", "auto"),
        ("gender", "He came. Mr. Orla left the room by himself.", "name"),
        ("title", "The director Paul Orla left by the back door.", "name"),
        ("title", "Then Orla, director of the port, left it.", "name"),
        ("kinship", "Then his brother Orla left by the back door.", "auto"),
        ("number", "In the end Orla are the ones to leave.", "auto"),
        ("alone", "In the end Orla left.", "auto"),
        ("header", "He likes Orla of Washdc harbour very much.", "auto"),
    ],
)
def test_grammar_around_a_gap_is_pointed_out(kind, said, extent):
    drawn = "Orla of Washdc" if kind == "header" else "Orla"
    assert kind in kinds(said, drawn, extent=extent)
    quiet = {"article", "gender", "title", "kinship", "number", "alone", "header", "most"}
    other = kinds("On Friday Orla of Elsewhere left it to others; so much is known.", drawn[:4])
    assert not (other & (quiet - {"alone"}))


def test_a_paragraph_that_is_mostly_withheld_is_pointed_out():
    said = "Then Orla of Newtown told all of us about the harbour and the quay. So."
    drawn = "Orla of Newtown told all of us about the harbour and the quay"
    assert "most" in kinds(said, drawn)
    assert "most" not in kinds(said, "Orla of Newtown")
    whole = HEADER + "1. (C) Orla left.\n"
    made = released(whole, mark(whole, "Orla left."))
    assert not [h for h in hints(whole, parse(whole), made.gaps, made.released) if h.kind == "most"]


def test_the_shipped_words_are_folded_already():
    for listed in vocabulary().values():
        assert all(bare(word) == (word,) for word in listed)
