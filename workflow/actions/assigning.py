"""Who works on a cable."""

from __future__ import annotations

from workflow import policy
from workflow.actions.door import at_the_desk
from workflow.actors import Actor
from workflow.clock import today
from workflow.errors import Absent, Refused
from workflow.models.acts import Act
from workflow.queries.access import sees
from workflow.queries.people import actor_with


def assign(review_id: int, *, reviewer_id: int, version: int, actor: Actor) -> None:
    """Give a triaged cable to a reviewer whose access covers it."""
    with at_the_desk(review_id, act=Act.ASSIGNED, version=version, actor=actor) as desk:
        policy.may_assign(desk.facts(), actor)
        chosen = _person(reviewer_id)
        policy.may_be_assigned(chosen, sees_the_cable=sees(chosen, desk.review.cable_id))
        desk.review.assign()
        desk.review.reviewer_id = chosen.id
        desk.note(reviewer=f"user:{chosen.id}")


def put_back(review_id: int, *, remark: str, version: int, actor: Actor) -> None:
    """Put a cable back to triage, saying why. Marks and decisions stay as they are."""
    with at_the_desk(review_id, act=Act.PUT_BACK, version=version, actor=actor) as desk:
        policy.may_put_back(desk.facts(), actor)
        policy.must_say_why(remark)
        desk.review.put_back()
        desk.review.reviewer = None
        desk.remark(remark)


def _person(user_id: int) -> Actor:
    """The person chosen; one who does not exist is no reviewer."""
    try:
        return actor_with(user_id, on=today())
    except Absent:
        raise Refused("assignee-no-reviewer") from None
