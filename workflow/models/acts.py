"""The closed vocabulary of the audit log: every act that can be recorded, and its sentence.

A sentence has fields for what its entry holds: numbers, keys, codes, never words of a cable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from redaction.provenance.entry import Value
from workflow.states import BY_NAME


class Act(StrEnum):
    """What somebody did. Acts that walk an arrow are named ``review.<arrow>``."""

    CABLE_RECEIVED = "cable.received"
    CABLE_RECEIVED_AGAIN = "cable.received_again"
    CABLE_READ = "cable.read"
    REVIEW_OPENED = "review.opened"
    ACCEPTED = "review.accept"
    ASSIGNED = "review.assign"
    PUT_BACK = "review.put_back"
    SUBMITTED = "review.submit"
    CONCURRED = "review.concur"
    SENT_BACK = "review.send_back"
    APPROVED = "review.approve"
    DENIED = "review.deny"
    PRODUCED = "review.produce"
    CHECK_FAILED = "review.fail_check"
    CHECK_PASSED = "review.pass_check"
    PUBLISHED = "review.publish"
    PUBLICATION_REFUSED = "review.refuse"
    PORTION_DECIDED = "portion.decided"
    MARK_MADE = "mark.made"
    MARK_REMOVED = "mark.removed"
    DOUBT_ACCEPTED = "doubt.accepted"
    WARNINGS_ACCEPTED = "doubt.warnings_accepted"
    FACT_CORRECTED = "fact.corrected"
    FACT_TAKEN_BACK = "fact.taken_back"
    JOIN_UNDONE = "join.undone"
    JOIN_RESTORED = "join.restored"
    SWEPT = "sweep.done"
    REFUSED = "refused"
    ABSENT = "absent"
    LOGGED_IN = "person.logged_in"
    LOG_IN_FAILED = "person.log_in_failed"
    LOGGED_OUT = "person.logged_out"
    RIGHTS_CHANGED = "person.rights_changed"
    CHECKPOINT_MADE = "log.checkpoint"
    CHECKED = "log.checked"


SENTENCES: Final[dict[Act, str]] = {
    Act.CABLE_RECEIVED: "Took the cable in.",
    Act.CABLE_RECEIVED_AGAIN: "Sent in a text that was here already.",
    Act.CABLE_READ: "Read the cable.",
    Act.REVIEW_OPENED: "Opened the review.",
    Act.ACCEPTED: "Accepted the cable into triage.",
    Act.ASSIGNED: "Assigned a reviewer.",
    Act.PUT_BACK: "Put the cable back to triage, with a reason.",
    Act.SUBMITTED: "Submitted the review.",
    Act.CONCURRED: "Concurred as second reviewer.",
    Act.SENT_BACK: "Returned the review, with remarks.",
    Act.APPROVED: "Approved the release as declassification authority.",
    Act.DENIED: "Denied the cable in full as declassification authority.",
    Act.PRODUCED: "Produced the copy {release}; the gate found it clean.",
    Act.CHECK_FAILED: "Rejected the copy {release}.",
    Act.CHECK_PASSED: "Passed the copy {release} for publication.",
    Act.PUBLISHED: "Published {release}.",
    Act.PUBLICATION_REFUSED: "Refused to publish {release} ({code}); it goes back to production.",
    Act.PORTION_DECIDED: "Decided {portion}: {decision}.",
    Act.MARK_MADE: "Marked words to be withheld: {marks}.",
    Act.MARK_REMOVED: "Removed {marks}.",
    Act.DOUBT_ACCEPTED: "Accepted the reading at character {start}: {code}.",
    Act.WARNINGS_ACCEPTED: "Accepted {count} warning(s) of the reading.",
    Act.FACT_CORRECTED: "Corrected a fact of the cable: {fact}.",
    Act.FACT_TAKEN_BACK: "Took a correction back: {fact}.",
    Act.JOIN_UNDONE: "Made two paragraphs of one at character {end}.",
    Act.JOIN_RESTORED: "Joined two paragraphs again at character {end}.",
    Act.SWEPT: "Looked for cables whose day has come.",
    Act.REFUSED: "Was refused “{act}”: {code}.",
    Act.ABSENT: "Asked for something that does not exist for them.",
    Act.LOGGED_IN: "Logged in.",
    Act.LOG_IN_FAILED: "Failed to log in.",
    Act.LOGGED_OUT: "Logged out.",
    Act.RIGHTS_CHANGED: "Changed what a person may do or see.",
    Act.CHECKPOINT_MADE: "Signed a checkpoint of the log.",
    Act.CHECKED: "Verified the log.",
}
ACTS: Final = frozenset(act.value for act in Act)


def sentence_of(act: Act, data: Mapping[str, Value]) -> str:
    """What was done, in words."""
    told = {name: _told(value) for name, value in data.items()}
    return SENTENCES[act].format_map(defaultdict(lambda: "?", told))


def _told(value: Value) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def role_for(act: Act) -> str:
    """The role in which an act is done: that of its arrow, else none in particular."""
    arrow = BY_NAME.get(act.value.removeprefix("review."))
    return arrow.role.value if arrow is not None and arrow.role is not None else ""
