"""Settling doubts: what an answer changes, who may give it, and what it can never do."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from tests.office import TODAY, Office
from tests.workflow.answering import (
    FRONT,
    NO_LEVEL,
    accept,
    codes,
    correct,
    doubts,
    no_drift,
    taken_in,
)
from workflow.actions import reviewing, settling
from workflow.actors import Level
from workflow.answers import JOINED
from workflow.errors import Absent, Refused
from workflow.models import AuditEntry, Cable, Settlement
from workflow.queries.doubting import open_doubts
from workflow.states import Fact


def test_a_settled_doubt_stays_settled_and_says_by_whom(office: Office) -> None:
    review = office.review(office.with_alice())
    before = doubts(office, review.cable)
    joined = next(doubt for doubt in before if doubt.code == JOINED)
    accept(review.cable, joined, office.cast.alice, "One sentence.")

    after = doubts(office, review.cable)

    assert len(after) == len(before)
    assert [doubt for doubt in after if doubt.settled] == [after[-1]]
    settled = after[-1].settled
    assert settled is not None
    assert (settled.kind, settled.who, settled.reason) == ("accept", "Alice Arden", "One sentence.")
    assert Cable.objects.get(pk=review.cable_id).doubts == len(before) - 1
    assert no_drift()


def test_the_same_code_at_another_place_is_a_doubt_of_its_own(office: Office) -> None:
    review = office.review(office.with_alice())
    first, *others = [d for d in doubts(office, review.cable) if d.code == "PILCROW_AS_DIGIT"]
    accept(review.cable, first, office.cast.alice)

    assert [d.start for d in open_doubts(doubts(office, review.cable)) if d.code == first.code] == [
        other.start for other in others
    ]
    with pytest.raises(Refused) as refused:
        settling.accept(
            review.cable_id,
            code=first.code,
            start=first.start,
            end=first.end + 1,
            reason="",
            actor=office.cast.alice,
            on=TODAY,
        )
    assert refused.value.code == "no-such-doubt"


def test_the_second_of_two_answers_is_refused_and_names_the_first(office: Office) -> None:
    review = office.review(office.with_alice())
    doubt = doubts(office, review.cable)[0]
    accept(review.cable, doubt, office.cast.otto)

    with pytest.raises(Refused) as refused:
        accept(review.cable, doubt, office.cast.alice)

    assert refused.value.code == "doubt-settled"
    assert "Otto Orme" in refused.value.why


def test_an_error_is_not_accepted_without_a_reason(office: Office) -> None:
    text = FRONT + "SUBJECT: BOATS\n\n1. (S) One boat.\n\n2. (U) No boat.\n"
    cable = taken_in(office, text)
    (doubt,) = doubts(office, cable)
    assert doubt.severity == "error"
    assert cable.needs_level == Level.SECRET
    with pytest.raises(Refused) as refused:
        accept(cable, doubt, office.cast.otto, "  ")
    assert refused.value.code == "remark-missing"

    accept(cable, doubt, office.cast.otto, "Printed so.")
    assert codes(office, cable) == []


def test_all_warnings_are_accepted_only_if_they_are_those_that_were_seen(office: Office) -> None:
    review = office.review(office.with_alice())
    seen = [(d.code, d.start, d.end) for d in doubts(office, review.cable)]

    def all_at_once(these: list[tuple[str, int, int]]) -> int:
        return settling.accept_warnings(
            review.cable_id, seen=these, reason="", actor=office.cast.alice, on=TODAY
        )

    for stale in (seen[1:], [*seen, ("EMPTY", 0, 0)], []):
        with pytest.raises(Refused) as refused:
            all_at_once(stale)
        assert refused.value.code == "doubts-changed"
    assert all_at_once(seen) == 4
    assert codes(office, review.cable) == []
    with pytest.raises(Refused):
        all_at_once(seen)


def test_whoever_cannot_see_the_cable_cannot_settle(office: Office) -> None:
    review = office.review(office.with_alice())
    doubt = doubts(office, review.cable)[0]
    for nobody in (office.cast.charlie, office.cast.adam, office.cast.ada):
        with pytest.raises(Absent):
            accept(review.cable, doubt, nobody)
        with pytest.raises(Absent):
            correct(review.cable, Fact.SUBJECT, "x", nobody)
        with pytest.raises(Absent):
            settling.split(review.cable_id, end=doubt.end, reason="", actor=nobody, on=TODAY)
    assert not Settlement.objects.exists()


def test_a_reviewer_who_does_not_have_the_cable_settles_nothing(office: Office) -> None:
    review = office.review(office.with_alice())
    doubt = doubts(office, review.cable)[0]

    with pytest.raises(Refused) as refused:
        accept(review.cable, doubt, office.cast.boris)
    assert refused.value.code == "not-assigned"
    with pytest.raises(Refused):
        accept(review.cable, doubt, office.cast.rosa)


def test_nothing_is_settled_from_second_review_to_publication(office: Office) -> None:
    review_id = office.submitted()
    cable = office.cable(review_id)
    joined = next(doubt for doubt in doubts(office, cable) if doubt.code == JOINED)
    for step in (office.concur, office.approve, office.produce, None):
        for actor in (office.cast.otto, office.cast.alice):
            with pytest.raises(Refused):
                correct(cable, Fact.SUBJECT, "A QUAY", actor)
        with pytest.raises(Refused) as refused:
            correct(cable, Fact.SUBJECT, "A QUAY", office.cast.otto)
        assert refused.value.code == "facts-frozen"
        with pytest.raises(Refused):
            settling.split(cable.pk, end=joined.end, reason="", actor=office.cast.otto, on=TODAY)
        if step is not None:
            step(review_id)
    office.pass_check(review_id)

    correct(cable, Fact.SUBJECT, "A QUAY", office.cast.otto)
    with pytest.raises(Refused) as refused:
        settling.split(cable.pk, end=joined.end, reason="", actor=office.cast.otto, on=TODAY)
    assert refused.value.code == "join-decided"


def test_a_returned_review_may_be_settled_anew(office: Office) -> None:
    review_id = office.submitted()
    reviewing.send_back(
        review_id, remark="Part 2.", version=office.version(review_id), actor=office.cast.boris
    )
    cable = office.cable(review_id)
    joined = next(doubt for doubt in doubts(office, cable) if doubt.code == JOINED)

    settling.split(cable.pk, end=joined.end, reason="", actor=office.cast.alice, on=TODAY)

    assert "UNMARKED_PORTION" in codes(office, cable)
    with pytest.raises(Refused) as refused:
        reviewing.submit(
            review_id, version=office.version(review_id), actor=office.cast.alice, on=TODAY
        )
    assert refused.value.code == "open-points"


def test_the_log_holds_no_value_and_no_reason(office: Office) -> None:
    cable = taken_in(office, NO_LEVEL)
    correct(cable, Fact.SUBJECT, "CANARYVALUE", office.cast.otto)
    settling.correct(
        cable.pk,
        fact=Fact.NUMBER,
        value="09 CANARYTOWN 4",
        reason="canaryreason",
        actor=office.cast.otto,
        on=TODAY,
    )
    correct(cable, Fact.SUBJECT, "", office.cast.otto)
    for doubt in open_doubts(doubts(office, cable)):
        accept(cable, doubt, office.cast.otto, "canaryreason")

    log = "".join(AuditEntry.objects.values_list("entry", flat=True)).casefold()
    assert "fact.corrected" in log and "fact.taken_back" in log and "doubt.accepted" in log
    assert "canary" not in log


def test_submission_is_closed_by_open_doubts_and_opened_by_settling_them(office: Office) -> None:
    review_id = office.with_alice()
    office.mark_secrets(review_id)
    office.decide_all(review_id)

    def submit() -> None:
        reviewing.submit(
            review_id, version=office.version(review_id), actor=office.cast.alice, on=TODAY
        )

    with pytest.raises(Refused) as refused:
        submit()
    assert "1 point(s)" in refused.value.why
    office.settle_doubts(review_id)
    submit()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM workflow_settlement",
        "UPDATE workflow_settlement SET value = 'x'",
        "UPDATE workflow_settlement SET reason = 'x'",
        'UPDATE workflow_settlement SET "end" = 9',
        "UPDATE workflow_settlement SET kind = 'join'",
    ],
)
def test_an_answer_is_neither_changed_nor_deleted(office: Office, statement: str) -> None:
    correct(taken_in(office, NO_LEVEL), Fact.SUBJECT, "RAFTS", office.cast.otto)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
