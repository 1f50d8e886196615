"""The vocabulary: kinds of instruction, words for a status, and an instruction once read.

The kinds are the vocabulary of the whole package. They do not depend on
the day asked about, and no text is without one.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What an instruction is, in the order in which the kinds are tried."""

    MISSING = "missing"
    RD_FRD = "rd_frd"
    NATO = "nato"
    NOT_APPLICABLE = "not_applicable"
    DECLASSIFIED_ANNOTATION = "declassified_annotation"
    SOURCE_MARKED = "source_marked"
    OADR = "oadr"
    MANUAL_REVIEW = "manual_review"
    DCI_DNI_ONLY = "dci_dni_only"
    TREATY = "treaty"
    HUMAN_25X1 = "human_25x1"
    HUM_50X1 = "hum_50x1"
    WMD_50X2 = "wmd_50x2"
    EXEMPT_25X = "exempt_25x"
    EXEMPT_50X = "exempt_50x"
    EXEMPT_75X = "exempt_75x"
    X_EXEMPTION = "x_exemption"
    LEGACY_GDS = "legacy_gds"
    LEGACY_ADS = "legacy_ads"
    LEGACY_XGDS = "legacy_xgds"
    LEGACY_RDS = "legacy_rds"
    LEGACY_XDS = "legacy_xds"
    DURATION = "duration"
    DATE = "date"
    MALFORMED = "malformed"
    EVENT = "event"


EXEMPTION_KINDS = frozenset(
    {
        Kind.HUMAN_25X1,
        Kind.HUM_50X1,
        Kind.WMD_50X2,
        Kind.EXEMPT_25X,
        Kind.EXEMPT_50X,
        Kind.EXEMPT_75X,
    }
)

REVIEW_KINDS = frozenset({Kind.LEGACY_XGDS, Kind.LEGACY_RDS, Kind.LEGACY_XDS})
"""Their printed date is a day for review, never an end of classification (EO 12356 1.4(c))."""


class Status(StrEnum):
    """Where classification stands on the day asked about; never whether to release."""

    UNCLASSIFIED = "UNCLASSIFIED"
    CLASSIFIED = "CLASSIFIED"
    EVENT_PENDING = "EVENT_PENDING"
    EXEMPT = "EXEMPT"
    EXCLUDED = "EXCLUDED"
    DECLASSIFIED = "DECLASSIFIED"
    INDETERMINATE = "INDETERMINATE"


class Reading(NamedTuple):
    """An instruction, read.

    ``date`` is the end date that the line states, or that a duration in words comes to;
    ``review`` and ``source`` are dates that end nothing. ``years`` is the length of a
    duration in words. ``order`` and ``instruction`` are as printed; flags are sorted.
    """

    order: str | None
    instruction: str | None
    kind: Kind
    date: dt.date | None = None
    codes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    years: int | None = None
    review: dt.date | None = None
    source: dt.date | None = None
