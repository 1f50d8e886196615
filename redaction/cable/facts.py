"""What a telegram says of itself before its first paragraph, each fact with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from redaction.spans import Span


class Stated(NamedTuple):
    """A caption or passing line as it stands."""

    value: str
    span: Span


class MessageNumber(NamedTuple):
    """The message reference number: ``value`` and ``display`` are null without a year."""

    value: str | None
    display: str | None
    year: int | None
    station: str
    serial: int
    raw: str
    span: Span


class Classification(NamedTuple):
    """The level that counts, and where it was read."""

    level: str
    mark: str
    controls: tuple[str, ...]
    source: Literal["banner", "security", "attributes", "source_note", "marking_line"]
    raw: str
    span: Span


class Banner(NamedTuple):
    """The classification line as printed; ``section`` is (n, of)."""

    level: str
    raw: str
    section: tuple[int, int] | None
    span: Span
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A classification has a history: what an archive says today is not the original."""

    original: str | None = None
    previous: str | None = None
    current: str | None = None


class Declassification(NamedTuple):
    """The E.O. line; ``kind``, ``date``, ``codes``, ``flags`` are the authority reader's."""

    line: str
    order: str | None
    raw: str
    kind: str
    date: str | None
    codes: tuple[str, ...]
    flags: tuple[str, ...]
    span: Span


class ClassifiedBy(NamedTuple):
    """Who classified and why; the reason is the authority reader's."""

    line: str
    name_title: str
    names: tuple[str, ...]
    section: str | None
    letters: tuple[str, ...]
    reasons: tuple[str, ...]
    span: Span


class TransmissionId(NamedTuple):
    """``VZCZC``, channel and number."""

    value: str
    channel: str
    number: str
    span: Span


class Routing(NamedTuple):
    """Prosign of the highest precedence and routing indicators; one span per line."""

    prosign: str
    indicators: tuple[str, ...]
    spans: tuple[Span, ...]


class Originator(NamedTuple):
    """The ``DE`` line; ``filed`` is day of the year (3 digits) and time (4 digits)."""

    indicator: str
    serial: str
    part: str | None
    filed: str
    span: Span


class Security(NamedTuple):
    """The ``ZNR``/``ZNY`` line."""

    prosign: str
    code: str
    special: str | None
    level: str | None
    signals: tuple[str, ...]
    span: Span


class Dtg(NamedTuple):
    """The date-time group; ``value`` is an instant in UTC, null when it cannot exist."""

    value: str | None
    raw: str
    year: int | None
    precedence: tuple[str, ...]
    signals: tuple[str, ...]
    span: Span


class Sender(NamedTuple):
    """The ``FM`` line; ``plad`` is the plain-language address."""

    route: str | None
    plad: str
    span: Span


class Addressee(NamedTuple):
    """One action or information addressee; ``excluded`` are names of ``XMT`` lines."""

    route: str | None
    plad: str
    precedence: str | None
    serial: str | None
    excluded: tuple[str, ...]
    span: Span


class Tag(NamedTuple):
    """A TAGS code; ``qualifier`` is mostly a person and must be redactable."""

    code: str
    kind: Literal["subject", "country", "program", "organization", "unknown"]
    qualifier: str | None
    span: Span
    qualifier_span: Span | None


class Portion(NamedTuple):
    """A portion mark; ``raw`` is null when an ENTIRE TEXT statement stands for it."""

    raw: str | None
    span: Span
    level: str
    controls: tuple[str, ...]
    flags: tuple[str, ...]
    source: Literal["mark", "entire_text"]


class Subject(NamedTuple):
    """``span`` runs from the slug name to the end of the value, ``ranges`` are the value."""

    value: str
    portion: Portion | None
    span: Span
    ranges: tuple[Span, ...]


class Reference(NamedTuple):
    """One reference; ``mrn`` only for a cable whose year is known."""

    label: str | None
    kind: str
    raw: str
    mrn: str | None
    year: int | None
    station: str | None
    serial: int | None
    captions: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class SourceNote:
    """The source note of a printed volume."""

    raw: str
    span: Span


@dataclass(frozen=True, slots=True)
class Edition:
    """Facts of an edited series of printed telegrams."""

    series: str | None = None
    number: str | None = None
    title: str | None = None
    place: str | None = None
    date: str | None = None
    message_number: str | None = None
    precedence: tuple[str, ...] = ()
    archive_ref: str | None = None
    source_note: SourceNote | None = None
