"""The classification a page is shown under: the highest of what stands on it."""

from __future__ import annotations

from collections.abc import Iterable

ORDER = ("", "UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "TOP SECRET")
# Below CONFIDENTIAL the banner is that of UNCLASSIFIED; RESTRICTED of other governments is
# handled as CONFIDENTIAL (32 CFR 2001.54(d)).
WORDS = {
    "U": "UNCLASSIFIED",
    "SBU": "UNCLASSIFIED",
    "LOU": "UNCLASSIFIED",
    "R": "CONFIDENTIAL",
    "C": "CONFIDENTIAL",
    "S": "SECRET",
    "TS": "TOP SECRET",
    **{word: word for word in ORDER[1:]},
}


def banner(level: str) -> str:
    """The word for one level as read from a cable; one that was not read counts as the highest."""
    return WORDS.get(level.strip().upper(), ORDER[-1])


def highest(levels: Iterable[str]) -> str:
    """The banner over several levels; empty when there is none."""
    return max((banner(level) for level in levels), key=ORDER.index, default="")
