"""Several sources, one record: which instruction a derivative record takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from redaction.authority.reading import Kind, Reading

_DATED = frozenset({Kind.DATE, Kind.DURATION, Kind.LEGACY_GDS, Kind.LEGACY_ADS})

# From the longest to the shortest; what none of them names lasts 25 years from its source.
_LONGEST_FIRST: tuple[Callable[[Reading], bool], ...] = (
    lambda reading: reading.kind in (Kind.RD_FRD, Kind.NATO),
    lambda reading: reading.kind in (Kind.HUM_50X1, Kind.HUMAN_25X1),
    lambda reading: reading.kind in (Kind.WMD_50X2, Kind.EXEMPT_75X),
    lambda reading: reading.kind is Kind.EXEMPT_50X,
    lambda reading: reading.kind is Kind.EXEMPT_25X and reading.date is not None,
    lambda reading: reading.kind is Kind.EXEMPT_25X,
    lambda reading: reading.kind in _DATED and reading.date is not None,
    lambda reading: reading.kind is Kind.EVENT,
)


def longest(instructions: Iterable[Reading]) -> Reading | None:
    """The instruction that lasts longest, as a derivative record must carry it.

    Between equals the latest date wins, then the lowest exemption number, then the first
    given. None only without instructions. An instruction that gives no end of its own (X1,
    OADR, a missing line) comes last and stands for 25 years from the date of its source.
    32 CFR 2001.22(e)(2), (4).
    """
    return min(instructions, key=_length, default=None)


def _length(reading: Reading) -> tuple[int, int, tuple[str, ...]]:
    rank = next((n for n, fits in enumerate(_LONGEST_FIRST) if fits(reading)), len(_LONGEST_FIRST))
    # An exemption without a date runs to its cap, so it counts as the latest of its rank.
    latest = reading.date or date.max
    return rank, -latest.toordinal(), reading.codes
