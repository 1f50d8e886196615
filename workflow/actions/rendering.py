"""The release copy of a review: rendered and verified, outside any lock.

The bytes are a function of the text, the frozen marks and the stamp, so that a copy that was
lost can be made again and must have the same digests.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from redaction.errors import RedactionError
from redaction.labels import cites_classification, is_category
from redaction.release import ReleaseCopy, build_release_copy
from redaction.stamp import Stamp
from workflow.errors import Refused
from workflow.models import Review, User
from workflow.models.digests import marks_digest, text_digest
from workflow.queries.dossier import CLASSIFIED, POLICY, determination_of, live_marks
from workflow.queries.doubting import standing_of


def copy_of(review: Review, stamp: Mapping[str, Any], *, file_name: str) -> ReleaseCopy:
    """Render and verify, or refuse rather than hand over a copy that leaks.

    Raises:
        Refused: ``marks-changed``, ``text-not-as-received``, ``release-refused``.
    """
    must_be_as_concurred(review)
    marks = [row.to_mark() for row in live_marks(review)]
    splits = standing_of(review.cable).splits
    try:
        printed = Stamp.of(dict(stamp))
        return build_release_copy(
            review.cable.text, marks, printed, POLICY, splits=splits, file_name=file_name
        )
    except RedactionError as error:
        raise Refused("release-refused", reason=error.message) from None


def must_be_as_concurred(review: Review) -> None:
    """The text is what was received, and the marks are those of the second review."""
    if not review.text_sha256 or text_digest(review.cable.text) != review.text_sha256:
        raise Refused("text-not-as-received")
    if marks_digest(row.to_mark() for row in live_marks(review)) != review.marks_digest:
        raise Refused("marks-changed")


def file_names(folder: str, copy: ReleaseCopy) -> dict[str, bytes]:
    """The files of a package by name; names carry number and version, never words."""
    return {
        f"{folder}.pdf": copy.pdf,
        f"{folder}.txt": copy.txt.encode("utf-8"),
        f"{folder}.json": copy.decisions,
    }


def full_stamp(
    review: Review, given: Mapping[str, Any], *, agency: str, on: date
) -> dict[str, Any]:
    """The stamp as printed: what a person gave, and the marking block the directive wants.

    32 CFR 2001.25(b) for a record that is declassified; the State Department's line for one
    from which classified information is withheld.
    """
    stamp = {
        "release": review.release_number,
        "date": on.isoformat(),
        "agency": agency,
        "route": review.route,
        **_block(review, on),
    }
    if given.get("declassified") or given.get("classified"):
        stamp.pop("declassified", None)
        stamp.pop("classified", None)
    return stamp | {name: value for name, value in given.items() if value}


def _block(review: Review, on: date) -> dict[str, Any]:
    """Who answers for the review, and by whose authority the record stands where it does."""
    authority = review.authority
    if authority is None or review.approved_at is None:
        return {}
    approved = review.approved_at.date()
    position = _position(authority, approved)
    block: dict[str, Any] = {"reviewer": {"name": authority.name, "position": position}}
    if review.cable.level not in CLASSIFIED:
        return block
    codes = sorted({code for row in live_marks(review) for code in row.codes})
    found = determination_of(review.cable, on=on)
    if not cites_classification(codes):
        ended = found.effective_date if found.status == "DECLASSIFIED" else approved
        block["declassified"] = {
            "by": authority.name,
            "position": position,
            "on": (ended or approved).isoformat(),
        }
    elif (until := found.effective_date or found.ceiling_date) is not None:
        block["classified"] = {
            "by": position,
            "on": approved.isoformat(),
            "level": review.cable.level,
            "reasons": [code for code in codes if is_category(code)] or ["(b)(1)"],
            "declassify_on": until.isoformat(),
        }
    return block


def _position(authority: User, on: date) -> str:
    """The title under which an authority stands on the list that day."""
    listed = next((row for row in authority.listings.all() if row.covers(on)), None)
    return f"{listed.title}, {listed.office}" if listed else authority.title or "Authority"
