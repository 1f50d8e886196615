"""A cable, read: what it says of itself, its review units, and the place of each.

Offsets are code points of the text as received. Field names are the JSON names, except that
``from`` is ``sender`` in Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from redaction.cable.facts import (
    Addressee,
    Banner,
    Classification,
    ClassifiedBy,
    Declassification,
    Dtg,
    Edition,
    History,
    MessageNumber,
    Originator,
    Portion,
    Reference,
    Routing,
    Security,
    Sender,
    Stated,
    Subject,
    Tag,
    TransmissionId,
)
from redaction.cable.issues import Severity
from redaction.cable.plain import plain
from redaction.spans import Span

SCHEMA = "redaction.cable/1"
PARSER = "2"

Newline = Literal["lf", "crlf", "cr", "mixed", "none"]


@dataclass(frozen=True, slots=True)
class Source:
    """What was received: ``length`` in code points, SHA-256 of the text in UTF-8.

    ``encoding`` is the codec a file was read with, null for a text that was never a file.
    """

    length: int
    encoding: str | None
    sha256: str
    newline: Newline
    bom: bool


class Segment(NamedTuple):
    """A piece of the text; all segments together, in order, are the text."""

    kind: str
    span: Span
    paragraph: int | None


class Issue(NamedTuple):
    """Something a reviewer or a statistic should know; ``code`` is of a closed list."""

    code: str
    severity: Severity
    span: Span
    detail: str
    paragraph: int | None


class Artefact(NamedTuple):
    """Characters that transcription put in; ``keeps`` is the part still shown."""

    kind: Literal["link", "pilcrow", "pilcrow_digit", "entity", "backslash", "bom"]
    span: Span
    keeps: Span | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A review unit: its ranges in the text, its reading view and the map between the two.

    A run ``(view, n, start, end)`` of ``map`` says that ``n`` characters of ``text`` from
    ``view`` on come from the source characters ``[start, end)``: one for one when the two
    lengths agree, else as one indivisible artefact. Characters in no run are joints.
    """

    index: int
    number: int | None
    raw_number: str | None
    label: str | None
    parent: int | None
    quoted: bool
    label_span: Span | None
    portion: Portion | None
    heading: int | None
    ranges: tuple[Span, ...]
    preformatted: tuple[Span, ...]
    text: str
    map: tuple[tuple[int, int, int, int], ...]


class Heading(NamedTuple):
    """A heading and the index of the paragraph it belongs to."""

    text: str
    span: Span
    paragraph: int | None


class Block(NamedTuple):
    """A summary, comment or note inside paragraphs ``paragraph`` to ``end_paragraph``."""

    kind: Literal["summary", "comment", "note"]
    paragraph: int
    end_paragraph: int
    number: int | None
    span: Span
    ranges: tuple[Span, ...]
    closed: bool
    start_implied: bool


class PageBreak(NamedTuple):
    """A page mark inside the text; never review text."""

    span: Span
    family: Literal["mrn", "page"]
    station: str
    serial: int
    page: int
    of: int | None
    time: str | None
    classification_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SectionHeader:
    """The header of a later section of a long message, left in the middle of the text."""

    span: Span
    filed: str | None
    sender: str | None
    level: str | None
    section: tuple[int, int] | None
    mrn_raw: str | None
    garbled: bool


@dataclass(frozen=True, slots=True)
class Excision:
    """A redaction the received text already has: a fact about it, carried on unchanged."""

    kind: Literal["frus", "mask", "omitted"]
    form: Literal["extent", "nature", "other"] | None
    bound: Literal["=", "<", "?"] | None
    amount: float | None
    unit: str | None
    sub_amount: float | None
    sub_unit: str | None
    nature: str | None
    count: int | None
    source_text: bool
    noise: bool
    raw: str
    span: Span
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Signature:
    """The surname that signs; ``span`` is the place of ``value``."""

    value: str
    raw: str
    span: Span


@dataclass(frozen=True, slots=True)
class EntireText:
    """An ENTIRE TEXT statement: the level of every paragraph without an own mark."""

    level: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cable:
    """One telegram, read."""

    schema: str
    parser: str
    profile: str
    source: Source
    partial: bool
    mrn: MessageNumber | None
    classification: Classification | None
    banner: Banner | None
    classification_history: History
    handling_history: History
    captions: tuple[Stated, ...]
    passing: tuple[Stated, ...]
    declassification: Declassification | None
    classified_by: ClassifiedBy | None
    transmission_id: TransmissionId | None
    routing: Routing | None
    de: Originator | None
    security: Security | None
    dtg: Dtg | None
    sender: Sender | None
    to: tuple[Addressee, ...]
    info: tuple[Addressee, ...]
    tags: tuple[Tag, ...]
    subject: Subject | None
    references: tuple[Reference, ...]
    entire_text: EntireText | None
    highest_portion: str | None
    paragraphs: tuple[Paragraph, ...]
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    page_breaks: tuple[PageBreak, ...]
    section_headers: tuple[SectionHeader, ...]
    excisions: tuple[Excision, ...]
    artefacts: tuple[Artefact, ...]
    signature: Signature | None
    trailer: tuple[Span, ...]
    attributes: Mapping[str, str]
    edition: Edition | None
    segments: tuple[Segment, ...]
    issues: tuple[Issue, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON object of a cable, all keys present, without ``id``."""
        record: dict[str, Any] = plain(self)
        return record
