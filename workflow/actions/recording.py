"""What an act leaves in the log, and what a refusal leaves.

An act that succeeds is recorded in its own transaction. A refusal undoes the transaction of
the act, so it is recorded in one of its own, and raised on afterwards.
"""

from __future__ import annotations

from django.db import transaction

from workflow.actors import Actor
from workflow.errors import Refused
from workflow.models.acts import Act
from workflow.models.log import keyed, record

__all__ = ["Act", "keyed", "record", "record_absence", "record_refusal"]


def record_refusal(refusal: Refused, *, act: Act, actor: Actor, obj: str) -> None:
    """Record that an act was refused, and with which code."""
    with transaction.atomic():
        record(Act.REFUSED, actor=actor, obj=obj, data={"act": act.value, "code": refusal.code})


def record_absence(*, act: Act, actor: Actor, obj: str) -> None:
    """Record that a person asked for what does not exist for them.

    The thing is named by a keyed digest, so that a reader of the log does not learn from the
    entry whether it exists.
    """
    with transaction.atomic():
        record(Act.ABSENT, actor=actor, obj=f"id:{keyed('absent', obj)}", data={"act": act.value})
