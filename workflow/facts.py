"""What the rules know of a review: plain values, read under a lock or for a screen alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.states import Outcome, ReviewState


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """One review as policy sees it. People are ids of users, None while nobody acted.

    ``mark_makers`` made at least one live mark; ``outcome`` is what second review
    determined; ``open_points`` is the number of points that still block submission.
    """

    id: int
    state: ReviewState
    reviewer: int | None = None
    reviewer_name: str = ""
    submitted_by: int | None = None
    second_reviewer: int | None = None
    authority: int | None = None
    rendered_by: int | None = None
    mark_makers: frozenset[int] = frozenset()
    outcome: Outcome | None = None
    open_points: int = 0
    referrals_open: int = 0


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """The facts of a cable that decide which codes may be cited.

    ``origin`` is None when no date could be read; ``ended_on`` is the day the marked date or
    event ended classification, None while it has not.
    """

    origin: date | None
    ended_on: date | None = None
