"""The day automatic declassification reaches a record, and what moves it.

The onset is the end of the 25th year. Facts about custody each propose a later day; the
latest one wins, they do not add up, and none can move the onset earlier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from redaction.authority import flags
from redaction.authority.days import after_years
from redaction.authority.facts import NO_FACTS, Facts
from redaction.authority.orders import day_of


class OnsetRule(NamedTuple):
    """The numbers of one pack, in years; ``second`` and ``third`` are None if it has none."""

    years: int
    month: int
    day: int
    floor: date | None
    second: int | None
    third: int | None
    review_horizon: int
    proposal_deadline: int
    file_block_span: int
    media_delay: int
    newly_discovered: int
    referral: int
    scheduled_late_after: int
    scheduled_late: int

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> OnsetRule:
        """Read the pack's section ``onset``."""
        month, day = map(int, row["month_day"].split("-"))
        years = {name: row[name] for name in cls._fields if name not in ("month", "day", "floor")}
        return cls(month=month, day=day, floor=day_of(row["floor"]), **years)

    def day_after(self, origin: date, years: int) -> date:
        """The onset's day of the year, so many years after the origin's year."""
        return date(origin.year + years, self.month, self.day)


class Calendar(NamedTuple):
    """Every day that follows from an origin alone, whatever the instruction says.

    ``moved_by`` is the rule whose fact moved the onset, if one did.
    """

    origin: date
    anniversary: date
    onset: date
    second: date | None
    third: date | None
    review_horizon: date
    proposal_deadline: date
    moved_by: str | None = None
    doubts: frozenset[str] = frozenset()


def calendar_of(origin: date, facts: Facts, rule: OnsetRule) -> Calendar:
    """The days that follow from an origin, with the onset where custody facts put it."""
    start = rule.day_after(origin, rule.years)
    if rule.floor is not None and start < rule.floor:
        start = rule.floor
    onset, moved_by, doubts = start, None, frozenset[str]()
    if facts is not NO_FACTS:
        proposals = list(_proposals(origin, start, facts, rule))
        # Equal days: the lower rule id, which is the earlier one of the list.
        latest = max(proposals, key=lambda proposal: proposal[0], default=(start, None))
        if latest[0] > start:
            onset, moved_by = latest
        if not _block_is_consistent(origin, facts, rule):
            doubts = frozenset({flags.FILE_BLOCK_INCONSISTENT})
    return Calendar(
        origin=origin,
        anniversary=after_years(origin, rule.years),
        onset=onset,
        second=None if rule.second is None else rule.day_after(origin, rule.second),
        third=None if rule.third is None else rule.day_after(origin, rule.third),
        review_horizon=after_years(onset, -rule.review_horizon),
        proposal_deadline=after_years(onset, -rule.proposal_deadline),
        moved_by=moved_by,
        doubts=doubts,
    )


def _proposals(
    origin: date, start: date, facts: Facts, rule: OnsetRule
) -> Iterator[tuple[date, str]]:
    """The days that custody facts propose, with their rules, lowest rule id first."""
    latest = facts.integral_file_block_latest
    if latest is not None and _block_is_consistent(origin, facts, rule):
        yield rule.day_after(latest, rule.years), "R22"
    if facts.media_delay_until is not None:
        yield min(facts.media_delay_until, after_years(start, rule.media_delay)), "R23"
    if facts.newly_discovered_on is not None:
        yield after_years(facts.newly_discovered_on, rule.newly_discovered), "R24"
    if facts.referral_notified_on is not None:
        yield after_years(facts.referral_notified_on, rule.referral), "R25"
    if facts.file_series_exempt_until is not None:
        yield facts.file_series_exempt_until, "R26"
    scheduled = facts.scheduled_permanent_on
    if scheduled is not None and scheduled > after_years(origin, rule.scheduled_late_after):
        yield after_years(scheduled, rule.scheduled_late), "R27"


def _block_is_consistent(origin: date, facts: Facts, rule: OnsetRule) -> bool:
    """Whether the latest record of the file block can belong to the record's own block."""
    latest = facts.integral_file_block_latest
    return latest is None or origin <= latest <= after_years(origin, rule.file_block_span)
