"""The blocks of a release, read from the masked text and from nothing else.

This module is given a text in which every withheld passage is one U+FFFC. Whatever it
concludes about structure is therefore a function of what is released.

Words stay as received, errors too. Only these change: white space of running text becomes
one blank, remains of transcription go as in the reading view, and characters that no page
shows are dropped and counted, since they can carry a copy.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from redaction.cable.model import Artefact, Paragraph, Segment
from redaction.cable.profiles import load
from redaction.masked import MASK, MaskedCable, trimmed
from redaction.released import Block, BlockKind
from redaction.spans import Span, subtract

_LINES: Final = (
    *("header.", "slug.caption", "slug.passing", "slug.eo", "slug.tags", "slug.refs"),
    *("slug.classified_by", "rule", "signature", "trailer", "attributes"),
)
_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_WHITE: Final = re.compile(r"\s+")
# A word broken at a line end is joined, unless the hyphen hangs before AND, OR or TO.
_BROKEN: Final = re.compile(r"(?<=[^\W\d_]-)\s*[\r\n]\s*(?=[^\W\d_])(?!(?:AND|OR|TO)\b)")
_ODD_ASCII: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_DROPPED: Final = frozenset({"Cc", "Cf", "Co", "Cs"})


class Reading(NamedTuple):
    """The blocks in order, and how many characters were dropped."""

    blocks: tuple[Block, ...]
    dropped: int


class _Unit(NamedTuple):
    """A block before its gaps are numbered: U+FFFC stands for each."""

    kind: BlockKind
    words: str
    label: str | None = None
    portion: str | None = None


def read_blocks(masked: MaskedCable) -> Reading:
    """Everything that a masked text shows, as blocks; gaps count from 1 in reading order."""
    reader = _Reader(masked)
    blocks: list[Block] = []
    n = 0
    for unit in reader.units():
        if not (unit.words or unit.label or unit.portion):
            continue
        items: list[str | int] = []
        for i, part in enumerate(unit.words.split(MASK)):
            if i:
                n += 1
                items.append(n)
            if part:
                items.append(part)
        blocks.append(Block(unit.kind, tuple(items), unit.label, unit.portion))
    return Reading(tuple(blocks), reader.dropped)


class _Reader:
    """Walks the segments of one masked text."""

    def __init__(self, masked: MaskedCable) -> None:
        self.text, self.cable, _ = masked
        self.dropped = 0
        self._artefacts = [found for found in self.cable.artefacts if found.kind != "entity"]
        self._starts = [found.span.start for found in self._artefacts]
        self._level_of = load(self.cable.profile).level_of

    def units(self) -> Iterator[_Unit]:
        for kind, paragraph, place in self._stretches():
            if paragraph is not None:
                yield from self._paragraph(self.cable.paragraphs[paragraph], place)
            elif kind.startswith(_LINES):
                yield from self._lines(place)
            else:
                yield _Unit(_kind(kind), self._running(place))

    def _stretches(self) -> Iterator[tuple[str, int | None, Span]]:
        """Segments; a paragraph or SUBJECT that goes on after white lines is one stretch."""
        open_: tuple[str, int | None, Span] | None = None
        for segment in self.cable.segments:
            if segment.kind == "blank" and MASK not in segment.span.of(self.text):
                continue
            if open_ is not None and self._goes_on(open_, segment):
                open_ = (*open_[:2], Span(open_[2].start, segment.span.end))
                continue
            if open_ is not None:
                yield open_
            open_ = (segment.kind, segment.paragraph, segment.span)
        if open_ is not None:
            yield open_

    def _goes_on(self, stretch: tuple[str, int | None, Span], segment: Segment) -> bool:
        kind, paragraph, _ = stretch
        if paragraph is not None:
            return paragraph == segment.paragraph
        subject = self.cable.subject
        return (
            kind == segment.kind == "slug.subject"
            and subject is not None
            and subject.span.overlaps(segment.span)
            and subject.span.overlaps(stretch[2])
        )

    def _lines(self, place: Span) -> Iterator[_Unit]:
        """Each line by itself; one that is only a level name is a classification line."""
        for line in _LINE_END.split(self._shown(place)):
            words = _joined(line)
            yield _Unit("banner" if self._level_of(words) else "line", words)

    def _paragraph(self, paragraph: Paragraph, place: Span) -> Iterator[_Unit]:
        """Label, portion mark and text; tables inside keep their lines."""
        label, portion, start = self._opening(paragraph, place)
        kind: BlockKind = "paragraph" if label or portion else "text"
        for table in paragraph.preformatted:
            if not place.covers(table) or table.start < start:
                continue
            begin = self._line_start(table.start, start)
            yield _Unit(kind, self._running(Span(start, begin)), label, portion)
            yield _Unit("preformatted", self._table(Span(begin, table.end)))
            kind, label, portion, start = "text", None, None, table.end
        yield _Unit(kind, self._running(Span(start, place.end)), label, portion)

    def _opening(self, paragraph: Paragraph, place: Span) -> tuple[str | None, str | None, int]:
        """The label, the portion mark, and where the text after them starts."""
        mark = paragraph.portion
        printed = mark.span if mark is not None and mark.source == "mark" else None
        label = paragraph.label_span or printed
        first = trimmed(self.text, place).start
        if label is None or label.start != first or not place.covers(label):
            return None, None, place.start
        if MASK in label.of(self.text):
            return None, None, place.start
        end = max(label.end, printed.end) if printed else label.end
        number = Span(label.start, printed.start) if printed else label
        portion = self._running(printed) if printed else None
        return self._running(number) or None, portion, end

    def _line_start(self, offset: int, floor: int) -> int:
        """Back over the indentation of a line."""
        start = offset
        while start > floor and self.text[start - 1] in " \t\xa0":
            start -= 1
        return start

    def _running(self, place: Span) -> str:
        return _joined(self._shown(place))

    def _table(self, place: Span) -> str:
        """Lines stay; runs of blanks stay where no gap would be measured by them."""
        lines = []
        for line in _LINE_END.split(self._shown(place)):
            if MASK in line:
                lines.append(_joined(line))
            else:
                cells = line.replace("\xa0", " ").expandtabs()
                lines.append(re.sub(r"[^\S ]", " ", cells).rstrip())
        return "\n".join(lines).strip("\n")

    def _shown(self, place: Span) -> str:
        """The characters a reader sees, in NFC."""
        parts = []
        here = place.start
        first, last = (bisect_left(self._starts, offset) for offset in place)
        for artefact in self._artefacts[first:last]:
            parts += [self.text[here : artefact.span.start], self._kept(artefact)]
            here = artefact.span.end
        parts.append(self.text[here : place.end])
        raw = "".join(parts)
        shown = _without_hidden(raw)
        self.dropped += len(raw) - len(shown)
        return unicodedata.normalize("NFC", shown).replace("[[WITHHELD", "[ [WITHHELD")

    def _kept(self, artefact: Artefact) -> str:
        """What an artefact shows: the word of a link, and any passage masked inside it."""
        keeps = [artefact.keeps] if artefact.keeps else []
        hidden = subtract([artefact.span], keeps)
        pieces = sorted([*((span, True) for span in hidden), *((span, False) for span in keeps)])
        return "".join(
            MASK * span.of(self.text).count(MASK) if is_hidden else span.of(self.text)
            for span, is_hidden in pieces
        )


def _kind(segment: str) -> BlockKind:
    kinds: dict[str, BlockKind] = {
        "banner": "banner",
        "slug.subject": "subject",
        "heading": "heading",
    }
    return kinds.get(segment, "text")


def _joined(text: str) -> str:
    """Running text on one line."""
    return _WHITE.sub(" ", _BROKEN.sub("", text)).strip()


def _without_hidden(text: str) -> str:
    if text.isascii():
        return _ODD_ASCII.sub("", text)
    return "".join(filter(_is_shown, text))


def _is_shown(character: str) -> bool:
    if character == MASK or character.isspace():
        return True
    return unicodedata.category(character) not in _DROPPED and not "\ufff0" <= character <= "\ufffb"
