"""The legal texts of a telegram, handed to the one reader of each.

This package finds the lines; ``redaction.authority`` reads them. Nothing here interprets an
instruction, a reason or a portion mark.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from redaction.authority import Pack, load_pack, portion, reasons
from redaction.authority.instruction import read_instruction
from redaction.authority.portions import PortionMark
from redaction.cable.facts import Declassification, Portion
from redaction.cable.sheet import Sheet
from redaction.spans import Span

_LONGEST_MARK = 80


@cache
def _pack() -> Pack:
    return load_pack("us-eo13526")


@lru_cache(maxsize=1024)
def _closed_mark(mark: str) -> PortionMark | None:
    """A mark in parentheses: what follows it does not matter, and few marks there are."""
    return portion(mark)


def declassification(sheet: Sheet, span: Span, value: str, origin: date | None) -> Declassification:
    """The E.O. line at ``span``; a line that says nothing readable is an issue."""
    line = sheet.shown(*span)
    reading = read_instruction(line, origin, _pack())
    flags = tuple(sorted(reading.flags))
    if reading.kind == "malformed" or "invalid_calendar_date" in flags:
        sheet.report("BAD_DECL_DATE", span)
    if "day_first_order" in flags:
        sheet.report("DECL_DATE_SWAPPED", span)
    order = reading.order
    return Declassification(
        line=line,
        order=order if order is not None and len(order) == 5 else None,
        raw=value,
        kind=str(reading.kind),
        date=reading.date.isoformat() if reading.date else None,
        codes=tuple(reading.codes),
        flags=flags,
        span=span,
    )


def reason(line: str, origin: date | None) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """Section, letters and reasons of a Classified By line."""
    read = reasons(line, origin)
    return read.section, tuple(read.letters), tuple(read.reasons)


def portion_at(sheet: Sheet, start: int, end: int) -> Portion | None:
    """The portion mark that stands at ``start``, if one does."""
    window = sheet.work[start : min(end, start + _LONGEST_MARK)]
    closed = window.find(")") + 1 if window.startswith("(") else 0
    read = _closed_mark(window[:closed]) if closed else portion(window)
    if read is None:
        return None
    span = Span(start, start + read.end)
    return Portion(
        raw=span.of(sheet.text),
        span=span,
        level=read.level,
        controls=tuple(read.controls),
        flags=tuple(read.flags),
        source="mark",
    )
