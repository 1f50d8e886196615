"""Submitting a review, and the second pair of eyes."""

from __future__ import annotations

from datetime import date

from workflow import policy
from workflow.actions.door import Desk, at_the_desk
from workflow.actors import Actor
from workflow.errors import Absent, Refused
from workflow.models import Review
from workflow.models.acts import Act
from workflow.models.digests import MARKS, marks_digest, text_digest
from workflow.models.log import keyed
from workflow.queries.dossier import decisions_of, dossier_of, live_marks, portions_in
from workflow.queries.points import open_points
from workflow.states import Decision, MarkState, Outcome


def submit(review_id: int, *, version: int, actor: Actor, on: date) -> None:
    """Hand a finished review to a second reviewer; every open point blocks it."""
    with at_the_desk(review_id, act=Act.SUBMITTED, version=version, actor=actor) as desk:
        policy.may_decide_portions(desk.facts(), actor)
        points = open_points(dossier_of(desk.review, on=on), on=on)
        policy.may_submit(desk.facts(open_points=len(points)), actor)
        desk.review.submit()
        desk.review.submitted_by_id = actor.id
        desk.note(marks=keyed(MARKS, digest_of_marks(review_id)))


def concur(review_id: int, *, marks_digest: str, version: int, actor: Actor) -> None:
    """Agree with the marks as read: they are approved and frozen, and the outcome is set.

    ``marks_digest`` is that of the page the second reviewer read.
    """
    with at_the_desk(review_id, act=Act.CONCURRED, version=version, actor=actor) as desk:
        policy.may_concur(desk.facts(), actor)
        review = desk.review
        if digest_of_marks(review_id) != marks_digest:
            raise Refused("marks-changed")
        if text_digest(review.cable.text) != review.cable.sha256:
            raise Refused("text-not-as-received")
        review.outcome = _outcome(desk).value
        review.marks_digest = marks_digest
        review.text_sha256 = review.cable.sha256
        review.second_reviewer_id = actor.id
        review.marks.filter(state=MarkState.MARKED).update(state=MarkState.APPROVED.value)
        review.concur()
        desk.note(outcome=review.outcome, marks=keyed(MARKS, marks_digest))


def send_back(review_id: int, *, remark: str, version: int, actor: Actor) -> None:
    """Return a review to its reviewer, with remarks."""
    with at_the_desk(review_id, act=Act.SENT_BACK, version=version, actor=actor) as desk:
        policy.may_send_back(desk.facts(), actor)
        policy.must_say_why(remark)
        desk.review.send_back()
        desk.remark(remark)


def digest_of_marks(review_id: int) -> str:
    """The digest of the marks of a review as they stand.

    Raises:
        Absent: there is no such review.
    """
    review = Review.objects.filter(pk=review_id).first()
    if review is None:
        raise Absent
    return marks_digest(row.to_mark() for row in live_marks(review))


def _outcome(desk: Desk) -> Outcome:
    """What the marks and decisions come to."""
    if not live_marks(desk.review):
        return Outcome.RELEASE_IN_FULL
    decided = decisions_of(desk.review)
    keys = [portion.key for portion in portions_in(desk.review.cable)]
    if all(decided.get(key) is Decision.WITHHOLD for key in keys):
        return Outcome.DENY_IN_FULL
    return Outcome.RELEASE_IN_PART
