"""Cables in doubt, and what tests do about it: verbs for the tests of settling."""

from __future__ import annotations

from tests.office import TODAY, Office
from workflow.actions import intake, settling
from workflow.actors import Actor
from workflow.models import Cable, Review
from workflow.queries.columns import drift
from workflow.queries.dossier import determination_of
from workflow.queries.doubting import DoubtView, doubts_of, open_doubts, parsed
from workflow.states import Fact

FRONT = (
    "VZCZCXRO0001\nRR RUEHC\nDE RUEHTV #0311 0521200\nZNY CCCCC ZZH\nR 211200Z FEB 09\n"
    "FM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC 0001\nBT\n"
    "C O N F I D E N T I A L TESTVILLE 000311\n\nE.O. 12958: DECL: 02/21/2034\n\n"
)
JOINS = (
    FRONT
    + """SUBJECT: THREE TALKS

1. (C) The minister spoke of the harbour and

The envoy spoke of the price of grain.

2. (C) A second talk came to nothing, as

the third had done.

3. (U) Nothing else was said.

4. (U) It rained.

SMITH
"""
)
NO_LEVEL = "TESTVILLE 000007\n\nSUBJECT: BOATS\n\n1. (S) One boat.\n\n2. (U) No boat.\n"


def taken_in(office: Office, text: str) -> Cable:
    receipt = intake.receive(text.encode(), file_name="x.txt", actor=office.cast.otto)
    return Cable.objects.get(pk=receipt.cable_id)


def on_alices_desk(office: Office, text: str) -> Review:
    review = Review.objects.get(cable=taken_in(office, text))
    office.accept(review.pk)
    office.assign(review.pk)
    return office.review(review.pk)


def doubts(office: Office, cable: Cable) -> tuple[DoubtView, ...]:
    row = Cable.objects.get(pk=cable.pk)
    return doubts_of(row, parsed(row), determination_of(row, on=TODAY))


def codes(office: Office, cable: Cable) -> list[str]:
    """The codes of what is open."""
    return [doubt.code for doubt in open_doubts(doubts(office, cable))]


def accept(cable: Cable, doubt: DoubtView, actor: Actor, reason: str = "") -> None:
    settling.accept(
        cable.pk,
        code=doubt.code,
        start=doubt.start,
        end=doubt.end,
        reason=reason,
        actor=actor,
        on=TODAY,
    )


def correct(cable: Cable, fact: Fact, value: str, actor: Actor, **doubt: object) -> None:
    settling.correct(
        cable.pk,
        fact=fact,
        value=value,
        reason="After the original.",
        actor=actor,
        on=TODAY,
        **doubt,
    )


def named(doubt: DoubtView) -> dict[str, object]:
    return {"code": doubt.code, "start": doubt.start, "end": doubt.end}


def no_drift() -> bool:
    return all(not wrong for _, wrong in drift())
