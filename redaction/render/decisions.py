"""The release as data: what was released, what was withheld, why, and how much."""

from __future__ import annotations

from redaction.provenance.canonical import canonical_json
from redaction.released import ReleasedCable
from redaction.render.metadata import versions
from redaction.stamp import Stamp, stamp_lines

SCHEMA = "redaction-decisions/1"


def release_json(released: ReleasedCable, stamp: Stamp) -> bytes:
    """The decisions file: canonical JSON and a final LF.

    Raises:
        TypeError: given anything but a released cable and its stamp.
    """
    if not isinstance(released, ReleasedCable) or not isinstance(stamp, Stamp):
        raise TypeError("only a ReleasedCable and its Stamp can be rendered")
    decisions = {
        "schema": SCHEMA,
        **released.to_json(),
        "stamp": stamp.without_title().to_json(),
        "stamp_lines": list(stamp_lines(released, stamp)),
        "versions": versions(),
    }
    return canonical_json(decisions) + b"\n"
