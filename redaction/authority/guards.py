"""Rules that refuse a deletion, for the workflow to ask before it accepts one.

Pure: facts in, a refusal with its citation or nothing out. Only what can be said from codes
and days is here; who may decide is the workflow's business.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from redaction.authority.catalogue import CODES, code_family, family_of
from redaction.authority.determination import Determination
from redaction.authority.outcome import Way
from redaction.authority.reading import Status


class Refusal(NamedTuple):
    """Why a deletion may not be made: a code, the codes it is about, and the citation."""

    code: str
    about: tuple[str, ...]
    citation: str


def family_refusal(codes: Iterable[str], origin: date | None, decided: date) -> Refusal | None:
    """G1: a category must be of the age group of the record on the day of the decision."""
    family = code_family(origin, decided)
    wrong = tuple(code for code in codes if family_of(code) not in (None, family))
    if not wrong:
        return None
    return Refusal("code_does_not_fit_age", wrong, "32 CFR 2001.33(h); EO 13526 3.3(b)")


def ended_refusal(codes: Iterable[str], determination: Determination) -> Refusal | None:
    """G3: what its own marking has declassified is not withheld as classified.

    The only way back is reclassification by the head of the agency, in writing.
    """
    ended = determination.status is Status.DECLASSIFIED and determination.way is Way.FIXED
    classified = tuple(code for code in codes if code == "(b)(1)" or family_of(code))
    if not (ended and classified):
        return None
    return Refusal("classification_has_ended", classified, "32 CFR 2001.12(b)(2), 2001.13(b)")


def basis_refusal(codes: Collection[str], basis: Mapping[str, str]) -> Refusal | None:
    """G5: a deletion under another statute names the statute."""
    nameless = tuple(
        code
        for code in codes
        if CODES[code].needs == "statute" and not basis.get("statute", "").strip()
    )
    return Refusal("statute_missing", nameless, "32 CFR 2001.33(h)") if nameless else None
