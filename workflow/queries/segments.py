"""The text of a cable cut into what each character is. Pure.

A very long cable is shown in parts, so that no text can make a page that a browser cannot
draw; every character is in exactly one part.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from redaction.cable import Cable
from redaction.cable.model import Segment
from redaction.spans import Span, subtract
from workflow.portions import Portion, portions_of
from workflow.queries.kinds import NOISES, Noise, kind_of
from workflow.queries.layers import Edges, Layer, edges_of

# What a part may ask of a browser, in characters of its page. A character of text counts
# thrice, so that a part holds 200,000 of plain text and less where there is much around it.
PART: Final = 600_000
LONGEST: Final = 20_000
# The place of a doubt that is about no words in particular.
WHOLE: Final = Span(0, 0)
SILENT: Final = ("", False)
_ROW, _EDGE, _ODD, _DOUBT = 350, 80, 60, 4000
_ODD_CHARACTER: Final = re.compile(r"[^\t\n\r -~\u00a1-\u00ac\u00ae-\u02ff]")
_WORDS_IN_ISSUES: Final = {
    "LINE_END_HYPHEN": "broken_word",
    "PARAGRAPH_SPLIT": "joint",
    "PILCROW_AS_DIGIT": "pilcrow_digit",
}


@dataclass(frozen=True, slots=True)
class PieceView:
    """Characters that are all of one look.

    ``noise`` is a key of the table of noises, ``is_signed`` that its letter stands after this
    piece (a link has remains before and after the word it keeps); ``doubt`` is the number of a
    doubt, counted from 1; ``is_label`` tells numbers and portion marks, ``is_place`` that a fact
    or doubt begins here.
    """

    start: int
    text: str
    noise: str
    is_signed: bool
    doubt: int
    is_label: bool
    is_place: bool


@dataclass(frozen=True, slots=True)
class SegmentView:
    """One segment, or the part of it that is drawn: what it is, and its pieces.

    ``name`` is its kind in plain words, ``portion`` the key of the portion it is decided with;
    ``doubts`` are the numbers of the doubts that begin in it.
    """

    start: int
    end: int
    family: str
    name: str
    portion: str
    pieces: tuple[PieceView, ...]
    doubts: tuple[int, ...]


class NoiseCount(NamedTuple):
    """A kind of noise that this cable has, for the legend."""

    key: str
    noise: Noise
    number: int


class Part(NamedTuple):
    """What is drawn on one page: ``[start, end)`` of the text."""

    start: int
    end: int


class Reading(NamedTuple):
    """What is laid over the text before it is cut."""

    text: str
    labels: Layer[bool]
    noises: Layer[tuple[str, bool]]
    doubts: Layer[int]
    places: frozenset[int]
    edges: Edges


def noise_of(cable: Cable) -> Iterator[tuple[Span, tuple[str, bool]]]:
    """Characters that are no words: artefacts, broken words, joints, excisions made before."""
    for artefact in cable.artefacts:
        left = subtract([artefact.span], [artefact.keeps] if artefact.keeps else [])
        for span in left:
            yield span, (artefact.kind, span is left[-1])
    for issue in cable.issues:
        if issue.code in _WORDS_IN_ISSUES:
            yield issue.span, (_WORDS_IN_ISSUES[issue.code], True)
    for excision in cable.excisions:
        yield excision.span, ("excision", True)


def noise_counts(cable: Cable) -> tuple[NoiseCount, ...]:
    """The legend: only what this cable has."""
    counts = Counter(key for _, (key, signed) in set(noise_of(cable)) if signed)
    return tuple(
        NoiseCount(key, noise, counts[key]) for key, noise in NOISES.items() if key in counts
    )


def reading_of(cable: Cable, text: str, doubts: Sequence[Span], places: Iterable[Span]) -> Reading:
    """The layers of a cable; ``doubts`` in the order they are numbered."""
    labels = Layer((span, True) for span in _labels(cable))
    noises = Layer(noise_of(cable))
    doubted = Layer((span, number) for number, span in enumerate(doubts, 1))
    linked = list(places)
    anchors = frozenset(span.start for span in (*linked, *doubts))
    spans = (*labels.spans, *noises.spans, *doubted.spans, *linked)
    return Reading(text, labels, noises, doubted, anchors, Edges((*edges_of(spans), *anchors)))


def _labels(cable: Cable) -> Iterator[Span]:
    for paragraph in cable.paragraphs:
        if paragraph.label_span:
            yield paragraph.label_span
        if paragraph.portion and paragraph.portion.raw:
            yield paragraph.portion.span
    if cable.subject and cable.subject.portion and cable.subject.portion.raw:
        yield cable.subject.portion.span


def parts_of(cable: Cable, reading: Reading, doubts: Sequence[Span]) -> tuple[Part, ...]:
    """The parts a cable is shown in; one for all but the longest."""
    starts = sorted(span.start for span in doubts)
    ends: list[int] = []
    cost = 0
    for stretch in _stretches(cable.segments):
        more = _cost(reading, stretch, starts)
        if cost and cost + more > PART:
            ends.append(stretch.start)
            cost = 0
        cost += more
    edges = [0, *ends, len(reading.text)]
    return tuple(Part(start, end) for start, end in pairwise(edges))


def _stretches(segments: Iterable[Segment]) -> Iterator[Span]:
    for segment in segments:
        for start in range(segment.span.start, segment.span.end, LONGEST):
            yield Span(start, min(segment.span.end, start + LONGEST))


def _cost(reading: Reading, stretch: Span, doubts: Sequence[int]) -> int:
    """What a stretch asks of a browser, in characters."""
    words = stretch.of(reading.text)
    odd = 0 if words.isascii() and words.isprintable() else len(_ODD_CHARACTER.findall(words))
    asked = bisect_left(doubts, stretch.end) - bisect_left(doubts, stretch.start)
    return (
        3 * len(words) + _ROW + _ODD * odd + _EDGE * reading.edges.inside(stretch) + _DOUBT * asked
    )


def part_at(parts: Sequence[Part], offset: int) -> int:
    """The index of the part that holds a character; an offset beyond the end is in the last."""
    return max(0, bisect_right([part.start for part in parts], offset) - 1)


def segment_views(
    cable: Cable, reading: Reading, part: Part, doubts: Sequence[Span]
) -> tuple[SegmentView, ...]:
    """The segments of one part, in order; together they are the text of the part."""
    portions = {portion.key: portion for portion in portions_of(cable, reading.text)}
    homes = Layer(
        (span, portion.key)
        for portion in portions.values()
        if not portion.key[1:].isdigit()
        for span in (*portion.labels, *portion.spans)
    )
    began = _began(doubts, len(reading.text))
    started: set[int | None] = set()
    views: list[SegmentView] = []
    for segment in cable.segments:
        begun = segment.paragraph is not None and segment.paragraph in started
        started.add(segment.paragraph)
        start, end = max(segment.span.start, part.start), min(segment.span.end, part.end)
        if start >= end:
            continue
        home = _home(segment, reading, homes)
        goes_on = begun or start > segment.span.start
        views.append(
            SegmentView(
                start=start,
                end=end,
                family=_family(segment, reading),
                name=_name(
                    segment, reading, portions.get(home), goes_on or start > segment.span.start
                ),
                portion=home,
                pieces=tuple(_pieces(reading, Span(start, end))),
                doubts=_between(began, start, end),
            )
        )
    return tuple(views)


def _began(doubts: Sequence[Span], length: int) -> list[tuple[int, int]]:
    """Where each doubt begins, and its number; those of the whole cable begin nowhere."""
    return sorted(
        (min(span.start, length - 1), number)
        for number, span in enumerate(doubts, 1)
        if span != WHOLE
    )


def _between(began: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, ...]:
    here = began[bisect_left(began, (start, 0)) : bisect_left(began, (end, 0))]
    return tuple(number for _, number in here)


def _home(segment: Segment, reading: Reading, homes: Layer[str]) -> str:
    """The portion that a segment is decided with, empty for what never leaves."""
    if segment.paragraph is not None:
        return f"p{segment.paragraph}"
    words = segment.span.of(reading.text)
    return homes.at(segment.span.start + len(words) - len(words.lstrip())) or ""


def _family(segment: Segment, reading: Reading) -> str:
    if segment.kind == "blank" and (reading.noises.at(segment.span.start) or SILENT)[0] == "joint":
        return "joint"
    return kind_of(segment.kind).family


def _name(segment: Segment, reading: Reading, portion: Portion | None, goes_on: bool) -> str:
    family = _family(segment, reading)
    if family == "joint":
        return "Joint: read as one paragraph"
    if family == "blank":
        lines = segment.span.of(reading.text).count("\n")
        return "Empty line" if lines == 1 else f"{lines} empty lines" if lines else "White space"
    name = kind_of(segment.kind).name
    if segment.paragraph is not None:
        name = portion.name if portion else f"Paragraph {segment.paragraph + 1}, without words"
        if portion and portion.mark:
            name = f"{name} {portion.mark}"
    return f"{name}, goes on" if goes_on else name


def _pieces(reading: Reading, span: Span) -> Iterator[PieceView]:
    for piece in reading.edges.cut(span):
        noise, signed = reading.noises.at(piece.start) or SILENT
        yield PieceView(
            start=piece.start,
            text=piece.of(reading.text),
            noise=noise,
            is_signed=signed,
            doubt=reading.doubts.at(piece.start) or 0,
            is_label=reading.labels.at(piece.start) or False,
            is_place=piece.start in reading.places,
        )
