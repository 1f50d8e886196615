"""What each doubt of a reading means, in plain words: one table for every screen. Pure.

``why`` says what was read and what follows from it, ``cure`` what a person can do. Only numbers
of paragraphs are put into a sentence, never words of a cable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from redaction.authority.attention import NextAction
from redaction.authority.determination import Determination
from redaction.cable.model import Paragraph
from workflow.states import Fact

LOOK: Final = "Compare with the original and accept the reading if it is right."


@dataclass(frozen=True, slots=True)
class Told:
    """A doubt in words; ``fact`` is what a correction would be of, if of anything."""

    title: str
    why: str
    cure: str
    fact: Fact | None = None


TOLD: Final[Mapping[str, Told]] = {
    "CLASSIFICATION_CONFLICT": Told(
        "Two levels that differ",
        "The classification line and the security line of the header name different levels; the"
        " higher one counts until a person says otherwise.",
        "Correct the level after the original, or accept the higher one and say why.",
        Fact.LEVEL,
    ),
    "PORTION_EXCEEDS_BANNER": Told(
        "Portion mark above the level of the cable",
        "A paragraph or the subject is marked higher than the cable as a whole; only people"
        " cleared for the higher mark see the cable.",
        "Correct the level of the cable, or accept the mark as printed and say why.",
        Fact.LEVEL,
    ),
    "BAD_DECL_DATE": Told(
        "Declassification instruction not understood",
        "The E.O. line gives no date, event or exemption that could be read, so that nobody can"
        " say when classification ends.",
        "Correct the E.O. line after the original, or accept that it cannot be read.",
        Fact.EO_LINE,
    ),
    "BAD_DTG": Told(
        "Date-time group that cannot be",
        "The date-time group names no day of the calendar, so that the day of origin is not known"
        " and no deadline can be counted from it.",
        "Correct the day of origin after the original.",
        Fact.ORIGIN,
    ),
    "CONTROL_CHARACTER": Told(
        "Characters that do not print",
        "Control characters stand in the text; they never leave, and words may be missing where"
        " they stand.",
        LOOK,
    ),
    "DECL_DATE_SWAPPED": Told(
        "Day and month in the other order",
        "The date of the E.O. line is a date only with the day before the month, and was read so.",
        "Correct the E.O. line if another day is meant, or accept the reading.",
        Fact.EO_LINE,
    ),
    "DTG_MISMATCH": Told(
        "Two dates that differ",
        "The originator's line and the date-time group are more than a day apart; the date-time"
        " group counts as the day of origin.",
        "Correct the day of origin if the other is right, or accept the reading.",
        Fact.ORIGIN,
    ),
    "EMPTY": Told(
        "No text",
        "The file holds no words, so that there is nothing to review.",
        "Look for the right file and take that in.",
    ),
    "GARBLED_HEADER": Told(
        "Section header damaged",
        "The header of a later section is damaged; it is left out of what leaves, and words beside"
        " it may belong to a paragraph.",
        LOOK,
    ),
    "GLUED_TAG": Told(
        "Tags without a blank between them",
        "Several codes of the TAGS line stand together and were read as one.",
        LOOK,
    ),
    "INCOMPLETE_SECTIONS": Told(
        "A section is missing",
        "The cable says that it has more sections than were received, so that a review of it"
        " would be a review of a part.",
        "Look for the missing sections, or accept the part that is here.",
    ),
    "LETTER_DIGIT_SWAP": Told(
        "Letter O and digit 0 exchanged",
        "A reference was read with an O for a 0, or the other way round, in the name of its"
        " station.",
        LOOK,
    ),
    "MALFORMED_PORTION": Told(
        "Portion mark with a missing parenthesis",
        "A portion mark is not closed; it was read as the mark that its letters give.",
        "Compare with the original: the mark decides who may see the paragraph.",
    ),
    "NO_BANNER": Told(
        "No level found",
        "No classification line could be read. Until a person says the level, the cable is held"
        " as TOP SECRET, and only people cleared for that see it.",
        "A records officer corrects the level after the original.",
        Fact.LEVEL,
    ),
    "NUMBER_GAP": Told(
        "A paragraph number is left out",
        "A number is higher than the one that should follow: a paragraph may be missing.",
        LOOK,
    ),
    "NUMBER_OUT_OF_SEQUENCE": Told(
        "A paragraph number out of its order",
        "A number is lower than the one that should follow: the text may be in another order, or a"
        " number inside a paragraph was taken for its beginning.",
        LOOK,
    ),
    "PARAGRAPH_SPLIT": Told(
        "Paragraph joined over a white line",
        "The words before the white line do not end a sentence, so that what follows was read as"
        " the same paragraph.",
        "Keep the two apart if they are two paragraphs, or accept that they are one.",
    ),
    "PARTIAL_RECORD": Told(
        "Extract of a longer cable",
        "A notice says that this is a part of the original; what is missing was not reviewed.",
        "Look for the whole cable, or accept the part that is here.",
    ),
    "PILCROW_AS_DIGIT": Told(
        "Paragraph sign read as a digit",
        "A 1 before the number is a paragraph sign that transcription made a digit of{read_as}.",
        "Accept it if the numbers then run on; otherwise call the records officer.",
    ),
    "REPEATED_SLUG": Told(
        "A field stands twice",
        "SUBJECT or REF stands more than once; the last one counts.",
        "Correct the subject if the earlier one is right, or accept the reading.",
        Fact.SUBJECT,
    ),
    "UNMARKED_PORTION": Told(
        "Paragraph without a portion mark",
        "Other paragraphs bear portion marks and this one does not; it is held at the level of the"
        " cable.",
        LOOK,
    ),
    "UNREAD_REFERENCE": Told(
        "Reference that names no cable",
        "An item of the references could not be read as the number of a cable, so that nothing is"
        " looked up for it.",
        LOOK,
    ),
    "UNREADABLE_AMOUNT": Told(
        "Excision without a readable extent",
        "A marker says that words were taken out earlier, but not how much.",
        LOOK,
    ),
}
UNKNOWN: Final = Told("Something to look at", "The reading is not sure of this place.", LOOK)

# What a determination asks of a person, as a cure.
ASKED: Final[Mapping[NextAction, str]] = {
    NextAction.REFER_DOE: "Refer it to the Department of Energy, then accept this.",
    NextAction.REFER_ORIGINATOR: "Refer it to the originating agency, then accept this.",
    NextAction.VERIFY_AUTHORITY: "Verify who put the declassification on, then accept this.",
    NextAction.RELEASE_REVIEW_ONLY: "Review it for release, and accept this.",
    NextAction.CONFIRM_EVENT: "Find out whether the event has come, and accept this with what you"
    " found.",
    NextAction.VERIFY_EXEMPTION: "Verify that the exemption was approved, then accept this.",
    NextAction.SYSTEMATIC_REVIEW: "Review it systematically, and accept this.",
    NextAction.CONFIRM_3_3: "Confirm that automatic declassification applies, then accept this.",
    NextAction.RESOLVE_CONFLICT: "Correct the line or the day that is wrong, or accept this with"
    " a reason.",
    NextAction.MARK_AND_RELEASE_REVIEW: "Confirm that classification has ended, and accept this.",
    NextAction.REVIEW_BEFORE_ONSET: "Review it before automatic declassification, and accept this.",
    NextAction.HOLD: "Correct the line or the day that is wrong, or accept this.",
}


def told_of(code: str, part: Paragraph | None) -> Told:
    """A doubt of the parser in words; ``part`` is the paragraph it lies in, if it is in one."""
    told = TOLD.get(code, UNKNOWN)
    if code != "PILCROW_AS_DIGIT":
        return told
    read_as = ""
    if part is not None and part.number is not None:
        read_as = f": “{part.raw_number}.” is read as paragraph {part.number}"
    return replace(told, why=told.why.format(read_as=read_as))


def asked_by(found: Determination) -> Told:
    """What the determination needs a person for."""
    return Told(
        "The declassification date needs a person",
        f"{found.reason} No automatic step relies on it until a person has looked at it.",
        ASKED[found.next_action],
        Fact.ORIGIN if found.dates.origin is None else Fact.EO_LINE,
    )
