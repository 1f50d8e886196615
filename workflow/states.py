"""Where a review can stand, and which way the arrows go.

The one table of states and transitions: the model's state machine, the guard in the
database, the policy, the screens and the diagram in the documentation are all made from it.
Who may walk an arrow, and when, is said in ``workflow.policy``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workflow.actors import Role


class ReviewState(StrEnum):
    """The state of one pass of one cable. Never to be confused with classification status."""

    RECEIVED = "RECEIVED"
    TRIAGE = "TRIAGE"
    INITIAL_REVIEW = "INITIAL_REVIEW"
    REFERRED = "REFERRED"
    SECOND_REVIEW = "SECOND_REVIEW"
    DETERMINED = "DETERMINED"
    PRODUCTION = "PRODUCTION"
    RELEASE_QC = "RELEASE_QC"
    PUBLISHING = "PUBLISHING"
    RELEASED = "RELEASED"
    DENIED = "DENIED"
    EXEMPTED = "EXEMPTED"
    ON_APPEAL = "ON_APPEAL"
    APPEAL_DENIED = "APPEAL_DENIED"
    AT_ISCAP = "AT_ISCAP"
    LITIGATION = "LITIGATION"
    CLOSED = "CLOSED"

    @property
    def label(self) -> str:
        """The state as screens print it."""
        return LABELS[self]


LABELS: dict[ReviewState, str] = {
    ReviewState.RECEIVED: "Received",
    ReviewState.TRIAGE: "Triage",
    ReviewState.INITIAL_REVIEW: "Initial review",
    ReviewState.REFERRED: "With another agency",
    ReviewState.SECOND_REVIEW: "Second review",
    ReviewState.DETERMINED: "Awaiting the authority",
    ReviewState.PRODUCTION: "In production",
    ReviewState.RELEASE_QC: "Release check",
    ReviewState.PUBLISHING: "Being published",
    ReviewState.RELEASED: "Released",
    ReviewState.DENIED: "Denied",
    ReviewState.EXEMPTED: "Exempted",
    ReviewState.ON_APPEAL: "On appeal",
    ReviewState.APPEAL_DENIED: "Appeal denied",
    ReviewState.AT_ISCAP: "At ISCAP",
    ReviewState.LITIGATION: "In litigation",
    ReviewState.CLOSED: "Closed",
}


@dataclass(frozen=True, slots=True)
class Arrow:
    """One transition: from any of ``sources`` to ``target``; ``role`` is None for the publisher."""

    name: str
    sources: tuple[ReviewState, ...]
    target: ReviewState
    role: Role | None
    label: str


S = ReviewState
ARROWS: tuple[Arrow, ...] = (
    Arrow("accept", (S.RECEIVED,), S.TRIAGE, Role.RECORDS_OFFICER, "Accept the cable"),
    Arrow("assign", (S.TRIAGE,), S.INITIAL_REVIEW, Role.RECORDS_OFFICER, "Assign a reviewer"),
    Arrow("route_doe", (S.TRIAGE,), S.REFERRED, Role.RECORDS_OFFICER, "Send to Energy"),
    Arrow("submit", (S.INITIAL_REVIEW,), S.SECOND_REVIEW, Role.REVIEWER, "Submit"),
    Arrow("refer", (S.INITIAL_REVIEW,), S.REFERRED, Role.REVIEWER, "Refer to another agency"),
    Arrow("put_back", (S.INITIAL_REVIEW,), S.TRIAGE, Role.REVIEWER, "Put back to triage"),
    Arrow("answer", (S.REFERRED,), S.INITIAL_REVIEW, Role.REFERRAL_DESK, "Record the answer"),
    Arrow(
        "answer_agreed",
        (S.REFERRED,),
        S.SECOND_REVIEW,
        Role.REFERRAL_DESK,
        "Record the answer, nothing to change",
    ),
    Arrow("lapse", (S.REFERRED,), S.SECOND_REVIEW, Role.REFERRAL_DESK, "Let the referral lapse"),
    Arrow("concur", (S.SECOND_REVIEW,), S.DETERMINED, Role.SENIOR_REVIEWER, "Concur"),
    Arrow(
        "send_back",
        (S.SECOND_REVIEW,),
        S.INITIAL_REVIEW,
        Role.SENIOR_REVIEWER,
        "Return to reviewer",
    ),
    Arrow(
        "approve",
        (S.DETERMINED,),
        S.PRODUCTION,
        Role.DECLASSIFICATION_AUTHORITY,
        "Approve the release",
    ),
    Arrow("deny", (S.DETERMINED,), S.DENIED, Role.DECLASSIFICATION_AUTHORITY, "Deny in full"),
    Arrow("exempt", (S.DETERMINED,), S.EXEMPTED, Role.DECLASSIFICATION_AUTHORITY, "Exempt"),
    Arrow("produce", (S.PRODUCTION,), S.RELEASE_QC, Role.RELEASE_OFFICER, "Produce the release"),
    Arrow("fail_check", (S.RELEASE_QC,), S.PRODUCTION, Role.RELEASE_OFFICER, "Reject the copy"),
    Arrow("pass_check", (S.RELEASE_QC,), S.PUBLISHING, Role.RELEASE_OFFICER, "Pass and publish"),
    Arrow("publish", (S.PUBLISHING,), S.RELEASED, None, "Published"),
    Arrow("refuse", (S.PUBLISHING,), S.PRODUCTION, None, "Publication refused"),
    Arrow("appeal", (S.RELEASED, S.DENIED), S.ON_APPEAL, Role.RECORDS_OFFICER, "Open an appeal"),
    Arrow("reopen", (S.EXEMPTED,), S.INITIAL_REVIEW, Role.RECORDS_OFFICER, "Reopen"),
    Arrow("affirm", (S.ON_APPEAL,), S.APPEAL_DENIED, Role.APPEALS_PANEL, "Affirm"),
    Arrow("reverse", (S.ON_APPEAL,), S.CLOSED, Role.APPEALS_PANEL, "Reverse: a new review opens"),
    Arrow("to_iscap", (S.APPEAL_DENIED,), S.AT_ISCAP, Role.RECORDS_OFFICER, "Take to ISCAP"),
    Arrow("to_court", (S.APPEAL_DENIED,), S.LITIGATION, Role.RECORDS_OFFICER, "In litigation"),
    Arrow(
        "close",
        (S.APPEAL_DENIED, S.AT_ISCAP, S.LITIGATION),
        S.CLOSED,
        Role.RECORDS_OFFICER,
        "Close",
    ),
)
BY_NAME = {arrow.name: arrow for arrow in ARROWS}
EDGES: frozenset[tuple[str, str]] = frozenset(
    (source.value, arrow.target.value) for arrow in ARROWS for source in arrow.sources
)

OPEN_STATES = frozenset(
    {
        S.RECEIVED,
        S.TRIAGE,
        S.INITIAL_REVIEW,
        S.REFERRED,
        S.SECOND_REVIEW,
        S.DETERMINED,
        S.PRODUCTION,
        S.RELEASE_QC,
        S.PUBLISHING,
        S.ON_APPEAL,
        S.AT_ISCAP,
        S.LITIGATION,
    }
)


class Decision(StrEnum):
    """What a reviewer says of one portion; none by default, and none blocks submission."""

    RELEASE = "release"
    WITHHOLD = "withhold"
    PART = "part"
    REFER = "refer"


class MarkState(StrEnum):
    """The life of a mark. A mark is never deleted, only superseded."""

    PROPOSED = "proposed"
    MARKED = "marked"
    APPROVED = "approved"
    DISPUTED = "disputed"
    SUPERSEDED = "superseded"


# Marks that withhold words today; a proposal does not, until a person takes it over.
LIVE_MARKS = frozenset({MarkState.MARKED, MarkState.APPROVED, MarkState.DISPUTED})


class Outcome(StrEnum):
    """What second review determined, for the authority to decide."""

    RELEASE_IN_FULL = "release_in_full"
    RELEASE_IN_PART = "release_in_part"
    DENY_IN_FULL = "deny_in_full"
    EXEMPT = "exempt"


class Route(StrEnum):
    """Why a review happens: the programme it belongs to."""

    FOIA = "foia"
    MDR = "mdr"
    AUTOMATIC = "automatic"
    SYSTEMATIC = "systematic"
    DISCRETIONARY = "discretionary"
    FRUS = "frus"


class Settling(StrEnum):
    """What a person answers to a doubt of the reading."""

    ACCEPT = "accept"
    CORRECT = "correct"
    SPLIT = "split"
    JOIN = "join"


class Fact(StrEnum):
    """A fact of a cable that a person may correct; the text stays as received."""

    NUMBER = "number"
    ORIGIN = "origin"
    LEVEL = "level"
    EO_LINE = "eo_line"
    CLASSIFIED_BY = "classified_by"
    SUBJECT = "subject"

    @property
    def label(self) -> str:
        """The fact as sentences name it."""
        return FACT_LABELS[self]


FACT_LABELS: dict[Fact, str] = {
    Fact.NUMBER: "number",
    Fact.ORIGIN: "day of origin",
    Fact.LEVEL: "level",
    Fact.EO_LINE: "E.O. line",
    Fact.CLASSIFIED_BY: "Classified By line",
    Fact.SUBJECT: "subject",
}
