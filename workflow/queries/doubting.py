"""What is in doubt of one cable, and what people answered: open doubts first, then settled.

Whoever calls has made sure that the actor may see the cable: words of it are shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from redaction.authority.determination import Determination
from redaction.cable import Cable, parse
from redaction.spans import Span
from workflow import policy
from workflow.actors import Actor
from workflow.answers import JOINED, NEEDS_PERSON, Answer, Doubt, Standing, doubts_in, standing
from workflow.doubts import Told, asked_by, told_of
from workflow.errors import Refused
from workflow.facts import ReviewFacts
from workflow.models import Cable as CableRow
from workflow.portions import Portion, portions_of
from workflow.states import ReviewState

LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class SettledView:
    """How a doubt was settled; ``value`` is what a fact was corrected to."""

    kind: str
    who: str
    at: datetime
    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class DoubtView:
    """One doubt: what was read, what it means, what to do, and where it stands.

    ``words`` are those at its place, cut short; ``portion`` is the key of the portion it lies
    in; ``fact`` names the fact a correction would be of, or is empty.
    """

    code: str
    severity: str
    title: str
    why: str
    cure: str
    start: int
    end: int
    words: str
    portion: str | None
    fact: str
    settled: SettledView | None
    may_undo_join: bool
    is_undone: bool


def standing_of(row: CableRow) -> Standing:
    """What people's answers to a cable come to."""
    rows = row.settlements.select_related("made_by").order_by("pk")
    return standing(answer.to_answer() for answer in rows)


def parsed(row: CableRow, answered: Standing | None = None) -> Cable:
    """A cable as read, with the joins undone that a person undid."""
    return parse(row.text, splits=(answered or standing_of(row)).splits)


def doubts_of(
    row: CableRow,
    cable: Cable,
    determination: Determination,
    answered: Standing | None = None,
    portions: Sequence[Portion] | None = None,
) -> tuple[DoubtView, ...]:
    """Every doubt of a cable, open ones first, then settled, each in the order of the text.

    ``answered`` and ``portions`` spare reading them again where they are at hand.
    """
    stands = standing_of(row) if answered is None else answered
    found = doubts_in(cable, determination)
    # An undone join, and a question that an answer did away with, stay listed as settled.
    gone = {
        doubt: "warning"
        for doubt in stands.settled
        if doubt not in found and doubt.code in (JOINED, NEEDS_PERSON)
    }
    places = _Places(portions_of(cable, row.text) if portions is None else portions)
    held = {
        Doubt(issue.code, *issue.span): issue.paragraph
        for issue in cable.issues
        if issue.paragraph is not None
    }
    views = [
        _view(
            doubt,
            severity,
            row.text,
            _told(doubt, cable, determination, held),
            stands,
            places.home(Span(doubt.start, doubt.end)),
        )
        for doubt, severity in (found | gone).items()
    ]
    return tuple(sorted(views, key=lambda view: (view.settled is not None, view.start, view.end)))


def may_settle(row: CableRow, actor: Actor) -> bool:
    """Whether a person may settle doubts of a cable as its reviews stand."""
    try:
        policy.may_settle(reviews_in(row), actor)
    except Refused:
        return False
    return True


def reviews_in(row: CableRow) -> tuple[ReviewFacts, ...]:
    """The reviews of a cable as policy asks of doubts: where they stand, and with whom."""
    rows = row.reviews.select_related("reviewer").order_by("pk")
    return tuple(
        ReviewFacts(
            id=review.pk,
            state=ReviewState(review.state),
            reviewer=review.reviewer_id,
            reviewer_name=review.reviewer.name if review.reviewer else "",
        )
        for review in rows
    )


def open_doubts(found: Iterable[DoubtView]) -> tuple[DoubtView, ...]:
    """Those that nobody settled yet."""
    return tuple(doubt for doubt in found if doubt.settled is None)


def _view(
    doubt: Doubt,
    severity: str,
    text: str,
    told: Told,
    stands: Standing,
    portion: str | None,
) -> DoubtView:
    answer = stands.settled.get(doubt)
    is_undone = doubt.code == JOINED and doubt.end in stands.splits
    return DoubtView(
        code=doubt.code,
        severity=severity,
        title=told.title,
        why=told.why,
        cure=told.cure,
        start=doubt.start,
        end=doubt.end,
        words=" ".join(text[doubt.start : min(doubt.end, doubt.start + LONGEST)].split()),
        portion=portion,
        fact=told.fact.value if told.fact else "",
        settled=_settled(answer) if answer is not None else None,
        may_undo_join=doubt.code == JOINED and not is_undone,
        is_undone=is_undone,
    )


def _told(doubt: Doubt, cable: Cable, found: Determination, held: Mapping[Doubt, int]) -> Told:
    """A doubt in words; ``held`` are the paragraphs that doubts of the parser lie in."""
    if doubt.code == NEEDS_PERSON:
        return asked_by(found)
    index = held.get(doubt)
    return told_of(doubt.code, cable.paragraphs[index] if index is not None else None)


def _settled(answer: Answer) -> SettledView:
    return SettledView(answer.kind.value, answer.who, answer.at, answer.reason, answer.value)


class _Places:
    """Which portion a place lies in: the one whose words it touches, or that it interrupts."""

    def __init__(self, portions: Iterable[Portion]) -> None:
        self._pieces = sorted(
            (span.start, span.end, portion.key)
            for portion in portions
            for span in (*portion.labels, *portion.spans)
        )
        self._starts = [start for start, _, _ in self._pieces]

    def home(self, place: Span) -> str | None:
        """The key of the portion; None for a place in no portion."""
        if place.end == place.start:
            return None
        at = bisect_right(self._starts, place.start) - 1
        if at >= 0 and self._pieces[at][1] > place.start:
            return self._pieces[at][2]
        if at + 1 < len(self._pieces) and self._pieces[at + 1][0] < place.end:
            return self._pieces[at + 1][2]
        return self._pieces[at][2] if at >= 0 else None
