"""The flags that hold whatever rule is chosen: what is odd about a record's face."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from redaction.authority import flags
from redaction.authority.outcome import Case
from redaction.authority.reading import Kind

_ONE_DAY = timedelta(days=1)

_OF_KIND: Mapping[Kind, str] = {
    Kind.SOURCE_MARKED: flags.REMARK_FROM_SOURCE_DATE,
    Kind.HUMAN_25X1: flags.REMARK_AS_50X1_HUM,
}
_NEW_CODES = frozenset({Kind.HUM_50X1, Kind.WMD_50X2})


def doubts_of(case: Case) -> frozenset[str]:
    """What the line, the level, the facts and the day of origin leave open."""
    return frozenset((*case.reading.flags, *_of_record(case), *_of_instruction(case)))


def _of_record(case: Case) -> Iterator[str]:
    yield from case.pack.orders.doubts(case.reading.order, case.origin)
    yield from map(flags.unknown_fact, case.facts.unknown)
    if case.level is None:
        yield flags.LEVEL_MISSING
    if case.calendar is None:
        yield flags.ORIGIN_MISSING
    else:
        yield from case.calendar.doubts


def _of_instruction(case: Case) -> Iterator[str]:
    kind = case.reading.kind
    if kind in _OF_KIND:
        yield _OF_KIND[kind]
    if kind is Kind.NOT_APPLICABLE and case.level is not None and case.level.classified:
        yield flags.NA_ON_CLASSIFIED
    if (case.reading.years or 0) > case.pack.onset.years:
        yield flags.MARKED_BEYOND_25_YEARS
    if case.origin is not None:
        yield from _of_days(case, case.origin)


def _of_days(case: Case, origin: date) -> Iterator[str]:
    """Days on the line and in the facts that do not fit the day of origin."""
    reading = case.reading
    annotated = reading.kind is Kind.DECLASSIFIED_ANNOTATION
    earliest = origin if annotated else origin + _ONE_DAY
    if reading.date is not None and reading.date < earliest:
        yield flags.DECL_NOT_AFTER_ORIGIN
    period = case.pack.periods.get(reading.kind)
    if period is not None and not period.first <= origin <= period.last:
        yield flags.RETIRED_MARKING_OUT_OF_PERIOD
    if reading.kind in _NEW_CODES and origin < case.pack.orders.current_since:
        yield flags.MARKING_PREDATES_ORDER
    waits = reading.kind is Kind.EVENT or flags.DATE_AND_EVENT in reading.flags
    if waits and case.facts.event_occurred_on is not None and case.event_day is None:
        yield flags.EVENT_BEFORE_ORIGIN
