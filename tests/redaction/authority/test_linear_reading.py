"""No line, however long or strange, takes more than linear time to read."""

from __future__ import annotations

import time

import pytest

from redaction.authority import determine, header, portion, reasons

STRETCHES = [
    " ", "\n", "0", "1/", "1 ", "A", "X", "X1,", "X1 AND ", "25X1,", "25X1 ", "(", ")", "((",
    "1.6(X6)", "E.O. ", "E. O.", "DECL", "DECL ", "PAGE ", "A ", "PAGE 1\n", "GDS ", "- ", ". ",
    "/-", "O1 ", "(b)", "b,", "1.4", "AND", "AB", "DECLASSIFIED 1/1/19", "TEN YEARS ", "\u00df",
    "SOURCE MARKED DATE OF SOURCE ", "S E C R E T ", "(S//NF", "REL TO USA, ", "FEB", "13 FEB ",
    "TAGS ",
]  # fmt: skip


def seconds(text: str) -> float:
    start = time.process_time()
    determine("2009-02-13", text, text, "S", "2026-01-01").to_json()
    portion(text)
    header(text)
    reasons(text, None)
    return time.process_time() - start


@pytest.mark.parametrize("stretch", STRETCHES)
@pytest.mark.parametrize("opening", ["", "E.O. 12958: DECL: ", "25X", "(", "1.4 ", "12/31/2015 "])
def test_four_thousand_repeated_characters_are_read_in_an_instant(
    opening: str, stretch: str
) -> None:
    text = opening + (stretch * 4000)[:4000]
    assert min(seconds(text) for _ in range(2)) < 0.1
