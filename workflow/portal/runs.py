"""Words of a cable as HTML: where each stands, what is marked, what would not be seen.

Every piece of text carries ``data-at``, the place of its first UTF-16 unit in the text as
received, so that the script can turn a selection into offsets and never into words. A
character that a screen would hide or obey (a control, a direction mark, a zero width) is
shown as ``[U+202E]`` inside ``<bdi>`` and cannot reorder what a reviewer reads.

What this does not guard against: letters of two alphabets that look alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from redaction.spans import Span, cut, merge

# Controls except TAB, LF and CR; soft hyphen; format and direction characters; surrogates
# left alone; private use; tags (assurance: hostile input is shown, never stripped).
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff"
    "\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U000e0000-\U000e0fff"
    "\U000f0000-\U0010ffff]"
)
# A carriage return needs no label, but HTML would swallow it and shift every later offset.
_BREAKS = re.compile(HIDDEN.pattern[:-1] + "\r]")
_SENTENCE_END = re.compile(r"[.?!][\"'”’)\]]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n[ \t\r]*\n\s*")
_NO_END = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Amb|Gen|Col|No|Nos|\d{1,3}))[.]$")
_WORD = re.compile(r"\S+")


class Covered(NamedTuple):
    """A run of text and the marks that cover it, as HTML needs them."""

    span: Span
    marks: tuple[int, ...] = ()
    is_label: bool = False


class MarkLook(NamedTuple):
    """How a mark is drawn: its state gives the line, its label the words."""

    number: int
    state: str
    label: str


class Units:
    """UTF-16 places of one text; as ``spans.to_utf16``, but fast for many offsets."""

    def __init__(self, text: str) -> None:
        self._pairs = [i for i, character in enumerate(text) if character > "\uffff"]

    def at(self, offset: int) -> int:
        """The UTF-16 units before code point ``offset``."""
        return offset + bisect_left(self._pairs, offset)


def shown(text: str) -> SafeString:
    """Words for a heading or a list: escaped, with hidden characters labelled and isolated."""
    parts: list[str] = []
    here = 0
    for found in HIDDEN.finditer(text):
        parts += (escape(text[here : found.start()]), _hidden(found[0]))
        here = found.end()
    parts.append(escape(text[here:]))
    return mark_safe("".join(parts))  # noqa: S308  every part is escaped above


def _hidden(character: str, at: int | None = None) -> SafeString:
    point = f"{ord(character):04X}"
    if at is None:
        return format_html('<bdi class="hidden-character">[U+{}]</bdi>', point)
    return format_html(
        '<bdi class="hidden-character" data-at="{}" data-code="{}">[U+{}]</bdi>', at, point, point
    )


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The span as consecutive sentences; white space belongs to the sentence before it."""
    found: list[Span] = []
    start = span.start
    for end in _SENTENCE_END.finditer(text, span.start, span.end):
        begins = text[max(start, end.start() - 6) : end.start() + 1]
        if text[end.start()] == "." and _NO_END.search(begins):
            continue
        found.append(Span(start, end.end()))
        start = end.end()
    if start < span.end:
        found.append(Span(start, span.end))
    return tuple(found)


def words(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Every word of some spans: what stands between white space."""
    return tuple(
        Span(*word.span()) for span in spans for word in _WORD.finditer(text, span.start, span.end)
    )


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its edges."""
    words_of = span.of(text)
    return Span(
        span.start + len(words_of) - len(words_of.lstrip()),
        span.end - len(words_of) + len(words_of.rstrip()),
    )


class Text:
    """One text, drawn run by run. ``marks`` maps the number of a mark to its look."""

    def __init__(self, text: str, marks: Iterable[MarkLook] = ()) -> None:
        self.text = text
        self.units = Units(text)
        self.marks = {mark.number: mark for mark in marks}
        self._opened: set[int] = set()

    def portion(self, key: str, runs: Sequence[Covered], *, boxes: bool) -> SafeString:
        """A portion as HTML, sentence by sentence; ``boxes`` puts a box to tick before each.

        A mark opens with its tag and closes with words for the ear, also when it runs over
        several sentences.
        """
        parts: list[str] = []
        before: tuple[int, ...] = ()
        for number, sentence in enumerate(self._sentences(runs), 1):
            parts.append('<span data-st="">')
            if boxes:
                parts.append(self._box(key, number, sentence))
            for run in _within(runs, sentence):
                parts += self._closing(before, run.marks)
                parts += (self._tag(self.marks[n]) for n in run.marks if n not in before)
                parts.append(self._run(run))
                before = run.marks
            parts.append("</span>")
        parts += self._closing(before, ())
        return mark_safe("".join(parts))  # noqa: S308  parts are made by format_html

    def _sentences(self, runs: Sequence[Covered]) -> Iterator[Span]:
        for place in merge(run.span for run in runs):
            yield from sentences(self.text, place)

    def _box(self, key: str, number: int, sentence: Span) -> SafeString:
        start, end = trimmed(self.text, sentence)
        return format_html(
            '<input type="checkbox" form="mark" name="ranges" value="{}-{}"'
            ' aria-label="Sentence {} of {}">',
            start,
            end,
            number,
            key,
        )

    def _closing(self, before: Sequence[int], now: Sequence[int]) -> Iterator[SafeString]:
        for number in before:
            if number not in now:
                yield format_html('<span class="sr" data-skip=""> end of M{} </span>', number)

    def _tag(self, mark: MarkLook) -> SafeString:
        """A link to the mark; the first in the text is the mark's place (``#M3``)."""
        place = SafeString("") if mark.number in self._opened else _place(mark.number)
        self._opened.add(mark.number)
        return format_html(
            '<a class="tag" href="#mark-{}" data-skip=""{}><span class="sr">{} </span>M{} {}</a>',
            mark.number,
            place,
            mark.state,
            mark.number,
            mark.label,
        )

    def _run(self, run: Covered) -> SafeString:
        states = " ".join(f"m-{self.marks[n].state}" for n in run.marks)
        name = "mk " + states if states else "lb" if run.is_label else ""
        inner = mark_safe("".join(self._pieces(run.span)))  # noqa: S308  see _pieces
        if not name:
            return inner
        numbers = " ".join(str(n) for n in run.marks)
        return format_html('<span class="{}" data-marks="{}">{}</span>', name, numbers, inner)

    def _pieces(self, span: Span) -> Iterator[SafeString]:
        holes = [Span(*found.span()) for found in _BREAKS.finditer(self.text, span.start, span.end)]
        for piece in cut(span, holes):
            if not piece.covered:
                at, words_of = self.units.at(piece.span.start), piece.span.of(self.text)
                yield format_html('<span data-at="{}">{}</span>', at, words_of)
                continue
            for place in range(piece.span.start, piece.span.end):
                yield self._break(place)

    def _break(self, place: int) -> SafeString:
        at = self.units.at(place)
        if self.text[place] == "\r":
            return format_html('<span data-at="{}" data-code="D"></span>', at)
        return _hidden(self.text[place], at)


def _place(number: int) -> SafeString:
    return format_html(' id="M{}"', number)


def _within(runs: Sequence[Covered], sentence: Span) -> Iterator[Covered]:
    """The runs of one sentence; one that goes on in the next is cut."""
    for run in runs:
        if run.span.overlaps(sentence):
            yield run._replace(
                span=Span(max(run.span.start, sentence.start), min(run.span.end, sentence.end))
            )
