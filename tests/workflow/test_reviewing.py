"""Submission, the second pair of eyes, and the authority."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.office import TODAY, Office
from workflow.actions import assigning, determining, marking, reviewing
from workflow.errors import Refused
from workflow.models import Mark, guards
from workflow.queries.dossier import dossier_of
from workflow.queries.points import OpenPoint, open_points
from workflow.states import EDGES, Decision, MarkState, Outcome, ReviewState


def points(office: Office, review_id: int) -> tuple[OpenPoint, ...]:
    return open_points(dossier_of(office.review(review_id), on=TODAY), on=TODAY)


def test_an_undecided_portion_blocks_submission(office: Office) -> None:
    review_id = office.with_alice()

    office.settle_doubts(review_id)
    assert len(points(office, review_id)) == 12
    with pytest.raises(Refused) as refused:
        office.submit(review_id)
    assert refused.value.code == "open-points"
    assert "12" in refused.value.why


@pytest.mark.parametrize(
    ("marked", "decision", "says"),
    [
        ("Marlow", Decision.RELEASE, "words of it are marked"),
        (None, Decision.PART, "nothing in it is marked"),
        ("Marlow", Decision.WITHHOLD, "not all its words are marked"),
        (None, Decision.WITHHOLD, "not all its words are marked"),
        (None, Decision.REFER, "referral cannot be sent"),
    ],
)
def test_a_decision_that_disagrees_with_the_marks_is_an_open_point(
    office: Office, marked: str | None, decision: Decision, says: str
) -> None:
    review_id = office.with_alice()
    if marked:
        first = office.mark(review_id, marked)
        office.mark_same_words(review_id, first.number)
    office.settle_doubts(review_id)
    office.decide_all(review_id)
    assert not points(office, review_id)

    office.decide(review_id, "p0", decision)

    found = points(office, review_id)
    assert [point.portion_key for point in found] == ["p0"]
    assert says in found[0].sentence
    assert found[0].anchor == "portion-p0"


def test_a_portion_that_goes_in_part_keeps_some_words(office: Office) -> None:
    review_id = office.with_alice()
    marking.withhold_portion(
        review_id,
        portion="p2",
        codes=["1.4(d)"],
        extent="paragraph",
        basis={},
        reason="",
        version=office.version(review_id),
        actor=office.cast.alice,
        on=TODAY,
    )
    office.decide_all(review_id)
    office.decide(review_id, "p2", Decision.PART)

    assert "all its words are marked" in points(office, review_id)[1].sentence


def test_withheld_words_that_stand_again_are_an_open_point_for_each_place(office: Office) -> None:
    review_id = office.with_alice()
    office.mark(review_id, "Marlow", extent="name")
    office.settle_doubts(review_id)
    office.decide_all(review_id)

    found = points(office, review_id)

    assert [point.portion_key for point in found] == ["h0", "p1"]
    assert all("M1" in point.sentence for point in found)
    assert not any("marlow" in point.sentence.casefold() for point in found)


def test_a_code_that_is_out_of_date_by_submission_is_an_open_point(office: Office) -> None:
    from datetime import date

    review_id = office.with_alice()
    office.mark_secrets(review_id)
    office.settle_doubts(review_id)
    office.decide_all(review_id)

    later = date(2034, 3, 1)
    found = open_points(dossier_of(office.review(review_id), on=later), on=later)

    assert {point.anchor for point in found} == {"mark-1", "mark-2", "mark-3", "mark-4"}


def test_second_review_approves_and_freezes_the_marks(office: Office) -> None:
    review_id = office.submitted()
    office.concur(review_id)

    review = office.review(review_id)
    assert review.outcome == Outcome.RELEASE_IN_PART
    assert review.marks_digest == reviewing.digest_of_marks(review_id)
    assert review.text_sha256 == review.cable.sha256
    assert review.second_reviewer_id == office.cast.boris.id
    assert {mark.state for mark in review.marks.all()} == {MarkState.APPROVED}


def test_nothing_marked_is_a_release_in_full(office: Office) -> None:
    review_id = office.determined(secrets=False)

    assert office.review(review_id).outcome == Outcome.RELEASE_IN_FULL


def withhold_everything(office: Office) -> int:
    review_id = office.with_alice()
    for portion in dossier_of(office.review(review_id), on=TODAY).portions:
        marking.withhold_portion(
            review_id,
            portion=portion.key,
            codes=["1.4(d)"],
            extent="auto",
            basis={},
            reason="",
            version=office.version(review_id),
            actor=office.cast.alice,
            on=TODAY,
        )
    office.submit(review_id)
    office.concur(review_id)
    return review_id


def test_everything_withheld_is_a_denial_with_its_finding(office: Office) -> None:
    review_id = withhold_everything(office)
    assert office.review(review_id).outcome == Outcome.DENY_IN_FULL

    with pytest.raises(Refused, match="outcome-differs"):
        determining.approve(
            review_id, remark="", version=office.version(review_id), actor=office.cast.dora
        )
    with pytest.raises(Refused, match="segregability-missing"):
        determining.deny(
            review_id, segregability="", version=office.version(review_id), actor=office.cast.dora
        )
    determining.deny(
        review_id,
        segregability="Every sentence identifies the source.",
        version=office.version(review_id),
        actor=office.cast.dora,
    )
    assert office.state(review_id) is ReviewState.DENIED
    assert office.review(review_id).segregability


def test_nobody_concurs_in_their_own_work(office: Office) -> None:
    """Boris holds both roles: assigned as reviewer he cannot be his own second reviewer."""
    review_id = office.in_triage()
    boris = office.cast.boris
    assigning.assign(
        review_id,
        reviewer_id=boris.id,
        version=office.version(review_id),
        actor=office.cast.otto,
    )
    as_alice = type(office)(type(office.cast)(**{**_all(office), "alice": boris}))
    as_alice.decide_all(review_id)
    as_alice.submit(review_id)

    with pytest.raises(Refused, match="own-work"):
        office.concur(review_id)
    assert office.state(review_id) is ReviewState.SECOND_REVIEW


def _all(office: Office) -> dict[str, object]:
    return {name: getattr(office.cast, name) for name in office.cast.__dataclass_fields__}


def test_concurrence_is_in_the_marks_as_they_were_read(office: Office) -> None:
    review_id = office.submitted()

    with pytest.raises(Refused, match="marks-changed"):
        reviewing.concur(
            review_id,
            marks_digest="0" * 64,
            version=office.version(review_id),
            actor=office.cast.boris,
        )
    assert office.state(review_id) is ReviewState.SECOND_REVIEW


def test_a_text_that_was_tampered_with_stops_concurrence(office: Office) -> None:
    review_id = office.submitted()
    guards.lift(connection)
    cable = office.cable(review_id)
    cable.text = cable.text.replace("April", "March")
    cable.save()
    guards.install(connection, EDGES)

    with pytest.raises(Refused, match="text-not-as-received"):
        office.concur(review_id)


def test_what_is_returned_goes_with_a_reason(office: Office) -> None:
    review_id = office.submitted()
    for remark in ("", "  "):
        with pytest.raises(Refused, match="remark-missing"):
            reviewing.send_back(
                review_id,
                remark=remark,
                version=office.version(review_id),
                actor=office.cast.boris,
            )
    reviewing.send_back(
        review_id,
        remark="The number in paragraph 3 is public.",
        version=office.version(review_id),
        actor=office.cast.boris,
    )

    review = office.review(review_id)
    assert review.state == ReviewState.INITIAL_REVIEW
    assert review.reviewer_id == office.cast.alice.id
    assert review.remarks.get().made_by_id == office.cast.boris.id
    assert Mark.objects.filter(state=MarkState.MARKED).exists()


def test_a_cable_put_back_to_triage_waits_for_another_reviewer(office: Office) -> None:
    review_id = office.with_alice()
    assigning.put_back(
        review_id,
        remark="I know the author.",
        version=office.version(review_id),
        actor=office.cast.alice,
    )

    review = office.review(review_id)
    assert (review.state, review.reviewer) == (ReviewState.TRIAGE, None)


def test_only_a_cleared_reviewer_is_assigned(office: Office) -> None:
    review_id = office.in_triage()
    for person, code in (
        (office.cast.charlie.id, "assignee-not-cleared"),
        (office.cast.rosa.id, "assignee-no-reviewer"),
        (4711, "assignee-no-reviewer"),
    ):
        with pytest.raises(Refused, match=code):
            assigning.assign(
                review_id,
                reviewer_id=person,
                version=office.version(review_id),
                actor=office.cast.otto,
            )


def test_numbers_of_releases_are_counted_by_year_and_kept_by_the_cable(office: Office) -> None:
    first = office.in_production()
    second = office.in_production("unclassified.txt", secrets=False)

    assert office.review(first).release_number == "R-2026-000001"
    assert office.review(second).release_number == "R-2026-000002"


def test_an_authority_who_is_not_listed_that_day_decides_nothing(office: Office) -> None:
    from dataclasses import replace

    review_id = office.determined()

    with pytest.raises(Refused, match="not-listed"):
        determining.approve(
            review_id,
            remark="",
            version=office.version(review_id),
            actor=replace(office.cast.dora, listed=False),
        )
