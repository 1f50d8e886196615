"""The one door for writes to a review.

Whoever enters names the review, the version they saw and the act. Inside, the row is locked
and visible to the actor, and nobody has changed it since; the act asks the rules and changes
it. At the end the version grows, who and when are kept, and an entry is added to the log, all
in one transaction. A refusal changes nothing and leaves an entry of its own.

Locks are taken in one order everywhere: the review's row, then the head of the log. On SQLite
every transaction takes the one write lock at its start.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from redaction.provenance.entry import Value
from workflow import clock
from workflow.actions.recording import record, record_absence, record_refusal
from workflow.actors import SYSTEM, Actor
from workflow.errors import Absent, Refused
from workflow.facts import ReviewFacts
from workflow.models import Remark, Review
from workflow.models.acts import Act
from workflow.queries.access import reviews_visible_to


@dataclass(slots=True)
class Desk:
    """A review under lock, with the person at it and the moment of the act."""

    review: Review
    actor: Actor
    act: Act
    at: datetime
    data: dict[str, Value] = field(default_factory=dict)

    def facts(self, *, open_points: int = 0) -> ReviewFacts:
        """The review as policy sees it."""
        return self.review.facts(open_points=open_points)

    def note(self, **data: Value) -> None:
        """What the entry of this act holds besides who, what and when."""
        self.data.update(data)

    def remark(self, words: str) -> None:
        """Keep words to the next person, if there are any."""
        if words.strip():
            Remark.objects.create(
                review=self.review,
                act=self.act.value,
                text=words.strip(),
                made_by_id=self.actor.id,
                made_at=self.at,
            )


@contextmanager
def at_the_desk(review_id: int, *, act: Act, version: int, actor: Actor) -> Iterator[Desk]:
    """A review under lock; what is changed inside is kept and recorded, or nothing is.

    Raises:
        Absent: the actor may not see the cable, or there is no such review.
        Refused: ``changed-meanwhile`` when the version is not the one given, and whatever
            the act itself refuses.
    """
    with (
        refusals_recorded(act=act, actor=actor, obj=f"review:{review_id}"),
        transaction.atomic(durable=True),
    ):
        desk = Desk(lock(review_id, actor), actor, act, clock.now())
        _must_be_the_version(desk.review, version)
        yield desk
        keep(desk)


@contextmanager
def refusals_recorded(*, act: Act, actor: Actor, obj: str) -> Iterator[None]:
    """Whatever is refused inside leaves an entry, after the transaction inside is undone."""
    try:
        yield
    except Refused as refusal:
        record_refusal(refusal, act=act, actor=actor, obj=obj)
        raise
    except Absent:
        record_absence(act=act, actor=actor, obj=obj)
        raise


def seen(review_id: int, *, version: int, actor: Actor) -> Review:
    """A review as it stands, without a lock; for work that is done before the door opens.

    Raises:
        Absent, Refused: as :func:`at_the_desk`.
    """
    review = _with_people(reviews_visible_to(actor)).filter(pk=review_id).first()
    if review is None:
        raise Absent
    _must_be_the_version(review, version)
    return review


def lock(review_id: int, actor: Actor) -> Review:
    """A visible review, its row locked until the transaction ends.

    Raises:
        Absent: the actor may not see the cable, or there is no such review.
    """
    rows = reviews_visible_to(actor).select_for_update(of=("self",))
    if not rows.filter(pk=review_id).values_list("pk", flat=True).first():
        raise Absent
    # Read only now: PostgreSQL gives a row that waited for its lock as it became, but rows
    # joined to it as they were, so that the wrong person would be named.
    return _with_people(Review.objects.all()).get(pk=review_id)


def _with_people(rows: QuerySet[Review]) -> QuerySet[Review]:
    return rows.select_related("cable", "reviewer", "changed_by")


def _must_be_the_version(review: Review, version: int) -> None:
    if review.version != version:
        raise Refused(
            "changed-meanwhile",
            who=review.changed_by.name if review.changed_by else "The system",
            when=f"{review.changed_at:%H:%M:%S on %d %b %Y} UTC",
        )


def keep(desk: Desk) -> None:
    """Save what was changed, one version on, and record the act."""
    review = desk.review
    review.version += 1
    review.changed_at = desk.at
    review.changed_by_id = None if desk.actor is SYSTEM else desk.actor.id
    review.save()
    record(
        desk.act,
        actor=desk.actor,
        obj=f"review:{review.pk}",
        data={"version": review.version, **desk.data},
    )
