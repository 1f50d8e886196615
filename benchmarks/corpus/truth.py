"""What a made cable says, written down by its maker, each value with its span.

Spans are code points of the text, half open. A reader is right when it finds the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

Span = tuple[int, int]


class Stated(NamedTuple):
    """A value and the place it stands."""

    value: str
    span: Span


class Line(NamedTuple):
    """The E.O. line: ``kind`` is its form, ``meaning`` what it says in plain words."""

    order: str | None
    raw: str
    kind: str
    date: str | None
    meaning: str
    span: Span


class Cited(NamedTuple):
    """A reference; ``cable`` is its number in the corpus, null when it is not of it."""

    label: str | None
    mrn: str
    cable: int | None
    raw: str
    span: Span


class Reasons(NamedTuple):
    """The Classified By line: section of the order and reason letters, as printed."""

    section: str
    letters: tuple[str, ...]
    span: Span


class Unit(NamedTuple):
    """A numbered paragraph: number as meant, level of its mark or null, place of mark and text."""

    number: int
    level: str | None
    mark: Span | None
    ranges: tuple[Span, ...]


class Noise(NamedTuple):
    """Damage put in on purpose, and the issue a reader must report, if any."""

    kind: str
    span: Span
    issue: str | None


class Shared(NamedTuple):
    """Words that stand in an earlier cable too."""

    cable: int
    paragraph: int
    words: int
    ranges: tuple[Span, ...]


@dataclass(slots=True)
class Truth:
    """Everything its maker knows of a cable."""

    number: int
    mrn: str
    mrn_span: Span
    sent: str | None
    sent_span: Span
    level: str
    mark: str
    captions: list[Stated] = field(default_factory=list)
    tags: list[Stated] = field(default_factory=list)
    subject: Stated | None = None
    references: list[Cited] = field(default_factory=list)
    line: Line | None = None
    classified_by: Reasons | None = None
    headings: list[Stated] = field(default_factory=list)
    portions: list[Unit] = field(default_factory=list)
    page_marks: list[Span] = field(default_factory=list)
    signature: Stated | None = None
    noise: list[Noise] = field(default_factory=list)
    shared: list[Shared] = field(default_factory=list)
    near_duplicate_of: int | None = None
    repeats_number_of: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON: a tuple of named values becomes an object."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}


class Made(NamedTuple):
    """A cable and the truth about it."""

    text: str
    truth: Truth


def _plain(value: Any) -> Any:
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: _plain(part) for key, part in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
