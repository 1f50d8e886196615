"""What a reviewer may ask for, and every way to ask it wrong."""

from __future__ import annotations

import hashlib

import pytest

from redaction.errors import MarkError
from redaction.marks import GROUNDS, Answer, Mark, MarksFile, Policy
from redaction.spans import Span

TEXT = "1. (C) So 😀 Orla left.\n"
ONE = {"id": "m1", "ranges": [[12, 16]], "codes": ["(b)(6)"]}


def marks_file(*marks: object, **more: object) -> MarksFile:
    return MarksFile.of({"marks": list(marks) or [ONE], **more}, TEXT)


def refusal(*marks: object, **more: object) -> MarkError:
    with pytest.raises(MarkError) as refused:
        marks_file(*marks, **more)
    assert "Orla" not in str(refused.value)
    return refused.value


def test_a_mark_is_read_as_it_is_written():
    (mark,) = marks_file(
        ONE
        | {
            "codes": ["1.4(D)", "b6", "B7(c)", "b6"],
            "extent": "name",
            "basis": {"harm": "  would   harm\n relations ", "note": ""},
            "portion_marks": "withhold",
            "show_codes": False,
        }
    ).marks
    assert mark == Mark(
        id="m1",
        ranges=(Span(12, 16),),
        codes=("(b)(6)", "(b)(7)(C)", "1.4(d)"),
        extent="name",
        basis={"harm": "would harm relations"},
        portion_marks="withhold",
        show_codes=False,
    )


def test_what_is_not_said_is_usual():
    (mark,) = marks_file().marks
    assert (mark.extent, dict(mark.basis), mark.portion_marks, mark.show_codes) == (
        "auto",
        {},
        "keep",
        True,
    )
    assert marks_file().policy == Policy()
    assert marks_file(policy=None, residual_ok=None, units=None).answers == ()
    assert marks_file(stamp={"a": 1}, schema="x", anything=5).stamp == {"a": 1}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ranges": []}, "empty_range"),
        ({"ranges": [[5, 5]]}, "empty_range"),
        ({"ranges": [[9, 4]]}, "empty_range"),
        ({"ranges": [[-1, 4]]}, "out_of_range"),
        ({"ranges": [[12, 25]]}, "out_of_range"),
        ({"ranges": [[1, 3], [12, 99]]}, "out_of_range"),
        ({"codes": []}, "no_code"),
        ({"codes": ["1.4(j)"]}, "unknown_code"),
        ({"codes": ["Orla"]}, "unknown_code"),
        ({"codes": ["(b)(3)"]}, "statute_missing"),
        ({"codes": ["b3"], "basis": {"statute": "  "}}, "statute_missing"),
        ({"extent": "Orla"}, "unknown_extent"),
        ({"extnt": "name"}, "bad_input"),
        ({"extent": 5}, "bad_input"),
        ({"id": 5}, "bad_input"),
        ({"id": None}, "bad_input"),
        ({"ranges": None}, "bad_input"),
        ({"ranges": "12-16"}, "bad_input"),
        ({"ranges": [[12]]}, "bad_input"),
        ({"ranges": [[12, 13, 14]]}, "bad_input"),
        ({"ranges": [[12.0, 16]]}, "bad_input"),
        ({"ranges": [[True, 16]]}, "bad_input"),
        ({"ranges": [12, 16]}, "bad_input"),
        ({"codes": "1.4(d)"}, "bad_input"),
        ({"codes": [6]}, "bad_input"),
        ({"basis": {"reason": "Orla"}}, "bad_input"),
        ({"basis": {"note": 5}}, "bad_input"),
        ({"basis": "Orla"}, "bad_input"),
        ({"basis": {"note": "Or\u200bla"}}, "bad_input"),
        ({"portion_marks": "spare"}, "bad_input"),
        ({"show_codes": "no"}, "bad_input"),
    ],
)
def test_a_mark_that_cannot_be_applied_is_refused_by_name(change, code):
    assert refusal(ONE | change).code == code


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"units": "bytes"}, "bad_input"),
        ({"policy": {"snap": "letters"}}, "bad_input"),
        ({"policy": {"snapp": "word"}}, "bad_input"),
        ({"policy": {"joiners": "none"}}, "bad_input"),
        ({"policy": {"spare_portion_marks": "yes"}}, "bad_input"),
        ({"policy": {"labels": "short"}}, "bad_input"),
        ({"policy": {"residual": "ignore"}}, "bad_input"),
        ({"policy": "word"}, "bad_input"),
        ({"residual_ok": [{"words": "marsh"}]}, "bad_input"),
        ({"residual_ok": [{"reason": "x"}]}, "bad_input"),
        ({"residual_ok": [{"words": "marsh", "range": [0, 1], "reason": "x"}]}, "bad_input"),
        ({"residual_ok": [{"words": " ", "reason": "x"}]}, "bad_input"),
        ({"residual_ok": [{"words": "marsh", "reason": 1}]}, "bad_input"),
        ({"residual_ok": [{"words": "marsh", "reason": "x", "by": "y"}]}, "bad_input"),
        ({"residual_ok": ["marsh"]}, "bad_input"),
        ({"residual_ok": {"words": "marsh"}}, "bad_input"),
        ({"text_sha256": "00" * 32}, "text_changed"),
        ({"text_sha256": "Orla"}, "bad_input"),
        ({"text_sha256": 5}, "bad_input"),
        ({"marks": None}, "bad_input"),
        ({"marks": {}}, "bad_input"),
        ({"marks": ["m1"]}, "bad_input"),
    ],
)
def test_a_file_that_is_not_as_listed_is_refused(more, code):
    assert refusal(**more).code == code


def test_marks_are_an_object():
    for odd in (None, [], "x"):
        with pytest.raises(MarkError) as refused:
            MarksFile.of(odd, TEXT)
        assert refused.value.code == "bad_input"


def test_the_first_fault_in_the_order_of_the_list_is_the_one_reported():
    far = ONE | {"id": "far", "ranges": [[12, 99]]}
    odd = ONE | {"id": "odd", "codes": ["1.4(z)"]}
    assert refusal(far, odd).code == "out_of_range"
    assert refusal(odd, far).code == "unknown_code"
    assert refusal(ONE, far, odd).facts["mark"] == "far"


def test_the_text_is_the_one_the_marks_were_made_on():
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert marks_file(text_sha256=digest.upper()).marks


def test_offsets_of_a_browser_count_utf16_units():
    read = marks_file(
        ONE | {"ranges": [[13, 17]]},
        units="utf-16",
        residual_ok=[{"range": [10, 12], "reason": "a face"}],
    )
    assert read.marks[0].ranges == (Span(12, 16),)
    assert read.answers == (Answer("a face", Span(10, 11)),)
    assert refusal(ONE | {"ranges": [[11, 17]]}, units="utf-16").code == "inside_surrogate"
    assert refusal(ONE | {"ranges": [[12, 99]]}, units="utf-16").code == "out_of_range"
    plain = {"marks": [ONE | {"ranges": [[1, 3]]}], "units": "utf-16"}
    assert MarksFile.of(plain, "Orla").marks[0].ranges == (Span(1, 3),)


def test_answers_are_words_or_a_place_with_a_reason():
    given = [{"words": "marsh", "reason": "the wetland"}, {"range": [1, 2], "reason": "no"}]
    assert marks_file(residual_ok=given).answers == (
        Answer("the wetland", None, "marsh"),
        Answer("no", Span(1, 2), None),
    )


def test_a_policy_says_only_what_is_listed():
    given = {
        "snap": "exact",
        "joiners": "apostrophe",
        "spare_portion_marks": False,
        "labels": "historian",
        "residual": "warn",
    }
    assert Policy.of(given) == Policy("exact", "apostrophe", False, "historian", "warn")
    assert Policy.of({"snap": None}) == Policy()


def test_a_mark_cannot_be_built_wrong_in_code_either():
    with pytest.raises(MarkError):
        Mark("m", (Span(3, 3),), ("1.4(d)",))
    with pytest.raises(MarkError):
        Mark("m", (Span(3, 4),), ("1.4(d)",), basis={"why": "x"})
    mark = Mark("m", (Span(3, 4),), ("B6", "1.4(D)"), basis={"note": "n", "guide": "g"})
    assert mark.codes == ("(b)(6)", "1.4(d)")
    assert list(mark.basis) == [name for name in GROUNDS if name in {"guide", "note"}]
    mark.must_fit("abcd")
    with pytest.raises(MarkError) as refused:
        mark.must_fit("abc")
    assert refused.value.code == "out_of_range"
