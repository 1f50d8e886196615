"""A release of many marks takes time in proportion, whatever they stand in."""

from __future__ import annotations

import re
import time

import pytest

from redaction.marks import Mark, read_marks
from redaction.release import build_release_copy
from redaction.spans import Span
from tests.redaction.telegrams import HEADER, PAGE_MARK, STAMP

SENTENCES = {
    "one sentence": "Orla{n}x and with her {words}",
    "one paragraph": "Orla{n}x left again. ",
    "paragraphs, page marks": f"{{n}}. (C) Orla{{n}}x [left](#)\n\n{PAGE_MARK}\n\nit.\n\n",
    "the same again": "Orla left the town. ",
}


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_twice_the_gaps_take_about_twice_as_long(sentence):
    def seconds(count: int, times: int) -> float:
        text = HEADER + "1. (C) "
        marks = []
        for n in range(count):
            said = sentence.format(n=n + 2, words="brings what she has ")
            found = re.search("Orla\\w*", said)
            assert found is not None
            place = Span(len(text) + found.start(), len(text) + found.end())
            marks.append(Mark(f"m{n}", (place,), ("(b)(6)",), "name"))
            text += said
        started = time.process_time()
        for _ in range(times):
            build_release_copy(text, marks, STAMP)
        return time.process_time() - started

    seconds(20, 1)
    parts = min(seconds(50, 8) for _ in range(2))
    # The same number of gaps; were each compared with each, it would take eight times as long.
    assert seconds(400, 1) < 4 * parts


def test_a_text_of_wide_characters_is_gone_through_once_for_all_its_marks():
    text = "1. (C) " + "\U0001f600 Orla " * 3000
    ranges = [[10 + 8 * n, 14 + 8 * n] for n in range(3000)]
    given = {"units": "utf-16", "marks": [{"id": "m", "ranges": ranges, "codes": ["(b)(6)"]}]}
    started = time.process_time()
    (mark,) = read_marks(given, text)
    assert time.process_time() - started < 0.5
    assert {place.of(text) for place in mark.ranges} == {"Orla"}
