"""The body: which lines belong to which paragraph.

One pass. Every line is a break, a section header, a rule, a label, a heading or text; text goes
to the paragraph before it as long as nothing says otherwise, over white lines and page breaks
alike, and every such joint is an issue a reviewer can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redaction.cable.drafts import ENDED, Draft
from redaction.cable.legal import portion_at
from redaction.cable.limits import is_rule
from redaction.cable.model import PageBreak, Portion, SectionHeader
from redaction.cable.numbering import Label, Numbering, Place, read_label
from redaction.cable.profiles import Profile
from redaction.cable.sections import may_start, read_section
from redaction.cable.sheet import Cut, Sheet
from redaction.cable.titles import Titles
from redaction.spans import Span

_QUOTE_OPENS = re.compile(r"\b(?:QUOTE|BEGIN TEXT)\s?[:.]?\Z")
_QUOTE_CLOSES = re.compile(r"(?:END QUOTE|UNQUOTE|END TEXT)\s?[.:]?\Z")
_SUB_LABEL = re.compile(
    r"(?:\(?(?P<letter>[A-Za-z]|\d{1,2}|[ivx]{1,4})[.)]|(?P<dash>--?|\*))[ \t\xa0]{0,8}(?=\()"
)
_MARK_FIRST = frozenset("(TSCULtsculR")


class Body:
    """The paragraphs of the lines ``[start, stop)``."""

    def __init__(
        self, sheet: Sheet, profile: Profile, start: int, stop: int, breaks: list[PageBreak]
    ) -> None:
        self.sheet = sheet
        self.profile = profile
        self.start = start
        self.stop = stop
        self.breaks = {sheet.line_at(page.span.start): page for page in breaks}
        self.drafts: list[Draft] = []
        self.headings: list[tuple[Span, int | None]] = []
        self.sections: list[SectionHeader] = []
        self.numbering = Numbering(sheet.strips[start:stop])
        self.titles = Titles(sheet.strips, stop, upper=sheet.upper)
        self.current: Draft | None = None
        self.heading: int | None = None  # a heading that waits for its paragraph
        self.white = True  # a white line, or nothing, since the last text line
        self.gap = True  # a white line, rule, break or heading just before
        self.only_white = True  # nothing but white lines since the last text line
        self.quoting: Draft | None = None
        self.resume = 1  # the number expected after a quote

    def read(self) -> None:
        """Read all lines."""
        i = self.start
        while i < self.stop:
            i = self._line(i)
        for draft in self.drafts:
            draft.close_range()

    def _line(self, i: int) -> int:
        """Read line ``i``; the next line to read."""
        sheet = self.sheet
        stripped = sheet.strips[i]
        if sheet.kinds[i] == "page_break":
            self._break(i)
            return i + 1
        if not stripped:
            sheet.kinds[i] = "blank"
            self.white = self.gap = True
            return i + 1
        if may_start(stripped) and (after := self._section(i)):
            return after
        if stripped[0] in "-=_*" and is_rule(stripped):
            sheet.kinds[i] = "rule"
            self._interrupt()
            self.gap = True
            return i + 1
        first = True
        for start, end in self._pieces(i):
            if not (first and self._labelled(i, start, end)):
                if first and (lines := self._heading(i)):
                    return i + lines
                self._text(i, start, end)
            first = False
        return i + 1

    def _pieces(self, i: int) -> Iterator[tuple[int, int]]:
        """The visible text of a line around the cuts on it."""
        sheet = self.sheet
        cuts = sheet.cuts.get(i)
        if not cuts:
            yield sheet.first(i), sheet.last(i)
            return
        here = sheet.starts[i]
        for cut in sorted(cuts, key=lambda cut: cut.start):
            piece = sheet.trim(here, cut.start)
            if piece.start < piece.end:
                yield piece
            if cut.kind == "page_break":
                self._break(i)
            here = max(here, cut.end)
        piece = sheet.trim(here, sheet.ends[i])
        if piece.start < piece.end:
            yield piece

    def _interrupt(self) -> None:
        """Something that is no text: the range ends here."""
        if self.current is not None:
            self.current.close_range()
        self.only_white = False

    def _break(self, i: int) -> None:
        page = self.breaks.get(i)
        if page is not None and self.current is not None and not self._ended(self.current):
            self.sheet.report("PAGE_BREAK_IN_PARAGRAPH", page.span, "", self.current.index)
        self._interrupt()

    def _section(self, i: int) -> int:
        """Read a section header that starts on line ``i``; 0 when none does."""
        sheet = self.sheet
        found = read_section(sheet, self.profile, i, self.stop, first=not self.drafts)
        if found is None:
            return 0
        before = sheet.trim(sheet.starts[i], found.start)
        if before.start < before.end:
            if not self._labelled(i, *before):
                self._text(i, *before)
            sheet.cuts.setdefault(i, []).append(Cut(found.start, sheet.ends[i], "section_header"))
        for line in found.lines:
            sheet.kinds[line] = sheet.kinds[line] or "section_header"
        self.sections.append(found.header)
        self._interrupt()
        for line in range(found.after - 1, i, -1):
            if not sheet.strips[line]:
                sheet.kinds[line] = "blank"
        return found.after

    def _ended(self, draft: Draft) -> bool:
        end = draft.end
        return end is not None and self.sheet.work[end - 1] in ENDED

    def _labelled(self, i: int, start: int, end: int) -> bool:
        """Read a piece that starts with a paragraph number, if it does."""
        sheet = self.sheet
        first = sheet.work[start]
        if not first.isdigit():
            return False
        label = read_label(sheet.work[sheet.starts[i] : end], start - sheet.starts[i])
        if label is None:
            return False
        at = sheet.starts[i] + label.text
        mark = self._mark(at, end)
        artefact = sheet.pilcrow_ends.get(start)
        opens = self._opens_quote(label)
        if opens:
            self._open_quote()
        decided = self.numbering.decide(
            label,
            Place(
                white=self.white or self.current is None,
                ended=self.current is None or self._ended(self.current),
                marked=mark is not None,
                artefact=artefact is not None,
                digit=sheet.work[at].isdigit(),
            ),
        )
        if decided is None:
            return False
        number, code = decided
        draft = self._new(number=number, raw_number=label.raw, label=str(number))
        draft.start = artefact.span.start if artefact else start
        if code is not None:
            digit = 1 if code == "PILCROW_AS_DIGIT" else len(label.raw)
            self.sheet.report(code, Span(start, start + digit), label.raw, draft.index)
        self._begin(draft, mark, i, at, end)
        return True

    def _opens_quote(self, label: Label) -> bool:
        if label.raw != "1" or self.numbering.expected == 1 or self.quoting or not self.current:
            return False
        end = self.current.end or 0
        return bool(_QUOTE_OPENS.search(self.sheet.work[max(0, end - 40) : end]))

    def _open_quote(self) -> None:
        self.quoting = self.current
        self.resume, self.numbering.expected = self.numbering.expected, 1

    def _closes_quote(self, stripped: str) -> bool:
        return self.quoting is not None and _QUOTE_CLOSES.match(stripped) is not None

    def _new(self, number: int | None, raw_number: str | None, label: str | None) -> Draft:
        """Start a paragraph; the one before it is complete."""
        if self.current is not None:
            self.current.close_range()
        draft = Draft(len(self.drafts), number, raw_number, label)
        if self.quoting is not None:
            draft.parent, draft.quoted = self.quoting.index, True
        draft.heading, self.heading = self.heading, None
        if draft.heading is not None:
            span, _ = self.headings[draft.heading]
            self.headings[draft.heading] = (span, draft.index)
        self.drafts.append(draft)
        self.current = draft
        return draft

    def _begin(self, draft: Draft, mark: Portion | None, i: int, at: int, end: int) -> None:
        """The first line of a paragraph: its mark, if it is one, and its text."""
        if mark is not None and "entire_text" in mark.flags:
            draft.entire = True
        elif mark is not None:
            draft.portion = mark
            at = mark.span.end
            if "unbalanced_parenthesis" in mark.flags:
                self.sheet.report("MALFORMED_PORTION", mark.span, "", draft.index)
        text = self.sheet.trim(at, end)
        draft.text_start = text.start
        self._take(draft, i, text)

    def _take(self, draft: Draft, i: int, text: Span, *, new_range: bool = False) -> None:
        if text.start < text.end:
            draft.add(text, i, text.of(self.sheet.work), new_range=new_range)
        self.sheet.kinds[i] = "para"
        self.sheet.owners[i] = draft.index
        self.white = self.gap = False
        self.only_white = True

    def _mark(self, start: int, end: int) -> Portion | None:
        """The portion mark at ``start``."""
        work = self.sheet.work
        first = work[start]
        if first not in _MARK_FIRST:
            return None
        if first != "(":
            head = work[start : min(end, start + 40)]
            if ")" not in head[:20] and "ENTIRE" not in head:
                return None
        return portion_at(self.sheet, start, end)

    def _heading(self, i: int) -> int:
        """Take a heading that starts on line ``i``; how many lines it has."""
        if not self.gap or i in self.sheet.cuts:
            return 0
        ended = self.current is None or self.current.end is None or self._ended(self.current)
        count = self.titles.at(i, ended)
        if count and not self._closes_quote(self.sheet.strips[i]):
            span = Span(self.sheet.first(i), self.sheet.last(i + count - 1))
            self.heading = len(self.headings)
            self.headings.append((span, None))
            for j in range(i, i + count):
                self.sheet.kinds[j] = "heading"
            self._interrupt()
            self.gap = True
            return count
        return 0

    def _text(self, i: int, start: int, end: int) -> None:
        """A line that is text: rules L2 and L4 to L8."""
        current = self.current
        stripped = self.sheet.strips[i]
        if self.quoting is not None and _QUOTE_CLOSES.match(stripped):
            self.current = current = self.quoting
            self.quoting = None
            self.numbering.expected = self.resume
            self._take(current, i, Span(start, end), new_range=True)
            return
        ended = current is None or self._ended(current)
        if (self.white or ended) and self._child(i, start, end):
            return
        if current is None or self.heading is not None:
            self._unnumbered(i, start, end)
            return
        if not self.white:
            self._take(current, i, Span(start, end))
            return
        if not ended and current.end is not None:
            if self.only_white:
                self.sheet.report("PARAGRAPH_SPLIT", Span(current.end, start))
            self._take(current, i, Span(start, end), new_range=True)
            return
        if current.label is None or self._mark(start, end) is not None:
            self._unnumbered(i, start, end)
            return
        self._take(current, i, Span(start, end), new_range=True)

    def _unnumbered(self, i: int, start: int, end: int) -> None:
        mark = self._mark(start, end)
        draft = self._new(None, None, None)
        draft.start = None
        self._begin(draft, mark, i, start, end)

    def _child(self, i: int, start: int, end: int) -> bool:
        """A sub-paragraph with a portion mark of its own."""
        line = self.sheet.work[start : min(end, start + 24)]
        if "(" not in line:
            return False
        match = _SUB_LABEL.match(line)
        top = self._top()
        if match is None or top is None:
            return False
        mark = self._mark(start + match.end(), end)
        if mark is None or "entire_text" in mark.flags:
            return False
        draft = self._new(None, None, match["letter"] or match["dash"])
        draft.parent, draft.quoted = top.index, top.quoted
        draft.start = start
        self._begin(draft, mark, i, start + match.end(), end)
        return True

    def _top(self) -> Draft | None:
        """The paragraph that sub-paragraphs belong to."""
        for draft in reversed(self.drafts):
            if draft.label is None or draft.number is not None:
                return draft
        return None
