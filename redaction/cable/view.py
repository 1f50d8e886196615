"""The reading view of a paragraph, and the way back to the text as received.

Lines are joined, hidden artefacts left out, pieces of one paragraph put together. Every
character of the view that is not a joint comes from known source characters, so a selection in
the view becomes source ranges that never contain a page break, and nothing else is stored.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from redaction.cable.artefacts import entity
from redaction.cable.model import Artefact, Paragraph
from redaction.cable.sheet import Sheet
from redaction.spans import Span

Run = tuple[int, int, int, int]

_KEEPS_HYPHEN = ("AND", "OR", "TO")


class ViewBuilder:
    """Builds the view and map of one paragraph."""

    def __init__(self, sheet: Sheet, preformatted: Sequence[Span]) -> None:
        self.sheet = sheet
        self.preformatted = preformatted
        self._tables = [span.start for span in preformatted]
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self.hyphens: list[Span] = []

    def build(self, ranges: Sequence[Span]) -> tuple[str, tuple[Run, ...]]:
        """The view of ``ranges`` in order, and its map."""
        for k, (start, end) in enumerate(ranges):
            if k:
                self._joint(ranges[k - 1].end, start)
            if not self._plain(start, end):
                self._by_events(start, end)
        return "".join(self.pieces), tuple(self.runs)

    def _plain(self, start: int, end: int) -> bool:
        """The usual range: no artefact, no odd line end. One run."""
        sheet = self.sheet
        if self.preformatted or artefacts_in(sheet, start, end):
            return False
        words = sheet.text[start:end]
        if "\n" in words:
            if "-\n" in words or "\n\n" in words or "\n " in words or " \n" in words:
                return False
            lines = words.split("\n")
            if any(line[:1].isspace() or line[-1:].isspace() for line in lines):
                return False
            words = words.replace("\n", " ")
        if "\r" in words:
            return False
        self._run(words, start, end)
        return True

    def _run(self, words: str, start: int, end: int) -> None:
        n = len(words)
        if n == 0:
            return
        last = self.runs[-1] if self.runs else None
        if (
            last is not None
            and last[3] == start
            and last[0] + last[1] == self.length
            and last[1] == last[3] - last[2]
            and n == end - start
        ):
            self.runs[-1] = (last[0], last[1] + n, last[2], end)
        else:
            self.runs.append((self.length, n, start, end))
        self.pieces.append(words)
        self.length += n

    def _by_events(self, start: int, end: int) -> None:
        """Line ends and artefacts one after the other."""
        sheet, whole = self.sheet, Span(start, end)
        here = start
        artefacts = iter(artefacts_in(sheet, start, end))
        artefact = next(artefacts, None)
        for gap_start, gap_end, single in self._line_ends(start, end):
            while artefact is not None and artefact.span.start < gap_start:
                here = self._artefact(here, artefact, whole)
                artefact = next(artefacts, None)
            while artefact is not None and artefact.span.start < gap_end:
                artefact = next(artefacts, None)
            if single and not self._breaks_word(gap_start, gap_end):
                continue
            if here < gap_start:
                self._verbatim(here, gap_start)
            self._joint(gap_start, gap_end)
            here = max(here, gap_end)
        while artefact is not None:
            here = self._artefact(here, artefact, whole)
            artefact = next(artefacts, None)
        if here < end:
            self._verbatim(here, end)

    def _verbatim(self, start: int, end: int) -> None:
        self._run(self.sheet.text[start:end].replace("\n", " "), start, end)

    def _artefact(self, here: int, artefact: Artefact, whole: Span) -> int:
        """What an artefact shows; the word of a link may have blanks outside the range."""
        span, keeps = artefact.span, artefact.keeps
        if here < span.start:
            self._verbatim(here, span.start)
        if artefact.kind == "entity":
            self._run(entity(span.of(self.sheet.text)) or "", *span)
        elif keeps is not None:
            self._verbatim(max(keeps.start, whole.start), min(keeps.end, whole.end))
        return span.end

    def _line_ends(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Line ends in a range with the white space around; whether it is a single LF."""
        work = self.sheet.work
        first, last = self.sheet.line_at(start), self.sheet.line_at(max(start, end - 1))
        done = start
        for i in range(first, last):
            stop = self.sheet.ends[i]
            if stop < done:
                continue
            a = done + len(work[done:stop].rstrip())
            b = self.sheet.nexts[i]
            table = self._in_table(a, b)
            while not table and b < end and work[b].isspace():
                b += 1
            yield a, b, not table and b - a == 1 and work[a] == "\n"
            done = b

    def _in_table(self, start: int, end: int) -> bool:
        k = bisect_right(self._tables, start) - 1
        return k >= 0 and end <= self.preformatted[k].end

    def _breaks_word(self, start: int, end: int) -> bool:
        """Whether a hyphen before a gap broke a word that goes on after it."""
        work = self.sheet.work
        if not (work[start - 1 : start] == "-" and work[start - 2 : start - 1].isalpha()):
            return False
        word = work[end : end + 4]
        if not word[:1].isalpha():
            return False
        letters = "".join(c if c.isalpha() else " " for c in word).split()[0].upper()
        return letters not in _KEEPS_HYPHEN

    def _joint(self, start: int, end: int) -> None:
        """One space, a line feed in a table, or nothing inside a broken word."""
        if self._in_table(start, end):
            self._add("\n")
        elif self._breaks_word(start, end):
            self.hyphens.append(Span(start - 1, start))
        elif self.length:
            self._add(" ")

    def _add(self, joint: str) -> None:
        self.pieces.append(joint)
        self.length += 1


def artefacts_in(sheet: Sheet, start: int, end: int) -> list[Artefact]:
    """The artefacts that share a character with ``[start, end)``."""
    if not sheet.artefacts:
        return []
    low = bisect_right(sheet.artefact_ends, start)
    high = bisect_left(sheet.artefact_starts, end)
    return sheet.artefacts[low:high]


def to_source(paragraph: Paragraph, i: int, j: int) -> tuple[Span, ...]:
    """The source ranges of the view characters ``[i, j)``; joints at the ends own nothing.

    Indivisible runs are taken whole. Two neighbouring parts are one range when they lie in the
    same range of the paragraph: then only white space and artefacts are between them.
    """
    parts: list[Span] = []
    ends = [span.end for span in paragraph.ranges]
    for view, n, start, end in paragraph.map:
        if view + n <= i:
            continue
        if view >= j:
            break
        if n == end - start:
            part = Span(start + max(0, i - view), start + min(n, j - view))
        else:
            part = Span(start, end)
        if parts and bisect_right(ends, parts[-1].start) == bisect_right(ends, part.start):
            parts[-1] = Span(parts[-1].start, part.end)
        else:
            parts.append(part)
    return tuple(parts)


def to_view(paragraph: Paragraph, start: int, end: int) -> Span | None:
    """The view characters that show source ``[start, end)``; null when it shows nothing."""
    first: int | None = None
    last = 0
    for view, n, source, stop in paragraph.map:
        low, high = max(start, source), min(end, stop)
        if low >= high:
            continue
        whole = n != stop - source
        if first is None:
            first = view if whole else view + low - source
        last = view + (n if whole else high - source)
    return None if first is None else Span(first, last)
