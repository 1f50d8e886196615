"""Drafts become paragraphs: views built, portion marks compared with the message's level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redaction.cable.drafts import Draft
from redaction.cable.facts import Classification, Portion
from redaction.cable.legal import portion_at
from redaction.cable.model import EntireText, Paragraph
from redaction.cable.profiles import Profile
from redaction.cable.sheet import Sheet
from redaction.cable.view import Run, ViewBuilder, artefacts_in
from redaction.spans import Span

_ENTIRE = re.compile(r"[-–]?\s{0,3}ENTIRE TEXT\b")
_BROKEN_WORD = re.compile(r"-[ \t\xa0]{1,4}(?=[^\W\d_])(?!(?i:AND|OR|TO)\b)")


def find_entire_text(sheet: Sheet, drafts: Sequence[Draft]) -> EntireText | None:
    """An ENTIRE TEXT statement in the first three paragraphs."""
    for draft in drafts[:3]:
        if not draft.ranges:
            continue
        start, end = draft.ranges[0]
        if draft.entire:
            statement = portion_at(sheet, start, end)
            if statement is not None:
                return EntireText(statement.level, statement.span)
        elif draft.portion is not None:
            match = _ENTIRE.match(sheet.work, start, end)
            if match is not None:
                span = Span(draft.portion.span.start, match.end())
                return EntireText(draft.portion.level, span)
    return None


def finish(
    sheet: Sheet, drafts: Sequence[Draft], entire: EntireText | None
) -> tuple[Paragraph, ...]:
    """The paragraphs of a body, each with its reading view."""
    return tuple(_paragraph(sheet, draft, entire) for draft in drafts)


def _paragraph(sheet: Sheet, draft: Draft, entire: EntireText | None) -> Paragraph:
    portion = draft.portion
    if portion is None and entire is not None:
        portion = Portion(None, entire.span, entire.level, (), (), "entire_text")
    tables = draft.tables() if len(draft.tabular) > 1 else ()
    text, runs = _view(sheet, draft, tables)
    if "- " in text or "-\t" in text or "-\xa0" in text:
        _report_broken_words(sheet, draft)
    label_span = None
    if draft.start is not None:
        first = draft.ranges[0].start if draft.ranges else draft.text_start or draft.start
        label_span = Span(draft.start, first)
    return Paragraph(
        index=draft.index,
        number=draft.number,
        raw_number=draft.raw_number,
        label=draft.label,
        parent=draft.parent,
        quoted=draft.quoted,
        label_span=label_span,
        portion=portion,
        heading=draft.heading,
        ranges=tuple(draft.ranges),
        preformatted=tables,
        text=text,
        map=runs,
    )


def _view(sheet: Sheet, draft: Draft, tables: tuple[Span, ...]) -> tuple[str, tuple[Run, ...]]:
    """The reading view of a draft and its map; one line without artefacts is its own view."""
    if len(draft.ranges) == 1:
        start, end = draft.ranges[0]
        words = sheet.text[start:end]
        if "\n" not in words and "\r" not in words and not artefacts_in(sheet, start, end):
            return words, ((0, end - start, start, end),) if words else ()
    builder = ViewBuilder(sheet, tables)
    text, runs = builder.build(draft.ranges)
    for hyphen in builder.hyphens:
        sheet.report("LINE_END_HYPHEN", hyphen, "", draft.index)
    return text, runs


def _report_broken_words(sheet: Sheet, draft: Draft) -> None:
    work = sheet.work
    for start, end in draft.ranges:
        for match in _BROKEN_WORD.finditer(work, start + 1, end):
            if work[match.start() - 1].isalpha():
                sheet.report("LINE_END_HYPHEN", Span(*match.span()), "", draft.index)


def highest(profile: Profile, portions: Sequence[Portion | None]) -> str | None:
    """The highest level of all portions; of two with one rank any other stands above U."""
    levels = {portion.level for portion in portions if portion is not None}
    return max(
        levels, key=lambda level: (profile.ranks.get(level, 0), level != "U", level), default=None
    )


def compare_portions(
    sheet: Sheet,
    profile: Profile,
    classification: Classification | None,
    paragraphs: Sequence[Paragraph],
    subject: Portion | None,
    *,
    all_marked: bool,
) -> None:
    """Report portions above the message's level, and unmarked ones in a marked message.

    ``all_marked`` says that the format marks every paragraph once it marks one.
    """
    if classification is None:
        return
    top = profile.ranks.get(classification.mark, 0)
    if subject is not None and profile.ranks.get(subject.level, 0) > top:
        sheet.report("PORTION_EXCEEDS_BANNER", subject.span, subject.raw or "")
    marked = False
    for paragraph in paragraphs:
        portion = paragraph.portion
        if portion is None or portion.source != "mark":
            continue
        marked = True
        if profile.ranks.get(portion.level, 0) > top:
            sheet.report("PORTION_EXCEEDS_BANNER", portion.span, portion.raw or "", paragraph.index)
    if not (marked and top and all_marked):
        return
    for paragraph in paragraphs:
        if paragraph.portion is None and paragraph.parent is None and paragraph.ranges:
            sheet.report("UNMARKED_PORTION", paragraph.ranges[0], "", paragraph.index)
