"""A text laid out for reading: its lines, its artefacts, and what each line turns out to be.

A sheet is the desk the readers of one parse share. The text and its working copy have the same
length, so an offset means the same in both; page breaks are blanked in the working copy once
they are found. Lines end at CR LF, LF or CR and at nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import accumulate, compress, count, islice
from operator import add, itemgetter, ne
from typing import Any, TypeVar

from redaction.cable.artefacts import entity, find_artefacts, working_copy
from redaction.cable.issues import SEVERITIES
from redaction.cable.model import Artefact, Issue, Newline, Segment
from redaction.spans import Span

_KINDS = {True: "", False: "blank"}  # of a line before it is read, by whether it shows anything
_Tuple = TypeVar("_Tuple", bound=tuple[Any, ...])

_LINE_END = re.compile(r"\r\n|\n|\r")


def _made(kind: type[_Tuple], values: Iterable[tuple[Any, ...]]) -> Iterator[_Tuple]:
    """Named tuples of many values at once: a third of the time of calling the class."""
    return map(partial(tuple.__new__, kind), values)


class Cut:
    """A piece of a line that is something else than the line: a break, a signature."""

    __slots__ = ("end", "kind", "start")

    def __init__(self, start: int, end: int, kind: str) -> None:
        self.start = start
        self.end = end
        self.kind = kind


class Sheet:
    """The text, line by line.

    For line ``i``: ``lines[i]`` is its content in the working copy, ``strips[i]`` the same
    without white space at its ends, ``starts[i]`` and ``ends[i]`` its place, ``nexts[i]`` the
    start of the next line; ``kinds[i]`` becomes its segment kind ("" while unread) and
    ``owners[i]`` its paragraph.
    """

    __slots__ = (
        "artefact_ends", "artefact_starts", "artefacts", "cuts", "ends", "issues", "kinds",
        "lines", "newline", "nexts", "owners", "pilcrow_ends", "starts", "strips", "text",
        "upper", "work",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        self.text = text
        self.artefacts: list[Artefact] = find_artefacts(text)
        self._index_artefacts()
        self.work = working_copy(text, self.artefacts) if self.artefacts else text
        if "\ufeff" in self.work:
            self.work = self.work.replace("\ufeff", " ")
        # Where a pilcrow or its remains end, for the label that follows.
        self.pilcrow_ends = {
            a.span.end: a for a in self.artefacts if a.kind in ("link", "pilcrow") and not a.keeps
        }
        self.newline: Newline = "none"
        self._split()
        self.kinds = list(map(_KINDS.__getitem__, map(bool, self.strips)))
        self.owners: list[int | None] = [None] * len(self.lines)
        self.cuts: dict[int, list[Cut]] = {}
        self.issues: list[tuple[str, Span, str, int | None]] = []
        self.upper = self.work.isupper()

    def _split(self) -> None:
        work = self.work
        if "\r" not in work:
            lines = work.split("\n")
            self.newline = "lf" if len(lines) > 1 else "none"
            starts: list[int] = list(map(add, accumulate(map(len, lines), initial=0), count()))
        else:
            ends = [match.span() for match in _LINE_END.finditer(work)]
            kinds = {work[start:end] for start, end in ends}
            names: dict[str, Newline] = {"\r\n": "crlf", "\n": "lf", "\r": "cr"}
            self.newline = names[kinds.pop()] if len(kinds) == 1 else "mixed"
            starts = [0, *(end for _, end in ends), len(work) + 1]
            stops = [*(start for start, _ in ends), len(work)]
            lines = [work[a:b] for a, b in zip(starts, stops, strict=False)]
        if not lines[-1]:
            lines.pop()
            starts.pop()
        starts.pop()
        self.lines = lines
        self.starts: list[int] = starts
        self.strips = list(map(str.strip, lines))
        self.ends: list[int] = list(map(add, starts, map(len, lines)))
        self.nexts = [*starts[1:], len(work)] if lines else []

    def blank(self, spans: list[Span]) -> None:
        """Blank ``spans`` in the working copy; the lines they stand on follow."""
        pieces: list[str] = []
        here = 0
        for start, end in spans:
            pieces.append(self.work[here:start])
            pieces.append(" " * (end - start))
            here = end
        pieces.append(self.work[here:])
        self.work = "".join(pieces)
        touched = {
            i for start, end in spans for i in range(self.line_at(start), self.line_at(end - 1) + 1)
        }
        for i in touched:
            self.lines[i] = self.work[self.starts[i] : self.ends[i]]
            self.strips[i] = self.lines[i].strip()

    def line_at(self, offset: int) -> int:
        """The line that holds the character at ``offset``."""
        return bisect_right(self.starts, offset) - 1

    def first(self, i: int) -> int:
        """Offset of the first visible character of line ``i``."""
        line = self.lines[i]
        if len(line) == len(self.strips[i]):
            return self.starts[i]
        return self.starts[i] + len(line) - len(line.lstrip())

    def last(self, i: int) -> int:
        """Offset after the last visible character of line ``i``."""
        line = self.lines[i]
        return self.starts[i] + len(line if len(line) == len(self.strips[i]) else line.rstrip())

    def visible(self, i: int) -> Span:
        """Line ``i`` without white space at its ends."""
        start = self.first(i)
        return Span(start, start + len(self.strips[i]))

    def trim(self, start: int, end: int) -> Span:
        """``[start, end)`` without white space and hidden characters at its ends."""
        piece = self.work[start:end]
        rest = piece.lstrip()
        start += len(piece) - len(rest)
        return Span(start, start + len(rest.rstrip()))

    def shown(self, start: int, end: int) -> str:
        """The reading view of ``[start, end)``, white space joined."""
        low = bisect_right(self.artefact_ends, start)
        if low == len(self.artefacts) or self.artefact_starts[low] >= end:
            return " ".join(self.work[start:end].split())
        pieces: list[str] = []
        here = start
        for artefact in self.artefacts[low : bisect_left(self.artefact_starts, end)]:
            pieces.append(self.work[here : artefact.span.start])
            if artefact.kind == "entity":
                pieces.append(entity(artefact.span.of(self.text)) or "")
            elif artefact.keeps:
                pieces.append(artefact.keeps.of(self.text))
            here = artefact.span.end
        pieces.append(self.work[here:end])
        return " ".join("".join(pieces).split())

    def add_artefacts(self, more: list[Artefact]) -> None:
        """Artefacts that only a reader of the grammar could see."""
        if more:
            self.artefacts = sorted([*self.artefacts, *more], key=lambda a: a.span)
            self._index_artefacts()

    def _index_artefacts(self) -> None:
        self.artefact_starts = [artefact.span.start for artefact in self.artefacts]
        self.artefact_ends = [artefact.span.end for artefact in self.artefacts]

    def report(self, code: str, span: Span, detail: str = "", paragraph: int | None = None) -> None:
        """Note that something looks wrong."""
        self.issues.append((code, span, detail, paragraph))

    def segments(self) -> tuple[Segment, ...]:
        """The text as segments: whole lines, cut where something shares a line."""
        if not self.lines:
            return ()
        starts, kinds, owners = self.starts, self.kinds, self.owners
        if self.cuts:
            starts, kinds, owners = starts[:], kinds[:], owners[:]
            for i in sorted(self.cuts, reverse=True):
                pieces = self._cut_line(i)
                starts[i : i + 1], kinds[i : i + 1], owners[i : i + 1] = zip(*pieces, strict=True)
        keys = list(zip(kinds, owners, strict=True))
        new = [True, *map(ne, keys, islice(keys, 1, None))]
        starts = list(compress(starts, new))
        spans = _made(Span, zip(starts, [*starts[1:], len(self.text)], strict=True))
        parts = zip(compress(kinds, new), spans, compress(owners, new), strict=True)
        return tuple(_made(Segment, parts))

    def _cut_line(self, i: int) -> list[tuple[int, str, int | None]]:
        """Starts, kinds and owners of the pieces of a line; white pieces join a cut."""
        pieces: list[tuple[int, str, int | None]] = []
        here = self.starts[i]
        for piece in sorted(self.cuts[i], key=lambda cut: cut.start):
            if piece.end <= here:
                continue  # a page mark inside a section header
            if self.work[here : piece.start].strip():
                pieces.append((here, self.kinds[i], self.owners[i]))
                pieces.append((piece.start, piece.kind, None))
            else:
                pieces.append((here, piece.kind, None))
            here = piece.end
        if self.work[here : self.ends[i]].strip():
            pieces.append((here, self.kinds[i], self.owners[i]))
        return pieces

    def found_issues(self, segments: tuple[Segment, ...]) -> tuple[Issue, ...]:
        """The issues, each with the paragraph whose segment holds its first character."""
        starts = [segment.span.start for segment in segments]
        found: list[tuple[Span, str, str, int | None]] = []
        for code, span, detail, interrupted in self.issues:
            owner = interrupted
            if owner is None and segments:
                owner = segments[max(0, bisect_right(starts, span.start) - 1)].paragraph
            found.append((span, code, detail, owner))
        found.sort(key=itemgetter(0, 1))
        return tuple(
            Issue(code, SEVERITIES[code], span, detail, owner)
            for span, code, detail, owner in found
        )
