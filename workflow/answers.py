"""What a reading leaves in doubt, and what people's answers come to. Pure.

A doubt is an issue of the parser that blocks or must be seen, or the one question that the
declassification date needs a person. It is known by its code and its place, so that a place
read anew is asked anew. What each code means is told in ``workflow.doubts``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

from redaction.authority.determination import Determination
from redaction.cable import Cable
from redaction.spans import Span
from workflow.states import Fact, Settling

NEEDS_PERSON: Final = "NEEDS_PERSON"
JOINED: Final = "PARAGRAPH_SPLIT"
# What the declassification date is worked out from: with another of these it is asked anew.
DATED_BY: Final = frozenset({Fact.ORIGIN, Fact.LEVEL, Fact.EO_LINE, Fact.CLASSIFIED_BY})
NOWHERE: Final = Span(0, 0)


class Doubt(NamedTuple):
    """One doubt, known by its code and its place ``[start, end)`` in the text as received."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answered, and who and when; ``code`` is empty where nothing was doubted."""

    kind: Settling
    doubt: Doubt
    fact: Fact | None
    value: str
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What all answers together come to.

    ``settled`` maps a doubt to the answer that settles it, ``corrected`` a fact to the value a
    person gave it; ``splits`` are the ends of joins that are undone, ``last`` is when the last
    answer was given.
    """

    settled: Mapping[Doubt, Answer] = field(default_factory=dict)
    corrected: Mapping[Fact, str] = field(default_factory=dict)
    splits: frozenset[int] = frozenset()
    last: datetime | None = None


def standing(answers: Iterable[Answer]) -> Standing:
    """What the answers come to, the oldest first; the last word on a matter counts."""
    settled: dict[Doubt, Answer] = {}
    corrected: dict[Fact, str] = {}
    splits: set[int] = set()
    last = None
    for answer in answers:
        last = answer.at
        match answer.kind:
            case Settling.ACCEPT:
                settled[answer.doubt] = answer
            case Settling.SPLIT:
                settled[answer.doubt] = answer
                splits.add(answer.doubt.end)
            case Settling.JOIN:
                settled.pop(answer.doubt, None)
                splits.discard(answer.doubt.end)
            case Settling.CORRECT if answer.fact is not None:
                _correct(answer, answer.fact, settled, corrected)
    return Standing(settled, corrected, frozenset(splits), last)


def _correct(
    answer: Answer, fact: Fact, settled: dict[Doubt, Answer], corrected: dict[Fact, str]
) -> None:
    """A corrected fact; what rested on what the fact said before is open again."""
    if fact in DATED_BY:
        for known in [doubt for doubt in settled if doubt.code == NEEDS_PERSON]:
            del settled[known]
    if answer.value:
        corrected[fact] = answer.value
        if answer.doubt.code:
            settled[answer.doubt] = answer
        return
    corrected.pop(fact, None)
    for known in [doubt for doubt, other in settled.items() if other.fact is fact]:
        del settled[known]


def doubts_in(cable: Cable, found: Determination) -> dict[Doubt, str]:
    """Every doubt of a reading with its severity, in the order of the text."""
    doubts = {
        Doubt(issue.code, *issue.span): str(issue.severity)
        for issue in cable.issues
        if issue.severity != "info"
    }
    if found.needs_human:
        place = cable.declassification.span if cable.declassification else NOWHERE
        doubts[Doubt(NEEDS_PERSON, *place)] = "warning"
    return dict(sorted(doubts.items(), key=lambda item: item[0][1:]))
