"""What a reviewer decided of each portion, and the words marked to be withheld."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from redaction import marks as core
from redaction.spans import Span
from workflow.models.people import User
from workflow.models.reviews import Review
from workflow.states import Decision, MarkState


class PortionDecision(models.Model):
    """Release, withhold, part or refer: one row for each portion that was decided.

    ``portion`` is the key of a portion of ``workflow.portions`` (``p3``, ``subject``).
    ``decision`` is blank when the words it was taken on are no longer one portion.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="decisions")
    portion = models.CharField(max_length=20)
    decision = models.CharField(
        max_length=10,
        blank=True,
        choices=[(decision.value, decision.value) for decision in Decision],
    )
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("review", "portion"), name="portion_decided_once"),
        )

    def __str__(self) -> str:
        return f"{self.portion}: {self.decision}"


class Mark(models.Model):
    """A redaction: ranges of code points in the text as received, codes, basis, extent.

    Never deleted, only superseded. ``words_digest`` is keyed: it proves which words were
    marked without telling them.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="marks")
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=12, choices=[(state.value, state.value) for state in MarkState]
    )
    ranges = models.JSONField()
    codes = models.JSONField()
    extent = models.CharField(max_length=24, default="auto")
    basis = models.JSONField(default=dict)
    portion_marks = models.CharField(max_length=10, default="keep")
    show_codes = models.BooleanField(default=True)
    reason = models.TextField(blank=True)
    words_digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    superseded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("review", "number"), name="mark_numbered_once"),
            models.CheckConstraint(
                condition=Q(state=MarkState.SUPERSEDED.value, superseded_at__isnull=False)
                | (~Q(state=MarkState.SUPERSEDED.value) & Q(superseded_at__isnull=True)),
                name="superseded_marks_say_when",
            ),
        )

    def __str__(self) -> str:
        return f"M{self.number}"

    def to_mark(self) -> core.Mark:
        """The mark as the core sees it; no person and no date goes with it."""
        return core.Mark(
            id=f"M{self.number}",
            ranges=tuple(Span(start, end) for start, end in self.ranges),
            codes=tuple(self.codes),
            extent=self.extent,
            basis=dict(self.basis),
            portion_marks="withhold" if self.portion_marks == "withhold" else "keep",
            show_codes=self.show_codes,
        )
