"""What is still open before a review can be submitted. Pure: a dossier in, sentences out.

Every doubt of the reading is settled, every portion is decided, what is decided agrees with what
is marked, every code may be cited on that day, and no withheld phrase stands again where it would
leave. The sentences name portions and marks by number and never quote the cable.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from redaction.errors import RedactionError
from redaction.release import rehearse
from redaction.residual import left_of, mentions, secrets_of
from redaction.settle import unseen
from redaction.spans import Span
from workflow import policy
from workflow.errors import Refused
from workflow.portions import Portion
from workflow.queries.dossier import POLICY, Dossier
from workflow.queries.doubting import open_doubts
from workflow.states import Decision


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing to settle; ``anchor`` is the id of its place on the reviewer's page."""

    portion_key: str | None
    anchor: str
    sentence: str


def open_points(dossier: Dossier, *, on: date) -> tuple[OpenPoint, ...]:
    """Everything that blocks submission: doubts, portions in the order of the text, marks."""
    doubts = tuple(_doubts(dossier))
    try:
        return (*doubts, *_portions(dossier), *_codes(dossier, on), *_mentions(dossier))
    except RedactionError as error:
        said = f"The marks cannot be settled: {error.message}."
        return (*doubts, OpenPoint(None, "marks", said))


def rehearsed(dossier: Dossier) -> tuple[OpenPoint, ...]:
    """What the gate would say of a release made now; asked when nothing else is open.

    It renders and verifies, so it is asked for a screen and never under a lock.
    """
    try:
        rehearse(dossier.text, dossier.core_marks, POLICY, splits=dossier.splits)
    except RedactionError as error:
        return (OpenPoint(None, "marks", f"A release would be refused now: {error.message}."),)
    return ()


def _doubts(dossier: Dossier) -> Iterator[OpenPoint]:
    """Each doubt that blocks a release, and all that must be seen as one point."""
    unsettled = open_doubts(dossier.doubts)
    for doubt in unsettled:
        if doubt.severity == "error":
            yield OpenPoint(doubt.portion, "doubts", f"{doubt.title}: not settled.")
    warnings = sum(doubt.severity == "warning" for doubt in unsettled)
    if warnings:
        many = "warnings of the reading are" if warnings > 1 else "warning of the reading is"
        yield OpenPoint(None, "doubts", f"{warnings} {many} not settled.")


def _portions(dossier: Dossier) -> Iterator[OpenPoint]:
    for portion in dossier.portions:
        decision = dossier.decisions.get(portion.key)
        said = _of_portion(dossier, portion, decision)
        if said is not None:
            yield OpenPoint(portion.key, f"portion-{portion.key}", f"{portion.name} {said}.")


def _of_portion(dossier: Dossier, portion: Portion, decision: Decision | None) -> str | None:
    """What is wrong with one portion, or None."""
    touched = portion.touches(dossier.withheld)
    left = portion.letters(dossier.text, besides=dossier.withheld)
    match decision:
        case None:
            return "is undecided"
        case Decision.RELEASE if touched:
            return "is to be released, but words of it are marked"
        case Decision.PART if not touched:
            return "is to go in part, but nothing in it is marked"
        case Decision.PART if not left:
            return "is to go in part, but all its words are marked: withhold it"
        case Decision.WITHHOLD if left:
            return "is to be withheld, but not all its words are marked"
        case Decision.REFER:
            return "is to be referred, and a referral cannot be sent from here yet"
    return None


def _codes(dossier: Dossier, on: date) -> Iterator[OpenPoint]:
    for mark in dossier.core_marks:
        for code in mark.codes:
            try:
                policy.may_cite(code, dict(mark.basis), dossier.record, on=on)
            except Refused as refusal:
                anchor = f"mark-{mark.id.removeprefix('M')}"
                yield OpenPoint(_home(dossier, mark.ranges[0]), anchor, f"{mark.id}: {refusal.why}")


def _mentions(dossier: Dossier) -> Iterator[OpenPoint]:
    text, gaps, hidden = dossier.text, dossier.gaps, unseen(dossier.cable)
    secrets = secrets_of(text, dossier.core_marks, gaps, hidden)
    for mention in mentions(secrets, left_of(text, gaps, hidden)):
        home = _home(dossier, mention.span)
        name = next((p.name for p in dossier.portions if p.key == home), "the text")
        yield OpenPoint(
            home,
            f"portion-{home}" if home else "marks",
            f"Words withheld by {mention.mark} stand again in {name}: mark them there too.",
        )


def _home(dossier: Dossier, place: Span) -> str | None:
    """The key of the portion a place lies in."""
    return next((p.key for p in dossier.portions if p.touches((place,))), None)
