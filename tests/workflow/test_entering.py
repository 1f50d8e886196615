"""Log-ins are on record, and a database without its guards is noticed."""

from __future__ import annotations

import json

from django.contrib.auth import authenticate, login, logout
from django.core.checks import run_checks
from django.db import connection, connections
from django.test import RequestFactory

from tests.office import Office
from workflow.models import AuditEntry, User, checks, guards


def entries() -> list[tuple[str, str, str]]:
    found = [json.loads(row.entry) for row in AuditEntry.objects.order_by("seq")]
    return [(entry["act"], entry["actor"], entry["obj"]) for entry in found]


def test_coming_and_going_are_recorded(office: Office, client) -> None:
    user = User.objects.get(username="alice")
    request = RequestFactory().get("/")
    request.session, request.user = client.session, user
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    logout(request)

    me = f"user:{user.pk}"
    assert entries() == [("person.logged_in", me, me), ("person.logged_out", me, me)]


def test_a_failure_is_recorded_without_the_name_that_was_tried(office: Office) -> None:
    assert authenticate(username="a password typed too early", password="x") is None

    ((act, actor, obj),) = entries()
    assert (act, actor) == ("person.log_in_failed", "system")
    assert "password" not in obj


def test_a_database_without_guards_is_no_database_to_work_on(db: None) -> None:
    def found() -> list[str]:
        messages = run_checks(databases=["default"])
        return [message.id for message in messages if str(message.id).startswith("declass.")]

    assert found() == []
    guards.lift(connection)
    assert found() == ["declass.F13"]


def test_sqlite_without_its_settings_is_noticed(monkeypatch) -> None:
    if connection.vendor != "sqlite":
        return
    monkeypatch.setitem(connections["default"].settings_dict, "OPTIONS", {})

    (message,) = checks.sqlite_is_set_up()
    assert "transaction_mode=IMMEDIATE" in message.msg
