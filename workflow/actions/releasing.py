"""Producing a release copy and checking it: two people, and a gate that opens for clean bytes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Max

from redaction.release import ReleaseCopy
from workflow import policy
from workflow.actions import publishing, staging
from workflow.actions.door import Desk, at_the_desk, refusals_recorded, seen
from workflow.actions.rendering import copy_of, file_names, full_stamp, must_be_as_concurred
from workflow.actors import Actor
from workflow.errors import Refused
from workflow.models import AuditCheckpoint, Outbox, Release
from workflow.models.acts import Act
from workflow.queries.packages import described, staged


def produce(
    review_id: int, *, stamp: Mapping[str, Any], version: int, actor: Actor, on: date
) -> Release:
    """Render and verify the copy outside any lock, stage it, and hand it to the check.

    Raises:
        Refused: ``release-refused`` when the gate finds anything; nothing is written then.
    """
    with refusals_recorded(act=Act.PRODUCED, actor=actor, obj=f"review:{review_id}"):
        review = seen(review_id, version=version, actor=actor)
        policy.may_produce(review.facts(), actor)
        printed = full_stamp(review, stamp, agency=settings.AGENCY, on=on)
        number = review.release_number
        folder = Release(number=number, version=_version(number)).folder
        copy = copy_of(review, printed, file_name=folder)
    files = file_names(folder, copy)
    with (
        staging.written(files) as waiting,
        at_the_desk(review_id, act=Act.PRODUCED, version=version, actor=actor) as desk,
    ):
        policy.may_produce(desk.facts(), actor)
        must_be_as_concurred(desk.review)
        release = _row(desk, copy, printed, files)
        if release.folder != folder:
            raise Refused("changed-meanwhile", who="Another release officer", when="this moment")
        desk.review.produce()
        desk.review.rendered_by_id = actor.id
        desk.review.checked_by = None
        _note_files(desk, release)
        staging.replace(waiting, staged(release))
    return release


def pass_check(review_id: int, *, version: int, actor: Actor) -> Release:
    """Pass the copy, by a second person; it is published right after.

    The copy that comes back says in ``published_at`` whether it is public already; when the
    disk failed it waits, and ``manage.py publish`` goes on.
    """
    with at_the_desk(review_id, act=Act.CHECK_PASSED, version=version, actor=actor) as desk:
        policy.may_pass_check(desk.facts(), actor)
        release = _current(desk)
        must_be_as_concurred(desk.review)
        if release.marks_digest != desk.review.marks_digest:
            raise Refused("marks-changed")
        desk.review.pass_check()
        desk.review.checked_by_id = actor.id
        Outbox.objects.create(release=release, made_at=desk.at)
        _note_files(desk, release)
    publishing.publish_pending()
    release.refresh_from_db()
    return release


def fail_check(review_id: int, *, remark: str, version: int, actor: Actor) -> None:
    """Reject the copy, saying why; it goes back to production."""
    with at_the_desk(review_id, act=Act.CHECK_FAILED, version=version, actor=actor) as desk:
        policy.may_fail_check(desk.facts(), actor)
        policy.must_say_why(remark)
        release = _current(desk)
        release.rejected_at = desk.at
        release.save(update_fields=("rejected_at",))
        desk.review.fail_check()
        desk.remark(remark)
        desk.note(release=release.folder)


def _version(number: str) -> int:
    """The next version of a number; a rejected copy never left and does not count."""
    kept = Release.objects.filter(number=number, rejected_at__isnull=True)
    return int(kept.aggregate(last=Max("version"))["last"] or 0) + 1


def _row(
    desk: Desk, copy: ReleaseCopy, stamp: Mapping[str, Any], files: Mapping[str, bytes]
) -> Release:
    number = desk.review.release_number
    return Release.objects.create(
        review=desk.review,
        number=number,
        version=_version(number),
        stamp=dict(stamp),
        title=copy.released.title,
        disposition=copy.released.disposition,
        codes=list(copy.released.codes),
        gaps=copy.gaps,
        pages=copy.pages,
        files=[described(name, data) for name, data in files.items()],
        verification=_report(copy),
        marks_digest=desk.review.marks_digest,
        rendered_by_id=desk.actor.id,
        rendered_at=desk.at,
    )


def _report(copy: ReleaseCopy) -> dict[str, Any]:
    """What the gate said of the copy, what made it, and how far the log was signed then."""
    newest = AuditCheckpoint.objects.first()
    return {
        "verdict": "clean",
        "versions": json.loads(copy.decisions)["versions"],
        "warnings": dict(Counter(str(warning["code"]) for warning in copy.warnings)),
        "checkpoint": f"{newest.size} entries" if newest else "no checkpoint yet",
    }


def _current(desk: Desk) -> Release:
    """The copy that waits for its check."""
    waiting = desk.review.releases.filter(rejected_at__isnull=True, published_at__isnull=True)
    return waiting.latest("rendered_at", "pk")


def _note_files(desk: Desk, release: Release) -> None:
    """Digests of what is released may stand in the log; they are public with the release."""
    desk.note(release=release.folder, files=tuple(str(f["sha256"]) for f in release.files))
