"""What the database refuses, whoever asks."""

from __future__ import annotations

import importlib

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from tests.office import Office
from workflow.actors import SYSTEM
from workflow.models import AuditEntry, Mark, Review, guards, log
from workflow.models.acts import Act
from workflow.queries.columns import drift
from workflow.states import EDGES, ReviewState


def refused(statement: str, *values: object) -> None:
    """The statement fails, and leaves the transaction of the test usable."""
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_arrows_of_the_database_are_those_of_the_rules() -> None:
    migration = importlib.import_module("workflow.migrations.0002_guards")

    assert frozenset(migration.EDGES) == EDGES


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_a_migrated_database_has_every_guard() -> None:
    assert guards.missing(connection) == frozenset()


@pytest.mark.django_db
def test_a_dropped_guard_is_noticed() -> None:
    with connection.cursor() as cursor:
        on = " ON workflow_cable" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER declass_cable_fixed{on}")

    assert guards.missing(connection) == {"declass_cable_fixed"}


@pytest.mark.django_db(transaction=True)
def test_an_office_of_an_earlier_version_is_brought_up_to_date(office: Office) -> None:
    """With cables in it: the checks let the migrations run, and no guard is lost either way."""
    cable = office.cable(office.received())
    call_command("migrate", "workflow", "0002", verbosity=0, skip_checks=True)
    assert guards.missing(connection) == frozenset()

    call_command("migrate", verbosity=0, skip_checks=False)

    assert guards.missing(connection) == frozenset()
    assert office.cable(office.received("unclassified.txt")).pk != cable.pk
    assert [wrong for _, wrong in drift()] == [(), ()]


@pytest.mark.parametrize("column", ["entry", "obj"])
def test_an_entry_of_the_log_is_never_changed(office: Office, column: str) -> None:
    office.received()

    refused(f"UPDATE workflow_auditentry SET {column} = 'x' WHERE seq = 0")


def test_an_entry_of_the_log_is_never_deleted(office: Office) -> None:
    office.received()

    refused("DELETE FROM workflow_auditentry")
    refused("DELETE FROM workflow_audithead")


def test_an_entry_of_the_log_is_never_replaced(office: Office) -> None:
    office.received()
    if connection.vendor == "sqlite":
        refused("REPLACE INTO workflow_auditentry VALUES (0, 'cable:1', '{}', x'00')")
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        refused("TRUNCATE workflow_auditentry")
        refused("TRUNCATE workflow_cable CASCADE")


def test_replacing_is_refused_even_where_recursive_triggers_are_off(office: Office) -> None:
    if connection.vendor != "sqlite":
        return  # There is no REPLACE elsewhere.
    office.received()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
        try:
            refused("REPLACE INTO workflow_auditentry VALUES (0, 'cable:1', '{}', x'00')")
        finally:
            cursor.execute("PRAGMA recursive_triggers=ON")


def test_the_head_of_the_log_never_shrinks(office: Office) -> None:
    office.received()

    refused("UPDATE workflow_audithead SET size = 1")


@pytest.mark.parametrize("column", ["text", "sha256", "encoding", "file_name"])
def test_a_cable_stays_as_received(office: Office, column: str) -> None:
    office.received()

    refused(f"UPDATE workflow_cable SET {column} = 'x'")


@pytest.mark.parametrize(
    "table",
    [
        *("cable", "review", "mark", "portiondecision", "remark", "release", "outbox"),
        "settlement",
    ],
)
def test_a_record_is_never_deleted(office: Office, table: str) -> None:
    release = office.released()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO workflow_remark (review_id, act, text, made_by_id, made_at)"
            " VALUES (%s, 'x', 'x', %s, '2026-01-01 00:00:00+00:00')",
            [release.review_id, office.cast.otto.id],
        )

    refused(f"DELETE FROM workflow_{table}")


def test_a_mark_is_superseded_and_never_edited(office: Office) -> None:
    review_id = office.with_alice()
    office.mark(review_id, "Marlow")

    refused("UPDATE workflow_mark SET ranges = '[[0, 3]]'")
    refused("UPDATE workflow_mark SET words_digest = 'x'")


def test_a_superseded_mark_does_not_come_back(office: Office) -> None:
    from workflow.actions import marking

    review_id = office.with_alice()
    made = office.mark(review_id, "Marlow")
    marking.remove(
        review_id,
        number=made.number,
        version=office.version(review_id),
        actor=office.cast.alice,
    )

    refused("UPDATE workflow_mark SET state = 'marked', superseded_at = NULL")
    assert Mark.objects.get().state == "superseded"


def test_a_review_begins_as_received(office: Office) -> None:
    review = office.review(office.received())
    other = Review(
        cable=review.cable,
        route=review.route,
        state=ReviewState.RELEASED.value,
        opened_at=review.opened_at,
        opened_for="elsewhere",
        changed_at=review.changed_at,
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_a_review_walks_declared_arrows_only(office: Office) -> None:
    review_id = office.received()
    for old in ReviewState:
        for new in ReviewState:
            if old is new:
                continue
            _put(review_id, old)
            statement = f"UPDATE workflow_review SET state = '{new}' WHERE id = {review_id}"
            if (old.value, new.value) in EDGES:
                with connection.cursor() as cursor:
                    cursor.execute(statement)
            else:
                refused(statement)


def _put(review_id: int, state: ReviewState) -> None:
    """Stand a review anywhere, with the one guard lifted."""
    on = " ON workflow_review" if connection.vendor == "postgresql" else ""
    walks = next(g for g in guards.guards(connection.vendor, EDGES) if g.name.endswith("_walks"))
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {walks.name}{on}")
        cursor.execute(f"UPDATE workflow_review SET state = '{state}' WHERE id = {review_id}")
        cursor.execute(guards._created(connection.vendor, walks))


def test_the_state_of_reviews_is_not_updated_in_bulk(office: Office) -> None:
    office.received()

    with pytest.raises(TypeError):
        Review.objects.update(state=ReviewState.RELEASED.value)
    with pytest.raises(TypeError):
        Review.objects.bulk_update(Review.objects.all(), ["state"])


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_its_act_is_a_defect() -> None:
    with pytest.raises(RuntimeError):
        log.record(Act.CHECKED, actor=SYSTEM, obj="log")

    assert not AuditEntry.objects.exists()
