"""The E.O. line as posts printed it under each order, with its form and what it means.

Orders by day: 11652 from 1 June 1972, 12065 from 1 December 1978, 12356 from 1 August 1982, 12958
from 14 October 1995 (amended 22 September 2003), 13526 from 25 June 2010.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from benchmarks.corpus.stream import Stream
from benchmarks.corpus.words import MONTHS, SURNAMES

_ORDERS = (
    ("2010-06-25", "13526"),
    ("1995-10-14", "12958"),
    ("1982-08-01", "12356"),
    ("1978-12-01", "12065"),
    ("1972-06-01", "11652"),
)
_AMENDED = "2003-09-22"
_EVENTS = (
    "AFTER THE VISIT OF THE FLEET",
    "UPON THE END OF THE TALKS",
    "WHEN THE TREATY IS SIGNED",
    "AT THE CLOSE OF THE CONFERENCE",
)
_DAMAGED = ("X9 9", "13/45/2", "??", "2O", "XX/XX/XXXX")


class Instruction(NamedTuple):
    """The value of the line, its form, the day it ends by itself, and its plain meaning.

    The day of RDS and XDS is one of review, not of an end: it stands in the meaning only.
    """

    value: str
    kind: str
    day: str | None
    meaning: str


def order_of(sent: datetime) -> str | None:
    """The order in force that day; none was printed before June 1972."""
    day = sent.date().isoformat()
    return next((order for since, order in _ORDERS if day >= since), None)


def has_reasons(sent: datetime, mark: str) -> bool:
    """Whether a Classified By line is due."""
    return mark in ("C", "S", "TS") and sent.date().isoformat() >= "1995-10-14"


def reason_section(sent: datetime) -> str:
    """The section of the order that reasons are taken from."""
    return "1.4" if sent.date().isoformat() >= _AMENDED else "1.5"


def _in_years(sent: datetime, years: int) -> tuple[int, int, int]:
    return sent.year + years, sent.month, min(sent.day, 28)


def _iso(day: tuple[int, int, int]) -> str:
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"


def _american(day: tuple[int, int, int]) -> str:
    return f"{day[1]:02d}/{day[2]:02d}/{day[0]}"


def _short(day: tuple[int, int, int]) -> str:
    return f"{day[1]}/{day[2]}/{day[0] % 100:02d}"


def _dated(stream: Stream, sent: datetime, most: int) -> Instruction:
    day = _in_years(sent, most if stream.chance(0.6) else stream.between(1, most))
    form = stream.draw()
    written = _american(day)
    if form < 0.1:
        written = f"{MONTHS[day[1] - 1].upper()} {day[2]}, {day[0]}"
    elif form < 0.15:
        written = f"{day[2]} {MONTHS[day[1] - 1][:3].upper()} {day[0]}"
    elif form < 0.2:
        written = _iso(day)
    return Instruction(written, "date", _iso(day), f"declassify on {_iso(day)}")


def _event(stream: Stream) -> Instruction:
    return Instruction(stream.one_of(_EVENTS), "event", None, "declassify when the event occurs")


def _under_11652(stream: Stream, sent: datetime) -> Instruction:
    drawn = stream.draw()
    if drawn < 0.75:
        return Instruction("GDS", "legacy_gds", None, "general declassification schedule")
    if drawn < 0.92:
        value = f"XGDS-{stream.between(1, 4)}"
        return Instruction(value, "legacy_xgds", None, "exempt from the general schedule")
    day = _in_years(sent, stream.between(1, 5))
    return Instruction(
        f"ADS {_short(day)}", "legacy_ads", _iso(day), f"advanced schedule: {_iso(day)}"
    )


def _under_12065(stream: Stream, sent: datetime) -> Instruction:
    drawn, name = stream.draw(), stream.one_of(SURNAMES).upper()
    if drawn < 0.7:
        day = _in_years(sent, 6)
        value = f"GDS {_short(day)} ({name})"
        return Instruction(value, "legacy_gds", _iso(day), f"declassify on {_iso(day)}")
    day = _in_years(sent, 20)
    tag = "RDS" if drawn < 0.92 else "XDS"
    value = f"{tag}-{stream.between(1, 4)} {_short(day)} ({name}) OR-M"
    return Instruction(value, f"legacy_{tag.lower()}", None, f"review on {_iso(day)}")


def _under_12356(stream: Stream, sent: datetime) -> Instruction:
    if stream.chance(0.55):
        return Instruction("OADR", "oadr", None, "originating agency's determination required")
    return _dated(stream, sent, 10)


def _under_12958(stream: Stream, sent: datetime) -> Instruction:
    drawn, amended = stream.draw(), sent.date().isoformat() >= _AMENDED
    if drawn < 0.72:
        return _dated(stream, sent, 10)
    if drawn < 0.94 and not amended:
        code = stream.between(1, 8)
        value = stream.one_of((f"X{code}", f"1.6X{code}", f"1.6 X{code}"))
        return Instruction(value, "x_exemption", None, f"exempt under X{code}")
    if drawn < 0.96:
        return _event(stream)
    if drawn < 0.98:
        day = _in_years(sent, 50)
        value = f"25X{stream.between(2, 9)}, {_american(day)}"
        return Instruction(value, "exempt_25x", _iso(day), f"exempt until {_iso(day)}")
    return Instruction("MR", "manual_review", None, "manual review")


def _under_13526(stream: Stream, sent: datetime) -> Instruction:
    drawn = stream.draw()
    if drawn < 0.92:
        return _dated(stream, sent, 10)
    if drawn < 0.95:
        return Instruction("50X1-HUM", "hum_50x1", None, "human source: exempt for fifty years")
    return _event(stream) if drawn < 0.98 else Instruction("MR", "manual_review", None, "review")


_BY_ORDER = {
    "11652": _under_11652,
    "12065": _under_12065,
    "12356": _under_12356,
    "12958": _under_12958,
    "13526": _under_13526,
}


def instruction(stream: Stream, sent: datetime, mark: str) -> Instruction | None:
    """What the line says; null when the post left the line out, or none was in use."""
    order = order_of(sent)
    drawn = stream.draw()
    if order is None or drawn < 0.02:
        return None
    if mark in ("U", "SBU"):
        return Instruction("N/A", "not_applicable", None, "not classified")
    if drawn < 0.03:
        return Instruction("", "missing", None, "nothing is said")
    if drawn < 0.04:
        return Instruction(stream.one_of(_DAMAGED), "malformed", None, "cannot be read")
    return _BY_ORDER[order](stream, sent)
