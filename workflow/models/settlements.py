"""What people answered to the doubts of a reading: accepted, corrected, kept apart, joined again.

Rows are only ever added. What holds today is worked out from all of them, in their order
(``workflow.answers.standing``), so that taking an answer back is an answer of its own.
"""

from __future__ import annotations

from django.db import models

from workflow.answers import Answer, Doubt
from workflow.models.cables import Cable
from workflow.models.people import User
from workflow.states import Fact, Settling


class Settlement(models.Model):
    """One answer of one person.

    ``code``, ``start`` and ``end`` name the doubt it answers; ``code`` is blank when a fact is
    corrected that nobody doubted. ``fact`` and ``value`` say what was corrected to what; an
    empty value takes the correction back. Value and reason are as secret as the cable.
    """

    cable = models.ForeignKey(Cable, on_delete=models.PROTECT, related_name="settlements")
    kind = models.CharField(
        max_length=10, choices=[(settling.value, settling.value) for settling in Settling]
    )
    code = models.CharField(max_length=40, blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    fact = models.CharField(
        max_length=20, blank=True, choices=[(fact.value, fact.value) for fact in Fact]
    )
    value = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Settlement {self.pk}"

    def to_answer(self) -> Answer:
        """The answer as the rules see it."""
        return Answer(
            kind=Settling(self.kind),
            doubt=Doubt(self.code, self.start, self.end),
            fact=Fact(self.fact) if self.fact else None,
            value=self.value,
            reason=self.reason,
            who=self.made_by.name,
            at=self.made_at,
        )
