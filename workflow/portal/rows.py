"""The reviewer's page as rows: each portion with its words, and what leaves of them beside it.

Only arranging is done here; what is shown, and what is allowed, was settled by the query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from redaction.authority.determination import Determination
from redaction.extents import NATURES, PRINTED, SIZES, UNSTATED
from redaction.spans import Span, merge
from workflow.portal import runs
from workflow.portal.doubts import DoubtCard
from workflow.queries.pages import (
    CodeView,
    GapLabel,
    LeavesBlock,
    MarkView,
    PortionView,
    ReviewPage,
    Run,
)
from workflow.states import Decision

LEVELS = {"TS": "TOP SECRET", "S": "SECRET", "C": "CONFIDENTIAL"}
SIGNS = {
    Decision.RELEASE: "✓",
    Decision.WITHHOLD: "■",
    Decision.PART: "◧",
    Decision.REFER: "→",
}
KEYS = {Decision.RELEASE: "r", Decision.WITHHOLD: "w", Decision.PART: "p", Decision.REFER: "f"}
KIND_NAMES = {"category": "Categories of the order", "exemption": "Exemptions of the FOIA"}
# The codes cited most come first under the keys 1 to 9.
PREFERRED = (
    "1.4(b)",
    "1.4(d)",
    "1.4(c)",
    "25X1",
    "25X6",
    "(b)(6)",
    "(b)(3)",
    "(b)(5)",
    "(b)(7)(C)",
)
DATES = (
    ("origin", "Date of the cable"),
    ("marked", "Marked date"),
    ("review", "Marked for review"),
    ("anniversary_25", "25 years"),
    ("proposal_deadline", "Last day to propose an exemption"),
    ("onset_25", "Automatic declassification"),
    ("onset_50", "50 years"),
    ("onset_75", "75 years"),
)
KEY_SHEET = (
    (("j", "k"), "Next and previous portion"),
    (("→", "←"), "Next and previous sentence"),
    ((".", ","), "One word more, one word less"),
    (("x",), "Choose codes for the words selected"),
    (("1", "–", "9"), "Mark at once with the code of that number"),
    (("r", "w", "p", "f"), "Release, withhold, part, refer"),
    (("n", "N"), "Next and previous mark"),
    (("Space",), "Next undecided portion"),
    (("v",), "Show only what leaves"),
    (("y",), "Why this DECL date"),
    (("Esc",), "Let go of the selection"),
    (("Ctrl", "Enter"), "Submit"),
    (("?",), "This sheet"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One portion, drawn: ``html`` are its words, ``leaves`` the blocks of the copy."""

    key: str
    name: str
    mark: str
    level: str
    decision: Decision | None
    mark_count: int
    html: SafeString
    leaves: tuple[SafeString, ...]
    doubts: tuple[DoubtCard, ...]

    @property
    def sign(self) -> str:
        """The decision as one character; the words stand beside it."""
        return SIGNS[self.decision] if self.decision else "○"

    @property
    def decision_label(self) -> str:
        """The decision in words."""
        return self.decision.value.capitalize() if self.decision else "Undecided"


class Choice(NamedTuple):
    """A button of a decision: its value, its words, its key."""

    value: str
    label: str
    key: str


class Group(NamedTuple):
    """Codes, or extents, under one name."""

    name: str
    choices: Sequence[Any]


class MarkRow(NamedTuple):
    """A mark, the portion it begins in, and the portions where its words stand unmarked."""

    mark: MarkView
    home: str
    home_name: str
    measured: str
    places: tuple[tuple[str, str], ...]


class WordBox(NamedTuple):
    """A word and its place in code points."""

    start: int
    end: int
    html: SafeString
    is_marked: bool


DECISIONS = tuple(Choice(d.value, d.value.capitalize(), KEYS[d]) for d in Decision)
EXTENTS = (
    Group("Amount", [(name, PRINTED[name]) for name in SIZES if name != "document"]),
    Group("Nature", [(name, PRINTED[name]) for name in NATURES]),
    Group("Neither", [(UNSTATED, "not stated: even the amount would harm")]),
)


def rows_of(page: ReviewPage, doubts: Sequence[DoubtCard] = ()) -> tuple[Row, ...]:
    """Every portion of the page, in reading order, with the doubts that lie in it."""
    looks = [
        runs.MarkLook(mark.number, str(mark.state), ", ".join(mark.codes)) for mark in page.marks
    ]
    text = runs.Text(page.text, looks)
    words = {p.key: "".join(run.text for run in p.runs) for p in page.portions}
    leaves = leaves_by_portion(words, page.leaves)
    beside: dict[str | None, list[DoubtCard]] = {}
    for card in doubts:
        beside.setdefault(card.view.portion, []).append(card)
    return tuple(
        Row(
            key=portion.key,
            name=portion.name,
            mark=portion.mark,
            level=LEVELS.get(portion.level, "UNCLASSIFIED"),
            decision=Decision(portion.decision) if portion.decision else None,
            mark_count=portion.mark_count,
            html=text.portion(portion.name, _covered(portion.runs), boxes=page.may_decide),
            leaves=tuple(drawn(block) for block in leaves[portion.key]),
            doubts=tuple(beside.get(portion.key, ())),
        )
        for portion in page.portions
    )


def _covered(portion_runs: Iterable[Run]) -> list[runs.Covered]:
    return [
        runs.Covered(Span(run.start, run.end), run.mark_numbers, run.is_label)
        for run in portion_runs
    ]


def leaves_by_portion(
    words: Mapping[str, str], blocks: Iterable[LeavesBlock]
) -> Mapping[str, list[LeavesBlock]]:
    """The blocks of the copy beside the portions they most likely come from.

    A release knows no place in the original, so the two are walked side by side: paragraphs
    and headings in their order, a line beside the portion that holds its letters, anything
    else with what stood before it. ``words`` are the portions' own, in reading order. Only
    the place on the screen hangs on it.
    """
    beside: dict[str, list[LeavesBlock]] = {key: [] for key in words}
    if not words:
        return beside
    letters = {key: "" if _series(key) else _letters(text) for key, text in words.items()}
    upcoming = {series: [key for key in words if _series(key) == series] for series in ("p", "h")}
    here = next(iter(words))
    for block in blocks:
        series = {"paragraph": "p", "heading": "h"}.get(block.kind)
        if series and upcoming[series]:
            here = upcoming[series].pop(0)
        elif not series:
            here = _holder(block, here, letters)
        beside.setdefault(here, []).append(block)
    return beside


def _holder(block: LeavesBlock, here: str, letters: Mapping[str, str]) -> str:
    """The portion that holds the longest released stretch of a line, from ``here`` onwards."""
    stretches = [_letters(item) for item in block.items if isinstance(item, str)]
    longest = max(stretches, key=len, default="")
    keys = list(letters)
    at = keys.index(here)
    order = keys[at:] + keys[:at]
    return next((key for key in order if longest and longest in letters[key]), here)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).casefold()


def _series(key: str) -> str:
    """``p`` and ``h`` for portions that are counted, empty for fields."""
    return key[0] if key[1:].isdigit() else ""


def drawn(block: LeavesBlock) -> SafeString:
    """One block of the copy; a gap stands in a box of its own, with its label."""
    words = format_html_join("", "{}", ((_item(item),) for item in block.items))
    lead = " ".join(part for part in (block.label, block.portion) if part)
    return format_html('<span class="lb">{}</span> {}', lead, words) if lead else words


def _item(item: str | GapLabel) -> SafeString:
    if isinstance(item, GapLabel):
        return format_html('<span class="gap">{}</span>', item.label)
    return runs.shown(item)


def mark_rows(page: ReviewPage) -> tuple[MarkRow, ...]:
    """The marks in their order."""
    names = {portion.key: portion.name for portion in page.portions}
    homes = {
        number: portion.key
        for portion in reversed(page.portions)
        for run in portion.runs
        for number in run.mark_numbers
    }
    return tuple(
        MarkRow(
            mark=mark,
            home=homes.get(mark.number, ""),
            home_name=names.get(homes.get(mark.number, ""), "the text"),
            measured=PRINTED.get(mark.extent_proposed, ""),
            places=tuple({key: names.get(key, "") for _, _, key in mark.elsewhere}.items()),
        )
        for mark in page.marks
    )


def presets(page: ReviewPage) -> tuple[CodeView, ...]:
    """The codes under the keys 1 to 9: the most cited of those that may be cited today."""
    allowed = {code.code: code for code in page.codes if code.allowed and code.code != "(b)(1)"}
    ranked = [code for code in PREFERRED if code in allowed]
    others = [code for code in allowed if code not in PREFERRED]
    return tuple(allowed[code] for code in (ranked + others)[:9])


def code_groups(page: ReviewPage) -> tuple[Group, ...]:
    """The other codes that may be cited today, categories first."""
    first = presets(page)
    left = [code for code in page.codes if code.allowed and code not in first]
    groups = (
        Group(name, [code for code in left if code.kind == kind])
        for kind, name in KIND_NAMES.items()
    )
    return tuple(group for group in groups if group.choices)


def dates_of(found: Determination) -> Iterator[tuple[str, date]]:
    """The dates of a determination that are known, with the names a person reads."""
    for name, title in DATES:
        day = getattr(found.dates, name)
        if day is not None:
            yield title, day


def word_boxes(text: str, portion: PortionView) -> Iterator[WordBox]:
    """Every word of a portion, as a box to tick."""
    marked = [Span(run.start, run.end) for run in portion.runs if run.mark_numbers]
    places = merge(Span(run.start, run.end) for run in portion.runs if not run.is_label)
    for word in runs.words(text, places):
        is_marked = any(word.overlaps(place) for place in marked)
        yield WordBox(word.start, word.end, runs.shown(word.of(text)), is_marked)
