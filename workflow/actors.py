"""The people who act, as the rules see them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What a person may do. The regulation's and the field's own names."""

    RECORDS_OFFICER = "records_officer"
    REVIEWER = "reviewer"
    SENIOR_REVIEWER = "senior_reviewer"
    DECLASSIFICATION_AUTHORITY = "declassification_authority"
    REFERRAL_DESK = "referral_desk"
    RELEASE_OFFICER = "release_officer"
    APPEALS_PANEL = "appeals_panel"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role as screens print it."""
        return self.value.replace("_", " ").capitalize()


class Level(IntEnum):
    """How far a clearance reaches, and what a cable needs."""

    UNCLASSIFIED = 0
    CONFIDENTIAL = 1
    SECRET = 2
    TOP_SECRET = 3

    @property
    def label(self) -> str:
        """The level as printed on a cover."""
        return self.name.replace("_", " ")


# An administrator manages people and packs and has no access to text by virtue of the role;
# an auditor reads records and decisions, never withheld text.
OFFICE_ROLES = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
READS_CABLES = frozenset(Role) - OFFICE_ROLES


@dataclass(frozen=True, slots=True)
class Actor:
    """One person on one day: who they are, what they may do and what they may see.

    ``listed`` says whether the person stands on the dated list of declassification
    authorities on the day of the act (32 CFR 2001.92(m)); ``id`` is 0 for the system itself.
    """

    id: int
    name: str
    roles: frozenset[Role]
    clearance: Level
    captions: frozenset[str] = frozenset()
    active: bool = True
    listed: bool = False

    @property
    def reads_cables(self) -> bool:
        """Whether any role of an active person opens cable text at all."""
        return self.active and bool(self.roles & READS_CABLES)


# The installation itself: intake of files by a command, the sweep, the publisher. It may do
# only what policy names, and it never makes a mark.
SYSTEM = Actor(0, "the system", frozenset(), Level.TOP_SECRET)
