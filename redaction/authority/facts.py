"""What named officials have recorded about one record.

Facts are taken as true whatever day is asked about. A name nobody knows is kept, because a
misspelt fact that were dropped silently would look like an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from redaction.authority.days import read_day
from redaction.errors import AuthorityInputError

RECORD_STATUSES = frozenset({"permanent", "temporary", "nonrecord", "unscheduled"})

_DAYS = frozenset(
    {
        "event_occurred_on",
        "extended_to",
        "extended_on",
        "integral_file_block_latest",
        "media_delay_until",
        "newly_discovered_on",
        "referral_notified_on",
        "file_series_exempt_until",
        "scheduled_permanent_on",
    }
)
_ANSWERS = frozenset(
    {
        "contains_rd_frd",
        "exemption_approved",
        "section_3_3_cleared",
        "authority_verified",
        "not_imagery",
        "unauthorized_disclosure",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The recorded facts; None and False mean that nobody has recorded the fact.

    ``unauthorized_disclosure`` is recorded and changes nothing: a leak never declassifies.
    """

    record_status: str = "permanent"
    event_occurred_on: date | None = None
    extended_to: date | None = None
    extended_on: date | None = None
    contains_rd_frd: bool = False
    exemption_approved: bool = False
    section_3_3_cleared: bool = False
    authority_verified: bool = False
    not_imagery: bool = False
    unauthorized_disclosure: bool = False
    integral_file_block_latest: date | None = None
    media_delay_until: date | None = None
    newly_discovered_on: date | None = None
    referral_notified_on: date | None = None
    file_series_exempt_until: date | None = None
    scheduled_permanent_on: date | None = None
    unknown: tuple[str, ...] = ()

    @property
    def permanent(self) -> bool:
        """Whether section 3.3 reaches the record."""
        return self.record_status == "permanent"


NO_FACTS = Facts()


def read_facts(recorded: Mapping[str, Any] | None) -> Facts:
    """Read facts as JSON has them (days as ISO strings or dates); null means absent.

    Raises:
        AuthorityInputError: ``bad_input`` for a wrong type or an unlisted value,
            ``bad_date`` for a day that does not exist.
    """
    if recorded is None:
        return NO_FACTS
    if not isinstance(recorded, Mapping):
        raise AuthorityInputError("bad_input", "facts must be an object")
    if not recorded:
        return NO_FACTS
    known = {name: _read(name, value) for name, value in recorded.items() if _is_given(name, value)}
    unknown = tuple(sorted(name for name in recorded if not _is_known(name)))
    return Facts(**known, unknown=unknown)


def _is_known(name: str) -> bool:
    return name in _DAYS or name in _ANSWERS or name == "record_status"


def _is_given(name: str, value: object) -> bool:
    return value is not None and _is_known(name)


def _read(name: str, value: object) -> Any:
    if name in _DAYS:
        return read_day(value, f"facts.{name}")
    if name in _ANSWERS:
        if isinstance(value, bool):
            return value
        raise AuthorityInputError("bad_input", f"facts.{name} must be true or false")
    if isinstance(value, str) and value in RECORD_STATUSES:
        return value
    raise AuthorityInputError("bad_input", "facts.record_status is not one of the listed values")
