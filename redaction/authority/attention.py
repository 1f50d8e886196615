"""Who must be asked, and what for: ``needs_human`` and ``next_action``.

``needs_human`` means that no automatic step may rely on status or date until a named
official settles it. What asks depends on the way classification ends:
once section 3.3 has operated, what the instruction said is moot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from redaction.authority import flags as flag
from redaction.authority.outcome import Case, Outcome, Way
from redaction.authority.reading import EXEMPTION_KINDS, Kind, Status

_MARKED_AGAIN_BY_NATURE = EXEMPTION_KINDS | {Kind.DECLASSIFIED_ANNOTATION}


class NextAction(StrEnum):
    """What the determination asks somebody to do."""

    REFER_DOE = "REFER_DOE"
    REFER_ORIGINATOR = "REFER_ORIGINATOR"
    VERIFY_AUTHORITY = "VERIFY_AUTHORITY"
    RELEASE_REVIEW_ONLY = "RELEASE_REVIEW_ONLY"
    CONFIRM_EVENT = "CONFIRM_EVENT"
    VERIFY_EXEMPTION = "VERIFY_EXEMPTION"
    SYSTEMATIC_REVIEW = "SYSTEMATIC_REVIEW"
    CONFIRM_3_3 = "CONFIRM_3_3"
    RESOLVE_CONFLICT = "RESOLVE_CONFLICT"
    MARK_AND_RELEASE_REVIEW = "MARK_AND_RELEASE_REVIEW"
    REVIEW_BEFORE_ONSET = "REVIEW_BEFORE_ONSET"
    HOLD = "HOLD"


class Found(NamedTuple):
    """A case, its outcome and all its flags: what there is to ask about."""

    case: Case
    outcome: Outcome
    flags: frozenset[str]

    @property
    def ended(self) -> bool:
        """Whether classification has ended on the day asked about."""
        return self.outcome.status is Status.DECLASSIFIED

    @property
    def record_question(self) -> bool:
        """Whether a question about the record itself is open."""
        open_questions = self.flags & flag.RECORD_QUESTIONS
        if self.case.reading.kind in _MARKED_AGAIN_BY_NATURE:
            open_questions -= {flag.ORDER_POSTDATES_ORIGIN}
        return bool(open_questions) or bool(self.case.facts.unknown)

    @property
    def instruction_question(self) -> bool:
        """Whether a question about the instruction is open."""
        return bool(self.flags & flag.INSTRUCTION_QUESTIONS) or self.event_may_have_come

    @property
    def event_may_have_come(self) -> bool:
        """A date or an event, whichever comes first, and nobody has said whether it came."""
        reading, facts = self.case.reading, self.case.facts
        return (
            flag.DATE_AND_EVENT in self.flags
            and reading.date is not None
            and self.case.as_of < reading.date
            and self.case.event_day is None
            and facts.extended_to is None
        )


def needs_human(found: Found) -> bool:
    """Whether a named official must settle something first."""
    return _ASKS[found.outcome.way](found)


def _annotation_asks(found: Found) -> bool:
    settled = found.case.facts.authority_verified and found.ended and found.case.origin is not None
    return not settled or found.record_question


def _section_3_3_asks(found: Found) -> bool:
    """What rule or instruction asked before is moot once section 3.3 has operated."""
    if found.ended:
        return found.record_question or not found.case.facts.section_3_3_cleared
    return _rule_or_question(found)


def _rule_or_question(found: Found) -> bool:
    return found.outcome.asks or found.record_question or found.instruction_question


def _exemption_asks(found: Found) -> bool:
    facts = found.case.facts
    if found.flags & flag.EXEMPTION_QUESTIONS or facts.unknown:
        return True
    if found.outcome.asks and not facts.exemption_approved:
        return True
    return found.ended and not (facts.exemption_approved or facts.section_3_3_cleared)


_ASKS: Mapping[Way, Callable[[Found], bool]] = {
    Way.NEVER_CLASSIFIED: lambda found: bool(found.case.facts.unknown),
    Way.ANNOTATED: _annotation_asks,
    Way.FIXED: _rule_or_question,
    Way.SECTION_3_3: _section_3_3_asks,
    Way.EXEMPTED: _exemption_asks,
    Way.UNSETTLED: lambda found: True,
}


def next_action(found: Found, *, asks: bool) -> NextAction:
    """What to do next; the first line of the table that holds."""
    for action, holds in _ACTIONS:
        if holds(found, asks):
            return action
    return NextAction.HOLD


def _onset_is_near(found: Found, asks: bool) -> bool:
    calendar, way = found.case.calendar, found.outcome.way
    near = calendar is not None and found.case.as_of >= calendar.review_horizon
    return near and way is Way.SECTION_3_3


_ACTIONS: tuple[tuple[NextAction, Callable[[Found, bool], bool]], ...] = (
    (NextAction.REFER_DOE, lambda found, asks: found.outcome.rule == "R13"),
    (NextAction.REFER_ORIGINATOR, lambda found, asks: found.outcome.rule == "R14"),
    (NextAction.VERIFY_AUTHORITY, lambda found, asks: asks and found.outcome.rule == "R17"),
    (
        NextAction.RELEASE_REVIEW_ONLY,
        lambda found, asks: not asks and found.outcome.status is Status.UNCLASSIFIED,
    ),
    (
        NextAction.CONFIRM_EVENT,
        lambda found, asks: found.outcome.status is Status.EVENT_PENDING,
    ),
    (
        NextAction.VERIFY_EXEMPTION,
        lambda found, asks: asks and found.case.reading.kind in EXEMPTION_KINDS,
    ),
    (NextAction.SYSTEMATIC_REVIEW, lambda found, asks: found.outcome.status is Status.EXEMPT),
    (
        NextAction.CONFIRM_3_3,
        lambda found, asks: (
            found.ended
            and found.outcome.way is Way.SECTION_3_3
            and not found.case.facts.section_3_3_cleared
        ),
    ),
    (NextAction.RESOLVE_CONFLICT, lambda found, asks: asks),
    (NextAction.MARK_AND_RELEASE_REVIEW, lambda found, asks: found.ended),
    (NextAction.REVIEW_BEFORE_ONSET, _onset_is_near),
)
