"""Every day on which the answer for one record changes, so that nobody asks day by day.

:func:`verdicts` is :func:`~redaction.authority.determine.determine` asked at the few days that
can change its answer. A caller that keeps the steps knows the answer for any day without
asking again: it is that of the last step on or before the day. Between two steps nothing
changes, because the algorithm compares the day only with the days it lays out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from heapq import heappop, heappush
from typing import Any, NamedTuple

from redaction.authority.attention import NextAction
from redaction.authority.days import FIRST_DAY, LAST_DAY
from redaction.authority.determination import Determination
from redaction.authority.determine import determine
from redaction.authority.pack import Pack
from redaction.authority.reading import Status


class Verdict(NamedTuple):
    """What a determination says that work is planned by."""

    status: Status
    rule: str
    next_action: NextAction
    needs_human: bool

    @classmethod
    def of(cls, found: Determination) -> Verdict:
        """The verdict of a determination."""
        return cls(found.status, found.rule, found.next_action, found.needs_human)


class Step(NamedTuple):
    """From ``day`` on, until the next step, the answer is ``verdict``."""

    day: date
    verdict: Verdict


def verdicts(
    origin_date: date | None,
    decl_line: str | None,
    classified_by_line: str | None,
    level: str | None,
    facts: Mapping[str, Any] | None = None,
    pack: Pack | None = None,
) -> tuple[Step, ...]:
    """The steps of a record, days ascending; the first is its origin.

    Without an origin the first step is the earliest day that can be asked about.

    Raises:
        AuthorityInputError: as ``determine``.
    """
    begin = origin_date or FIRST_DAY
    waiting, seen = [begin], {begin}
    steps: list[Step] = []
    while waiting:
        day = heappop(waiting)
        found = determine(
            origin_date, decl_line, classified_by_line, level, day, facts=facts, pack=pack
        )
        verdict = Verdict.of(found)
        if not steps or steps[-1].verdict != verdict:
            steps.append(Step(day, verdict))
        for later in _days_of(found):
            if day < later <= LAST_DAY and later not in seen:
                seen.add(later)
                heappush(waiting, later)
    return tuple(steps)


def _days_of(found: Determination) -> Iterator[date]:
    """The days that a determination was compared with, or may be."""
    days = (*found.dates, found.effective_date, found.ceiling_date)
    return (day for day in days if day is not None)
