"""Reviews: one pass of one cable, and the state machine that leads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMField, transition

from workflow.facts import ReviewFacts
from workflow.models.cables import Cable
from workflow.models.people import User
from workflow.states import BY_NAME, LABELS, MarkState, Outcome, ReviewState, Route


def _arrow(name: str) -> Callable[[Review], None]:
    """The transition ``name`` of ``workflow.states.ARROWS``, as django-fsm wants it."""
    arrow = BY_NAME[name]

    def walk(review: Review) -> None:
        """The state changes and nothing else; the action does the rest."""

    walk.__name__ = name
    walk.__doc__ = arrow.label
    walked: Callable[[Review], None] = transition(
        field="state", source=[source.value for source in arrow.sources], target=arrow.target.value
    )(walk)
    return walked


class ReviewQuerySet(models.QuerySet["Review"]):
    """Rows of reviews; their state changes by transition only."""

    def update(self, **kwargs: Any) -> int:
        """Refuses ``state``: an update in bulk would walk past every guard."""
        if "state" in kwargs:
            raise TypeError("a review's state changes by transition, one review at a time")
        return super().update(**kwargs)

    def bulk_update(
        self, objs: Iterable[Review], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        """Refuses ``state``, as :meth:`update` does."""
        names = list(fields)
        if "state" in names:
            raise TypeError("a review's state changes by transition, one review at a time")
        return super().bulk_update(objs, names, batch_size)


class Review(models.Model):
    """One pass of one cable through the office.

    ``version`` grows with every change and is sent with every form, so that a stale page is
    refused. ``marks_digest`` and ``text_sha256`` are what second review concurred in; the
    publisher compares them. ``opened_for`` names the day and reason a sweep opened it for;
    ``release_number`` is the public number given when the release was approved.
    """

    cable = models.ForeignKey(Cable, on_delete=models.PROTECT, related_name="reviews")
    route = models.CharField(max_length=20, choices=[(route.value, route.value) for route in Route])
    state = FSMField(
        default=ReviewState.RECEIVED.value,
        protected=True,
        choices=[(state.value, label) for state, label in LABELS.items()],
    )
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    opened_for = models.CharField(max_length=60)
    due_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    reviewer = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    second_reviewer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    authority = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    rendered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(
        max_length=20, blank=True, choices=[(outcome.value, outcome.value) for outcome in Outcome]
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    release_number = models.CharField(max_length=64, blank=True)
    segregability = models.TextField(blank=True)
    marks_digest = models.CharField(max_length=64, blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)

    objects = ReviewQuerySet.as_manager()

    accept = _arrow("accept")
    assign = _arrow("assign")
    route_doe = _arrow("route_doe")
    submit = _arrow("submit")
    refer = _arrow("refer")
    put_back = _arrow("put_back")
    answer = _arrow("answer")
    answer_agreed = _arrow("answer_agreed")
    lapse = _arrow("lapse")
    concur = _arrow("concur")
    send_back = _arrow("send_back")
    approve = _arrow("approve")
    deny = _arrow("deny")
    exempt = _arrow("exempt")
    produce = _arrow("produce")
    fail_check = _arrow("fail_check")
    pass_check = _arrow("pass_check")
    publish = _arrow("publish")
    refuse = _arrow("refuse")
    appeal = _arrow("appeal")
    reopen = _arrow("reopen")
    affirm = _arrow("affirm")
    reverse = _arrow("reverse")
    to_iscap = _arrow("to_iscap")
    to_court = _arrow("to_court")
    close = _arrow("close")

    class Meta:
        ordering = ("due_on", "opened_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("cable", "opened_for"), name="review_opened_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ReviewState]),
                name="review_state_known",
            ),
            models.CheckConstraint(
                condition=Q(second_reviewer__isnull=True) | ~Q(second_reviewer=F("submitted_by")),
                name="second_reviewer_is_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(authority__isnull=True) | ~Q(authority=F("submitted_by")),
                name="authority_is_not_the_first_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("rendered_by")),
                name="checker_is_not_the_producer",
            ),
        )

    def __str__(self) -> str:
        return f"Review {self.pk}"

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Review] | None = None,
    ) -> None:
        """As Django's, for this one object: the protected state is put into its dictionary.

        django-fsm's own mixin lifts the protection for every thread while one object
        refreshes.
        """
        names = [f.attname for f in self._meta.concrete_fields] if fields is None else list(fields)
        super().refresh_from_db(using, [n for n in names if n != "state"], from_queryset)
        if "state" in names:
            rows = from_queryset if from_queryset is not None else type(self).objects.using(using)
            self.__dict__["state"] = rows.values_list("state", flat=True).get(pk=self.pk)

    def facts(self, *, open_points: int = 0) -> ReviewFacts:
        """The review as policy sees it."""
        return ReviewFacts(
            id=self.pk,
            state=ReviewState(self.state),
            reviewer=self.reviewer_id,
            reviewer_name=self.reviewer.name if self.reviewer else "",
            submitted_by=self.submitted_by_id,
            second_reviewer=self.second_reviewer_id,
            authority=self.authority_id,
            rendered_by=self.rendered_by_id,
            mark_makers=frozenset(
                self.marks.exclude(state=MarkState.SUPERSEDED).values_list("made_by_id", flat=True)
            ),
            outcome=Outcome(self.outcome) if self.outcome else None,
            open_points=open_points,
        )


class Remark(models.Model):
    """Words from one person to the next on a review. As secret as the cable itself."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="remarks")
    act = models.CharField(max_length=40)
    text = models.TextField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return f"Remark {self.pk}"
