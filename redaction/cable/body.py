"""The body: which lines belong to which paragraph.

One pass. Every line is a break, a section header, a rule, a label, a heading or text; text goes
to the paragraph before it as long as nothing says otherwise, over white lines and page breaks
alike, and every such joint is an issue a reviewer can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redaction.cable.limits import is_rule
from redaction.cable.model import PageBreak, SectionHeader
from redaction.cable.numbering import Label, Numbering, Place, read_label
from redaction.cable.profiles import Profile
from redaction.cable.sections import may_start, read_section
from redaction.cable.sheet import Cut, Sheet
from redaction.cable.titles import Titles
from redaction.cable.units import Units
from redaction.spans import Span

_QUOTE_OPENS = re.compile(r"\b(?:QUOTE|BEGIN TEXT)\s?[:.]?\Z")
_QUOTE_CLOSES = re.compile(r"(?:END QUOTE|UNQUOTE|END TEXT)\s?[.:]?\Z")


class Body:
    """The paragraphs of the lines ``[start, stop)``."""

    def __init__(
        self, sheet: Sheet, profile: Profile, start: int, stop: int, breaks: list[PageBreak],
        splits: frozenset[int],
    ) -> None:  # fmt: skip
        self.sheet = sheet
        self.profile = profile
        self.start = start
        self.stop = stop
        self.splits = splits
        self.breaks = {sheet.line_at(page.span.start): page for page in breaks}
        self.units = Units(sheet)
        self.sections: list[SectionHeader] = []
        self.numbering = Numbering(sheet.strips, start, stop)
        self.titles = Titles(sheet.strips, stop, upper=sheet.upper)
        self.white = True  # a white line, or nothing, since the last text line
        self.gap = True  # a white line, rule, break or heading just before
        self.only_white = True  # nothing but white lines since the last text line
        self.resume = 1  # the number expected after a quote
        self.first_number = profile.first_number
        # A printed telegram starts with the number of the message, which is no label.
        self.has_message_number = profile.layout == "printed" and profile.first_number == 1

    def read(self) -> None:
        """Read all lines."""
        i = self.start
        kinds = self.sheet.kinds
        while i < self.stop:
            kind = kinds[i]
            if kind == "blank":
                self.white = self.gap = True
                i += 1
            elif kind:
                self._no_text(i)
                i += 1
            else:
                i = self._line(i)
        for draft in self.units.drafts:
            draft.close_range()

    def _line(self, i: int) -> int:
        """Read line ``i``; the next line to read."""
        sheet = self.sheet
        stripped = sheet.strips[i]
        if may_start(stripped) and (after := self._section(i)):
            return after
        if stripped[0] in "-=_*" and is_rule(stripped):
            sheet.kinds[i] = "rule"
            self._interrupt()
            self.gap = True
            return i + 1
        if i in sheet.cuts:
            self._cut_line(i)
            return i + 1
        start = sheet.first(i)
        end = start + len(stripped)
        if not self._labelled(i, start, end):
            if self.gap and (lines := self._heading(i)):
                return i + lines
            self._text(i, start, end)
        return i + 1

    def _cut_line(self, i: int) -> None:
        """A line that text shares with something else: it belongs to one paragraph."""
        for k, (start, end) in enumerate(self._pieces(i)):
            current = self.units.current
            if k and current is not None:
                self.units.take(current, i, Span(start, end), new_range=True)
                self._text_taken()
            elif k or not self._labelled(i, start, end):
                self._text(i, start, end)

    def _pieces(self, i: int) -> Iterator[Span]:
        """The visible text of a line around the cuts on it."""
        sheet = self.sheet
        here = sheet.starts[i]
        for cut in sorted(sheet.cuts[i], key=lambda cut: cut.start):
            piece = sheet.trim(here, cut.start)
            if piece.start < piece.end:
                yield piece
            if cut.kind == "page_break":
                self._no_text(i)
            here = max(here, cut.end)
        piece = sheet.trim(here, sheet.ends[i])
        if piece.start < piece.end:
            yield piece

    def _interrupt(self) -> None:
        """Something that is no text: the range ends here."""
        self.units.close_range()
        self.only_white = False

    def _no_text(self, i: int) -> None:
        """A page break or an archival notice on line ``i``."""
        page = self.breaks.get(i)
        current = self.units.current
        if page is not None and current is not None and not self.units.ended():
            self.sheet.report("PAGE_BREAK_IN_PARAGRAPH", page.span, "", current.index)
        self._interrupt()

    def _section(self, i: int) -> int:
        """Read a section header that starts on line ``i``; 0 when none does."""
        sheet = self.sheet
        found = read_section(sheet, self.profile, i, self.stop, first=not self.units.drafts)
        if found is None:
            return 0
        if sheet.work[sheet.starts[i] : found.start].strip():
            sheet.cuts.setdefault(i, []).append(Cut(found.start, sheet.ends[i], "section_header"))
            self._cut_line(i)
        for line in found.lines:
            sheet.kinds[line] = sheet.kinds[line] or "section_header"
        self.sections.append(found.header)
        self._interrupt()
        return found.after

    def _labelled(self, i: int, start: int, end: int) -> bool:
        """Read a piece that starts with a paragraph number, if it does."""
        sheet = self.sheet
        if not sheet.work[start].isdigit():
            return False
        if self.has_message_number and not self.units.drafts:
            return False
        label = read_label(sheet.work, start, end)
        if label is None:
            return False
        units, current = self.units, self.units.current
        mark = units.mark(label.text, end)
        artefact = sheet.pilcrow_ends.get(start)
        if label.raw == "1" and self._opens_quote():
            units.quoting = current
            self.resume, self.numbering.expected = self.numbering.expected, 1
        place = Place(
            white=self.white or current is None,
            ended=current is None or units.ended(),
            marked=mark is not None,
            artefact=artefact is not None,
            digit=sheet.work[label.text].isdigit(),
        )
        decided = self.numbering.decide(label, place)
        if decided is None:
            return False
        number, code = decided
        draft = units.new(number, label.raw, str(number))
        draft.start = artefact.span.start if artefact else start
        if code is not None:
            self._report_number(code, label, draft.index)
        units.begin(draft, mark, i, label.text, end)
        self._text_taken()
        return True

    def _report_number(self, code: str, label: Label, paragraph: int) -> None:
        length = 1 if code == "PILCROW_AS_DIGIT" else len(label.raw)
        self.sheet.report(code, Span(label.start, label.start + length), label.raw, paragraph)

    def _text_taken(self) -> None:
        self.white = self.gap = False
        self.only_white = True

    def _opens_quote(self) -> bool:
        units = self.units
        if self.numbering.expected == 1 or units.quoting is not None or units.current is None:
            return False
        end = units.current.end or 0
        return bool(_QUOTE_OPENS.search(self.sheet.work[max(0, end - 40) : end]))

    def _closes_quote(self, i: int) -> bool:
        return self.units.quoting is not None and bool(_QUOTE_CLOSES.match(self.sheet.strips[i]))

    def _heading(self, i: int) -> int:
        """Take a heading that starts on line ``i``; how many lines it has."""
        units = self.units
        ended = units.current is None or units.current.end is None or units.ended()
        count = self.titles.at(i, ended)
        if not count or self._closes_quote(i):
            return 0
        units.add_heading(Span(self.sheet.first(i), self.sheet.last(i + count - 1)))
        for j in range(i, i + count):
            self.sheet.kinds[j] = "heading"
        self._interrupt()
        self.gap = True
        return count

    def _text(self, i: int, start: int, end: int) -> None:
        """A line that is text: rules L2 and L4 to L8."""
        units = self.units
        if self._closes_quote(i):
            units.close_range()
            units.current, units.quoting = units.quoting, None
            self.numbering.expected = self.resume
        elif not self._starts_unit(i, start, end):
            current = units.current
            if self.white and self.only_white and current and current.end and not units.ended():
                self.sheet.report("PARAGRAPH_SPLIT", Span(current.end, start))
        else:
            self._text_taken()
            return
        if units.current is not None:
            units.take(units.current, i, Span(start, end), new_range=self.white)
        self._text_taken()

    def _starts_unit(self, i: int, start: int, end: int) -> bool:
        """Whether text starts a paragraph of its own: a sub-paragraph, or an unnumbered one."""
        units = self.units
        current = units.current
        ended = current is None or units.ended()
        if (self.white or ended) and units.child(i, start, end):
            return True
        undone = start in self.splits and self.white and self.only_white and not ended
        if current is not None and units.heading is None and not undone:
            if not self.white:
                return False
            if not ended and current.end is not None:
                return False
            if current.label is not None and units.mark(start, end) is None:
                return False
        units.unnumbered(i, start, end)
        if self.numbering.expected == 1:
            self.numbering.expected = self.first_number  # where the first paragraph has no number
        return True
