"""Everything that is known of one review on one day, read once.

The text is parsed anew each time: structure is never stored as a second truth. Both the
screens and the acts build on it, so that what a person is shown is what the act judges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from redaction.authority import determine, load_pack
from redaction.authority.determination import Determination
from redaction.authority.outcome import Way
from redaction.cable import Cable
from redaction.labels import cites_classification
from redaction.marks import USUAL, Gap
from redaction.marks import Mark as CoreMark
from redaction.settle import settle
from redaction.spans import Span, merge
from workflow.facts import RecordFacts
from workflow.models import Cable as CableRow
from workflow.models import Mark, Review
from workflow.models.digests import marks_digest
from workflow.portions import Portion, portions_of
from workflow.queries.doubting import DoubtView, doubts_of, parsed, standing_of
from workflow.states import LIVE_MARKS, Decision

PACK = load_pack("us-eo13526")
POLICY = USUAL
CLASSIFIED: Final = frozenset({"CONFIDENTIAL", "SECRET", "TOP SECRET"})


@dataclass(frozen=True)
class Dossier:
    """A review, its cable as read, what was decided and what is marked.

    ``marks`` are the live ones, by number; ``determination`` is that of the day. The cable is
    read with the joins undone that a person undid (``splits``).
    """

    review: Review
    cable: Cable
    portions: tuple[Portion, ...]
    decisions: Mapping[str, Decision]
    marks: tuple[Mark, ...]
    determination: Determination
    doubts: tuple[DoubtView, ...]
    splits: frozenset[int]

    @property
    def text(self) -> str:
        """The text as received."""
        return self.review.cable.text

    @property
    def record(self) -> RecordFacts:
        """What decides which codes may be cited."""
        return record_facts(self.review.cable, self.determination)

    @cached_property
    def core_marks(self) -> tuple[CoreMark, ...]:
        """The live marks as the core sees them."""
        return tuple(mark.to_mark() for mark in self.marks)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What the live marks withhold, settled as in a release."""
        return settle(self.text, self.core_marks, POLICY, self.splits)

    @cached_property
    def withheld(self) -> tuple[Span, ...]:
        """The characters that do not leave."""
        return merge(piece for gap in self.gaps for piece in gap.pieces)

    @property
    def marks_digest(self) -> str:
        """The digest of the live marks."""
        return marks_digest(self.core_marks)

    @property
    def declassifies(self) -> bool:
        """Whether a release of these marks ends a classification that still runs.

        Nothing is withheld under the order, so whoever approves declassifies the record
        ahead of what its face says (EO 13526 3.1; 32 CFR 2001.25).
        """
        cited = [code for mark in self.core_marks for code in mark.codes]
        runs = self.determination.status not in ("DECLASSIFIED", "UNCLASSIFIED")
        return self.review.cable.level in CLASSIFIED and runs and not cites_classification(cited)

    def portion(self, key: str) -> Portion | None:
        """The portion with this key, if the cable has it."""
        return next((portion for portion in self.portions if portion.key == key), None)


def dossier_of(review: Review, *, on: date) -> Dossier:
    """Read everything of a review that the caller was allowed to see."""
    row = review.cable
    answered = standing_of(row)
    cable = parsed(row, answered)
    portions = portions_of(cable, row.text)
    found = determination_of(row, on=on)
    return Dossier(
        review=review,
        cable=cable,
        portions=portions,
        decisions=decisions_of(review),
        marks=live_marks(review),
        determination=found,
        doubts=doubts_of(row, cable, found, answered, portions),
        splits=answered.splits,
    )


def portions_in(cable: CableRow) -> tuple[Portion, ...]:
    """The portions of a cable that await a decision."""
    return portions_of(parsed(cable), cable.text)


def decisions_of(review: Review) -> dict[str, Decision]:
    """What was decided of each portion, without decisions that are void."""
    rows = review.decisions.exclude(decision="")
    return {row.portion: Decision(row.decision) for row in rows}


def live_marks(review: Review) -> tuple[Mark, ...]:
    """The marks that withhold words today, by number."""
    rows = review.marks.filter(state__in=[state.value for state in LIVE_MARKS])
    return tuple(rows.select_related("made_by").order_by("number"))


def determination_of(cable: CableRow, *, on: date) -> Determination:
    """What the orders say of a cable on a day; computed, never stored."""
    day = max(on, cable.origin_date) if cable.origin_date else on
    return determine(
        cable.origin_date,
        cable.decl_line or None,
        cable.classified_by_line or None,
        cable.level or None,
        day,
        pack=PACK,
    )


def record_facts(cable: CableRow, found: Determination) -> RecordFacts:
    """The facts that decide which codes may be cited.

    A marked date or event ends classification for good. The 25-year onset is no such day:
    past it the 25X categories say what stays classified (32 CFR 2001.26).
    """
    ended = None if found.way is Way.SECTION_3_3 else found.effective_date
    return RecordFacts(origin=cable.origin_date, ended_on=ended)
