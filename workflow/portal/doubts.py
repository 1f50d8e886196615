"""Doubts as a page shows them: numbered as in the text, each with its id and its forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workflow.corrections import LEVEL_MARKS
from workflow.queries.doubting import DoubtView
from workflow.queries.structure import StructurePage
from workflow.states import Fact

SEVERITIES = {"error": "Blocks a release", "warning": "To be looked at", "info": "For your notice"}
SETTLED = {
    "accept": "Accepted as read",
    "correct": "Corrected",
    "split": "Kept apart",
    "join": "Joined again",
}
ASKED = {
    Fact.NUMBER: ("Number", "As in 09 TESTVILLE 311."),
    Fact.ORIGIN: ("Day of origin", "Year, month and day, as in 2009-03-02."),
    Fact.LEVEL: ("Level", "Read by a records officer from the original."),
    Fact.EO_LINE: ("E.O. line", "As in E.O. 12958: DECL: 03/02/2034."),
    Fact.CLASSIFIED_BY: ("Classified By line", "Name, position and reasons, in one line."),
    Fact.SUBJECT: ("Subject", "In one line."),
}
LEVELS = tuple(LEVEL_MARKS)
# How many doubts the list at the head names; the others stand in the text.
LISTED = 200


@dataclass(frozen=True, slots=True)
class DoubtCard:
    """One doubt: its number on the page, its id, and what the forms ask for."""

    number: int
    view: DoubtView

    @property
    def id(self) -> str:
        """The anchor of the doubt, the same on every page."""
        return anchor(self.view.code, self.view.start, self.view.end)

    @property
    def is_of_the_whole(self) -> bool:
        """Whether it is about no words in particular."""
        return (self.view.start, self.view.end) == (0, 0)

    @property
    def weight(self) -> str:
        """The severity in words."""
        return SEVERITIES.get(self.view.severity, self.view.severity)

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to settle it."""
        return self.view.settled is None

    @property
    def outcome(self) -> str:
        """How it was settled, in words."""
        return SETTLED.get(self.view.settled.kind, "Settled") if self.view.settled else ""

    @property
    def needs_reason(self) -> bool:
        """Whether accepting it needs a reason."""
        return self.view.severity == "error"

    @property
    def fact(self) -> tuple[str, str] | None:
        """The fact that a correction would be of: its name and the form wanted."""
        return ASKED[Fact(self.view.fact)] if self.view.fact else None

    @property
    def seen(self) -> str:
        """The doubt as the form of all warnings names it."""
        return f"{self.view.code}:{self.view.start}:{self.view.end}"


def anchor(code: str, start: int, end: int) -> str:
    """``doubt-paragraph-split-120-122``."""
    return f"doubt-{code.lower().replace('_', '-')}-{start}-{end}"


def cards(doubts: Iterable[DoubtView]) -> tuple[DoubtCard, ...]:
    """The doubts, numbered from 1 in their order."""
    return tuple(DoubtCard(number, view) for number, view in enumerate(doubts, 1))


def told(doubts: Iterable[DoubtView], *, may_settle: bool, back: str) -> dict[str, Any]:
    """What a template shows of the doubts of a cable; ``back`` names the page it is."""
    found = cards(doubts)
    return {
        "cards": found,
        "doubts": found[:LISTED],
        "more_doubts": max(0, len(found) - LISTED),
        "whole": [card for card in found if card.is_of_the_whole],
        "open": sum(card.is_open for card in found),
        "warnings": sum(card.is_open and not card.needs_reason for card in found),
        "seen": seen(found),
        "may_settle": may_settle,
        "back": back,
    }


def seen(found: Sequence[DoubtCard]) -> str:
    """The open warnings, as one field."""
    return ",".join(card.seen for card in found if card.is_open and not card.needs_reason)


def asked(page: StructurePage) -> dict[str, tuple[str, str]]:
    """The facts that this person may correct: what the form of each is called and wants."""
    if not page.may_settle:
        return {}
    return {
        fact.value: words
        for fact, words in ASKED.items()
        if fact is not Fact.LEVEL or page.may_correct_level
    }
