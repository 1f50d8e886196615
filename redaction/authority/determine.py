"""Where the classification of a record stands on a day, and why.

:func:`determine` reads the line, lays out the days that follow from the origin, asks the
steps in their order and says who must settle what is left. It is total: every well-formed
question has an answer, whatever the line says, and doubt always asks a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from redaction.authority.attention import Found, needs_human, next_action
from redaction.authority.days import after_years, read_day
from redaction.authority.determination import Dates, Determination, Inputs
from redaction.authority.doubts import doubts_of
from redaction.authority.facts import read_facts
from redaction.authority.instruction import read_instruction
from redaction.authority.onset import calendar_of
from redaction.authority.outcome import Case, Outcome, Record
from redaction.authority.pack import Pack, load_pack
from redaction.authority.reading import Status
from redaction.authority.steps import outcome_of
from redaction.errors import AuthorityInputError


def determine(
    origin_date: date | str | None,
    decl_line: str | None,
    classified_by_line: str | None,
    level: str | None,
    as_of: date | str,
    facts: Mapping[str, Any] | None = None,
    pack: Pack | None = None,
) -> Determination:
    """Say where the classification of a record stands on a day, and why.

    Days are dates or ISO strings; ``facts`` are what named officials have recorded, as JSON
    has them. The answer never makes a record releasable.

    Raises:
        AuthorityInputError: ``bad_input``, ``bad_date`` or ``as_of_before_origin``.
    """
    inputs = _inputs(origin_date, decl_line, classified_by_line, level, as_of, facts)
    case = _case(inputs, pack or load_pack())
    return _determination(case, outcome_of(case), inputs)


def _inputs(
    origin_date: object,
    decl_line: object,
    classified_by_line: object,
    level: object,
    as_of: object,
    facts: Mapping[str, Any] | None,
) -> Inputs:
    origin = None if origin_date is None else read_day(origin_date, "origin_date")
    day = read_day(as_of, "as_of")
    if origin is not None and day < origin:
        raise AuthorityInputError("as_of_before_origin", "as_of is earlier than origin_date")
    return Inputs(
        origin_date=origin,
        decl_line=_text(decl_line, "decl_line"),
        classified_by_line=_text(classified_by_line, "classified_by_line"),
        level=_text(level, "level"),
        as_of=day,
        facts=facts,
    )


def _text(value: object, field: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise AuthorityInputError("bad_input", f"{field} must be a string or null")


def _case(inputs: Inputs, pack: Pack) -> Case:
    facts = read_facts(inputs.facts)
    reading = read_instruction(inputs.decl_line, inputs.origin_date, pack)
    level = pack.level(inputs.level)
    if inputs.origin_date is None:
        return Case(pack, reading, inputs.as_of, level, facts, None)
    calendar = calendar_of(inputs.origin_date, facts, pack.onset)
    return Record(pack, reading, inputs.as_of, level, facts, calendar)


def _determination(case: Case, outcome: Outcome, inputs: Inputs) -> Determination:
    found = Found(case, outcome, doubts_of(case) | outcome.flags)
    asks = needs_human(found)
    return Determination(
        pack=case.pack,
        kind=case.reading.kind,
        effective_date=outcome.day,
        ceiling_date=outcome.day or _ceiling_of_event(case, outcome),
        status=outcome.status,
        way=outcome.way,
        needs_human=asks,
        rule=outcome.rule,
        flags=tuple(sorted(found.flags)),
        next_action=next_action(found, asks=asks),
        dates=_dates(case),
        reading=case.reading,
        inputs=inputs,
        facts=case.facts,
    )


def _ceiling_of_event(case: Case, outcome: Outcome) -> date | None:
    """An event that never comes waits no longer than the onset of a permanent record."""
    waits = outcome.status is Status.EVENT_PENDING and case.facts.permanent
    return case.calendar.onset if waits and case.calendar else None


def _dates(case: Case) -> Dates:
    reading, calendar = case.reading, case.calendar
    source = reading.source
    remark = None if source is None else after_years(source, case.pack.onset.years)
    if calendar is None:
        return Dates(marked=reading.date, source_remark=remark, review=reading.review)
    return Dates(
        origin=calendar.origin,
        marked=reading.date,
        anniversary_25=calendar.anniversary,
        onset_25=calendar.onset,
        onset_50=calendar.second,
        onset_75=calendar.third,
        review_horizon=calendar.review_horizon,
        proposal_deadline=calendar.proposal_deadline,
        source_remark=remark,
        review=reading.review,
    )
