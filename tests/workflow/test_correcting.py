"""Corrections of facts: what they reach, what they never open, and how they are taken back."""

from __future__ import annotations

import pytest

from tests.office import TODAY, Office
from tests.workflow.answering import (
    FRONT,
    NO_LEVEL,
    accept,
    codes,
    correct,
    doubts,
    named,
    no_drift,
    taken_in,
)
from workflow.actors import Level
from workflow.answers import NEEDS_PERSON
from workflow.errors import Absent, Refused
from workflow.models import Cable, Settlement
from workflow.queries.columns import drift, needs_level
from workflow.queries.dossier import dossier_of
from workflow.queries.doubting import parsed
from workflow.queries.queues import queue
from workflow.states import Fact


def test_a_correction_reaches_columns_determination_and_queue(office: Office) -> None:
    review = office.review(office.with_alice())
    cable, otto = review.cable, office.cast.otto
    correct(cable, Fact.NUMBER, "09 newtown 00042", otto)
    correct(cable, Fact.ORIGIN, "2008-02-21", otto)
    correct(cable, Fact.EO_LINE, "E.O. 12958: DECL: 02/21/2020", otto)
    correct(cable, Fact.CLASSIFIED_BY, "Classified By: Charge J. Roe, 1.4 (a)", otto)
    correct(cable, Fact.SUBJECT, "A QUAY", otto)

    row = Cable.objects.get(pk=cable.pk)
    assert (row.mrn, row.mrn_display) == ("09NEWTOWN42", "09 NEWTOWN 42")
    assert (str(row.origin_date), row.subject) == ("2008-02-21", "A QUAY")
    assert str(row.effective_date) == "2020-02-21"
    dossier = dossier_of(office.review(review.pk), on=TODAY)
    assert dossier.determination.status == "DECLASSIFIED"
    assert dossier.determination.reasons.reasons == ("1.4(a)",)
    (found,) = queue(office.cast.alice, search="newtown quay", on=TODAY).rows
    assert (found.review_id, found.mrn) == (review.pk, "09 NEWTOWN 42")
    assert no_drift()


def test_taking_a_correction_back_gives_what_the_text_says_and_reopens(office: Office) -> None:
    cable = taken_in(office, NO_LEVEL)
    asked = {doubt.code: doubt for doubt in doubts(office, cable)}
    assert "TOP SECRET" in asked["NO_BANNER"].why
    before = Cable.objects.filter(pk=cable.pk).values().get()
    correct(cable, Fact.LEVEL, "SECRET", office.cast.otto, **named(asked["NO_BANNER"]))
    assert "NO_BANNER" not in codes(office, cable)
    assert Cable.objects.get(pk=cable.pk).level == "SECRET"

    correct(cable, Fact.LEVEL, "", office.cast.otto)

    assert "NO_BANNER" in codes(office, cable)
    assert Cable.objects.filter(pk=cable.pk).values().get() == before
    assert no_drift()
    with pytest.raises(Refused) as refused:
        correct(cable, Fact.LEVEL, "", office.cast.otto)
    assert refused.value.code == "not-corrected"


def test_the_last_of_two_corrections_counts(office: Office) -> None:
    cable = taken_in(office, NO_LEVEL)
    correct(cable, Fact.SUBJECT, "SHIPS", office.cast.otto)
    correct(cable, Fact.SUBJECT, "RAFTS", office.cast.otto)

    assert Cable.objects.get(pk=cable.pk).subject == "RAFTS"
    correct(cable, Fact.SUBJECT, " ", office.cast.otto)
    assert Cable.objects.get(pk=cable.pk).subject == "BOATS"


def test_a_date_that_needs_a_person_is_asked_again_when_its_grounds_change(office: Office) -> None:
    cable = taken_in(office, NO_LEVEL)
    question = next(d for d in doubts(office, cable) if d.code == NEEDS_PERSON)
    accept(cable, question, office.cast.otto, "No copy is better.")
    assert NEEDS_PERSON not in codes(office, cable)

    correct(cable, Fact.ORIGIN, "2001-02-03", office.cast.otto)

    assert NEEDS_PERSON in codes(office, cable)


def test_a_corrected_level_opens_no_portion_that_is_marked_higher(office: Office) -> None:
    cable = taken_in(office, NO_LEVEL)
    correct(cable, Fact.LEVEL, "UNCLASSIFIED", office.cast.otto)

    assert Cable.objects.get(pk=cable.pk).needs_level == Level.SECRET
    with pytest.raises(Absent):
        correct(cable, Fact.SUBJECT, "x", office.cast.charlie)


@pytest.mark.parametrize("level", ["UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"])
@pytest.mark.parametrize(("mark", "needs"), [("TS", 3), ("S", 2), ("C", 1), ("U", 0)])
def test_no_level_is_below_a_portion(office: Office, level: str, mark: str, needs: int) -> None:
    cable = taken_in(office, FRONT + f"1. ({mark}) One.\n\n2. (U) Two.\n")

    assert needs_level(parsed(cable), level) >= needs


def test_only_a_records_officer_says_the_level(office: Office) -> None:
    review = office.review(office.with_alice())

    with pytest.raises(Refused) as refused:
        correct(review.cable, Fact.LEVEL, "UNCLASSIFIED", office.cast.alice)
    assert refused.value.code == "role-missing"
    correct(review.cable, Fact.SUBJECT, "A QUAY", office.cast.alice)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        (Fact.NUMBER, "canary"),
        (Fact.NUMBER, "2009 CANARY 1"),
        (Fact.NUMBER, "09 CANARY 0"),
        (Fact.NUMBER, "09 CANÁRY 1"),
        (Fact.ORIGIN, "2009-02-30"),
        (Fact.ORIGIN, "1899-12-31"),
        (Fact.ORIGIN, "2026-03-03"),
        (Fact.ORIGIN, "20090302"),
        (Fact.LEVEL, "canary"),
        (Fact.LEVEL, "secret"),
        (Fact.LEVEL, "S E C R E T"),
        (Fact.SUBJECT, "canary\ncanary"),
        (Fact.SUBJECT, "canary\x00"),
        (Fact.EO_LINE, "canary\u2028canary"),
        (Fact.CLASSIFIED_BY, "canary" * 100),
    ],
)
def test_a_value_in_the_wrong_form_is_refused_and_not_told(
    office: Office, fact: Fact, value: str
) -> None:
    cable = taken_in(office, NO_LEVEL)

    with pytest.raises(Refused) as refused:
        correct(cable, fact, value, office.cast.otto)

    assert refused.value.code == "fact-malformed"
    assert fact.label in refused.value.why
    assert "canary" not in str(refused.value).casefold()
    assert not Settlement.objects.exists()


def test_drift_is_named_when_a_column_is_tampered_with(office: Office) -> None:
    cable = taken_in(office, NO_LEVEL)
    correct(cable, Fact.SUBJECT, "RAFTS", office.cast.otto)
    assert no_drift()

    Cable.objects.filter(pk=cable.pk).update(subject="BOATS", doubts=0, needs_level=0)

    assert dict(drift())[cable.pk] == ("subject", "needs_level", "doubts")
