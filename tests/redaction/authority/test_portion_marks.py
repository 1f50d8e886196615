"""Portion marks, classification lines and the level of the whole."""

from __future__ import annotations

import pytest

from redaction.authority import header, portion, rollup
from redaction.errors import AuthorityInputError


@pytest.mark.parametrize(
    ("text", "level", "controls"),
    [
        ("(C) text", "C", ()),
        ("  12. (S/NF) text", "S", ("NOFORN",)),
        ("1) ( TS ) text", "TS", ()),
        ("(c) text", "C", ()),
        ("(SBU-NF) text", "SBU", ("NOFORN",)),
        ("(U//SBU-NF) text", "SBU", ("NOFORN",)),
        ("(S//REL TO USA, GBR//OC) text", "S", ("REL TO USA, GBR", "ORCON")),
        ("(S//REL USA GBR) text", "S", ("REL TO USA, GBR",)),
        ("(S//FGI GBR//NF) text", "S", ("FGI GBR", "NOFORN")),
        ("(S//FGI) text", "S", ("FGI",)),
        ("(//GBR S) text", "S", ("FGI GBR",)),
        ("(//NATO S) text", "S", ("FGI NATO",)),
        ("(GBR-C) text", "C", ("FGI GBR",)),
        ("(//FGI U) text", "U", ("FGI",)),
    ],
)
def test_a_mark_is_read_with_its_controls_in_their_order(
    text: str, level: str, controls: tuple[str, ...]
) -> None:
    mark = portion(text)
    assert mark is not None
    assert (mark.level, mark.controls, mark.flags) == (level, controls, ())


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("1. C) text", ("unbalanced_parenthesis",)),
        ("(LOU) text", ("legacy_LOU",)),
        ("(S//XYZ//NF) text", ("unknown_control:XYZ",)),
        ("(//AUS R) text", ("foreign_restricted_handled_as_C",)),
        ("(S - ENTIRE TEXT.) text", ("entire_text",)),
        ("CONFIDENTIAL - ENTIRE TEXT.", ("entire_text",)),
    ],
)
def test_a_mark_that_is_odd_says_so(text: str, flags: tuple[str, ...]) -> None:
    mark = portion(text)
    assert mark is not None
    assert mark.flags == flags


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain text",
        "(b) and (d)",
        "(1) first",
        "(ii) second",
        "(See ref A)",
        "(//SBU S) text",
        "(FGI-U) text",
        "(S-A LONG REMARK) text",
        "(C text",
        "Content) text",
        "(C\n) text",
        "(" + "S" * 61 + ") text",
    ],
)
def test_other_parentheses_are_no_marks(text: str) -> None:
    assert portion(text) is None


def test_the_mark_ends_just_after_its_parenthesis() -> None:
    text = "\t3. (S//NF) text"
    mark = portion(text)
    assert mark is not None
    assert text[: mark.end].endswith("(S//NF)")


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("S E C R E T SECTION 01 OF 02 BERN 000881", "S"),
        ("T O P  S E C R E T STATE 1", "TS"),
        ("UNCLAS SENSITIVE PANAMA 1", "SBU"),
        ("UNCLASSIFIED SBU", "SBU"),
        ("UNCLAS PANAMA 1", "U"),
        ("LIMITED OFFICIAL USE BONN 1", "SBU"),
        ("SECRETARY OF STATE", None),
        ("SENSITIVE BUT UNCLASSIFIED", None),
        ("", None),
    ],
)
def test_a_classification_line_starts_with_its_level(line: str, level: str | None) -> None:
    assert header(line) == level


def test_the_whole_is_as_high_as_its_highest_part() -> None:
    assert rollup(["U", "S"], "C") == ("S", ("header_below_highest_portion",))
    assert rollup(["U"], "C") == ("C", ("header_above_highest_portion",))
    assert rollup(["U", None], "C") == ("C", ("unmarked_portion",))
    assert rollup([], "C") == ("C", ())
    assert rollup([], None) == (None, ())


def test_a_level_nobody_knows_is_refused() -> None:
    with pytest.raises(AuthorityInputError):
        rollup(["R"], "C")
