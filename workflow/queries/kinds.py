"""What each piece of a cable is, in the words of the trade and without codes.

Every kind of segment and every kind of noise has a name here; a test compares the tables with
what the parser can find.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

UNREAD: Final = "Not recognised; kept as it stands"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of segment: its name in the margin, and the family whose look it has."""

    name: str
    family: str


@dataclass(frozen=True, slots=True)
class Noise:
    """Characters that are no words of the cable: a sign of one letter, a name, what it means."""

    sign: str
    name: str
    meaning: str


KINDS: Final[Mapping[str, Kind]] = {
    "header.tid": Kind("Transmission header: identification of the channel", "header"),
    "header.routing": Kind("Transmission header: precedence and routing", "header"),
    "header.de": Kind("Transmission header: sending station, its number and time", "header"),
    "header.security": Kind("Transmission header: security line", "header"),
    "header.dtg": Kind("Transmission header: date-time group", "header"),
    "header.from": Kind("Transmission header: from", "header"),
    "header.to": Kind("Transmission header: action addressees", "header"),
    "header.info": Kind("Transmission header: information addressees", "header"),
    "header.xmt": Kind("Transmission header: addressees left out", "header"),
    "header.bt": Kind("Transmission header: break before the text", "header"),
    "header.other": Kind("Transmission header: other line", "header"),
    "banner": Kind("Classification line", "level"),
    "slug.caption": Kind("Captions: who may handle it", "level"),
    "slug.passing": Kind("Passing instruction", "slug"),
    "slug.eo": Kind("Executive order and declassification", "level"),
    "slug.classified_by": Kind("Classification authority", "level"),
    "slug.tags": Kind("TAGS", "slug"),
    "slug.subject": Kind("Subject", "slug"),
    "slug.refs": Kind("References", "slug"),
    "slug.other": Kind("Other line before the text", "slug"),
    "note": Kind("Note of the archive, not part of the message", "noise"),
    "para": Kind("Paragraph", "words"),
    "heading": Kind("Heading", "words"),
    "rule": Kind("Rule: a line of signs", "noise"),
    "page_break": Kind("Page mark, not part of the text", "noise"),
    "section_header": Kind("Header of a later section, not part of the text", "noise"),
    "signature": Kind("Signature", "end"),
    "trailer": Kind("End marks", "end"),
    "attributes": Kind("Block of archive attributes, not part of the message", "noise"),
    "title": Kind("Title of the printed edition", "edition"),
    "dateline": Kind("Place and date of the printed edition", "edition"),
    "source_note": Kind("Source note of the printed edition", "edition"),
    "footnote": Kind("Footnote of the printed edition", "edition"),
    "archive_ref": Kind("Archive reference of the printed edition", "edition"),
    "blank": Kind("White space", "blank"),
    "unknown": Kind(UNREAD, "unread"),
}
NOISES: Final[Mapping[str, Noise]] = {
    "link": Noise("L", "Link left over", "remains of a web link; left out of what leaves"),
    "pilcrow": Noise("P", "Paragraph sign", "a sign of the printer, no word"),
    "pilcrow_digit": Noise(
        "D", "Digit that was a paragraph sign", "read as a sign, not as part of the number"
    ),
    "entity": Noise("E", "Character in HTML code", "read as the character it stands for"),
    "backslash": Noise("B", "Backslash at a line end", "left by a converter; left out"),
    "bom": Noise("M", "Byte order mark", "tells programs of the encoding; left out"),
    "broken_word": Noise("H", "Word broken at a line end", "read as one word, without the hyphen"),
    "joint": Noise("J", "Paragraph joined over a white line", "read as one paragraph"),
    "excision": Noise("X", "Excision already in the text", "a gap made before; carried on as is"),
}


def kind_of(name: str) -> Kind:
    """The kind of a segment; one the table does not know is shown as not recognised."""
    return KINDS.get(name) or Kind(UNREAD, "unread")
