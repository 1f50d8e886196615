"""A publisher that is really gone: a process that dies at each step, and one that goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.office import Office
from workflow.actions import publishing
from workflow.models import AuditEntry, Outbox, Release
from workflow.queries.auditing import verify_log
from workflow.states import ReviewState

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
DEATH = 9
# Where the child dies: the function it never comes out of, and whether it did its work first.
STEPS = {
    "before the files are moved": ("staging", "move", False),
    "after the files were moved": ("staging", "move", True),
    "before the end is committed": ("publishing", "keep", True),
    "after the end was committed": ("publishing", "_finish", True),
}
CHILD = """
import os, sys, django
django.setup()
from workflow.actions import publishing, staging
module, name, works = {"staging": staging, "publishing": publishing}[sys.argv[1]], *sys.argv[2:]
step = getattr(module, name)
def dies(*given, **named):
    if works == "True":
        step(*given, **named)
    os._exit(int(os.environ["DEATH"]))
setattr(module, name, dies)
publishing.publish_pending()
"""


def address() -> str:
    """The database of this test, as the environment names it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:{name}"
    return urlsplit(os.environ["DECLASS_DATABASE"])._replace(path=f"/{name}").geturl()


def die(step: str, var: Path) -> int:
    module, name, works = STEPS[step]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DECLASS_DATABASE": address(),
        "DECLASS_VAR": str(var),
        "DEATH": str(DEATH),
    }
    command = [sys.executable, "-c", CHILD, module, name, str(works)]
    return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


@pytest.mark.parametrize("step", STEPS)
def test_a_publisher_that_died_is_succeeded_by_the_next(
    office: Office, settings, tmp_path: Path, monkeypatch, step: str
) -> None:
    review_id = office.in_check()
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "publish_pending", lambda: ())
        office.pass_check(review_id)

    assert die(step, tmp_path) == DEATH
    assert Outbox.objects.count() == 1
    publishing.publish_pending()

    release = Release.objects.get()
    assert office.state(review_id) is ReviewState.RELEASED
    assert [path.name for path in Path(settings.PUBLIC).iterdir()] == [release.folder]
    assert release.published_at is not None
    published = AuditEntry.objects.filter(entry__startswith='{"act":"review.publish"')
    assert published.count() == 1
    assert not verify_log().findings
