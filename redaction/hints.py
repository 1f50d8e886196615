"""What the words around a gap may give away.

A hint never blocks: it asks a reviewer to look again. Grammar tells (``an`` before a gap,
``his`` beside a name), and so do headers that name what the text withholds. Hints stay
inside; they are made of ids and kinds, and still say what kind of thing is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Final, Literal, NamedTuple

from redaction.cable.model import Cable
from redaction.folding import bare, words
from redaction.marks import Gap
from redaction.masked import MASK
from redaction.released import Block, ReleasedCable
from redaction.spans import Places, Span, subtract
from redaction.vocabulary import vocabulary

Kind = Literal["article", "gender", "title", "kinship", "number", "alone", "header", "most"]

_MOST: Final = 0.8
_TELLING: Final = 4
# A full stop that ends a sentence, and not Mr. or an initial.
_SENTENCE_END: Final = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\b[A-Z])[.?!][\"'”’)]{0,3}\s"
)


class Hint(NamedTuple):
    """Something around the gap of ``mark`` that may tell."""

    mark: str
    kind: Kind


class _Around(NamedTuple):
    """The words of a gap's sentence, how many stand before it, and the gaps of the sentence."""

    said: tuple[str, ...]
    each: frozenset[str]
    at: int
    gaps: int


def hints(
    text: str, cable: Cable, gaps: Sequence[Gap], released: ReleasedCable
) -> tuple[Hint, ...]:
    """The hints of a release, gap by gap, each kind once for a gap.

    ``gaps[i]`` is the gap that ``released`` calls ``i + 1``; ``cable`` is the parse of the
    text as received.
    """
    found: dict[Hint, None] = {}
    for block in released.blocks:
        for n, around in _gaps_of(block):
            gap = gaps[n - 1]
            for kind in _grammar(gap, around, bare(_said(text, gap))):
                found[Hint(gap.mark_ids[0], kind)] = None
    headers = _header_words(text, cable, gaps)
    for gap in gaps:
        telling = {word for word in bare(_said(text, gap)) if len(word) >= _TELLING}
        if (telling - vocabulary()["titles"]) & headers:
            found[Hint(gap.mark_ids[0], "header")] = None
    found.update(dict.fromkeys(_mostly_withheld(text, cable, gaps)))
    return tuple(found)


def _grammar(gap: Gap, around: _Around, secret: tuple[str, ...]) -> Iterator[Kind]:
    known = vocabulary()
    before = around.said[max(around.at - 2, 0) : around.at]
    after = around.said[around.at : around.at + 1]
    if before[-1:] in (("a",), ("an",)):
        yield "article"
    if gap.extent == "name":
        if known["gender"] & around.each:
            yield "gender"
        if known["offices"] & {*before, *after}:
            yield "title"
    if known["kinship"] & {*before[-1:]}:
        yield "kinship"
    if known["number"] & {*after}:
        yield "number"
    if around.gaps == 1 and len(secret) == 1 and around.said:
        yield "alone"


def _gaps_of(block: Block) -> Iterator[tuple[int, _Around]]:
    """Each gap of a block with the rest of its sentence."""
    shown = "".join(MASK if isinstance(item, int) else item for item in block.items)
    numbers = (item for item in block.items if isinstance(item, int))
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(shown)), len(shown)]
    for start, end in pairwise(ends):
        parts = [bare(part) for part in shown[start:end].split(MASK)]
        said = tuple(chain.from_iterable(parts))
        each, at = frozenset(said), 0
        for part, n in zip(parts[:-1], numbers, strict=False):
            at += len(part)
            yield n, _Around(said, each, at, len(parts) - 1)


def _said(text: str, gap: Gap) -> str:
    return " ".join(piece.of(text) for piece in gap.pieces)


def _header_words(text: str, cable: Cable, gaps: Sequence[Gap]) -> frozenset[str]:
    """The words that TAGS, REF, addressees and captions still show."""
    places: list[Span] = [stated.span for stated in cable.captions]
    places += [reference.span for reference in cable.references]
    places += [addressee.span for addressee in (*cable.to, *cable.info)]
    for tag in cable.tags:
        places += [tag.span, *([tag.qualifier_span] if tag.qualifier_span else [])]
    shown = subtract(places, [gap.cover for gap in gaps])
    return frozenset(word.letters for place in shown for word in words(text, place))


def _mostly_withheld(text: str, cable: Cable, gaps: Sequence[Gap]) -> Iterator[Hint]:
    """Paragraphs of which so much goes that one may ask whether the rest is worth it."""
    mark_of = {gap.cover: gap.mark_ids[0] for gap in gaps}
    covers = Places(mark_of)
    for paragraph in cable.paragraphs:
        inside = [cover for own in paragraph.ranges for cover in covers.touching(own)]
        if not inside:
            continue
        shown = subtract(paragraph.ranges, inside)
        left, whole = _letters(text, shown), _letters(text, paragraph.ranges)
        if 0 < left < (1 - _MOST) * whole:
            yield Hint(mark_of[inside[0]], "most")


def _letters(text: str, places: Sequence[Span]) -> int:
    return sum(character.isalnum() for place in places for character in place.of(text))
