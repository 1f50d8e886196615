"""What can look wrong in a telegram, and how much it matters.

``error`` blocks a release until a reviewer has settled it; ``warning`` must be seen by the
reviewer; ``info`` is for statistics.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning", "info"]

_ERRORS = ("CLASSIFICATION_CONFLICT", "PORTION_EXCEEDS_BANNER")
_WARNINGS = (
    "BAD_DECL_DATE",
    "BAD_DTG",
    "CONTROL_CHARACTER",
    "DECL_DATE_SWAPPED",
    "DTG_MISMATCH",
    "EMPTY",
    "GARBLED_HEADER",
    "GLUED_TAG",
    "INCOMPLETE_SECTIONS",
    "LETTER_DIGIT_SWAP",
    "MALFORMED_PORTION",
    "NO_BANNER",
    "NUMBER_GAP",
    "NUMBER_OUT_OF_SEQUENCE",
    "PARAGRAPH_SPLIT",
    "PARTIAL_RECORD",
    "PILCROW_AS_DIGIT",
    "REPEATED_SLUG",
    "UNMARKED_PORTION",
    "UNREAD_REFERENCE",
    "UNREADABLE_AMOUNT",
)
_NOTICES = (
    "EXISTING_EXCISION",
    "HTML_ENTITY",
    "LINE_END_HYPHEN",
    "LINK_ARTEFACT",
    "PAGE_BREAK_IN_HEADER",
    "PAGE_BREAK_IN_PARAGRAPH",
    "PAGE_BREAK_IN_SLUG",
    "SECTION_HEADER",
    "SELF_REFERENCE",
    "UNKNOWN_LINE",
)

SEVERITIES: Mapping[str, Severity] = MappingProxyType(
    {
        **dict.fromkeys(_ERRORS, "error"),
        **dict.fromkeys(_WARNINGS, "warning"),
        **dict.fromkeys(_NOTICES, "info"),
    }
)
"""Every code an issue may have, and its severity."""
