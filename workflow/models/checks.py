"""What must be true of the database before anybody works: ``manage.py check --database default``.

F12: SQLite as it must be set up. F13: the guards are in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from workflow.models import guards

PRAGMAS: Final = ("journal_mode=WAL", "synchronous=FULL", "recursive_triggers=ON")


@register(Tags.compatibility)
def sqlite_is_set_up(**_: Any) -> list[CheckMessage]:
    """Without IMMEDIATE half of concurrent claims fail; without FULL an act may be forgotten."""
    found: list[CheckMessage] = []
    for name in connections:
        settings = connections[name].settings_dict
        if connections[name].vendor != "sqlite":
            continue
        options = settings["OPTIONS"]
        lacking = [p for p in PRAGMAS if f"PRAGMA {p}" not in options.get("init_command", "")]
        if options.get("transaction_mode") != "IMMEDIATE":
            lacking.append("transaction_mode=IMMEDIATE")
        if lacking:
            found.append(
                Error(
                    f"SQLite is not set up for concurrent, durable work: {', '.join(lacking)}",
                    hint="Use the address form of DECLASS_DATABASE; settings add the rest.",
                    id="declass.F12",
                )
            )
    return found


@register(Tags.database)
def guards_are_there(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """A database without its guards lets history be rewritten; one without tables is new."""
    return [
        Error(
            f"{len(missing)} guard(s) of the database are missing",
            hint="Restore the database from backup, or call the auditor before you migrate.",
            id="declass.F13",
        )
        for name in databases or ()
        if "workflow_auditentry" in connections[name].introspection.table_names()
        and (missing := guards.missing(connections[name]))
    ]
