"""Reading the declassification line: what it says, and what was done to read it."""

from __future__ import annotations

from datetime import date

import pytest

from redaction.authority import load_pack, read_instruction
from redaction.authority.reading import Reading

MADE = date(2009, 2, 13)


def read(line: str | None, made: date | None = MADE) -> Reading:
    return read_instruction(line, made, load_pack())


@pytest.mark.parametrize(
    ("line", "order", "instruction"),
    [
        ("E.O. 12958: DECL: 02/13/2034", "12958", "02/13/2034"),
        ("EO 12958 DECL: 02/13/2034", "12958", "02/13/2034"),
        ("E.O.1295: NA", "1295", "NA"),
        ("GENEVA: FOR CD DELEGATION E.O. 12958: DECL: 01/11/2035", "12958", "01/11/2035"),
        ("Declassify On: 20201014", None, "20201014"),
        ("02/13/2019", None, "02/13/2019"),
        ("E.O. 11652: GDS", "11652", "GDS"),
        ("E.O. 12958: DECL: 03/18/2018   TAGS: PGOV PREL", "12958", "03/18/2018"),
        ("E.O. 12958: DECL: X1 CLASSIFIED BY: DCM", "12958", "X1"),
        ("E.O. 12356: DECL:OADR\nSECRET   PAGE 02   ROME 03067 211833Z\nTAGS: X", "12356", "OADR"),
        ("E.O. 12958: DECL:", "12958", None),
        ("E.O. 12958", "12958", None),
        ("   ", None, None),
        (None, None, None),
    ],
)
def test_the_instruction_is_found_wherever_the_line_has_it(
    line: str | None, order: str | None, instruction: str | None
) -> None:
    reading = read(line)
    assert (reading.order, reading.instruction) == (order, instruction)


@pytest.mark.parametrize(
    ("instruction", "kind"),
    [
        (None, "missing"),
        ("N/A TO RD/FRD PORTIONS", "rd_frd"),
        ("RESTRICTED DATA", "rd_frd"),
        ("N/A TO NATO PORTIONS", "nato"),
        ("N.A.", "not_applicable"),
        ("--", "not_applicable"),
        ("DECLASSIFIED BY NARA", "declassified_annotation"),
        ("SOURCE MARKED OADR", "source_marked"),
        ("O.A.D.R.", "oadr"),
        ("Originating Agency’s Determination Required", "oadr"),
        ("MR", "manual_review"),
        ("DCI Only", "dci_dni_only"),
        ("SUBJECT TO TREATY OR INTERNATIONAL AGREEMENT", "treaty"),
        ("25X1 - HUMAN", "human_25x1"),
        ("50X1HUM", "hum_50x1"),
        ("50X2-WMD", "wmd_50x2"),
        ("25X1", "exempt_25x"),
        ("50X6, 20451231", "exempt_50x"),
        ("75X", "exempt_75x"),
        ("25X12", "malformed"),
        ("25XY", "malformed"),
        ("1.6(D) X1", "x_exemption"),
        ("X9", "malformed"),
        ("GDS 4/5/85", "legacy_gds"),
        ("XGDS-2", "legacy_xgds"),
        ("RDS-4 6/5/99 (DOE) OR-M", "legacy_rds"),
        ("TWENTY-FIVE YEARS FROM DATE OF SIGNATURE", "duration"),
        ("IN 10 YRS", "duration"),
        ("100 YEARS", "malformed"),
        ("13FEB19", "date"),
        ("O2/13/2O19", "date"),
        ("XXXX XX", "malformed"),
        ("DECEMBER", "malformed"),
        ("AFTER KOREAN UNIFICATION", "event"),
        ("25 YEARS AND END OF TALKS", "event"),
    ],
)
def test_every_instruction_is_of_one_kind(instruction: str | None, kind: str) -> None:
    line = None if instruction is None else f"DECL: {instruction}"
    assert read(line).kind == kind
    assert read(instruction).kind == kind or instruction is None


@pytest.mark.parametrize(
    ("written", "flags"),
    [
        ("2019/2/13", ()),
        ("2/13/2019", ()),
        ("2-13-19", ()),
        ("02 / 13 / 20 19", ()),
        ("20190213", ()),
        ("2019 02 13", ()),
        ("13 FEB 2019", ()),
        ("13-February-19", ()),
        ("13FEB19", ()),
        ("FEBRUARY 13, 2019", ()),
        ("02–13–2019", ()),
        ("13/02/2019", ("day_first_order",)),
        ("02132019", ("mmddyyyy_no_separator",)),
        ("02/l3/2O19", ("ocr_repaired",)),
        ("02/13/2019 (DOE)", ("trailing_text_ignored",)),
        ("02/13/2019 EXTENDED", ("trailing_text_unread",)),
        ("02/13/2019 OR END OF TALKS", ("date_and_event",)),
    ],
)
def test_a_date_is_read_in_every_form_it_is_written_in(
    written: str, flags: tuple[str, ...]
) -> None:
    reading = read(f"DECL: {written}")
    assert (reading.kind, reading.date, reading.flags) == ("date", date(2019, 2, 13), flags)


@pytest.mark.parametrize(
    ("written", "last", "flag"),
    [
        ("02/2020", date(2020, 2, 29), "day_missing"),
        ("FEB 2019", date(2019, 2, 28), "day_missing"),
        ("2019", date(2019, 12, 31), "month_day_missing"),
    ],
)
def test_an_incomplete_date_runs_to_its_last_day_and_says_so(
    written: str, last: date, flag: str
) -> None:
    assert (read(written).date, read(written).flags) == (last, (flag,))


@pytest.mark.parametrize("written", ["02/30/2019", "00/00/0000", "20193113", "30 FEB 19", "0/2019"])
def test_a_date_that_does_not_exist_is_a_damaged_line_and_no_event(written: str) -> None:
    reading = read(written)
    assert (reading.kind, reading.date) == ("malformed", None)


def test_a_short_year_is_the_first_that_comes_after_the_origin() -> None:
    assert read("02/13/34").date == date(2034, 2, 13)
    assert read("6/5/85", date(1979, 6, 5)).date == date(1985, 6, 5)
    assert read("GDS 6/5/19 85", date(1979, 6, 5)).date == date(1985, 6, 5)
    assert read("02/12/09").flags == ("two_digit_year_ambiguous",)
    assert read("02/13/34", None).flags == ("two_digit_year_no_origin",)
    assert read("25X6, 12/31/45", date(2004, 1, 1)).date == date(2045, 12, 31)
    source = "SOURCE MARKED X1, DATE OF SOURCE 5/1/98"
    assert read(source, date(2004, 3, 3)).source == date(1998, 5, 1)


def test_a_source_cannot_be_younger_than_the_record() -> None:
    reading = read("SOURCE MARKED X1, DATE OF SOURCE 5/1/2011")
    assert (reading.source, reading.flags) == (None, ("source_date_after_origin",))


@pytest.mark.parametrize(
    ("written", "codes", "end"),
    [
        ("25X1, 25X6, 20450101", ("25X1", "25X6"), date(2045, 1, 1)),
        ("25X1 AND 6; 1/1/2045", ("25X1", "25X6"), date(2045, 1, 1)),
        ("25X1/25X2/3", ("25X1", "25X2", "25X3"), None),
        ("25X1, 1/1/2045", ("25X1",), date(2045, 1, 1)),
        ("25X1, 3 MAR 2045", ("25X1",), date(2045, 3, 3)),
        ("25X, 20450101", ("25X",), date(2045, 1, 1)),
        ("50X1-HUM", ("50X1-HUM",), None),
    ],
)
def test_the_digits_of_a_date_are_no_exemption_numbers(
    written: str, codes: tuple[str, ...], end: date | None
) -> None:
    assert (read(written).codes, read(written).date) == (codes, end)


def test_what_stands_where_an_exemption_has_its_date_is_never_overlooked() -> None:
    assert read("25X1, UNTIL REVOKED").flags == ("exemption_date_unreadable",)
    assert read("25X1, 20450101 OR END OF TALKS").flags == ("trailing_text_unread",)
    assert read("25X1, 20450101 (DOE)").flags == ("trailing_text_ignored",)


def test_the_date_of_a_review_ends_nothing() -> None:
    reading = read("XDS-2 8/15/09 (DOE, JANE)", date(1979, 8, 15))
    assert (reading.date, reading.review) == (None, date(2009, 8, 15))


def test_the_last_date_of_an_annotation_counts() -> None:
    line = "DECLASSIFIED BY NARA 09/02/2009, REVIEW OF 10/3/2010"
    assert read(line, date(1966, 11, 2)).date == date(2010, 10, 3)
