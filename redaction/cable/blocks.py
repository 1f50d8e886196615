"""Summaries, comments and notes: where they start in a paragraph and where they end.

A block starts at its word in capitals, or capitalised at the start of a paragraph or after an
opening parenthesis. It ends with END and the same word, before the next heading and before
another block of its kind; else with its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from redaction.cable.model import Block, Heading, Paragraph
from redaction.cable.sheet import Sheet
from redaction.spans import Span

BlockKind = Literal["summary", "comment", "note"]

_AND = r"(?:\s{1,4}(?i:AND)\s{1,4}\w{1,20})?"
_BEFORE_END = re.compile(r"\b(?i:END)(?:\s{1,4}|\s?-\s?)(?:(?i:OF)\s{1,4})?\Z")
_BEGIN = re.compile(r"\b(?:BEGIN|Begin)\s{1,4}\Z")
_SENTENCE_START = re.compile(r"(?:\A|[.?!:;)\"'(”’-])\s*\Z")
_HEADING = re.compile(r"(?:BEGIN )?(SUMMARY|COMMENT|NOTE)(?: AND \w{1,20})?[:.]?\Z", re.IGNORECASE)
_LEAD = 12  # characters before a word that decide what it is


class _Word(NamedTuple):
    """One kind of block: its word in three cases, and what follows it at a start or an end."""

    kind: BlockKind
    capitals: str
    capital: str
    small: str
    start: re.Pattern[str]
    end: re.Pattern[str]

    @classmethod
    def of(cls, kind: BlockKind) -> _Word:
        """The word of ``kind``."""
        forms = (kind.upper(), kind.capitalize(), kind)
        start = re.compile(rf"(?:{forms[0]}|{forms[1]}){_AND}\s?[:.]")
        return cls(kind, *forms, start, re.compile(rf"(?i:{kind}){_AND}\.?(?![A-Za-z])"))


_WORDS = (_Word.of("summary"), _Word.of("comment"), _Word.of("note"))


def find_blocks(
    sheet: Sheet, paragraphs: Sequence[Paragraph], headings: Sequence[Heading]
) -> tuple[Block, ...]:
    """Every block, in the order of the text."""
    if not paragraphs:
        return ()
    blocks = [block for heading in headings if (block := _under(heading, paragraphs)) is not None]
    finder = _Finder(sheet, paragraphs)
    for word in _WORDS:
        blocks.extend(finder.blocks(word, any(block.kind == word.kind for block in blocks)))
    blocks.sort(key=lambda block: block.span)
    return tuple(blocks)


def _under(heading: Heading, paragraphs: Sequence[Paragraph]) -> Block | None:
    """A heading SUMMARY: the block is all paragraphs under it."""
    match = _HEADING.match(heading.text)
    if match is None or heading.paragraph is None:
        return None
    last = heading.paragraph
    while last + 1 < len(paragraphs) and paragraphs[last + 1].heading is None:
        last += 1
    kind: BlockKind = match[1].lower()  # type: ignore[assignment]
    span = Span(_first(paragraphs[heading.paragraph]), _end(paragraphs[last]))
    return _block(kind, paragraphs, heading.paragraph, last, span)


def _first(paragraph: Paragraph) -> int:
    return paragraph.ranges[0].start if paragraph.ranges else (paragraph.label_span or (0, 0))[1]


def _end(paragraph: Paragraph) -> int:
    return paragraph.ranges[-1].end if paragraph.ranges else _first(paragraph)


class _Finder:
    """Looks for the words of blocks in the working copy."""

    def __init__(self, sheet: Sheet, paragraphs: Sequence[Paragraph]) -> None:
        self.work = sheet.work
        self.upper = sheet.upper
        self.paragraphs = paragraphs
        self.firsts = [_first(paragraph) for paragraph in paragraphs]
        self.ends = [_end(paragraph) for paragraph in paragraphs]

    def blocks(self, word: _Word, seen: bool) -> Iterator[Block]:
        """All blocks of one kind; ``seen`` says that a heading already is one."""
        starts = self._starts(word)
        if word.kind == "summary" and not starts and not seen:
            ending = self._ending(word, self.firsts[0], self.ends[-1])
            if ending is not None:
                last = self._paragraph(ending.start)
                span = Span(self.firsts[0], ending.end)
                yield _block("summary", self.paragraphs, 0, last, span, closed=True, implied=True)
        for k, start in enumerate(starts):
            at = self._paragraph(start.start)
            limit = starts[k + 1].start if k + 1 < len(starts) else self.ends[-1]
            ending = self._ending(word, start.end, self._before_heading(at, limit))
            last = at if ending is None else self._paragraph(ending.start)
            span = Span(start.start, self.ends[at] if ending is None else ending.end)
            closed = ending is not None
            yield _block(word.kind, self.paragraphs, at, last, span, closed=closed)

    def _paragraph(self, offset: int) -> int:
        return min(bisect_right(self.ends, offset), len(self.ends) - 1)

    def _before_heading(self, at: int, limit: int) -> int:
        """The end of the last paragraph before the next heading, at most ``limit``."""
        at += 1
        while at < len(self.paragraphs) and self.firsts[at] < limit:
            if self.paragraphs[at].heading is not None:
                return min(limit, self.ends[at - 1])
            at += 1
        return limit

    def _starts(self, word: _Word) -> list[Span]:
        """Where blocks of a kind start, from BEGIN or the word to the colon."""
        work, stop = self.work, self.ends[-1]
        places: list[int] = []
        place = work.find(word.capitals, self.firsts[0], stop)
        while place >= 0:
            places.append(place)
            place = work.find(word.capitals, place + 1, stop)
        firsts = set(self.firsts)
        place = work.find(word.capital, self.firsts[0], stop)
        while place >= 0:
            if place in firsts or work[place - 1] == "(":
                places.append(place)
            place = work.find(word.capital, place + 1, stop)
        if len(places) > 1:
            places = sorted(set(places))
        return [span for place in places if (span := self._start(word, place)) is not None]

    def _start(self, word: _Word, place: int) -> Span | None:
        work = self.work
        first = self.firsts[self._paragraph(place)]
        match = word.start.match(work, place)
        if match is None or place < first or work[place - 1 : place].isalpha():
            return None
        before = work[max(first, place - _LEAD) : place]
        if "END" in before.upper() and _BEFORE_END.search(before):
            return None
        begin = _BEGIN.search(before) if "EGIN" in before.upper() else None
        start = place - len(before) + begin.start() if begin else place
        if self.upper and word.kind != "note" and start > first:
            lead = work[max(first, start - _LEAD) : start]
            if not _SENTENCE_START.search(lead):
                return None
        return Span(start, match.end())

    def _ending(self, word: _Word, low: int, high: int) -> Span | None:
        """The first END of a kind in ``[low, high)``."""
        found: Span | None = None
        for form in (word.capitals, word.capital, word.small):
            place = self.work.find(form, low, high)
            while place >= 0 and (span := self._end_at(word, place, low)) is None:
                place = self.work.find(form, place + 1, high)
            if place >= 0 and span is not None:
                found, high = span, span.start  # only an earlier one in another case counts
        return found

    def _end_at(self, word: _Word, place: int, low: int) -> Span | None:
        before = self.work[max(low, place - _LEAD) : place]
        if "END" not in before.upper():
            return None
        ending = _BEFORE_END.search(before)
        match = word.end.match(self.work, place) if ending else None
        if ending is None or match is None:
            return None
        return Span(place - len(before) + ending.start(), match.end())


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
    if len(ranges) < 3:
        return [part for part in ranges if part.start < span.end and span.start < part.end]
    low = bisect_right(ranges, span.start, key=lambda part: part.end)
    high = bisect_left(ranges, span.end, key=lambda part: part.start)
    return ranges[low:high]
