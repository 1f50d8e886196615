"""Many people at once, with real connections: no mark is lost, no button works twice."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TypeVar

import pytest
from django.db import connections

from tests.office import WRAPPED, Office, data_of
from workflow.actions import intake, publishing, reviewing, sweeping
from workflow.actors import SYSTEM
from workflow.errors import Refused
from workflow.models import AuditEntry, Cable, Mark, Review
from workflow.queries.auditing import verify_log
from workflow.states import ReviewState

pytestmark = pytest.mark.django_db(transaction=True)

Result = TypeVar("Result")
WRITERS = 8
MARKS = 20


def together(number: int, work: Callable[[int], Result]) -> list[Result]:
    """Run the same work in threads that start at one moment, each on its own connection."""
    start = threading.Barrier(number)

    def one(index: int) -> Result:
        try:
            start.wait()
            return work(index)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def outcome(act: Callable[[], object]) -> str:
    """``done``, or why it was refused."""
    try:
        act()
    except Refused as refusal:
        return refusal.why
    return "done"


def log_is_whole() -> bool:
    return not verify_log().findings


def test_two_people_press_concur_and_one_is_told_who_was_first(office: Office) -> None:
    review_id = office.submitted()
    digest, version = reviewing.digest_of_marks(review_id), office.version(review_id)

    outcomes = together(
        WRITERS,
        lambda _: outcome(
            lambda: reviewing.concur(
                review_id, marks_digest=digest, version=version, actor=office.cast.boris
            )
        ),
    )

    assert outcomes.count("done") == 1
    assert sum("Boris Brook changed this review at" in told for told in outcomes) == WRITERS - 1
    assert office.state(review_id) is ReviewState.DETERMINED
    assert office.version(review_id) == version + 1
    acts = Counter(row.entry.split('"')[3] for row in AuditEntry.objects.all())
    assert (acts["review.concur"], acts["refused"]) == (1, WRITERS - 1)
    assert log_is_whole()


def test_eight_writers_lose_none_of_160_marks(office: Office) -> None:
    """All on one review: whoever comes second looks again and repeats the act."""
    review_id = office.with_alice()

    def marks(_: int) -> int:
        made = 0
        while made < MARKS:
            try:
                office.mark(review_id, "Marlow", ("(b)(6)",))
            except Refused as refusal:
                assert refusal.code == "changed-meanwhile"
            else:
                made += 1
        return made

    assert sum(together(WRITERS, marks)) == WRITERS * MARKS
    numbers = list(Mark.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, WRITERS * MARKS + 1))
    assert log_is_whole()


def test_one_text_sent_by_many_is_one_cable(office: Office) -> None:
    receipts = together(
        WRITERS,
        lambda _: intake.receive(data_of(WRAPPED), file_name="a", actor=office.cast.otto),
    )

    assert len({receipt.cable_id for receipt in receipts}) == 1
    assert sum(receipt.is_new for receipt in receipts) == 1
    assert Cable.objects.count() == Review.objects.count() == 1
    assert log_is_whole()


def test_many_publishers_publish_once(office: Office, monkeypatch) -> None:
    review_id = office.in_check()
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "publish_pending", lambda: ())
        office.pass_check(review_id)

    together(4, lambda _: publishing.publish_pending())

    assert office.state(review_id) is ReviewState.RELEASED
    published = AuditEntry.objects.filter(entry__startswith='{"act":"review.publish"')
    assert published.count() == 1
    assert log_is_whole()


def test_two_sweeps_open_nothing_twice(office: Office) -> None:
    office.released()

    together(4, lambda _: sweeping.sweep(date(2034, 3, 1), actor=SYSTEM))

    assert Review.objects.exclude(opened_for="intake").count() == 1
    assert log_is_whole()


def test_numbers_of_releases_given_at_once_are_all_different(office: Office) -> None:
    reviews = []
    for number in range(4):
        data = data_of("unclassified.txt").replace(b"twelve", str(number + 20).encode())
        review_id = intake.receive(data, file_name="x", actor=office.cast.otto).review_id
        office.accept(review_id)
        office.assign(review_id)
        office.decide_all(review_id)
        office.submit(review_id)
        office.concur(review_id)
        reviews.append(review_id)

    together(4, lambda index: office.approve(reviews[index]))

    assert Review.objects.values("release_number").distinct().count() == 4
