"""Deletions that no reviewer may make, whatever the reason."""

from __future__ import annotations

from datetime import date

from redaction.authority import determine
from redaction.authority.guards import basis_refusal, ended_refusal, family_refusal

MADE = date(2009, 2, 13)


def test_a_category_must_fit_the_age_of_the_record() -> None:
    assert family_refusal(["1.4(b)", "(b)(6)"], MADE, date(2034, 12, 30)) is None
    refusal = family_refusal(["1.4(b)", "(b)(6)", "25X6"], MADE, date(2034, 12, 31))
    assert refusal is not None
    assert (refusal.code, refusal.about) == ("code_does_not_fit_age", ("1.4(b)",))
    assert "2001.33(h)" in refusal.citation


def test_what_its_own_marking_has_declassified_is_not_withheld_as_classified() -> None:
    ended = determine(MADE, "02/13/2019", None, "S", "2026-01-01")
    running = determine(MADE, "02/13/2034", None, "S", "2026-01-01")
    refusal = ended_refusal(["(b)(1)", "1.4(b)", "(b)(6)"], ended)
    assert refusal is not None
    assert refusal.about == ("(b)(1)", "1.4(b)")
    assert ended_refusal(["(b)(6)"], ended) is None
    assert ended_refusal(["(b)(1)", "1.4(b)"], running) is None


def test_section_3_3_alone_is_a_question_for_a_person_and_no_refusal() -> None:
    reached = determine(MADE, "OADR", None, "S", "2035-01-01")
    assert reached.status == "DECLASSIFIED"
    assert ended_refusal(["25X6"], reached) is None


def test_a_deletion_under_another_statute_names_the_statute() -> None:
    assert basis_refusal(["(b)(3)"], {"statute": "50 U.S.C. 3024(i)"}) is None
    assert basis_refusal(["(b)(6)"], {}) is None
    for basis in ({}, {"statute": " "}):
        refusal = basis_refusal(["(b)(3)", "(b)(6)"], basis)
        assert refusal is not None
        assert (refusal.code, refusal.about) == ("statute_missing", ("(b)(3)",))
