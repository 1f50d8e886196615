"""The audit log, and the only function that adds to it.

An entry is written in the transaction of the change it records, under the lock of the log's
head: if either fails, neither is kept. It holds ids, codes, times and keyed digests. Words of
a cable, names and reasons stay in their own rows; what must be tied to an entry enters as
:func:`keyed`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection

from redaction.provenance.entry import Entry, Scalar, Value, entry_bytes, keyed_digest
from redaction.provenance.merkle import Frontier, grow, leaf_hash
from workflow import clock
from workflow.actors import SYSTEM, Actor
from workflow.models.acts import ACTS, Act, role_for
from workflow.models.audit import AuditEntry, AuditHead, AuditTile

# What an entry may hold besides who, what and when: names to words, numbers, or lists of them.
Data = Mapping[str, Value | Sequence[Scalar]]


@dataclass(frozen=True, slots=True)
class Deed:
    """One act on one thing: ``obj`` is a kind and an id (``review:12``)."""

    act: Act
    actor: Actor
    obj: str
    data: Data = field(default_factory=dict)


def keyed(domain: str, words: str | bytes) -> str:
    """A digest that tells nothing to whoever lacks the audit key."""
    data = words.encode("utf-8") if isinstance(words, str) else words
    return keyed_digest(settings.AUDIT_KEY, domain, data)


def record(act: Act, *, actor: Actor, obj: str, data: Data | None = None) -> AuditEntry:
    """Add one entry; see :func:`record_all`."""
    return record_all([Deed(act, actor, obj, data or {})])[0]


def record_all(deeds: Sequence[Deed], at: datetime | None = None) -> list[AuditEntry]:
    """Add entries, in order, in the caller's transaction.

    The head of the log is the last lock an act takes, after those on its own rows.

    Raises:
        RuntimeError: outside a transaction: no entry without its act, no act without its entry.
        AuditError: an entry that holds what no entry may hold.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an entry is written in the transaction of its act")
    head = locked_head()
    moment = (at or clock.now()).astimezone(UTC)
    rows = [_row(head.size + place, moment, deed) for place, deed in enumerate(deeds)]
    grown = grow(frontier_of(head), head.size, (bytes(row.leaf) for row in rows))
    AuditEntry.objects.bulk_create(rows)
    AuditTile.objects.bulk_create(
        AuditTile(level=tile.level, number=tile.number, root=tile.hash) for tile in grown.tiles
    )
    AuditHead.objects.filter(epoch=head.epoch, size=head.size).update(
        size=grown.size, frontier=[node.hex() for node in grown.frontier]
    )
    return rows


def locked_head() -> AuditHead:
    """The head of the log, locked until the transaction ends."""
    return AuditHead.objects.select_for_update().latest("epoch")


def frontier_of(head: AuditHead) -> Frontier:
    """The frontier as the tree wants it."""
    return tuple(bytes.fromhex(node) for node in head.frontier)


def name_of(actor: Actor) -> str:
    """The actor as entries name them."""
    return "system" if actor is SYSTEM else f"user:{actor.id}"


def _row(seq: int, moment: datetime, deed: Deed) -> AuditEntry:
    entry = entry_bytes(
        Entry(
            seq=seq,
            ts=moment,
            act=deed.act.value,
            actor=name_of(deed.actor),
            role=role_for(deed.act),
            obj=deed.obj,
            data={
                name: value
                if value is None or isinstance(value, str | int | tuple)
                else tuple(value)
                for name, value in deed.data.items()
            },
        ),
        ACTS,
    )
    return AuditEntry(seq=seq, obj=deed.obj, entry=entry.decode("ascii"), leaf=leaf_hash(entry))


def _frozen(value: Value | Sequence[Scalar]) -> Value:
    return value if value is None or isinstance(value, str | int | tuple) else tuple(value)
