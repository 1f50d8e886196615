"""A derivative record takes the longest instruction of its sources."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from redaction.authority import load_pack, longest, read_instruction
from redaction.authority.reading import Reading

LONGEST_FIRST = [
    "N/A TO RD PORTIONS",
    "50X1-HUM",
    "50X2-WMD",
    "50X6, 20751231",
    "50X6, 20701231",
    "25X2, 20501231",
    "25X6, 20501231",
    "25X6, 20451231",
    "02/13/2034",
    "TEN YEARS",
    "WHEN TRAVEL IS COMPLETED",
    "X1",
]


def read(line: str | None) -> Reading:
    return read_instruction(line, date(2009, 2, 13), load_pack())


@given(st.lists(st.sampled_from(LONGEST_FIRST), min_size=1))
def test_the_first_of_the_page_that_is_present_wins(lines: list[str]) -> None:
    chosen = longest(map(read, lines))
    assert chosen is not None
    assert chosen.instruction == min(lines, key=LONGEST_FIRST.index)


def test_an_exemption_without_a_date_outlasts_every_date() -> None:
    chosen = longest(map(read, ["02/13/2034", "25X1", "X1", None]))
    assert chosen is not None
    assert chosen.instruction == "25X1"


def test_without_sources_there_is_no_instruction() -> None:
    assert longest([]) is None
