"""What a cable says of itself, as lines to read: each with the place it was read from. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from redaction.authority.determination import Determination
from redaction.cable import Cable
from redaction.cable.facts import Addressee
from redaction.cable.tables import caption_meaning, post_of
from workflow.queries.lines import LISTED, Facts, Line, more, spoken
from workflow.queries.stated_text import archive, content, edition, record, text

READ_FROM: Final = {
    "banner": "read from the classification line",
    "security": "read from the security line of the transmission header",
    "attributes": "read from the block of archive attributes",
    "source_note": "read from the source note of the edition",
    "marking_line": "read from the marking line of the edition",
}
PRECEDENCE: Final = {
    "Z": "flash",
    "O": "immediate",
    "P": "priority",
    "R": "routine",
    "Y": "emergency",
}


def stated(cable: Cable, found: Determination) -> tuple[Facts, ...]:
    """Everything that was read, in the order of a cable; names without lines are left out."""
    groups = (
        Facts("Number and level", tuple(_number_and_level(cable))),
        Facts("Transmission", tuple(_transmission(cable))),
        Facts("Addressees", tuple(_addressees(cable))),
        Facts("Authority", tuple(_authority(cable, found))),
        Facts("What it is about", tuple(content(cable))),
        Facts("The text", tuple(text(cable))),
        Facts("Edition", tuple(edition(cable))),
        Facts("Archive", tuple(archive(cable))),
        Facts("The record", tuple(record(cable))),
    )
    return tuple(group for group in groups if group.lines)


def _number_and_level(cable: Cable) -> Iterator[Line]:
    number = cable.mrn
    if number is None:
        yield Line("Number", "not read", fact="number")
    elif number.display is None:
        note = "its year is not known, so nobody can refer to it by this number"
        yield Line("Number", f"{number.station} {number.serial}", note, number.span, "number")
    else:
        yield Line("Number", number.display, f"as {number.value}", number.span, "number")
    level = cable.classification
    if level is None:
        yield Line("Level", "not read", "held as TOP SECRET until a person says it", None, "level")
    else:
        note = "; ".join((READ_FROM[level.source], *level.controls))
        yield Line("Level", level.level, note, level.span, "level")
    if cable.banner and cable.banner.section:
        section, of = cable.banner.section
        yield Line("Section", f"{section} of {of}", "", cable.banner.span)
    if cable.highest_portion:
        yield Line("Highest portion mark", cable.highest_portion, "of all paragraphs and SUBJECT")
    if cable.entire_text:
        note = "the level of every paragraph without a mark of its own"
        yield Line("ENTIRE TEXT", cable.entire_text.level, note, cable.entire_text.span)
    for caption in cable.captions:
        yield Line("Caption", caption.value, meaning_of(caption.value), caption.span)
    for passing in cable.passing:
        yield Line("Passing", passing.value, "", passing.span)


def _transmission(cable: Cable) -> Iterator[Line]:
    if cable.dtg:
        words = _moment(cable.dtg.value) if cable.dtg.value else "cannot exist"
        precedence = (PRECEDENCE.get(sign, sign) for sign in cable.dtg.precedence)
        note = "; ".join((" ".join(cable.dtg.raw.split()), *precedence))
        yield Line("Date and time", words, note, cable.dtg.span, "origin")
    elif not cable.edition:
        yield Line("Date and time", "not read", fact="origin")
    if cable.sender:
        note = _at(cable.sender.route, cable.sender.plad)
        yield Line("From", cable.sender.plad, note, cable.sender.span)
    if cable.de:
        part = f", part {cable.de.part}" if cable.de.part else ""
        day, time = cable.de.filed[:3], cable.de.filed[3:]
        note = "; ".join(
            filter(
                None,
                (
                    post_at(cable.de.indicator),
                    f"number {cable.de.serial}{part}",
                    f"filed on day {day} of the year, {time}",
                ),
            )
        )
        yield Line("Sending station", cable.de.indicator, note, cable.de.span)
    if cable.transmission_id:
        note = f"channel {cable.transmission_id.channel}, number {cable.transmission_id.number}"
        identity = cable.transmission_id
        yield Line("Transmission", identity.value, note, identity.span)
    if cable.security:
        level = cable.security.level or "no level"
        note = "; ".join(filter(None, (level.capitalize(), cable.security.special)))
        words = f"{cable.security.prosign} {cable.security.code}"
        yield Line("Security line", words, note, cable.security.span)
    if cable.routing:
        for indicator in islice(cable.routing.indicators, LISTED):
            place = cable.routing.spans[0] if cable.routing.spans else None
            yield Line("Routed to", indicator, post_at(indicator), place)


def _addressees(cable: Cable) -> Iterator[Line]:
    yield from _to("To", cable.to)
    yield from _to("Information", cable.info)


def _to(name: str, addressees: Sequence[Addressee]) -> Iterator[Line]:
    for to in addressees[:LISTED]:
        left_out = f"except {', '.join(to.excluded)}" if to.excluded else ""
        note = "; ".join(filter(None, (_at(to.route, to.plad), to.precedence, left_out)))
        yield Line(name, to.plad, note, to.span)
    yield from more(name, addressees)


def _authority(cable: Cable, found: Determination) -> Iterator[Line]:
    order = cable.declassification
    if order is None:
        yield Line("E.O. line", "none", "", None, "eo_line")
    else:
        yield Line("E.O. line", order.line, _of_order(cable), order.span, "eo_line")
    yield Line("What it comes to", found.reason, f"next: {_plain(found.next_action)}")
    by = cable.classified_by
    if by is None:
        yield Line("Classified by", "none", "", None, "classified_by")
        return
    yield Line("Classified by", by.line, "", by.span, "classified_by")
    if by.name_title:
        yield Line("Classifier", by.name_title, "", by.span)
    if by.reasons:
        yield Line("Reasons", ", ".join(by.reasons), "", by.span)


def _of_order(cable: Cable) -> str:
    order = cable.declassification
    if order is None:
        return ""
    said = (
        f"order {order.order}" if order.order else "",
        f"says: {order.kind.replace('_', ' ')}",
        f"{spoken(order.date)}" if order.date else "",
        ", ".join(order.codes),
        ", ".join(flag.replace("_", " ") for flag in order.flags),
    )
    return "; ".join(filter(None, said))


def _at(route: str | None, plad: str) -> str:
    """``via RUEHMQ (AMEMBASSY MAREL)``; the post is left out where the address names it."""
    if not route:
        return ""
    post = post_at(route)
    return f"via {route} ({post})" if post and post != plad else f"via {route}"


def post_at(indicator: str) -> str:
    """The post behind a routing indicator, empty when the table does not know it."""
    return post_of(indicator) or ""


def meaning_of(caption: str) -> str:
    """What a caption means for handling, empty when the table does not know it."""
    return caption_meaning(caption) or ""


def _plain(code: str) -> str:
    """``CONFIRM_EVENT`` as ``confirm event``."""
    return code.replace("_", " ").lower()


def _moment(value: str) -> str:
    moment = datetime.fromisoformat(value)
    return f"{spoken(value[:10])}, {moment:%H:%M} UTC"
