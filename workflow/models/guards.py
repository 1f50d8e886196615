"""What the database itself refuses, whoever asks: triggers on SQLite and PostgreSQL.

Entries of the log and records of a review are never deleted, what was received and what was
marked is never changed, and a review walks declared arrows only. These hold also for a bulk
update, a shell or another program that opens the database.

What this does not guard against: whoever owns the tables can drop a trigger. The Merkle tree
and the checkpoints kept elsewhere show what was done then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

FUNCTION: Final = "declass_refuse"
KEPT: Final = (
    *("auditentry", "audithead", "audittile", "auditcheckpoint", "cable", "review"),
    *("mark", "portiondecision", "remark", "release", "outbox", "settlement"),
)
FIXED: Final[dict[str, tuple[str, ...]]] = {
    "auditentry": ("seq", "entry", "leaf", "obj"),
    "audittile": ("level", "number", "root"),
    "auditcheckpoint": ("size", "note", "made_at"),
    "cable": ("text", "sha256", "encoding", "file_name", "received_at", "received_by_id"),
    "review": ("cable_id", "route", "opened_at", "opened_for"),
    "mark": (
        *("review_id", "number", "ranges", "codes", "extent", "basis", "portion_marks"),
        *("show_codes", "reason", "words_digest", "made_by_id", "made_at"),
    ),
    "remark": ("review_id", "act", "text", "made_by_id", "made_at"),
    "release": (
        *("review_id", "number", "version", "stamp", "title", "disposition", "codes", "gaps"),
        *("pages", "files", "verification", "marks_digest", "rendered_by_id", "rendered_at"),
    ),
    "settlement": (
        *("cable_id", "kind", "code", "start", "end", "fact", "value", "reason"),
        *("made_by_id", "made_at"),
    ),
}


@dataclass(frozen=True, slots=True)
class Guard:
    """One trigger: before ``event`` on ``table``, ``when`` the condition holds, refuse."""

    name: str
    table: str
    event: str
    message: str
    when: str = ""


def install(connection: BaseDatabaseWrapper, edges: Iterable[tuple[str, str]]) -> None:
    """Create every guard anew; ``edges`` are the (old, new) states a review may walk.

    A table that a later migration makes has no guards yet; that migration installs them.
    """
    lift(connection)
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = '23514'; END $$"
            )
        for guard in guards(connection.vendor, edges):
            if guard.table in there:
                cursor.execute(_created(connection.vendor, guard))


def lift(connection: BaseDatabaseWrapper) -> None:
    """Drop every guard. Only migrations and the emptying of a test database do this."""
    with connection.cursor() as cursor:
        for guard in guards(connection.vendor, ()):
            table = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{table}")


def missing(connection: BaseDatabaseWrapper) -> frozenset[str]:
    """The names of guards that the database does not have.

    A table that a later migration makes misses none: else no migration could make it.
    """
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    tables = set(connection.introspection.table_names())
    wanted = (guard for guard in guards(connection.vendor, ()) if guard.table in tables)
    return frozenset(guard.name for guard in wanted) - there


def guards(vendor: str, edges: Iterable[tuple[str, str]]) -> Iterator[Guard]:
    """Every guard of this kind of database."""
    for table in KEPT:
        yield _guard(table, "kept", "DELETE", f"{table}: a record is never deleted")
        if vendor == "postgresql":
            yield _guard(table, "whole", "TRUNCATE", f"{table}: a record is never deleted")
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    for table, columns in FIXED.items():
        changed = " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns)
        yield _guard(table, "fixed", "UPDATE", f"{table}: what was kept is not changed", changed)
    yield from _of_life(edges)
    if vendor == "sqlite":
        # REPLACE INTO deletes without asking a delete trigger where recursive_triggers is off.
        yield _guard(
            *("auditentry", "once", "INSERT", "auditentry: an entry is never replaced"),
            "EXISTS (SELECT 1 FROM workflow_auditentry WHERE seq = NEW.seq)",
        )


def _of_life(edges: Iterable[tuple[str, str]]) -> Iterator[Guard]:
    """The life of a review, of a mark and of the head of the log."""
    yield _guard(
        *("review", "begins", "INSERT", "review: it begins as received"),
        "NEW.state <> 'RECEIVED'",
    )
    walked = ", ".join(f"'{old}>{new}'" for old, new in sorted(edges)) or "''"
    yield _guard(
        *("review", "walks", "UPDATE", "review: no such transition"),
        f"OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ({walked})",
    )
    yield _guard(
        *("mark", "ends", "UPDATE", "mark: superseded is for good"),
        "OLD.state = 'superseded' AND NEW.state <> 'superseded'",
    )
    yield _guard(
        *("audithead", "grows", "UPDATE", "audithead: a log only grows"),
        "NEW.size < OLD.size OR NEW.epoch <> OLD.epoch",
    )


def _guard(table: str, what: str, event: str, message: str, when: str = "") -> Guard:
    return Guard(f"declass_{table}_{what}", f"workflow_{table}", event, message, when)


def _created(vendor: str, guard: Guard) -> str:
    when = f"WHEN ({guard.when})" if guard.when else ""
    head = f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table}"
    if vendor == "postgresql":
        each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
        return f"{head} FOR EACH {each} {when} EXECUTE FUNCTION {FUNCTION}('{guard.message}')"
    return f"{head} {when} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
