"""The portions of a cable that a reviewer decides one by one.

One for each paragraph and heading, and one for each field that a reviewer may forget:
addressees, captions, subject, tags, references, the classification authority, the signature.
Whatever no named portion covers is the portion ``other``, so that every letter and digit of
the text waits for a decision. Page marks, section headers and remains of links are no
portion: they never leave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from redaction.cable.facts import Portion as Mark
from redaction.cable.model import Cable, Paragraph
from redaction.settle import unseen
from redaction.spans import Span, merge, subtract

NAMES: Final[Mapping[str, str]] = {
    "addressees": "Addressees and routing",
    "captions": "Classification line and captions",
    "subject": "SUBJECT",
    "tags": "TAGS",
    "refs": "REF",
    "classified_by": "E.O. and Classified By",
    "signature": "Signature and end marks",
    "other": "Other text",
}
NEVER_LEAVES: Final = frozenset({"page_break", "section_header", "blank"})
SLUGS: Final = frozenset({"subject", "tags", "refs"})
LONGEST_SLUG: Final = 12
_BY_KIND: Final[Mapping[str, str]] = {
    "banner": "captions",
    "slug.caption": "captions",
    "slug.passing": "addressees",
    "slug.eo": "classified_by",
    "slug.classified_by": "classified_by",
    "slug.tags": "tags",
    "slug.subject": "subject",
    "slug.refs": "refs",
    "signature": "signature",
    "trailer": "signature",
}


@dataclass(frozen=True, slots=True)
class Portion:
    """One unit of decision.

    ``key`` names it for good (``p3``, ``h0``, ``subject``); ``mark`` is the portion mark as
    printed or empty, ``level`` its level (``C``) or empty; ``labels`` are the places of its
    number, name and portion mark, which stay when its words are withheld; ``spans`` are the
    places of its words. Both ascend.
    """

    key: str
    name: str
    mark: str
    level: str
    labels: tuple[Span, ...]
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the portion begins."""
        return min(span.start for span in (*self.spans, *self.labels))

    def touches(self, places: Iterable[Span]) -> bool:
        """Whether any of the places has a character of its words."""
        return any(span.overlaps(place) for place in places for span in self.spans)

    def letters(self, text: str, besides: Iterable[Span] = ()) -> int:
        """How many letters and digits its words have, besides those in some places."""
        rest = subtract(self.spans, besides)
        return sum(character.isalnum() for span in rest for character in span.of(text))


def portions_of(cable: Cable, text: str) -> tuple[Portion, ...]:
    """Every portion of a cable, in the order of the text."""
    hidden = unseen(cable)
    found = [
        _of_key(key, spans, cable, text)
        for key, places in _places(cable).items()
        if has_words(spans := subtract(places, hidden), text)
    ]
    return tuple(sorted(found, key=lambda portion: portion.start))


def has_words(spans: Iterable[Span], text: str) -> bool:
    """Whether some places hold a letter or digit."""
    return any(character.isalnum() for span in spans for character in span.of(text))


def _places(cable: Cable) -> Mapping[str, list[Span]]:
    """The places of each portion: the segments of the cable, sorted by what they are."""
    places: dict[str, list[Span]] = defaultdict(list)
    headings = {heading.span.start: index for index, heading in enumerate(cable.headings)}
    for segment in cable.segments:
        if segment.kind in NEVER_LEAVES:
            continue
        if segment.kind == "para":
            key = f"p{segment.paragraph}"
        elif segment.kind == "heading":
            key = _heading_at(segment.span, headings)
        elif segment.kind.startswith("header."):
            key = "other" if segment.kind == "header.other" else "addressees"
        else:
            key = _BY_KIND.get(segment.kind, "other")
        places[key].append(segment.span)
    return places


def _heading_at(place: Span, headings: Mapping[int, int]) -> str:
    inside = (index for start, index in headings.items() if place.start <= start < place.end)
    return next((f"h{index}" for index in inside), "other")


def _of_key(key: str, spans: tuple[Span, ...], cable: Cable, text: str) -> Portion:
    if key[0] == "p" and key[1:].isdigit():
        part = cable.paragraphs[int(key[1:])]
        labels = (part.label_span,) if part.label_span else ()
        return _portion(key, _name(part, cable), spans, labels, part.portion)
    if key[0] == "h" and key[1:].isdigit():
        return _portion(key, f"Heading {int(key[1:]) + 1}", spans)
    mark = cable.subject.portion if key == "subject" and cable.subject else None
    return _portion(key, NAMES[key], spans, _slug(key, spans, text), mark)


def _portion(
    key: str,
    name: str,
    spans: tuple[Span, ...],
    labels: tuple[Span, ...] = (),
    mark: Mark | None = None,
) -> Portion:
    printed = mark is not None and mark.raw is not None
    labels = merge((*labels, mark.span)) if mark is not None and printed else labels
    return Portion(
        key=key,
        name=name,
        mark=mark.raw or "" if mark is not None else "",
        level=mark.level if mark is not None else "",
        labels=labels,
        spans=subtract(spans, labels),
    )


def _slug(key: str, spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """The name of a field with its colon (``SUBJECT:``), which says nothing of its words."""
    if key not in SLUGS:
        return ()
    start = spans[0].start
    colon = text.find(":", start, min(start + LONGEST_SLUG, spans[0].end))
    return (Span(start, colon + 1),) if colon > start else ()


def _name(part: Paragraph, cable: Cable) -> str:
    """``Paragraph 3``, ``Paragraph 3.a``; counted where the cable gives no number."""
    labels = list(_labels(part, cable))
    if None in labels:
        return f"Unnumbered paragraph {part.index + 1}"
    return "Paragraph " + ".".join(label for label in reversed(labels) if label)


def _labels(part: Paragraph, cable: Cable) -> Iterator[str | None]:
    yield part.label
    while part.parent is not None:
        part = cable.paragraphs[part.parent]
        yield part.label
