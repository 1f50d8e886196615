"""The parts of the reviewer's page, made from a dossier. Pure but for names already read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from redaction.authority.catalogue import CODES
from redaction.extents import AUTO, PRINTED, measured
from redaction.release import preview
from redaction.residual import elsewhere
from redaction.settle import unseen
from redaction.spans import Span, merge, subtract
from workflow import policy
from workflow.actors import Actor
from workflow.errors import Refused
from workflow.facts import RecordFacts, ReviewFacts
from workflow.models import Mark
from workflow.models.digests import covered
from workflow.portions import Portion
from workflow.queries.dossier import POLICY, Dossier
from workflow.queries.pages import (
    ActView,
    CodeView,
    GapLabel,
    LeavesBlock,
    MarkView,
    PortionView,
    Run,
)
from workflow.queries.points import OpenPoint
from workflow.states import BY_NAME

# What a form asks for with a code; given here, so that only age and status are judged.
ASKED = {"statute": "asked on the form", "privilege": "asked on the form"}


def portion_views(dossier: Dossier, points: Sequence[OpenPoint]) -> tuple[PortionView, ...]:
    """Every portion with its words, cut at marks."""
    marked = {mark.number: mark.to_mark().ranges for mark in dossier.marks}
    hidden = unseen(dossier.cable)
    return tuple(
        PortionView(
            key=portion.key,
            name=portion.name,
            mark=portion.mark,
            level=portion.level,
            decision=dossier.decisions.get(portion.key),
            runs=tuple(_runs(portion, dossier.text, marked, hidden)),
            mark_count=sum(portion.touches(places) for places in marked.values()),
            open=sum(point.portion_key == portion.key for point in points),
        )
        for portion in dossier.portions
    )


def mark_views(dossier: Dossier) -> tuple[MarkView, ...]:
    """Every live mark with its words, and where they stand again unmarked."""
    proposed = {number: measured(gap.length) for gap in dossier.gaps for number in gap.mark_ids}
    return tuple(_mark_view(dossier, mark, proposed.get(str(mark), "")) for mark in dossier.marks)


def leaves_of(dossier: Dossier) -> tuple[LeavesBlock, ...]:
    """What leaves: the real sanitizer's output."""
    released = preview(dossier.text, dossier.core_marks, POLICY, splits=dossier.splits).released
    labels = {gap.n: GapLabel(gap.n, gap.label) for gap in released.gaps}
    return tuple(
        LeavesBlock(
            kind=block.kind,
            label=block.label,
            portion=block.portion,
            items=tuple(labels[i] if isinstance(i, int) else i for i in block.items),
        )
        for block in released.blocks
    )


def act_views(review: ReviewFacts, actor: Actor) -> tuple[ActView, ...]:
    """The acts that belong to this state: whether this person may, and why not."""
    return tuple(
        _act_view(name, rule, review, actor)
        for name, rule in policy.RULES.items()
        if review.state in BY_NAME[name].sources
    )


def code_views(record: RecordFacts, *, on: date) -> tuple[CodeView, ...]:
    """Every code of the catalogue, and why those that may not be cited may not."""
    return tuple(
        CodeView(
            code=code.code,
            title=code.title,
            kind=code.kind,
            needs=code.needs or "",
            allowed=(why := _why_not(code.code, record, on)) is None,
            why=why or "",
        )
        for code in CODES.values()
    )


def _runs(
    portion: Portion,
    text: str,
    marked: Mapping[int, Sequence[Span]],
    hidden: Sequence[Span],
) -> Iterator[Run]:
    places = {number: ranges for number, ranges in marked.items() if portion.touches(ranges)}
    cuts = sorted(
        {edge for span in portion.labels for edge in span}
        | {edge for ranges in places.values() for span in ranges for edge in span}
    )
    for span in subtract(merge((*portion.labels, *portion.spans)), hidden):
        for piece in _cut_at(span, cuts):
            yield Run(
                start=piece.start,
                end=piece.end,
                text=piece.of(text),
                mark_numbers=tuple(
                    number
                    for number, ranges in places.items()
                    if any(place.overlaps(piece) for place in ranges)
                ),
                is_label=any(label.overlaps(piece) for label in portion.labels),
            )


def _cut_at(span: Span, cuts: Sequence[int]) -> Iterator[Span]:
    """The span in pieces that end at every cut inside it."""
    start = span.start
    for cut in cuts[bisect_right(cuts, span.start) :]:
        if cut >= span.end:
            break
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def _mark_view(dossier: Dossier, mark: Mark, proposed: str) -> MarkView:
    core = mark.to_mark()
    printed = proposed if mark.extent == AUTO else mark.extent
    return MarkView(
        number=mark.number,
        codes=core.codes,
        extent=mark.extent,
        extent_proposed=proposed,
        extent_label=PRINTED.get(printed, ""),
        basis=core.basis,
        reason=mark.reason,
        state=mark.state,
        made_by=mark.made_by.name,
        made_at=mark.made_at,
        words=covered(dossier.text, core.ranges),
        ranges=tuple((place.start, place.end) for place in core.ranges),
        elsewhere=tuple(_elsewhere(dossier, core.ranges)),
    )


def _elsewhere(dossier: Dossier, ranges: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
    for span in ranges:
        for place in elsewhere(dossier.text, span):
            if not any(place.overlaps(gone) for gone in dossier.withheld):
                home = next((p.key for p in dossier.portions if p.touches((place,))), "other")
                yield place.start, place.end, home


def _act_view(name: str, rule: policy.Rule, review: ReviewFacts, actor: Actor) -> ActView:
    try:
        rule(review, actor)
    except Refused as refusal:
        return ActView(name, BY_NAME[name].label, False, refusal.why, refusal.cure)
    return ActView(name, BY_NAME[name].label, allowed=True)


def _why_not(code: str, record: RecordFacts, on: date) -> str | None:
    try:
        policy.may_cite(code, ASKED, record, on=on)
    except Refused as refusal:
        return refusal.why
    return None
