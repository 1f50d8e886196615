"""A hostile text of a mebibyte is read in seconds, and four times the text takes four times."""

from __future__ import annotations

import gc
import time

import pytest

from redaction.cable import parse

MEBIBYTE = 1 << 20
UNITS = {
    "line ends": "\n",
    "white lines": " \r\n",
    "header lines": "FM X\nTO RUEHC/Y\nINFO RUEHC/Z\n",
    "parentheses": "(",
    "brackets": "[",
    "page marks": "PAGE 02        TESTVI  00012  150830Z\n",
    "serials": "TESTVILLE 00000311 002 OF 002 ",
    "half links": "[1](#",
    "links": "[1](#)",
    "references": "A. B. REF:",
    "numbers": "1. (",
    "one word": "a",
    "a mask": "X",
    "masks": "xxxxx ",
    "a rule": "-",
    "broken words": "x-\n",
    "tables": "a    b\nc    d\nx-\n",
    "blanks": "\xa0",
}
ORDINARY = "1. (C) The pier will open in spring, and nobody expects more of it.\n\n"
HEAD = "INFO X\nTAGS: PREL\nSUBJECT: Y\n\n"


def seconds(unit: str, length: int) -> float:
    """Processor time of one parse, the collector's share left out."""
    text = HEAD + unit * (length // len(unit))
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        parse(text, year=2009)
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_four_times_the_text_takes_about_four_times_as_long(unit: str) -> None:
    part = min(seconds(unit, MEBIBYTE // 16) for _ in range(3))
    whole = min(seconds(unit, MEBIBYTE // 4) for _ in range(2))
    assert whole < 10 * max(part, 0.01)  # sixteen were quadratic; the clock ticks coarsely


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_a_mebibyte_of_anything_is_read_in_five_seconds(unit: str) -> None:
    # A machine that is slow or busy reads an ordinary mebibyte as slowly.
    ordinary = seconds(ORDINARY, MEBIBYTE)
    assert seconds(unit, MEBIBYTE) < max(5, 40 * ordinary)
