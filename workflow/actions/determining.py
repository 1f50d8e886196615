"""The declassification authority's decision."""

from __future__ import annotations

from datetime import date

from workflow import policy
from workflow.actions.door import Desk, at_the_desk
from workflow.actors import Actor
from workflow.clock import today
from workflow.models import Review
from workflow.models.acts import Act
from workflow.models.log import locked_head


def approve(
    review_id: int, *, remark: str, version: int, actor: Actor, on: date | None = None
) -> None:
    """Approve the release; it gets its public number. Whoever approves is listed that day."""
    with at_the_desk(review_id, act=Act.APPROVED, version=version, actor=actor) as desk:
        policy.may_approve(desk.facts(), actor)
        review = desk.review
        review.approve()
        review.authority_id = actor.id
        review.approved_at = desk.at
        review.release_number = review.release_number or _number(desk, on or today())
        desk.remark(remark)
        desk.note(outcome=review.outcome, number=review.release_number)


def deny(review_id: int, *, segregability: str, version: int, actor: Actor) -> None:
    """Deny in full, with the finding that nothing can be released separately."""
    with at_the_desk(review_id, act=Act.DENIED, version=version, actor=actor) as desk:
        policy.may_deny(desk.facts(), actor, segregability=segregability)
        desk.review.deny()
        desk.review.authority_id = actor.id
        desk.review.approved_at = desk.at
        desk.review.segregability = segregability.strip()


def _number(desk: Desk, on: date) -> str:
    """The public number of the cable: that of its earlier releases, or the next of the year.

    Numbers are counted, so that they tell nothing of rows in a database; they are given
    under the lock of the log's head, so that no two are equal.
    """
    locked_head()
    numbered = Review.objects.exclude(release_number="")
    earlier = numbered.filter(cable_id=desk.review.cable_id).first()
    if earlier is not None:
        return earlier.release_number
    begins = f"R-{on:%Y}-"
    given = numbered.filter(release_number__startswith=begins)
    last = given.order_by("-release_number").values_list("release_number", flat=True).first()
    return f"{begins}{int(last.removeprefix(begins)) + 1 if last else 1:06d}"
