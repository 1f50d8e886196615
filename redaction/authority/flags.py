"""Every flag of a determination, and how long it asks a person.

A question about the *record* asks until it is answered. One about the *instruction* asks as
long as the rule relies on the instruction; it is moot once section 3.3 has operated. Some
ask on *exemption* kinds even when the exemption is approved. The others inform: where they
ask, the rule they lead to does so.
"""

from __future__ import annotations

# The record.
LEVEL_MISSING = "level_missing"
ORIGIN_MISSING = "origin_missing"
ORDER_GARBLED = "order_number_garbled"
ORDER_POSTDATES_ORIGIN = "order_postdates_origin"
ORDER_SUPERSEDED = "order_superseded"
UNKNOWN_FACT = "unknown_fact"
FILE_BLOCK_INCONSISTENT = "file_block_inconsistent"

# The text of the line.
TRAILING_TEXT_IGNORED = "trailing_text_ignored"
TRAILING_TEXT_UNREAD = "trailing_text_unread"
DATE_AND_EVENT = "date_and_event"
OCR_REPAIRED = "ocr_repaired"
DAY_FIRST_ORDER = "day_first_order"
NO_SEPARATOR = "mmddyyyy_no_separator"
DAY_MISSING = "day_missing"
MONTH_DAY_MISSING = "month_day_missing"
INVALID_CALENDAR_DATE = "invalid_calendar_date"
TWO_DIGIT_YEAR_AMBIGUOUS = "two_digit_year_ambiguous"
TWO_DIGIT_YEAR_NO_ORIGIN = "two_digit_year_no_origin"
UNREADABLE_INSTRUCTION = "unreadable_instruction"
SOURCE_DATE_AFTER_ORIGIN = "source_date_after_origin"
EXEMPTION_DATE_UNREADABLE = "exemption_date_unreadable"

# The instruction against the day of origin, the level and the facts.
DECL_NOT_AFTER_ORIGIN = "decl_not_after_origin"
NA_ON_CLASSIFIED = "na_on_classified"
MARKED_BEYOND_25_YEARS = "marked_beyond_25_years"
RETIRED_MARKING_OUT_OF_PERIOD = "retired_marking_out_of_period"
REMARK_FROM_SOURCE_DATE = "remark_from_source_date"
EVENT_BEFORE_ORIGIN = "event_before_origin"
EXTENSION_NOT_LATER = "extension_not_later"
EXTENSION_AFTER_EXPIRY = "extension_after_expiry"
EXEMPTION_NUMBER_MISSING = "exemption_number_missing"
EXEMPTION_WITHOUT_DATE = "exemption_without_date"
EXEMPTION_BEYOND_CAP = "exemption_beyond_cap"
EXEMPTION_NOT_NEEDED = "exemption_not_needed"
REMARK_AS_50X1_HUM = "remark_as_50X1-HUM"
MARKING_PREDATES_ORDER = "marking_predates_order"
ANNOTATION_DATE_MISSING = "annotation_date_missing"

_REPAIRS = frozenset(
    {
        TRAILING_TEXT_UNREAD,
        OCR_REPAIRED,
        DAY_FIRST_ORDER,
        NO_SEPARATOR,
        DAY_MISSING,
        MONTH_DAY_MISSING,
    }
)

RECORD_QUESTIONS = frozenset({LEVEL_MISSING, ORDER_POSTDATES_ORIGIN, FILE_BLOCK_INCONSISTENT})
"""Besides these, every unknown fact."""

INSTRUCTION_QUESTIONS = _REPAIRS | {
    RETIRED_MARKING_OUT_OF_PERIOD,
    EVENT_BEFORE_ORIGIN,
    EXTENSION_NOT_LATER,
    EXTENSION_AFTER_EXPIRY,
}

EXEMPTION_QUESTIONS = _REPAIRS | {
    LEVEL_MISSING,
    FILE_BLOCK_INCONSISTENT,
    DECL_NOT_AFTER_ORIGIN,
    EXEMPTION_DATE_UNREADABLE,
    EXEMPTION_NUMBER_MISSING,
    EXEMPTION_WITHOUT_DATE,
    EXEMPTION_BEYOND_CAP,
    EXEMPTION_NOT_NEEDED,
}
"""Besides these, every unknown fact."""


def unknown_fact(name: str) -> str:
    """The flag for a fact whose name nobody knows."""
    return f"{UNKNOWN_FACT}:{name}"
