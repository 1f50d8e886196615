"""Two people at one doubt, with real connections: one answer counts, the other is told whose."""

from __future__ import annotations

import pytest

from tests.office import TODAY, Office
from tests.workflow.test_concurrency import log_is_whole, outcome, together
from workflow.actions import intake, reviewing, settling
from workflow.models import Settlement
from workflow.queries.columns import drift
from workflow.queries.dossier import dossier_of
from workflow.queries.doubting import DoubtView, open_doubts
from workflow.states import Fact, ReviewState

pytestmark = pytest.mark.django_db(transaction=True)

UNLEVELED = b"FM TESTVILLE\n\nSUBJECT: A TALK\n\n1. Nothing was agreed.\n"


def cable_in_doubt(office: Office) -> tuple[int, DoubtView]:
    """A cable without a level, and that doubt."""
    receipt = intake.receive(UNLEVELED, file_name="plain.txt", actor=office.cast.otto)
    doubts = dossier_of(office.review(receipt.review_id), on=TODAY).doubts
    return receipt.cable_id, next(doubt for doubt in doubts if doubt.code == "NO_BANNER")


def test_of_two_who_answer_one_doubt_one_is_told_who_was_first(office: Office) -> None:
    cable_id, doubt = cable_in_doubt(office)
    place = {"code": doubt.code, "start": doubt.start, "end": doubt.end}

    def accept() -> None:
        settling.accept(cable_id, **place, reason="", actor=office.cast.otto, on=TODAY)

    def correct() -> None:
        settling.correct(
            cable_id,
            fact=Fact.LEVEL,
            value="SECRET",
            reason="Stamped so.",
            **place,
            actor=office.cast.otto,
            on=TODAY,
        )

    answers = (accept, correct)
    found = together(2, lambda index: outcome(answers[index]))
    assert found.count("done") == 1
    assert any(why.startswith("Otto Orme settled this doubt at ") for why in found)
    assert Settlement.objects.count() == 1
    assert [wrong for _, wrong in drift()] == [()]
    assert log_is_whole()


def test_nothing_is_settled_while_the_review_is_handed_on(office: Office) -> None:
    review_id = office.with_alice()
    office.mark_secrets(review_id)
    office.decide_all(review_id)
    office.settle_doubts(review_id)
    version, cable_id = office.version(review_id), office.review(review_id).cable_id

    def submit() -> None:
        reviewing.submit(review_id, version=version, actor=office.cast.alice, on=TODAY)

    def correct() -> None:
        settling.correct(
            cable_id,
            fact=Fact.ORIGIN,
            value="2009-03-03",
            reason="The stamp says so.",
            actor=office.cast.otto,
            on=TODAY,
        )

    acts = (submit, correct)
    found = together(2, lambda index: outcome(acts[index]))
    state = office.state(review_id)
    # Handed on first, the facts are frozen; corrected first, the date may be in doubt again.
    if found[1] == "done":
        assert Settlement.objects.filter(fact=Fact.ORIGIN.value).exists()
        open_now = open_doubts(dossier_of(office.review(review_id), on=TODAY).doubts)
        assert state is ReviewState.SECOND_REVIEW or open_now
    else:
        assert found[0] == "done" and "does not change" in found[1]
        assert state is ReviewState.SECOND_REVIEW
    assert [wrong for _, wrong in drift()] == [()]
    assert log_is_whole()
