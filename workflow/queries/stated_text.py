"""What a cable says of its contents, its edition and its archive, as lines to read. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from redaction.cable import Cable
from redaction.cable.facts import History
from redaction.spans import Span
from workflow.queries.lines import LISTED, Line, more, spoken

TAG_KINDS: Final = {
    "subject": "subject",
    "country": "country",
    "program": "program",
    "organization": "organization",
    "unknown": "not in the table of codes",
}
NEWLINES: Final = {
    "lf": "LF",
    "crlf": "CR LF",
    "cr": "CR",
    "mixed": "of several kinds",
    "none": "none: one line",
}
FORMATS: Final = {
    "acp127": "a telegram in the format of military and diplomatic traffic (ACP 127)",
    "aad": "a telegram as the archive publishes it, with a block of attributes",
    "frus": "a telegram printed in Foreign Relations of the United States",
    "dafp": "a telegram printed in Documents on Australian Foreign Policy",
    "plain": "plain text: nothing of a telegram was recognised",
}


def content(cable: Cable) -> Iterator[Line]:
    """Subject, TAGS and blocks."""
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
    yield from more("TAG", cable.tags)
    for block in cable.blocks[:LISTED]:
        first, last = block.paragraph + 1, block.end_paragraph + 1
        where = f"in paragraph {first}" if first == last else f"paragraphs {first} to {last}"
        open_end = "" if block.closed else "; its end is not marked"
        yield Line("Block", block.kind.capitalize(), f"{where}{open_end}", block.span)
    yield from more("Block", cable.blocks)


def text(cable: Cable) -> Iterator[Line]:
    """What the text is made of."""
    yield Line("Paragraphs", str(len(cable.paragraphs)))
    for heading in cable.headings[:LISTED]:
        yield Line("Heading", heading.text, "", heading.span)
    yield from more("Heading", cable.headings)
    for page in cable.page_breaks[:LISTED]:
        of = f" of {page.of}" if page.of else ""
        yield Line("Page mark", f"Page {page.page}{of}", "not part of the text", page.span)
    yield from more("Page mark", cable.page_breaks)
    for header in cable.section_headers[:LISTED]:
        words = f"Section {header.section[0]} of {header.section[1]}" if header.section else "read"
        garbled = "garbled; " if header.garbled else ""
        yield Line("Section header", words, f"{garbled}not part of the text", header.span)
    for excision in cable.excisions[:LISTED]:
        measure = excision.nature or (
            f"{excision.amount:g} {excision.unit}" if excision.amount and excision.unit else ""
        )
        yield Line("Existing excision", excision.raw, measure, excision.span)
    yield from more("Existing excision", cable.excisions)
    if cable.signature:
        yield Line("Signature", cable.signature.value, "", cable.signature.span)


def edition(cable: Cable) -> Iterator[Line]:
    """Facts of a printed printed."""
    printed = cable.edition
    if printed is None:
        return
    for name, words in (
        ("Series", printed.series),
        ("Number in the series", printed.number),
        ("Title", printed.title),
        ("Place", printed.place),
        ("Date", spoken(printed.date) if printed.date else None),
        ("Number of the message", printed.message_number),
        ("Precedence", ", ".join(printed.precedence)),
        ("Archive reference", printed.archive_ref),
    ):
        if words:
            yield Line(name, words)
    if printed.source_note:
        yield Line("Source note", printed.source_note.raw, "", printed.source_note.span)


def archive(cable: Cable) -> Iterator[Line]:
    """What the archive tells of it: its levels over time, and the attributes."""
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


def record(cable: Cable) -> Iterator[Line]:
    """The text as a record: its length, its line ends, the format it was read as."""
    source = cable.source
    yield Line("Length", f"{source.length:,} characters")
    yield Line("Line ends", NEWLINES[source.newline])
    yield Line("Read as", FORMATS.get(cable.profile, cable.profile), f"parser {cable.parser}")
    if source.bom:
        yield Line("Byte order mark", "yes", "", Span(0, 1))
    if cable.partial:
        note = "the text says that it is not the whole message"
        yield Line("Partial record", "yes", note)
