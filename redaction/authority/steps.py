"""The steps of the algorithm, one for each kind of instruction.

Each is a sentence of the specification: a record in, an outcome out. What they share, the
ways classification ends, is in ``outcome``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from redaction.authority import flags as flag
from redaction.authority.outcome import Case, Outcome, Record, Way
from redaction.authority.reading import Kind, Status

_NO_INSTRUCTION = frozenset({Kind.NOT_APPLICABLE, Kind.MISSING})


def outcome_of(case: Case) -> Outcome:
    """Ask the steps in their order; the first that answers wins."""
    for step in _BEFORE_THE_INSTRUCTION:
        if (outcome := step(case)) is not None:
            return outcome
    if isinstance(case, Record):
        return _BY_KIND[case.reading.kind](case)
    return _origin_unknown(case)


def _excluded(case: Case) -> Outcome | None:
    """Nuclear information and NATO's: no clock of the order applies."""
    if case.facts.contains_rd_frd or case.reading.kind is Kind.RD_FRD:
        return case.unsettled(Status.EXCLUDED, "R13")
    if case.reading.kind is Kind.NATO:
        return case.unsettled(Status.EXCLUDED, "R14")
    return None


def _annotated(case: Case) -> Outcome | None:
    """A note that somebody declassified the record: worth its date and its authority."""
    if case.reading.kind is not Kind.DECLASSIFIED_ANNOTATION:
        return None
    day = case.reading.date
    if day is None:
        outcome = Outcome(Status.INDETERMINATE, None, "R17", Way.ANNOTATED)
        return outcome.flagged(flag.ANNOTATION_DATE_MISSING)
    if case.origin is not None and day < case.origin:
        return Outcome(Status.INDETERMINATE, None, "R17", Way.ANNOTATED)
    reached = case.as_of >= day
    status = Status.DECLASSIFIED if reached else Status.INDETERMINATE
    return Outcome(status, day, "R17", Way.ANNOTATED)


def _not_classified(case: Case) -> Outcome | None:
    """Level and instruction must fit: no level, no instruction; a level, an instruction."""
    without = case.reading.kind in _NO_INSTRUCTION
    if case.level is None:
        return case.unsettled(Status.INDETERMINATE, "R16") if without else None
    if case.level.classified:
        return None
    if without:
        return Outcome(Status.UNCLASSIFIED, None, "R15", Way.NEVER_CLASSIFIED)
    return case.unsettled(Status.INDETERMINATE, "R16")


def _origin_unknown(case: Case) -> Outcome:
    """Without an origin only a printed date says anything, and a person confirms it."""
    day = case.reading.date
    if case.reading.kind is not Kind.DATE or day is None:
        return case.unsettled(Status.INDETERMINATE, "R31")
    status = Status.DECLASSIFIED if case.as_of >= day else Status.CLASSIFIED
    return Outcome(status, day, "R31", Way.UNSETTLED)


def _date(record: Record) -> Outcome:
    current = record.calendar.origin >= record.pack.orders.current_since
    return _date_or_event(record, "R01B" if current else "R01")


def _duration(record: Record) -> Outcome:
    years, day = record.reading.years, record.reading.date
    if years is None or day is None or years <= record.pack.onset.years:
        return _date_or_event(record, "R06")
    if record.facts.permanent:
        return record.automatic("R02", asks=True)
    return record.fixed(day, "R06", asks=True)


def _date_or_event(record: Record, rule: str) -> Outcome:
    """A marked day, and perhaps an event: whichever comes first."""
    day = record.reading.date
    if day is None:
        return record.automatic("R04", asks=True)
    event = record.event_day
    if (
        flag.DATE_AND_EVENT in record.reading.flags
        and event is not None
        and record.facts.extended_to is None
        and record.calendar.origin < day
        and event < day
    ):
        return record.fixed(event, "R05")
    return record.dated(day, rule)


def _event(record: Record) -> Outcome:
    """An event: extended, confirmed, overtaken by section 3.3, or still awaited."""
    extended, ended = record.facts.extended_to, _day_of_event(record)
    if extended is None:
        return _unextended_event(record, ended)
    if extended <= record.calendar.origin:
        return _unextended_event(record, ended).flagged(flag.EXTENSION_NOT_LATER)
    decided = record.facts.extended_on
    if ended is not None and (decided is None or decided > ended):
        return _unextended_event(record, ended).flagged(flag.EXTENSION_AFTER_EXPIRY)
    return record.fixed(extended, "R21")


def _day_of_event(record: Record) -> date | None:
    """The day of the confirmed event, or of the date that must have come as well."""
    if record.event_day is None or record.reading.date is None:
        return record.event_day
    return max(record.event_day, record.reading.date)


def _unextended_event(record: Record, ended: date | None) -> Outcome:
    if ended is not None:
        return record.fixed(ended, "R05")
    if record.facts.permanent and record.as_of >= record.calendar.onset:
        return record.automatic("R02")
    return record.unsettled(Status.EVENT_PENDING, "R05")


def _scheduled(record: Record) -> Outcome:
    """GDS: the printed date, or for the order of 1972 a number of years by level."""
    day = record.reading.date
    if day is not None:
        return record.dated(day, "R18")
    schedule = record.pack.data["schedules"]
    years = schedule["years"].get(record.level.code) if record.level else None
    if years is None or not _under_schedule(record, schedule["order"]):
        return record.automatic("R19", asks=True)
    day = record.pack.onset.day_after(record.calendar.origin, years)
    return record.dated(day, "R18", asks=True)


def _under_schedule(record: Record, order: str) -> bool:
    """Whether the order that counted years by level is the one this record was marked by."""
    if record.reading.order is not None:
        return record.reading.order == order
    last = record.pack.orders.last_day_of(order)
    return last is None or record.calendar.origin <= last


def _advanced(record: Record) -> Outcome:
    """ADS: nothing but its printed date."""
    day = record.reading.date
    return record.automatic("R19", asks=True) if day is None else record.dated(day, "R18")


def _exemption(record: Record, cap: date | None, rule: str, rule_undated: str) -> Outcome:
    """A dated exemption: its date up to the cap; without a usable date the cap itself."""
    missing = _without_number(record)
    day = record.reading.date
    if day is None or day <= record.calendar.origin:
        missing = (*missing, flag.EXEMPTION_WITHOUT_DATE)
        if cap is not None:
            return record.exempted(cap, rule_undated).flagged(*missing)
        return record.unsettled(record.classified_or_exempt(), rule_undated).flagged(*missing)
    if cap is not None and day > cap:
        return record.exempted(cap, rule).flagged(*missing, flag.EXEMPTION_BEYOND_CAP)
    if day <= record.calendar.onset:
        missing = (*missing, flag.EXEMPTION_NOT_NEEDED)
    return record.exempted(day, rule).flagged(*missing)


def _without_number(record: Record) -> tuple[str, ...]:
    bare = record.pack.data["phrases"]["exempt"].get(record.reading.kind)
    return (flag.EXEMPTION_NUMBER_MISSING,) if bare in record.reading.codes else ()


def _named_exemption(record: Record, rule: str, *, asks: bool) -> Outcome:
    """A named exemption runs to the end of the 75th year and needs no date."""
    if record.calendar.third is None:
        return record.automatic("R04", asks=True)
    return record.exempted(record.calendar.third, rule, asks=asks)


def _under_new_code(record: Record) -> Outcome:
    predates = record.calendar.origin < record.pack.orders.current_since
    return _named_exemption(record, "R09", asks=predates)


def _indefinite(rule: str, *, asks: bool = False) -> Callable[[Record], Outcome]:
    """A step for markings without an end: 25 years, then section 3.3."""
    return lambda record: record.automatic(rule, asks=asks)


_BEFORE_THE_INSTRUCTION: tuple[Callable[[Case], Outcome | None], ...] = (
    _excluded,
    _annotated,
    _not_classified,
)

_BY_KIND: Mapping[Kind, Callable[[Record], Outcome]] = {
    Kind.DATE: _date,
    Kind.DURATION: _duration,
    Kind.EVENT: _event,
    Kind.X_EXEMPTION: _indefinite("R03"),
    Kind.OADR: _indefinite("R03"),
    Kind.MANUAL_REVIEW: _indefinite("R03"),
    Kind.DCI_DNI_ONLY: lambda record: record.automatic("R33", asks=not record.facts.not_imagery),
    Kind.SOURCE_MARKED: _indefinite("R32", asks=True),
    Kind.TREATY: _indefinite("R20", asks=True),
    Kind.MISSING: _indefinite("R04", asks=True),
    Kind.MALFORMED: _indefinite("R04", asks=True),
    Kind.NOT_APPLICABLE: _indefinite("R04", asks=True),
    Kind.LEGACY_XGDS: _indefinite("R19"),
    Kind.LEGACY_RDS: _indefinite("R19"),
    Kind.LEGACY_XDS: _indefinite("R19"),
    Kind.LEGACY_GDS: _scheduled,
    Kind.LEGACY_ADS: _advanced,
    Kind.EXEMPT_25X: lambda record: _exemption(record, record.calendar.second, "R07", "R08"),
    Kind.EXEMPT_50X: lambda record: _exemption(record, record.calendar.third, "R11", "R11"),
    Kind.EXEMPT_75X: lambda record: _exemption(record, None, "R12", "R12"),
    Kind.HUMAN_25X1: lambda record: _named_exemption(record, "R10", asks=True),
    Kind.HUM_50X1: _under_new_code,
    Kind.WMD_50X2: _under_new_code,
}
