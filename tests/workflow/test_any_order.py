"""Acts in any order, by anybody: what must never happen does not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.office import TODAY, Office
from workflow.actions import (
    assigning,
    determining,
    intake,
    marking,
    releasing,
    reviewing,
)
from workflow.actors import Actor
from workflow.errors import Absent, Refused
from workflow.models import AuditEntry, Release, Review
from workflow.queries.auditing import verify_log
from workflow.queries.dossier import dossier_of
from workflow.queries.points import open_points
from workflow.states import EDGES, ReviewState

Step = Callable[[Office, Actor, int, int], object]
S = ReviewState

STEPS: dict[str, Step] = {
    "accept": lambda o, a, i, v: intake.accept(i, version=v, actor=a),
    "assign": lambda o, a, i, v: assigning.assign(
        i, reviewer_id=o.cast.alice.id, version=v, actor=a
    ),
    "put_back": lambda o, a, i, v: assigning.put_back(i, remark="why", version=v, actor=a),
    "withhold": lambda o, a, i, v: marking.withhold_portion(
        i,
        portion="p2",
        codes=["(b)(6)"],
        extent="paragraph",
        basis={},
        reason="",
        version=v,
        actor=a,
        on=TODAY,
    ),
    "remove": lambda o, a, i, v: marking.remove(i, number=1, version=v, actor=a),
    "submit": lambda o, a, i, v: reviewing.submit(i, version=v, actor=a, on=TODAY),
    "concur": lambda o, a, i, v: reviewing.concur(
        i, marks_digest=reviewing.digest_of_marks(i), version=v, actor=a
    ),
    "send_back": lambda o, a, i, v: reviewing.send_back(i, remark="why", version=v, actor=a),
    "approve": lambda o, a, i, v: determining.approve(i, remark="", version=v, actor=a),
    "deny": lambda o, a, i, v: determining.deny(i, segregability="why", version=v, actor=a),
    "produce": lambda o, a, i, v: releasing.produce(i, stamp={}, version=v, actor=a, on=TODAY),
    "pass_check": lambda o, a, i, v: releasing.pass_check(i, version=v, actor=a),
    "fail_check": lambda o, a, i, v: releasing.fail_check(i, remark="why", version=v, actor=a),
}
# Where a walk goes when it is not led astray.
USUAL = {
    S.RECEIVED: ("otto", "accept"),
    S.TRIAGE: ("otto", "assign"),
    S.INITIAL_REVIEW: ("alice", "submit"),
    S.SECOND_REVIEW: ("boris", "concur"),
    S.DETERMINED: ("dora", "approve"),
    S.PRODUCTION: ("rosa", "produce"),
    S.RELEASE_QC: ("oskar", "pass_check"),
}


@contextmanager
def undone() -> Iterator[None]:
    """One example in a transaction of the test's own, undone at the end."""
    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]
    try:
        with atomic:
            yield
            transaction.set_rollback(True)
    finally:
        for root in (django_settings.STAGING, django_settings.PUBLIC):
            shutil.rmtree(root, ignore_errors=True)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_order_of_acts_releases_what_was_not_reviewed(office: Office, data) -> None:
    with undone():
        review_id = office.received()
        for _ in range(data.draw(st.integers(8, 20))):
            walk_one_step(office, review_id, data)
        assert not verify_log().findings


def walk_one_step(office: Office, review_id: int, data) -> None:
    before, length = office.review(review_id), AuditEntry.objects.count()
    usual = USUAL.get(S(before.state))
    if usual and data.draw(st.integers(0, 9)) < 6:
        if usual[1] == "submit" and data.draw(st.booleans()):
            office.decide_all(review_id)
            return
        person, name = usual
    else:
        person = data.draw(st.sampled_from([*office.cast.__dataclass_fields__]))
        name = data.draw(st.sampled_from([*STEPS]))
    is_ready = name != "submit" or not open_points(dossier_of(before, on=TODAY), on=TODAY)
    try:
        STEPS[name](office, getattr(office.cast, person), review_id, before.version)
    except (Refused, Absent):
        assert nothing_changed(before)
        assert AuditEntry.objects.count() == length + 1
    else:
        assert one_step_was_taken(before, name, length)
        assert is_ready
    assert whatever_is_public_was_reviewed(office, review_id)


def nothing_changed(before: Review) -> bool:
    now = Review.objects.get(pk=before.pk)
    return (now.state, now.version) == (before.state, before.version)


def one_step_was_taken(before: Review, name: str, length: int) -> bool:
    now = Review.objects.get(pk=before.pk)
    steps = 2 if name == "pass_check" else 1  # the publisher acts right after
    moved = (before.state, now.state) in EDGES or before.state == now.state or steps == 2
    entries = AuditEntry.objects.count() - length
    return moved and now.version == before.version + steps and entries == steps


def whatever_is_public_was_reviewed(office: Office, review_id: int) -> bool:
    review = office.review(review_id)
    root = Path(django_settings.PUBLIC)
    public = [path.name for path in root.iterdir()] if root.exists() else []
    published = Release.objects.filter(published_at__isnull=False)
    if not public:
        return not published
    people = [review.submitted_by_id, review.second_reviewer_id]
    return (
        public == [release.folder for release in published]
        and review.state == S.RELEASED
        and len(set(people)) == 2
        and review.authority_id not in (None, review.submitted_by_id)
        and review.checked_by_id not in (None, review.rendered_by_id)
        and review.marks_digest == reviewing.digest_of_marks(review_id)
    )
