"""Digests that stay inside: which marks were read, which words were marked."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from redaction.marks import Mark
from redaction.provenance.canonical import canonical_json
from redaction.spans import Span
from workflow.models.log import keyed

WORDS = "mark.words"
TEXT = "cable.text"
MARKS = "review.marks"


def text_digest(text: str) -> str:
    """SHA-256 of a text in UTF-8; it never leaves."""
    return sha256(text.encode("utf-8")).hexdigest()


def marks_digest(marks: Iterable[Mark]) -> str:
    """One digest for a set of marks: what they withhold and how, not who made them when.

    It is compared between the page a second reviewer read, concurrence and publication. It
    is as secret as the places it is made of; the log holds it keyed.
    """
    decided = sorted(
        canonical_json(
            {
                "ranges": sorted([span.start, span.end] for span in mark.ranges),
                "codes": sorted(mark.codes),
                "extent": mark.extent,
                "basis": dict(mark.basis),
                "portion_marks": mark.portion_marks,
                "show_codes": mark.show_codes,
            }
        )
        for mark in marks
    )
    return sha256(b"\n".join(decided)).hexdigest()


def covered(text: str, places: Iterable[Span]) -> str:
    """The words at some places, joined in the order given."""
    return "".join(place.of(text) for place in places)


def words_digest(text: str, places: Iterable[Span]) -> str:
    """Which words were marked, told only to whoever holds the audit key."""
    return keyed(WORDS, covered(text, places))
