"""What a cable says of itself, as lines to read: each with the place it was read from. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Final

from redaction.authority.determination import Determination
from redaction.cable import Cable
from redaction.cable.facts import Addressee, History
from redaction.spans import Span

# How many lines of one name are listed; whoever sends to more is read in the text.
LISTED: Final = 60
READ_FROM: Final = {
    "banner": "read from the classification line",
    "security": "read from the security line of the transmission header",
    "attributes": "read from the block of archive attributes",
    "source_note": "read from the source note of the edition",
    "marking_line": "read from the marking line of the edition",
}
TAG_KINDS: Final = {
    "subject": "subject",
    "country": "country",
    "program": "program",
    "organization": "organization",
    "unknown": "not in the table of codes",
}
REFERENCE_KINDS: Final = {"other": "could not be read", "web": "web page", "fax": "telefax"}
PRECEDENCE: Final = {
    "Z": "flash",
    "O": "immediate",
    "P": "priority",
    "R": "routine",
    "Y": "emergency",
}
NEWLINES: Final = {
    "lf": "LF",
    "crlf": "CR LF",
    "cr": "CR",
    "mixed": "of several kinds",
    "none": "none: one line",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: its name, its words, what they mean, and where they stand.

    ``fact`` names a fact that a person may correct, ``cable_id`` a cable that is here and that
    the reader may see. ``place`` is None for what was counted or worked out.
    """

    name: str
    words: str
    note: str = ""
    place: Span | None = None
    fact: str = ""
    cable_id: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Lines under one name."""

    name: str
    lines: tuple[Line, ...]


def stated(cable: Cable, found: Determination) -> tuple[Facts, ...]:
    """Everything that was read, in the order of a cable; names without lines are left out."""
    groups = (
        Facts("Number and level", tuple(_number_and_level(cable))),
        Facts("Transmission", tuple(_transmission(cable))),
        Facts("Addressees", tuple(_addressees(cable))),
        Facts("Authority", tuple(_authority(cable, found))),
        Facts("What it is about", tuple(_content(cable))),
        Facts("The text", tuple(_text(cable))),
        Facts("Edition", tuple(_edition(cable))),
        Facts("Archive", tuple(_archive(cable))),
        Facts("The record", tuple(_record(cable))),
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
        note = _at(cable.sender.route)
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
        note = "; ".join(filter(None, (_at(to.route), to.precedence, left_out)))
        yield Line(name, to.plad, note, to.span)
    yield from _more(name, addressees)


def _authority(cable: Cable, found: Determination) -> Iterator[Line]:
    order = cable.declassification
    if order is None:
        yield Line("E.O. line", "none", "", None, "eo_line")
    else:
        yield Line("E.O. line", order.line, _of_order(cable), order.span, "eo_line")
    yield Line("What it comes to", found.reason, f"{found.status}; next: {found.next_action}")
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
        f"{_day(order.date)}" if order.date else "",
        ", ".join(order.codes),
        ", ".join(flag.replace("_", " ") for flag in order.flags),
    )
    return "; ".join(filter(None, said))


def _content(cable: Cable) -> Iterator[Line]:
    subject = cable.subject
    if subject is None:
        yield Line("Subject", "none", "", None, "subject")
    else:
        note = f"marked {subject.portion.raw}" if subject.portion and subject.portion.raw else ""
        yield Line("Subject", subject.value or "empty", note, subject.span, "subject")
    for tag in cable.tags[:LISTED]:
        person = f"with the name {tag.qualifier}" if tag.qualifier else ""
        yield Line(
            "TAG", tag.code, "; ".join(filter(None, (TAG_KINDS[tag.kind], person))), tag.span
        )
    yield from _more("TAG", cable.tags)
    for block in cable.blocks[:LISTED]:
        first, last = block.paragraph + 1, block.end_paragraph + 1
        where = f"in paragraph {first}" if first == last else f"paragraphs {first} to {last}"
        open_end = "" if block.closed else "; its end is not marked"
        yield Line("Block", block.kind.capitalize(), f"{where}{open_end}", block.span)
    yield from _more("Block", cable.blocks)


def _text(cable: Cable) -> Iterator[Line]:
    yield Line("Paragraphs", str(len(cable.paragraphs)))
    for heading in cable.headings[:LISTED]:
        yield Line("Heading", heading.text, "", heading.span)
    yield from _more("Heading", cable.headings)
    for page in cable.page_breaks[:LISTED]:
        of = f" of {page.of}" if page.of else ""
        yield Line("Page mark", f"Page {page.page}{of}", "not part of the text", page.span)
    yield from _more("Page mark", cable.page_breaks)
    for header in cable.section_headers[:LISTED]:
        words = f"Section {header.section[0]} of {header.section[1]}" if header.section else "read"
        garbled = "garbled; " if header.garbled else ""
        yield Line("Section header", words, f"{garbled}not part of the text", header.span)
    for excision in cable.excisions[:LISTED]:
        measure = excision.nature or (
            f"{excision.amount:g} {excision.unit}" if excision.amount and excision.unit else ""
        )
        yield Line("Existing excision", excision.raw, measure, excision.span)
    yield from _more("Existing excision", cable.excisions)
    if cable.signature:
        yield Line("Signature", cable.signature.value, "", cable.signature.span)


def _edition(cable: Cable) -> Iterator[Line]:
    edition = cable.edition
    if edition is None:
        return
    for name, words in (
        ("Series", edition.series),
        ("Number in the series", edition.number),
        ("Title", edition.title),
        ("Place", edition.place),
        ("Date", _day(edition.date) if edition.date else None),
        ("Number of the message", edition.message_number),
        ("Precedence", ", ".join(edition.precedence)),
        ("Archive reference", edition.archive_ref),
    ):
        if words:
            yield Line(name, words)
    if edition.source_note:
        yield Line("Source note", edition.source_note.raw, "", edition.source_note.span)


def _archive(cable: Cable) -> Iterator[Line]:
    yield from _history("Classification", cable.classification_history)
    yield from _history("Handling", cable.handling_history)
    for name, words in islice(cable.attributes.items(), LISTED):
        yield Line(name, words)


def _history(name: str, history: History) -> Iterator[Line]:
    for when, words in (
        ("originally", history.original),
        ("before", history.previous),
        ("today", history.current),
    ):
        if words:
            yield Line(f"{name} {when}", words)


def _record(cable: Cable) -> Iterator[Line]:
    source = cable.source
    yield Line("Length", f"{source.length:,} characters")
    yield Line("Line ends", NEWLINES[source.newline])
    yield Line("Read as", FORMATS.get(cable.profile, cable.profile), f"parser {cable.parser}")
    if source.bom:
        yield Line("Byte order mark", "yes", "", Span(0, 1))
    if cable.partial:
        note = "the text says that it is not the whole message"
        yield Line("Partial record", "yes", note)


FORMATS: Final = {
    "acp127": "a telegram in the format of military and diplomatic traffic (ACP 127)",
    "aad": "a telegram as the archive publishes it, with a block of attributes",
    "frus": "a telegram printed in Foreign Relations of the United States",
    "dafp": "a telegram printed in Documents on Australian Foreign Policy",
    "plain": "plain text: nothing of a telegram was recognised",
}


def _more(name: str, listed: Sequence[object]) -> Iterator[Line]:
    if len(listed) > LISTED:
        yield Line(name, f"and {len(listed) - LISTED:,} more, in the text")


def _at(route: str | None) -> str:
    """``via RUEHC (Department of State, Washington)``."""
    if not route:
        return ""
    post = post_at(route)
    return f"via {route} ({post})" if post else f"via {route}"


def post_at(indicator: str) -> str:
    """The post behind a routing indicator, empty when the table does not know it."""
    return ""


def meaning_of(caption: str) -> str:
    """What a caption means for handling, empty when the table does not know it."""
    return ""


def places_in(groups: Iterable[Facts]) -> Iterator[Span]:
    """Every place that a line links to."""
    for group in groups:
        for line in group.lines:
            if line.place is not None:
                yield line.place


def _moment(value: str) -> str:
    moment = datetime.fromisoformat(value)
    return f"{_day(value[:10])}, {moment:%H:%M} UTC"


def _day(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.day} {day:%B %Y}"
