"""The font program of a release, made a second time by other code."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFontFace

from redaction.face import FACE
from redaction.verify.subset import face, program

FOREIGN = TTFontFace(str(FACE), validate=0, subfontIndex=0)
POINTS = sorted(set(face().glyph_of) - {0xA0})


@given(st.sets(st.sampled_from(POINTS), max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_characters_give_the_program_that_the_writer_gives(points):
    chosen = [0, *sorted({32, *points})]
    assert program(chosen) == FOREIGN.makeSubset(chosen)


def test_every_character_has_the_glyph_that_the_writer_takes():
    assert all(FOREIGN.charToGlyph[point] == face().glyph_of[point] for point in POINTS)


@pytest.mark.parametrize("points", [[0], [0, 32], [0, *POINTS[100:355]]])
def test_the_smallest_and_the_largest_subset_agree(points):
    assert program(points) == FOREIGN.makeSubset(points)
