"""The categories on the "Classified By" line."""

from __future__ import annotations

from datetime import date

import pytest

from redaction.authority import reasons


@pytest.mark.parametrize(
    ("line", "letters"),
    [
        ("Classified By: DCM Jane Doe, reasons 1.4 (b) and (d)", "bd"),
        ("Classified By: DCM, reasons 1.4 b/d", "bd"),
        ("reasons 1.4 (B&D).", "bd"),
        ("reasons 1.4 (b+d)", "bd"),
        ("reasons 1.4(b)(d)", "bd"),
        ("reasons 1.4 a,b,and d.", "abd"),
        ("reasons 1.4 (b and (d)", "bd"),
        ("REASON: 1.4 (d). Declassify On: 2019", "d"),
        ("REA\nSONS 1.\n4 (b) a\nnd (d)", "bd"),
        ("E.O. 12958 reason 1,4 (c)", "c"),
        ("Reason 1.4 BD", "bd"),
        ("Reason 1.4 (d) ORDER 5", "d"),
    ],
)
def test_letters_are_read_however_they_are_joined(line: str, letters: str) -> None:
    read = reasons(line, date(2009, 2, 13))
    assert "".join(read.letters) == letters
    assert read.section == "1.4"
    assert read.flags == ()


def test_a_reason_of_the_order_of_1995_is_cited_as_todays_and_keeps_what_was_printed() -> None:
    read = reasons("REASON 1.5.D.", date(1996, 3, 20))
    assert (read.section, read.reasons) == ("1.5", ("1.4(d)",))


@pytest.mark.parametrize(
    ("line", "made", "flags"),
    [
        (None, date(2009, 1, 1), ("reason_missing",)),
        ("Classified By: DCM Jane Doe", date(2009, 1, 1), ("reason_missing",)),
        ("DERIVED FROM: DSCG 05-01", date(2009, 1, 1), ("derivative_no_reason",)),
        ("Reasons: (b) and (d)", date(2009, 1, 1), ("section_missing",)),
        ("1.4 (b), (b)", date(2009, 1, 1), ("duplicate_letter",)),
        ("1.4 (b), (k)", date(2009, 1, 1), ("letter_invalid",)),
        ("1.5 (h)", date(1999, 1, 1), ("letter_invalid",)),
        ("1.2 (b)", date(2009, 1, 1), ("section_invalid",)),
        ("1.4 (b)", date(2003, 3, 24), ("section_out_of_period",)),
        ("1.5 (b)", date(2003, 9, 22), ("section_out_of_period",)),
        ("1.5 (b)", None, ()),
    ],
)
def test_what_does_not_fit_is_flagged(
    line: str | None, made: date | None, flags: tuple[str, ...]
) -> None:
    assert reasons(line, made).flags == flags


def test_a_letter_that_did_not_exist_stays_readable() -> None:
    assert reasons("1.5 (h)", date(1999, 1, 1)).reasons == ("1.4(h)",)
