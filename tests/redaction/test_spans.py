"""Places in a text: what merging, subtracting and cutting promise."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.errors import MarkError
from redaction.spans import Places, Span, cut, from_utf16, merge, subtract, to_utf16, total

spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(0, 12)
)
many = st.lists(spans, max_size=8)
texts = st.text(st.sampled_from("aé\n 😀𝔘\u0301"), max_size=20)


def places(some: list[Span] | tuple[Span, ...]) -> set[int]:
    return {offset for span in some for offset in range(span.start, span.end)}


@given(many)
def test_merging_keeps_the_same_characters_in_as_few_spans_as_possible(some):
    merged = merge(some)
    assert places(merged) == places(some)
    assert all(a.end < b.start for a, b in pairwise(merged))
    assert all(span.start < span.end for span in merged)


@given(many, many)
def test_subtracting_leaves_exactly_what_no_hole_covers(some, holes):
    left = subtract(some, holes)
    assert places(left) == places(some) - places(holes)
    assert list(left) == list(merge(left))


@given(spans, many)
def test_places_answer_about_a_stretch_as_if_all_of_them_were_looked_at(stretch, some):
    known = Places(some)
    assert known.outside(stretch) == subtract([stretch], some)
    assert known.touching(stretch) == tuple(one for one in merge(some) if one.overlaps(stretch))


@given(spans, many)
def test_cutting_partitions_a_span_into_covered_and_uncovered(span, at):
    pieces = cut(span, at)
    assert [offset for piece in pieces for offset in range(*piece.span)] == list(range(*span))
    for piece in pieces:
        inside = places([piece.span])
        assert inside <= places(at) if piece.covered else not inside & places(at)


@given(texts)
def test_every_offset_survives_the_way_to_utf16_and_back(text):
    for offset in range(len(text) + 1):
        units = to_utf16(text, offset)
        assert units == len(text[:offset].encode("utf-16-le")) // 2
        assert from_utf16(text, units) == offset


@pytest.mark.parametrize(
    ("units", "code"), [(1, "inside_surrogate"), (4, "out_of_range"), (-1, "out_of_range")]
)
def test_an_offset_between_the_halves_of_a_character_or_outside_is_refused(units, code):
    with pytest.raises(MarkError) as refused:
        from_utf16("😀a", units)
    assert refused.value.code == code


def test_spans_say_what_they_share_and_cover():
    assert Span(1, 3).of("abcd") == "bc"
    assert Span(1, 3).overlaps(Span(2, 5))
    assert not Span(1, 3).overlaps(Span(3, 5))
    assert Span(1, 5).covers(Span(1, 5))
    assert not Span(1, 5).covers(Span(0, 2))
    assert total([Span(1, 3), Span(7, 8)]) == 3
