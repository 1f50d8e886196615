"""The codes that may be cited, and how people write them."""

from __future__ import annotations

from datetime import date

import pytest

from redaction.authority.catalogue import CODES, canonical_code, code_family, family_of
from redaction.errors import MarkError


def test_every_code_has_a_title_a_citation_and_a_printed_label() -> None:
    assert len(CODES) == 52
    for code in CODES.values():
        assert code.title
        assert code.citation
        assert code.label
        assert "{" not in code.citation


def test_the_catalogue_holds_every_family_and_every_paragraph() -> None:
    assert {f"1.4({letter})" for letter in "abcdefgh"} <= CODES.keys()
    for series in ("25X", "50X", "75X"):
        assert {f"{series}{number}" for number in range(1, 10)} <= CODES.keys()
    assert {f"(b)({number})" for number in range(1, 10)} <= CODES.keys()
    assert {f"(b)(7)({letter})" for letter in "ABCDEF"} <= CODES.keys()
    assert {"50X1-HUM", "50X2-WMD"} <= CODES.keys()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("B6", "(b)(6)"),
        ("b7(c)", "(b)(7)(C)"),
        ("(B)(7)(f)", "(b)(7)(F)"),
        ("1.4(B)", "1.4(b)"),
        ("25x1", "25X1"),
        ("50x1-hum", "50X1-HUM"),
        ("b1", "(b)(1)"),
    ],
)
def test_a_code_is_read_in_any_case_and_by_its_label(written: str, code: str) -> None:
    assert canonical_code(written) == code


@pytest.mark.parametrize("written", ["", "B10", "1.4(i)", "1.5(b)", "25X", "25X12", "X1", "b7(g)"])
def test_a_code_outside_the_catalogue_is_refused_without_repeating_it(written: str) -> None:
    with pytest.raises(MarkError) as refused:
        canonical_code(written)
    assert refused.value.code == "unknown_code"
    assert not written or written not in refused.value.message


def test_every_code_reads_back_as_itself() -> None:
    for code in CODES.values():
        assert canonical_code(code.code) == canonical_code(code.label) == code.code


def test_categories_have_a_family_and_paragraphs_have_none() -> None:
    assert [family_of(code) for code in ("1.4(b)", "25X1", "50X1-HUM", "75X9")] == [
        "1.4",
        "25X",
        "50X",
        "75X",
    ]
    assert {family_of(code) for code in CODES if code.startswith("(b)")} == {None}
    with pytest.raises(MarkError):
        family_of("B6")


def test_what_a_citation_must_name_as_well() -> None:
    needs = {code.code: code.needs for code in CODES.values() if code.needs}
    assert needs == {"(b)(1)": "category", "(b)(3)": "statute", "(b)(5)": "privilege"}


def test_the_family_changes_on_the_last_day_of_the_year_and_not_on_the_birthday() -> None:
    made = date(2009, 2, 13)
    assert code_family(made, date(2034, 12, 30)) == "1.4"
    assert code_family(made, date(2034, 12, 31)) == "25X"
    assert code_family(made, date(2059, 12, 31)) == "50X"
    assert code_family(made, date(2084, 12, 31)) == "75X"
    assert code_family(None, date(2084, 12, 31)) == "1.4"
