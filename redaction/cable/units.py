"""The paragraphs of a body while they are gathered: which is open, and what it gets next."""

from __future__ import annotations

import re

from redaction.cable.drafts import ENDED, Draft
from redaction.cable.facts import Portion
from redaction.cable.legal import portion_at
from redaction.cable.sheet import Sheet
from redaction.spans import Span

_SUB_LABEL = re.compile(
    r"(?:\(?(?P<letter>[A-Za-z]|\d{1,2}|[ivx]{1,4})[.)]|(?P<dash>--?|\*))[ \t\xa0]{0,8}(?=\()"
)
_MARK_FIRST = frozenset("(TSCULtsculR")


class Units:
    """Drafts in order; ``current`` takes text, ``quoting`` is the one whose quote is open."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.drafts: list[Draft] = []
        self.headings: list[tuple[Span, int | None]] = []
        self.current: Draft | None = None
        self.top: Draft | None = None  # the paragraph that sub-paragraphs belong to
        self.quoting: Draft | None = None
        self.heading: int | None = None  # a heading that waits for its paragraph

    def ended(self) -> bool:
        """Whether the text of the current paragraph ends a sentence."""
        end = self.current.end if self.current is not None else None
        return end is not None and self.sheet.work[end - 1] in ENDED

    def close_range(self) -> None:
        """Something that is no text: what follows starts a new range."""
        if self.current is not None:
            self.current.close_range()

    def add_heading(self, span: Span) -> None:
        """A heading; it belongs to the next paragraph."""
        self.heading = len(self.headings)
        self.headings.append((span, None))

    def new(
        self, number: int | None = None, raw_number: str | None = None, label: str | None = None
    ) -> Draft:
        """Start a paragraph; the one before it is complete."""
        self.close_range()
        draft = Draft(len(self.drafts), number, raw_number, label)
        if self.quoting is not None:
            draft.parent, draft.quoted = self.quoting.index, True
        if self.heading is not None:
            draft.heading, self.heading = self.heading, None
            span, _ = self.headings[draft.heading]
            self.headings[draft.heading] = (span, draft.index)
        self.drafts.append(draft)
        self.current = self.top = draft
        return draft

    def begin(self, draft: Draft, mark: Portion | None, i: int, at: int, end: int) -> None:
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
        self.take(draft, i, text)

    def take(self, draft: Draft, i: int, text: Span, *, new_range: bool = False) -> None:
        """Text of line ``i`` goes to ``draft``."""
        if text.start < text.end:
            draft.add(text, i, self.sheet.work, new_range=new_range)
        self.sheet.kinds[i] = "para"
        self.sheet.owners[i] = draft.index

    def mark(self, start: int, end: int) -> Portion | None:
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

    def unnumbered(self, i: int, start: int, end: int) -> None:
        """A paragraph without a number starts on line ``i``."""
        mark = self.mark(start, end)
        self.begin(self.new(), mark, i, start, end)

    def child(self, i: int, start: int, end: int) -> bool:
        """A sub-paragraph with a portion mark of its own, if one starts here."""
        line = self.sheet.work[start : min(end, start + 24)]
        match = _SUB_LABEL.match(line) if "(" in line else None
        top = self.top
        if match is None:
            return False
        mark = self.mark(start + match.end(), end)
        if mark is None or "entire_text" in mark.flags:
            return False
        draft = self.new(label=match["letter"] or match["dash"])
        if top is not None:
            draft.parent, draft.quoted = top.index, top.quoted
        draft.start = start
        self.top = top
        self.begin(draft, mark, i, start + match.end(), end)
        return True
