"""Saying of a portion whether it is released, withheld, released in part, or referred."""

from __future__ import annotations

from workflow import policy
from workflow.actions.door import at_the_desk
from workflow.actions.marking import decide_portion
from workflow.actors import Actor
from workflow.errors import Refused
from workflow.models.acts import Act
from workflow.queries.dossier import portions_in
from workflow.states import Decision


def decide(review_id: int, *, portion: str, decision: Decision, version: int, actor: Actor) -> None:
    """Decide one portion, or decide it anew; whether it agrees with the marks is asked on submit.

    Raises:
        Refused: ``no-such-portion``.
    """
    with at_the_desk(review_id, act=Act.PORTION_DECIDED, version=version, actor=actor) as desk:
        policy.may_decide_portions(desk.facts(), actor)
        if portion not in {found.key for found in portions_in(desk.review.cable)}:
            raise Refused("no-such-portion")
        decide_portion(desk, portion, decision)
