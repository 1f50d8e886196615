"""What stands on the page for a gap: ground, amount, and one spelling of JSON for all of it."""

from __future__ import annotations

import pytest

from redaction.extents import (
    CLASSES,
    NATURES,
    PRINTED,
    SIZES,
    far_apart,
    is_nature,
    is_size,
    measured,
    together,
)
from redaction.labels import cites_classification, code_text, label, token
from redaction.provenance.canonical import canonical_json


@pytest.mark.parametrize(
    ("codes", "route", "printed"),
    [
        (["1.4(d)"], "foia", "B1 1.4(D)"),
        (["1.4(d)", "1.4(b)", "(b)(6)"], "foia", "B1 1.4(B), 1.4(D); B6"),
        (["1.4(d)", "(b)(1)"], "mdr", "1.4(D)"),
        (["(b)(1)"], "foia", "B1"),
        (["(b)(1)", "(b)(3)"], "mdr", "B1; B3"),
        (["(b)(7)(C)", "(b)(5)", "25X1"], "foia", "B1 25X1; B5; B7(C)"),
        (["50X1-HUM"], "foia", "B1 50X1-HUM"),
        ([], "foia", ""),
    ],
)
def test_codes_are_printed_categories_first(codes, route, printed):
    assert code_text(codes, route=route) == printed


def test_a_label_says_ground_amount_and_whether_it_was_ever_classified():
    assert label(["1.4(d)"], "less-than-1-line", route="foia") == (
        "[B1 1.4(D): less than 1 line not declassified]"
    )
    assert label(["(b)(6)"], "name", route="foia") == "[B6: name not released]"
    assert label(["(b)(1)"], "unstated", route="foia") == "[B1: text not declassified]"
    assert label(["1.4(d)"], "paragraph", route="frus", show_codes=False) == (
        "[1 paragraph not declassified]"
    )
    assert token(3, ["1.4(d)"], "2-lines", route="foia") == "[[WITHHELD B1 1.4(D) | M3 | 2 LINES]]"
    assert token(3, [], "unstated", route="foia") == "[[WITHHELD | M3 | TEXT]]"
    assert cites_classification(["25X1"])
    assert not cites_classification(["(b)(6)"])


def test_there_are_nineteen_classes_and_each_is_printed():
    assert len(CLASSES) == len(set(CLASSES)) == len(PRINTED) == 19
    assert all(is_size(name) != (is_nature(name) or name == "unstated") for name in CLASSES)
    assert PRINTED["more-than-15-lines"] == "more than 15 lines"
    assert PRINTED["amount"] == "dollar amount"
    assert PRINTED["handling"] == "handling restriction"


@pytest.mark.parametrize(
    ("length", "extent"),
    [
        *((1, "less-than-1-line"), (68, "less-than-1-line"), (69, "1-line"), (103, "1-line")),
        *((104, "2-lines"), (172, "2-lines"), (173, "3-to-5-lines"), (379, "3-to-5-lines")),
        *((380, "6-to-15-lines"), (1069, "6-to-15-lines"), (1070, "more-than-15-lines")),
    ],
)
def test_a_measure_is_whole_teletype_lines_halves_up(length, extent):
    assert measured(length) == extent


def test_marks_put_together_declare_the_most_they_may():
    assert together(["name", "unstated", "auto"], 5) == "unstated"
    assert together(["name", "auto"], 5) == "less-than-1-line"
    assert together(["name", "name"], 5) == "name"
    assert together(["2-lines", "name", "paragraph"], 5) == "paragraph"
    assert together(["name", "number"], 5) == "unstated"
    assert set(NATURES).isdisjoint(SIZES)


def test_a_declared_size_far_from_the_measured_one_is_noticed():
    assert far_apart("3-to-5-lines", 10)
    assert not far_apart("1-line", 10)
    assert not far_apart("less-than-1-line", 70)
    assert far_apart("less-than-1-line", 110)
    assert not far_apart("paragraph", 10)
    assert not far_apart("name", 5000)


def test_canonical_json_has_one_spelling_and_no_fractions():
    assert (
        canonical_json({"b": [1, None, True], "a": "é"}) == '{"a":"é","b":[1,null,true]}'.encode()
    )
    assert canonical_json({"a": (1, {"b": 2})}) == b'{"a":[1,{"b":2}]}'
    for odd in (1.5, {1: 2}, {"a": {1, 2}}, [b"x"], {"a": [float("nan")]}):
        with pytest.raises(TypeError):
            canonical_json(odd)
    with pytest.raises(ValueError):
        canonical_json("\ud800")
