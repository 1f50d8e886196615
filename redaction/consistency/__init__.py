"""What two texts have in common: the same words, or most of the same passages.

Everything here is a function of the texts alone, linear in their length. It says how much is
shared, never which of two texts came first or is the right one.
"""

from __future__ import annotations

from redaction.consistency.fingerprints import (
    SIZE,
    body_of,
    in_common,
    passages,
    resemblance,
    sketch,
    words_digest,
)

__all__ = ["SIZE", "body_of", "in_common", "passages", "resemblance", "sketch", "words_digest"]
