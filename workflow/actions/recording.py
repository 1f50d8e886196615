"""What an act leaves in the log, and what a refusal leaves.

An act that succeeds is recorded in its own transaction. A refusal undoes the transaction of
the act, so it is recorded in one of its own, and raised on afterwards.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction

from redaction.provenance.checkpoint import Checkpoint, VerifierKey, origin, sign, verifier_key
from redaction.provenance.merkle import root
from workflow import clock
from workflow.actors import SYSTEM, Actor
from workflow.errors import Refused
from workflow.models import AuditCheckpoint, AuditHead
from workflow.models.acts import Act
from workflow.models.log import frontier_of, keyed, locked_head, record

__all__ = [
    "Act",
    "key_of_checkpoints",
    "keyed",
    "make_checkpoint",
    "record",
    "record_absence",
    "record_check",
    "record_refusal",
]


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


def record_check(*, size: int, findings: int) -> None:
    """Record that the log was verified, how long it was and how many faults were found."""
    with transaction.atomic(durable=True):
        data = {"size": size, "findings": findings}
        record(Act.CHECKED, actor=SYSTEM, obj="log", data=data)


def make_checkpoint(private_key: bytes) -> str:
    """Sign how long the log is and what its root is; keep the note and return it.

    Raises:
        AuditError: ``bad_key``, or an installation whose name cannot stand in a note.
    """
    with transaction.atomic(durable=True):
        head = locked_head()
        frontier = frontier_of(head)
        said = Checkpoint(origin(settings.INSTANCE, head.epoch), head.size, root(frontier))
        note = sign(said, private_key).decode("utf-8")
        AuditCheckpoint.objects.create(size=head.size, note=note, made_at=clock.now())
        record(Act.CHECKPOINT_MADE, actor=SYSTEM, obj="log", data={"size": head.size})
    folder = Path(settings.CHECKPOINTS)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{head.epoch}-{head.size}.note").write_text(note, "utf-8")
    return note


def key_of_checkpoints(private_key: bytes) -> VerifierKey:
    """What others need to check this installation's checkpoints.

    Raises:
        AuditError: ``bad_key``.
    """
    epoch = AuditHead.objects.latest("epoch").epoch
    return verifier_key(origin(settings.INSTANCE, epoch), private_key)
