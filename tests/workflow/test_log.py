"""The log, verified from its first entry; each planted fault is found."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from redaction.provenance.errors import AuditError
from redaction.provenance.merkle import TILE_WIDTH, leaf_hash, root
from tests.office import Office
from workflow.actions import recording
from workflow.actors import SYSTEM
from workflow.models import AuditEntry, AuditHead, AuditTile, guards
from workflow.models.acts import ACTS, SENTENCES, Act, sentence_of
from workflow.models.log import Deed, frontier_of, record_all
from workflow.queries.auditing import verify_log
from workflow.states import EDGES

KEY = bytes(range(32))


def codes() -> set[str]:
    return {finding.code for finding in verify_log().findings}


def tamper(*statements: str) -> None:
    """What an owner of the database can do."""
    guards.lift(connection)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    guards.install(connection, EDGES)


def grow_log(entries: int) -> None:
    with transaction.atomic():
        record_all([Deed(Act.CHECKED, SYSTEM, "log", {"n": n}) for n in range(entries)])


def test_an_untouched_log_is_whole(office: Office) -> None:
    office.released()

    log = verify_log()

    assert log.findings == ()
    assert log.size == AuditEntry.objects.count()
    assert log.root == root(frontier_of(AuditHead.objects.get()))


@pytest.mark.parametrize("size", [0, 1, TILE_WIDTH - 1, TILE_WIDTH, 2 * TILE_WIDTH + 3])
def test_tiles_are_kept_for_complete_runs(db: None, size: int) -> None:
    grow_log(size)

    assert AuditTile.objects.count() == size // TILE_WIDTH
    assert verify_log().findings == ()


EDIT = "UPDATE workflow_auditentry SET entry = REPLACE(entry, 'user:', 'usar:') WHERE seq = 3"
FAULTS: dict[str, tuple[tuple[str, ...], str]] = {
    "an entry is edited": ((EDIT,), "leaf"),
    "an entry is respelt": (
        ("UPDATE workflow_auditentry SET entry = REPLACE(entry, ',', ', ') WHERE seq = 3",),
        "form",
    ),
    "an entry is deleted": (("DELETE FROM workflow_auditentry WHERE seq = 3",), "order"),
    "the end is cut off": (("DELETE FROM workflow_auditentry WHERE seq > 3",), "head"),
    "an entry is filed elsewhere": (
        ("UPDATE workflow_auditentry SET obj = 'review:99' WHERE seq = 3",),
        "object",
    ),
    "two entries are swapped": (
        (
            "UPDATE workflow_auditentry SET seq = 100000 WHERE seq = 3",
            "UPDATE workflow_auditentry SET seq = 3 WHERE seq = 4",
            "UPDATE workflow_auditentry SET seq = 4 WHERE seq = 100000",
        ),
        "order",
    ),
    "the head is set back": (("UPDATE workflow_audithead SET size = 2",), "head"),
    "a cable is altered": (
        ("UPDATE workflow_cable SET text = REPLACE(text, 'April', 'March')",),
        "text",
    ),
    "a mark is moved": (("UPDATE workflow_mark SET ranges = '[[700, 709]]'",), "words"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_tampering_is_found(office: Office, fault: str) -> None:
    office.submitted()
    statements, expected = FAULTS[fault]

    tamper(*statements)

    assert expected in codes()


def test_an_altered_tile_is_found(db: None) -> None:
    grow_log(TILE_WIDTH)
    row = AuditTile.objects.get()
    guards.lift(connection)
    AuditTile.objects.filter(pk=row.pk).update(root=bytes(32))

    assert codes() == {"tile"}


def test_a_log_rewritten_whole_is_found_by_its_checkpoint(office: Office) -> None:
    office.received()
    recording.make_checkpoint(KEY)
    rewrite(lambda entry: {**entry, "actor": "user:4711"})

    assert codes() == {"checkpoint"}


def test_without_a_checkpoint_a_log_rewritten_whole_is_not_found(office: Office) -> None:
    """Said in the documentation: that is what checkpoints kept elsewhere are for."""
    office.received()
    rewrite(lambda entry: {**entry, "actor": "user:4711"})

    assert codes() == set()


def test_a_log_shorter_than_its_checkpoint_is_found(office: Office) -> None:
    office.received()
    recording.make_checkpoint(KEY)
    rewrite(lambda entry: entry, keep=1)

    assert codes() == {"shorter"}


def test_a_checkpoint_signed_by_another_key_is_found(office: Office) -> None:
    office.received()
    recording.make_checkpoint(KEY)

    mine, other = (recording.key_of_checkpoints(key) for key in (KEY, bytes(32)))

    assert verify_log([mine]).findings == ()
    assert verify_log([mine]).covered == 2
    assert [finding.code for finding in verify_log([other]).findings] == ["signature"]


def rewrite(change: Callable[[dict[str, object]], dict[str, object]], keep: int = 1000) -> None:
    """Write the whole log anew, with a right tree, as whoever owns the database could."""
    from redaction.provenance.canonical import canonical_json
    from redaction.provenance.merkle import grow

    guards.lift(connection)
    rows = list(AuditEntry.objects.order_by("seq"))
    AuditEntry.objects.filter(seq__gte=keep).delete()
    leaves = []
    for row in rows[:keep]:
        entry = canonical_json(change(json.loads(row.entry)))
        leaves.append(leaf_hash(entry))
        AuditEntry.objects.filter(pk=row.pk).update(entry=entry.decode(), leaf=leaves[-1])
    grown = grow((), 0, leaves)
    AuditHead.objects.update(size=grown.size, frontier=[node.hex() for node in grown.frontier])
    guards.install(connection, EDGES)


def test_a_word_that_is_no_code_or_id_cannot_enter(db: None) -> None:
    with pytest.raises(AuditError), transaction.atomic():
        recording.record(
            Act.CHECKED, actor=SYSTEM, obj="log", data={"why": "a sentence of a cable"}
        )


def test_every_act_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Act)
    assert len(ACTS) == len(Act)
    for act in Act:
        assert sentence_of(act, {}).endswith(".")


def test_a_checkpoint_is_kept_in_the_folder_too(office: Office, settings) -> None:
    office.received()
    note = recording.make_checkpoint(KEY)

    assert (settings.CHECKPOINTS / "1-2.note").read_text("utf-8") == note
