"""The outbox: from a copy that passed its check to files in public, through any crash.

The decision, the digests of the files and the entry of the log are committed first. Then the
staged files are compared with those digests and their folder is renamed into public; then
the release is marked as published. Whatever stops in between is finished by calling
:func:`publish_pending` again, and nothing is public without a committed decision.

What this does not guard against: a disk that says it has written and has not.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from workflow import clock, policy
from workflow.actions import staging
from workflow.actions.door import Desk, keep, lock
from workflow.actions.rendering import copy_of, file_names
from workflow.actors import SYSTEM
from workflow.errors import Refused
from workflow.models import Outbox, Release
from workflow.models.acts import Act
from workflow.queries.packages import described, is_whole, public, staged

logger = logging.getLogger("declass.publishing")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one release: published, refused with a code, or waiting for the disk."""

    folder: str
    state: Literal["published", "refused", "waiting"]
    code: str = ""


def publish_pending(*, at: datetime | None = None) -> tuple[Outcome, ...]:
    """Finish every release that passed its check; safe to call at any time, by anybody."""
    moment = at or clock.now()
    with staging.alone():
        pending = Outbox.objects.filter(done_at__isnull=True, refused_code="").order_by("pk")
        rows = list(pending.select_related("release__review__cable"))
        outcomes = tuple(_publish(row.release, moment) for row in rows)
    waiting = Release.objects.filter(rejected_at__isnull=True, published_at__isnull=True)
    staging.forget(frozenset(release.folder for release in waiting), at=moment)
    return outcomes


def _publish(release: Release, at: datetime) -> Outcome:
    try:
        _put_in_place(release)
    except Refused as refusal:
        _refuse(release, refusal.code, at)
        return Outcome(release.folder, "refused", refusal.code)
    except OSError:
        logger.warning("a release waits: its files cannot be moved")
        return Outcome(release.folder, "waiting", "disk")
    _finish(release, at)
    return Outcome(release.folder, "published")


def _put_in_place(release: Release) -> None:
    """The verified files, and nothing else, in the public folder of the release."""
    if not public(release).exists():
        if not staged(release).exists():
            _render_again(release)
        if not is_whole(staged(release), release.files):
            raise Refused("bytes-differ")
        staging.move(staged(release), public(release))
    if not is_whole(public(release), release.files):
        raise Refused("bytes-differ")


def _render_again(release: Release) -> None:
    """Staged files were lost: make them again, and demand the same bytes."""
    copy = copy_of(release.review, release.stamp, file_name=release.folder)
    files = file_names(release.folder, copy)
    if [described(name, data) for name, data in files.items()] != release.files:
        raise Refused("bytes-differ")
    with staging.written(files) as folder:
        staging.replace(folder, staged(release))


def _finish(release: Release, at: datetime) -> None:
    """The release is public: say so, once."""
    with transaction.atomic(durable=True):
        desk = Desk(lock(release.review_id, SYSTEM), SYSTEM, Act.PUBLISHED, at)
        outbox = Outbox.objects.get(release=release)
        if outbox.done_at is not None:
            return
        policy.may_publish(desk.facts(), SYSTEM)
        desk.review.publish()
        desk.note(release=release.folder)
        Outbox.objects.filter(pk=outbox.pk).update(done_at=at)
        Release.objects.filter(pk=release.pk).update(published_at=at)
        keep(desk)


def _refuse(release: Release, code: str, at: datetime) -> None:
    """The copy is not what was verified: back to production, and a person looks."""
    with transaction.atomic(durable=True):
        desk = Desk(lock(release.review_id, SYSTEM), SYSTEM, Act.PUBLICATION_REFUSED, at)
        outbox = Outbox.objects.get(release=release)
        if outbox.done_at is not None or outbox.refused_code:
            return
        policy.may_refuse(desk.facts(), SYSTEM)
        desk.review.refuse()
        desk.note(release=release.folder, code=code)
        Outbox.objects.filter(pk=outbox.pk).update(refused_code=code)
        Release.objects.filter(pk=release.pk).update(rejected_at=at)
        keep(desk)
