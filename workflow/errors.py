"""Refusals: what was refused, why, and what would cure it.

A refusal carries a code and facts. The sentence shown to a person is made here, in one
table, so that no screen invents its own and none can quote a cable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Explanation:
    """``why`` in one sentence and the ``cure``: what to do next. Fields are facts."""

    why: str
    cure: str


REFUSALS: dict[str, Explanation] = {
    "role-missing": Explanation(
        "This act needs the role “{role}”, which you do not hold.",
        "Ask a colleague who holds it, or an administrator to grant it.",
    ),
    "wrong-state": Explanation(
        "This review is in “{state}”, and the act belongs to “{needed}”.",
        "Open the review again to see what can be done now.",
    ),
    "changed-meanwhile": Explanation(
        "{who} changed this review at {when}, after you opened it. Nothing of yours was saved.",
        "Look at the change on the review's page and repeat your act there if it still fits.",
    ),
    "own-work": Explanation(
        "A second pair of eyes must belong to a second person, and this is your own work.",
        "Ask another person who holds the role.",
    ),
    "not-assigned": Explanation(
        "This review is assigned to {reviewer}.",
        "Ask them, or ask a records officer to assign it to you.",
    ),
    "assignee-not-cleared": Explanation(
        "The person chosen may not see this cable: clearance or captions do not cover it.",
        "Choose a reviewer whose clearance and captions cover the cable.",
    ),
    "assignee-no-reviewer": Explanation(
        "The person chosen does not hold the role “Reviewer”.", "Choose a reviewer."
    ),
    "open-points": Explanation(
        "{count} point(s) are still open.", "Settle each of them; the list links to its place."
    ),
    "family-does-not-fit-age": Explanation(
        "{code} does not fit the age of the record: on the day of decision a category of"
        " {family} is needed (32 CFR 2001.33(h)).",
        "Choose a code of the family {family}.",
    ),
    "marked-date-passed": Explanation(
        "Classification of this record ended on {day}; (b)(1) and its categories cannot be"
        " cited (32 CFR 2001.12(b)(2), 2001.13(b)).",
        "Choose another exemption, or release. Only the head of the agency can reclassify.",
    ),
    "statute-missing": Explanation(
        "(b)(3) withholds by another statute and must name it (32 CFR 2001.33(h)).",
        "Name the statute in the field “Statute”.",
    ),
    "privilege-missing": Explanation(
        "(b)(5) needs the privilege that is claimed (5 U.S.C. 552(b)(5)).",
        "Name the privilege in the field “Privilege”.",
    ),
    "deliberative-too-old": Explanation(
        "The deliberative process privilege does not apply to a record of 25 years or more"
        " (5 U.S.C. 552(b)(5)).",
        "Choose another exemption, or release.",
    ),
    "mark-refused": Explanation(
        "The mark cannot be made: {reason}.", "Select the words again and choose a code."
    ),
    "text-changed": Explanation(
        "The text you marked is not the text of this cable any more, or your page is stale."
        " Nothing was saved.",
        "Open the page again and select the words again.",
    ),
    "no-such-mark": Explanation(
        "That mark is not a live mark of this review.", "Open the page again: it may be removed."
    ),
    "no-such-portion": Explanation(
        "This cable has no such portion.", "Open the page again and choose a portion listed there."
    ),
    "marks-changed": Explanation(
        "The marks are not those that were concurred in.",
        "Return the review so that a second reviewer reads the marks as they are.",
    ),
    "text-not-as-received": Explanation(
        "The stored text does not have the digest taken when it was received.",
        "Stop. Restore the database from backup and call the records officer and the auditor.",
    ),
    "remark-missing": Explanation(
        "A reason is needed, and none was given.", "Say why in a sentence or two."
    ),
    "not-listed": Explanation(
        "You are not on the list of declassification authorities on this day (32 CFR 2001.92(m)).",
        "Ask an administrator to record your designation, or ask a listed authority.",
    ),
    "segregability-missing": Explanation(
        "A denial in full needs a finding that nothing can be released separately"
        " (5 U.S.C. 552(b)).",
        "State the finding, or return the review to release what can be released.",
    ),
    "outcome-differs": Explanation(
        "The determination is “{outcome}”, and this act needs another.",
        "Take the act that fits the determination, or return the review.",
    ),
    "referral-open": Explanation(
        "{count} portion(s) are with another agency.", "Wait for the answer or let it lapse."
    ),
    "release-refused": Explanation(
        "The release copy was not made: {reason}.",
        "Nothing was written. Mend what is named, or return the review.",
    ),
    "bytes-differ": Explanation(
        "The staged files are not those that were verified.",
        "Produce the release again. If it happens twice, call the administrator.",
    ),
    "upload-refused": Explanation("{reason}", "{cure}"),
    "another-number": Explanation(
        "The text bears the number {found}, not {expected}.",
        "Check that the right file was chosen; give no number to file it under its own.",
    ),
    "no-such-doubt": Explanation(
        "The reading of this cable holds no such doubt: it was settled by other means, or your"
        " page is stale. Nothing was saved.",
        "Open the page again and look at what is in doubt there.",
    ),
    "doubt-settled": Explanation(
        "{who} settled this doubt at {when}. Nothing of yours was saved.",
        "Look at the answer on the page; correct the fact, or undo the join, if it is wrong.",
    ),
    "doubts-changed": Explanation(
        "The open warnings are not those that stood on your page. Nothing was saved.",
        "Open the page again and look at the warnings that are listed now.",
    ),
    "fact-malformed": Explanation("The {fact} was not given in the form wanted.", "Give {form}."),
    "not-corrected": Explanation(
        "The {fact} is what the text says; there is no correction to take back.",
        "Give a value to correct it.",
    ),
    "facts-frozen": Explanation(
        "A review of this cable is in “{state}”: what was read there does not change.",
        "Have that review returned to its reviewer first, or wait for its end.",
    ),
    "join-decided": Explanation(
        "A review of this cable is in “{state}”, and was decided on the paragraphs as they are.",
        "Paragraphs can be parted and joined before second review only.",
    ),
    "own-rights": Explanation("Nobody changes their own rights.", "Ask another administrator."),
}


class Refused(Exception):
    """An act that the rules do not allow; nothing changed. ``facts`` never hold cable text."""

    def __init__(self, code: str, /, **facts: Any) -> None:
        explanation = REFUSALS[code]
        self.code = code
        self.facts: Mapping[str, Any] = facts
        self.why = explanation.why.format(**facts)
        self.cure = explanation.cure.format(**facts)
        super().__init__(f"{code}: {self.why} {self.cure}")


class Absent(Exception):
    """What was asked for does not exist for this person; the same whether it exists or not."""
