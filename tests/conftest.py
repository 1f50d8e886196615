"""The cast, and a database whose guards let a test clean up after itself.

Alice reviews, Boris is the second reviewer, Charlie reviews elsewhere and may see nothing
here, Dora decides as declassification authority, Rosa and Oskar release, Otto keeps the
records, Ada audits and Adam administers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests.office import TODAY, Cast, Office
from workflow.actors import Level, Role
from workflow.models import AuditHead, AuthorityListing, RoleGrant, User, guards
from workflow.queries.people import actor_of
from workflow.states import EDGES

# In CI the same examples every time, so that a run says something of the change and not of luck;
# elsewhere new ones, so that luck may find what nobody thought of.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("repeatable")

PEOPLE: dict[str, tuple[str, str, tuple[Role, ...], Level]] = {
    "alice": ("Alice", "Arden", (Role.REVIEWER,), Level.SECRET),
    "boris": ("Boris", "Brook", (Role.SENIOR_REVIEWER, Role.REVIEWER), Level.SECRET),
    "charlie": ("Charlie", "Cole", (Role.REVIEWER,), Level.UNCLASSIFIED),
    "dora": ("Dora", "Dale", (Role.DECLASSIFICATION_AUTHORITY,), Level.TOP_SECRET),
    "rosa": ("Rosa", "Reed", (Role.RELEASE_OFFICER,), Level.SECRET),
    "oskar": ("Oskar", "Oaks", (Role.RELEASE_OFFICER,), Level.SECRET),
    "otto": ("Otto", "Orme", (Role.RECORDS_OFFICER,), Level.TOP_SECRET),
    "ada": ("Ada", "Ames", (Role.AUDITOR,), Level.TOP_SECRET),
    "adam": ("Adam", "Ash", (Role.ADMINISTRATOR,), Level.TOP_SECRET),
}


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Static files as they lie in the tree, without digests, which need no collecting."""
    settings.STATIC_ROOT = Path(__file__).parents[1] / "workflow" / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as an office has it: in memory, threads would share one connection."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.db"
        connection.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="session", autouse=True)
def _a_test_may_empty_its_database() -> Iterator[None]:
    """Django empties every table after a test with real transactions; our guards forbid that.

    They are lifted for the emptying and put back, with the empty log.
    """
    empty: Any = TransactionTestCase._fixture_teardown

    def lifted(case: TransactionTestCase) -> None:
        guards.lift(connection)
        empty(case)
        guards.install(connection, EDGES)
        AuditHead.objects.get_or_create(epoch=1)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _folders_of_this_test(settings: Any, tmp_path: Path) -> None:
    """Releases are staged, published and signed for in folders of their own."""
    settings.STAGING = tmp_path / "staging"
    settings.PUBLIC = tmp_path / "public"
    settings.CHECKPOINTS = tmp_path / "checkpoints"


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, with roles and clearance; Dora stands on the list since 2020."""
    for username, (first, last, roles, clearance) in PEOPLE.items():
        user = User(username=username, first_name=first, last_name=last, clearance=clearance)
        user.set_unusable_password()
        user.save()
        RoleGrant.objects.bulk_create(RoleGrant(user=user, role=role.value) for role in roles)
        if Role.DECLASSIFICATION_AUTHORITY in roles:
            AuthorityListing.objects.create(
                user=user,
                office="A/GIS/IPS",
                title="Senior Reviewer",
                listed_from=date(2020, 1, 1),
            )
    users = {user.username: user for user in User.objects.all()}
    return Cast(**{name: actor_of(users[name], TODAY) for name in PEOPLE})


@pytest.fixture
def office(cast: Cast) -> Office:
    """The office with everybody in it."""
    return Office(cast)
