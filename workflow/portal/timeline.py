"""The life of a cable's classification as a drawing: days on a line, and where today stands.

Numbers only; the template draws. The list of dates beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from redaction.authority.determination import Determination

WIDTH = 960
LEFT, RIGHT = 24, WIDTH - 24
LOW, LIFTED = 40, 20
LABEL_WIDTH = 190
NAMES = (
    ("origin", "Written"),
    ("marked", "Marked date"),
    ("onset_25", "25-year rule"),
    ("onset_50", "50 years"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One day on the line; ``y`` is the height of its label, so that labels do not collide."""

    name: str
    day: date
    x: int
    y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """Days in order, the stretch that is classified, and today."""

    points: tuple[Point, ...]
    until: int
    today: int
    today_anchor: str
    width: int = WIDTH


def of(found: Determination, *, on: date) -> Line | None:
    """The line of one determination; None where no date of the cable is known."""
    days = list(_days(found))
    if found.dates.origin is None or len(days) < 2:
        return None
    first = min(day for _, day in days)
    last = max(on, *(day for _, day in days))
    span = max(1, (last - first).days)

    def x(day: date) -> int:
        return LEFT + round((RIGHT - LEFT) * (day - first).days / span)

    end = found.effective_date or found.ceiling_date or last
    return Line(
        points=tuple(_points([(name, day, x(day)) for name, day in days])),
        until=x(min(max(end, first), last)),
        today=x(max(on, first)),
        today_anchor=_anchor(x(max(on, first))),
    )


def _days(found: Determination) -> Iterator[tuple[str, date]]:
    """Each day once, in order; two names of one day share it."""
    named: dict[date, list[str]] = {}
    for key, name in NAMES:
        day = getattr(found.dates, key)
        if day is not None:
            named.setdefault(day, []).append(name)
    ends = found.effective_date
    if ends is not None and ends not in named:
        named[ends] = ["Ends"]
    for day in sorted(named):
        yield ", ".join(named[day]), day


def _points(days: list[tuple[str, date, int]]) -> Iterator[Point]:
    """Of two days close together the labels turn away from each other; one between two
    others is lifted."""
    for i, (name, day, x) in enumerate(days):
        after_one = i > 0 and x - days[i - 1][2] < LABEL_WIDTH
        before_one = i + 1 < len(days) and days[i + 1][2] - x < LABEL_WIDTH
        if after_one and before_one:
            yield Point(name, day, x, LIFTED, _anchor(x))
        elif after_one or before_one:
            yield Point(name, day, x, LOW, "start" if after_one else "end")
        else:
            yield Point(name, day, x, LOW, _anchor(x))


def _anchor(x: int) -> str:
    """Labels at the edges turn inward."""
    if x < LABEL_WIDTH // 2:
        return "start"
    return "end" if x > WIDTH - LABEL_WIDTH // 2 else "middle"
