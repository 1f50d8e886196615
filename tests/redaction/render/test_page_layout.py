"""Lines and pages: where they break is decided by released characters alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.face import COLUMNS
from redaction.render.engine import Ref
from redaction.render.layout import Row, Run, paginate, rows, wrap
from redaction.render.structure import Element

WORDS = st.text(alphabet="ab ", max_size=400)
A, B = Element("P", None, Ref(1)), Element("Span", None, Ref(2))


def lines_of(text: str) -> list[str]:
    return [text[start:stop] for start, stop in wrap(text)]


@given(WORDS)
def test_the_lines_of_a_passage_put_together_are_the_passage(text):
    lines = lines_of(text)
    assert "".join(lines) == text
    assert all(len(line) <= COLUMNS for line in lines)


@given(WORDS)
def test_a_line_ends_at_a_space_unless_a_word_is_longer_than_the_line(text):
    for line in lines_of(text)[:-1]:
        assert line.endswith(" ") or (len(line) == COLUMNS and " " not in line)


def test_a_word_longer_than_the_line_is_broken_at_the_last_column():
    assert lines_of("x" * 150 + " y") == ["x" * 72, "x" * 72, "x" * 6 + " y"]


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="ab ", min_size=1, max_size=90), min_size=1, max_size=6))
def test_runs_cut_into_rows_keep_their_owner_and_lose_nothing(parts):
    line = [Run((A, B)[n % 2], text) for n, text in enumerate(parts)]
    cut = list(rows(line, kept=False, struck=False))
    joined = "".join(parts)
    assert ["".join(run.text for run in row.runs) for row in cut] == lines_of(joined)
    for owner in (A, B):
        got = "".join(run.text for row in cut for run in row.runs if run.element is owner)
        assert got == "".join(run.text for run in line if run.element is owner)


ROWS = st.lists(
    st.builds(
        lambda white, kept: Row(() if white else (Run(A, "words"),), kept),
        st.booleans(),
        st.booleans(),
    ),
    max_size=40,
)


@given(ROWS, st.integers(min_value=1, max_value=9))
def test_pages_hold_every_line_in_order_and_begin_with_words(laid, height):
    pages = paginate(laid, height)
    said = [row for row in laid if row.runs]
    assert [row for page in pages for row in page if row.runs] == said
    assert all(0 < len(page) <= height for page in pages)
    assert all(page[0].runs for page in pages[1:])


def test_a_heading_does_not_end_a_page():
    word, white, heading = Row((Run(A, "w"),)), Row(), Row((Run(A, "h"),), kept=True)
    laid = [word, word, white, heading, Row(kept=True), word, word]
    assert [len(page) for page in paginate(laid, 5)] == [3, 4]


def test_a_heading_longer_than_a_page_is_broken_all_the_same():
    laid = [Row((Run(A, "h"),), kept=True)] * 7
    assert [len(page) for page in paginate(laid, 3)] == [3, 3, 1]
