"""A text in which every withheld passage is one neutral character.

What is withheld cannot decide how the rest is read, if the rest is read after this. The
character is U+FFFC, which is no letter, digit, punctuation or white space; any that the text
already has are dropped, so each one that stands is a passage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from redaction.cable import parse
from redaction.cable.model import Cable, Segment
from redaction.spans import Span, merge

MASK: Final = "\ufffc"

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_WHITE_LINE: Final = "\n\n"
_LIFTED: Final = frozenset({"page_break", "section_header"})
_APART: Final = frozenset({"heading", "signature", "trailer"})


class MaskedCable(NamedTuple):
    """A masked text, the parse of it alone, and the joins undone in it (``cable.parse``)."""

    text: str
    cable: Cable
    splits: frozenset[int] = frozenset()


def read(text: str, splits: Iterable[int] = ()) -> MaskedCable:
    """Parse a masked text; ``splits`` are places in it."""
    undone = frozenset(splits)
    return MaskedCable(text, parse(text, splits=undone), undone)


def trimmed(text: str, place: Span) -> Span:
    """``place`` without the white space at its ends; empty when there is nothing else."""
    start, end = place
    while start < end and _is_white(text[start]):
        start += 1
    while start < end and _is_white(text[end - 1]):
        end -= 1
    return Span(start, end)


def mask(text: str, passages: Sequence[Span]) -> str:
    """``text`` with each passage as one U+FFFC; ``passages`` ascend and do not touch.

    The white space beside a passage is reduced to one blank, one line end or one white
    line: in a table the blanks after a name measure the name.
    """
    last = len(passages)
    shown = (part.of(text).replace(MASK, "") for part in _between(text, passages))
    return MASK.join(_beside(part, i > 0, i < last) for i, part in enumerate(shown))


def carried(text: str, passages: Sequence[Span], splits: Iterable[int]) -> frozenset[int]:
    """Where places in ``text`` stand after :func:`mask`; those inside a passage are gone.

    The white space before a passage is reduced, so a place at its start is counted with it.
    """
    found: set[int] = set()
    for place in splits:
        before = [passage for passage in passages if passage.start <= place]
        if before and before[-1].start == place:
            found.add(len(mask(text[: before[-1].end], before)) - 1)
        elif not before or before[-1].end <= place:
            found.add(len(mask(text[:place], before)))
    return frozenset(found)


def lifted(cable: Cable) -> tuple[Span, ...]:
    """Page marks with their classification lines, and section headers."""
    return merge(segment.span for segment in cable.segments if segment.kind in _LIFTED)


def lift(masked: MaskedCable) -> MaskedCable:
    """The same text without page marks and section headers, and nothing of them left.

    Each goes with the white space around it. Afterwards a label, heading, signature or
    trailer stands apart and anything else goes on, whether or not the text was ended. One
    line end stands for "goes on": it is a blank in running text, and keeps the rows of a
    table and the lines of an address list.
    """
    text, cable, splits = masked
    marks = merge(_with_white(text, mark) for mark in lifted(cable))
    if not marks:
        return masked
    left = tuple(_between(text, marks))
    parts = [part.of(text) for part in left]
    joints = [_WHITE_LINE] * len(marks)
    judged = read(_WHITE_LINE.join(parts), _shifted(splits, left, joints))
    here = 0
    seen, followed = _Segments(cable), _Segments(judged.cable)
    for i, mark in enumerate(marks):
        here += len(parts[i])
        if _same_lines(seen, mark) or _goes_on(followed, here):
            joints[i] = "\n"
        here += len(_WHITE_LINE)
    whole = "".join(chain.from_iterable(zip(["", *joints], parts, strict=True)))
    return read(whole, _shifted(splits, left, joints))


def _shifted(splits: Iterable[int], left: Sequence[Span], joints: Sequence[str]) -> Iterator[int]:
    """Where places stand when only the pieces ``left`` remain, with ``joints`` between them."""
    here = 0
    for piece, joint in zip(left, [*joints, ""], strict=True):
        start, end = piece
        yield from (here + place - start for place in splits if start <= place < end)
        here += end - start + len(joint)


def _between(text: str, cuts: Sequence[Span]) -> Iterator[Span]:
    """What is left of the text, always one piece more than there are cuts."""
    here = 0
    for cut in cuts:
        yield Span(here, cut.start)
        here = cut.end
    yield Span(here, len(text))


def _beside(shown: str, after: bool, before: bool) -> str:
    """Text that stands after a passage, before one, or both."""
    words = trimmed(shown, Span(0, len(shown)))
    if not words.of(shown):
        return _reduced(shown) if after or before else shown
    lead, tail = shown[: words.start], shown[words.end :]
    return (
        (_reduced(lead) if after else lead) + words.of(shown) + (_reduced(tail) if before else tail)
    )


def _reduced(white: str) -> str:
    """A run of white space without its length."""
    lines = len(_LINE_END.findall(white))
    return "\n" * min(lines, 2) if lines else " " * bool(white)


def _is_white(character: str) -> bool:
    return character.isspace() or character == "\ufeff"


def _with_white(text: str, mark: Span) -> Span:
    start, end = trimmed(text, mark)
    while start > 0 and _is_white(text[start - 1]):
        start -= 1
    while end < len(text) and _is_white(text[end]):
        end += 1
    return Span(start, end)


def _same_lines(cable: _Segments, mark: Span) -> bool:
    """Whether the reader saw one list of lines, or one SUBJECT, on both sides of the mark."""
    before, after = cable.at(mark.start - 1), cable.at(mark.end)
    kind = "" if before is None or after is None else before.kind
    return kind.startswith(("header.", "slug.")) and after is not None and after.kind == kind


def _goes_on(cable: _Segments, joint: int) -> bool:
    """Whether what follows a white line at ``joint`` goes on with what was before it."""
    before, after = cable.at(joint - 1), cable.at(joint + len(_WHITE_LINE))
    if before is None or after is None or after.kind in _APART or cable.is_label(after):
        return False
    if before.kind.startswith("header."):
        return after.kind.startswith("header.")
    return before.kind in {"para", "unknown"}


class _Segments:
    """The segments of a cable by their places."""

    def __init__(self, cable: Cable) -> None:
        self._cable = cable
        self._starts = [segment.span.start for segment in cable.segments]

    def at(self, offset: int) -> Segment | None:
        """The segment that holds the character at ``offset``."""
        if not self._starts or not 0 <= offset < self._cable.source.length:
            return None
        return self._cable.segments[bisect_right(self._starts, offset) - 1]

    def is_label(self, segment: Segment) -> bool:
        """Whether it opens with a paragraph number or a portion mark of its own."""
        if segment.paragraph is None:
            return False
        paragraph = self._cable.paragraphs[segment.paragraph]
        if paragraph.label_span is not None:
            return segment.span.covers(paragraph.label_span)
        mark = paragraph.portion
        return mark is not None and mark.source == "mark" and segment.span.covers(mark.span)
