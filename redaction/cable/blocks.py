"""Summaries, comments and notes: where they start in a paragraph and where they end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from redaction.cable.model import Block, Heading, Paragraph
from redaction.cable.sheet import Sheet
from redaction.spans import Span

BlockKind = Literal["summary", "comment", "note"]

_KINDS: tuple[BlockKind, ...] = ("summary", "comment", "note")
_FORMS = {kind: (kind.upper(), kind.capitalize(), kind) for kind in _KINDS}
_AND = r"(?:\s{1,4}(?i:AND)\s{1,4}\w{1,20})?"
_START = {
    kind: re.compile(rf"(?:{kind.upper()}|{kind.capitalize()}){_AND}\s?[:.]") for kind in _KINDS
}
_END = {kind: re.compile(rf"(?i:{kind}){_AND}\.?") for kind in _KINDS}
_BEFORE_END = re.compile(r"\b(?i:END)(?:\s{1,4}|\s?-\s?)(?:(?i:OF)\s{1,4})?\Z")
_BEGIN = re.compile(r"\b(?:BEGIN|Begin)\s{1,4}\Z")
_SENTENCE_START = re.compile(r"(?:\A|[.?!:;)\"'(”’-])\s*\Z")
_HEADING = re.compile(r"(?:BEGIN )?(SUMMARY|COMMENT|NOTE)(?: AND \w{1,20})?[:.]?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Event:
    kind: BlockKind
    ends: bool
    span: Span
    paragraph: int


def find_blocks(
    sheet: Sheet, paragraphs: Sequence[Paragraph], headings: Sequence[Heading]
) -> tuple[Block, ...]:
    """Every block, in the order of the text."""
    blocks = [
        block
        for i, heading in enumerate(headings)
        if (block := _under(heading, i, paragraphs)) is not None
    ]
    ends = [_end(paragraph) for paragraph in paragraphs]
    events = sorted(
        (event for kind in _KINDS for event in _events(sheet, kind, paragraphs, ends)),
        key=lambda event: event.span,
    )
    for kind in _KINDS:
        own = [event for event in events if event.kind == kind]
        blocks.extend(_pair(own, paragraphs, {b.paragraph for b in blocks if b.kind == kind}))
    blocks.sort(key=lambda block: block.span)
    return tuple(blocks)


def _under(heading: Heading, index: int, paragraphs: Sequence[Paragraph]) -> Block | None:
    """A heading SUMMARY: the block is all paragraphs under it."""
    match = _HEADING.match(heading.text)
    if match is None or heading.paragraph is None:
        return None
    last = heading.paragraph
    while last + 1 < len(paragraphs) and paragraphs[last + 1].heading is None:
        last += 1
    kind: BlockKind = match[1].lower()  # type: ignore[assignment]
    start = _first(paragraphs[heading.paragraph])
    return _block(kind, paragraphs, heading.paragraph, last, Span(start, _end(paragraphs[last])))


def _first(paragraph: Paragraph) -> int:
    return paragraph.ranges[0].start if paragraph.ranges else (paragraph.label_span or (0, 0))[1]


def _end(paragraph: Paragraph) -> int:
    return paragraph.ranges[-1].end if paragraph.ranges else _first(paragraph)


def _events(
    sheet: Sheet, kind: BlockKind, paragraphs: Sequence[Paragraph], ends: Sequence[int]
) -> Iterator[_Event]:
    """Starts and ends of one kind, by looking for its word only."""
    work = sheet.work
    if not paragraphs:
        return
    low = _first(paragraphs[0])
    for form in _FORMS[kind]:
        place = work.find(form, low)
        while place >= 0:
            at = bisect_right(ends, place)
            if at == len(paragraphs):
                break
            event = _event(sheet, kind, place, paragraphs[at])
            if event is not None:
                yield event
            place = work.find(form, place + len(form))


def _event(sheet: Sheet, kind: BlockKind, place: int, paragraph: Paragraph) -> _Event | None:
    work = sheet.work
    first = _first(paragraph)
    if place < first or work[place - 1 : place].isalpha():
        return None
    before = work[max(first, place - 12) : place]
    ending = _BEFORE_END.search(before) if "END" in before.upper() else None
    if ending:
        match = _END[kind].match(work, place)
        if match is None or work[match.end() : match.end() + 1].isalpha():
            return None
        start = place - len(before) + ending.start()
        return _Event(kind, True, Span(start, match.end()), paragraph.index)
    match = _START[kind].match(work, place) if work[place].isupper() else None
    if match is None:
        return None
    begin = _BEGIN.search(before)
    start = place - len(before) + begin.start() if begin else place
    lead = work[max(first, start - 12) : start]
    if not match[0][1].isupper():
        if start > first and not lead.endswith("("):
            return None
    elif sheet.upper and kind != "note" and not _SENTENCE_START.search(lead):
        return None
    return _Event(kind, False, Span(start, match.end()), paragraph.index)


def _pair(
    events: Sequence[_Event], paragraphs: Sequence[Paragraph], under_headings: set[int]
) -> Iterator[Block]:
    """Each start with its end: before the next heading and the next start of its kind."""
    open_: _Event | None = None
    seen = bool(under_headings)
    for event in events:
        if not event.ends:
            if open_ is not None:
                yield _unclosed(open_, paragraphs)
            open_, seen = event, True
        elif open_ is not None:
            if _heading_between(paragraphs, open_.paragraph, event.paragraph):
                yield _unclosed(open_, paragraphs)
            else:
                span = Span(open_.span.start, event.span.end)
                yield _block(
                    event.kind, paragraphs, open_.paragraph, event.paragraph, span, closed=True
                )
            open_ = None
        elif event.kind == "summary" and not seen:
            span = Span(_first(paragraphs[0]), event.span.end)
            seen = True
            yield _block("summary", paragraphs, 0, event.paragraph, span, closed=True, implied=True)
    if open_ is not None:
        yield _unclosed(open_, paragraphs)


def _heading_between(paragraphs: Sequence[Paragraph], first: int, last: int) -> bool:
    return any(paragraphs[i].heading is not None for i in range(first + 1, last + 1))


def _unclosed(start: _Event, paragraphs: Sequence[Paragraph]) -> Block:
    paragraph = paragraphs[start.paragraph]
    span = Span(start.span.start, _end(paragraph))
    return _block(start.kind, paragraphs, paragraph.index, paragraph.index, span)


def _block(
    kind: BlockKind,
    paragraphs: Sequence[Paragraph],
    first: int,
    last: int,
    span: Span,
    *,
    closed: bool = False,
    implied: bool = False,
) -> Block:
    ranges = tuple(
        Span(max(part.start, span.start), min(part.end, span.end))
        for paragraph in paragraphs[first : last + 1]
        for part in _within(paragraph.ranges, span)
    )
    number = paragraphs[first].number
    return Block(kind, first, last, number, span, ranges, closed, implied)


def _within(ranges: Sequence[Span], span: Span) -> Sequence[Span]:
    """The ranges that share a character with ``span``."""
    low = bisect_right(ranges, span.start, key=lambda part: part.end)
    high = bisect_left(ranges, span.end, key=lambda part: part.start)
    return ranges[low:high]
