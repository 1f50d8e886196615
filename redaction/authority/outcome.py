"""How classification ends: the four ways the algorithm knows, for one record on one day.

``fixed`` is a day the marking gives, ``dated`` one that may still be extended, ``automatic``
the end that section 3.3 sets for permanent records, ``exempted`` an end past the onset by an
exemption. The steps that choose between them are in ``determine``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from redaction.authority import flags as flag
from redaction.authority.facts import Facts
from redaction.authority.onset import Calendar
from redaction.authority.pack import Level, Pack
from redaction.authority.reading import Reading, Status


class Way(Enum):
    """By what the status came about; it decides who must be asked."""

    NEVER_CLASSIFIED = auto()
    ANNOTATED = auto()
    FIXED = auto()
    SECTION_3_3 = auto()
    EXEMPTED = auto()
    UNSETTLED = auto()


class Outcome(NamedTuple):
    """The answer of the algorithm before anybody asks who must settle it.

    ``asks`` says that the rule itself asks a person; ``flags`` are those the steps set.
    """

    status: Status
    day: date | None
    rule: str
    way: Way
    asks: bool = False
    flags: frozenset[str] = frozenset()

    def flagged(self, *flags: str) -> Outcome:
        """The same with more flags."""
        return self._replace(flags=self.flags.union(flags)) if flags else self


@dataclass(frozen=True, slots=True)
class Case:
    """One record on one day, as the algorithm sees it."""

    pack: Pack
    reading: Reading
    as_of: date
    level: Level | None
    facts: Facts
    calendar: Calendar | None

    @property
    def origin(self) -> date | None:
        """The day the record was made, if anybody knows."""
        return None if self.calendar is None else self.calendar.origin

    @property
    def event_day(self) -> date | None:
        """The day of the confirmed event; a day before the origin confirms nothing."""
        day, origin = self.facts.event_occurred_on, self.origin
        return None if day is None or (origin is not None and day < origin) else day

    def unsettled(self, status: Status, rule: str) -> Outcome:
        """No day can be computed, and a person always settles it."""
        return Outcome(status, None, rule, Way.UNSETTLED)


@dataclass(frozen=True, slots=True)
class Record(Case):
    """A case whose origin is known, so that days can be counted from it."""

    calendar: Calendar

    def dated(self, day: date, rule: str, *, asks: bool = False) -> Outcome:
        """A marked day: it must lie after the origin, and may have been extended in time."""
        if day <= self.calendar.origin:
            return self.automatic("R04", asks=True)
        extended = self.facts.extended_to
        if extended is None:
            return self.fixed(day, rule, asks=asks)
        decided = self.facts.extended_on
        if extended < day:
            return self.fixed(day, rule, asks=asks).flagged(flag.EXTENSION_NOT_LATER)
        if decided is not None and decided > day:
            return self.fixed(day, rule, asks=asks).flagged(flag.EXTENSION_AFTER_EXPIRY)
        return self.fixed(extended, "R21", asks=asks)

    def fixed(self, day: date, rule: str, *, asks: bool = False) -> Outcome:
        """A day that stands within 25 years; past them section 3.3 ends it."""
        beyond = day > self.calendar.anniversary
        if beyond and self.facts.permanent:
            outcome = self.automatic("R02", asks=asks or day < self.calendar.onset)
            return outcome.flagged(flag.MARKED_BEYOND_25_YEARS)
        outcome = self._until(day, rule, Way.FIXED, asks=asks or beyond)
        return outcome.flagged(flag.MARKED_BEYOND_25_YEARS) if beyond else outcome

    def automatic(self, rule: str, *, asks: bool = False) -> Outcome:
        """Section 3.3 at the onset; it reaches permanent records only."""
        if not self.facts.permanent:
            unscheduled = self.facts.record_status == "unscheduled"
            return self.unsettled(Status.CLASSIFIED, "R27" if unscheduled else "R28")
        rule = self.calendar.moved_by or rule
        return self._until(self.calendar.onset, rule, Way.SECTION_3_3, asks=asks)

    def exempted(self, day: date, rule: str, *, asks: bool = True) -> Outcome:
        """A day past the onset that an exemption gives, whatever the record's schedule."""
        outcome = self._until(day, rule, Way.EXEMPTED, asks=asks)
        if outcome.status is Status.CLASSIFIED:
            return outcome._replace(status=self.classified_or_exempt())
        return outcome

    def classified_or_exempt(self) -> Status:
        """What a record is that an exemption holds: EXEMPT once the onset has come."""
        return Status.EXEMPT if self.as_of >= self.calendar.onset else Status.CLASSIFIED

    def _until(self, day: date, rule: str, way: Way, *, asks: bool) -> Outcome:
        """On the day itself classification has ended ("upon reaching the date")."""
        ended = self.as_of >= day
        return Outcome(
            Status.DECLASSIFIED if ended else Status.CLASSIFIED, day, rule, way, asks=asks
        )
