"""Who may do what, and when: pure rules.

Facts and an actor go in; nothing, or a refusal, comes out. The same rule answers the act,
the screen ("what can I do here, and why not the rest") and the test. A rule reads no clock
and no database; what it needs to know is in its arguments.

What this does not guard against: acts that never ask. The actions are the only writers, and
the database admits only declared transitions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from redaction.authority.catalogue import code_family, family_of
from workflow.actors import SYSTEM, Actor, Role
from workflow.errors import Refused
from workflow.facts import RecordFacts, ReviewFacts
from workflow.states import BY_NAME, LABELS, Fact, Outcome, ReviewState

Rule = Callable[[ReviewFacts, Actor], None]
DELIBERATIVE_YEARS = 25


def _must_have(actor: Actor, role: Role) -> None:
    if role not in actor.roles or not actor.active:
        raise Refused("role-missing", role=role.label)


def _must_stand_before(review: ReviewFacts, arrow_name: str) -> None:
    arrow = BY_NAME[arrow_name]
    if review.state not in arrow.sources:
        needed = " or ".join(LABELS[source] for source in arrow.sources)
        raise Refused("wrong-state", state=LABELS[review.state], needed=needed)


def _walks(review: ReviewFacts, actor: Actor, arrow_name: str) -> None:
    """The arrow starts here, and the actor holds the role that walks it."""
    role = BY_NAME[arrow_name].role
    if role is not None:
        _must_have(actor, role)
    elif actor is not SYSTEM:
        raise Refused("role-missing", role="the publisher")
    _must_stand_before(review, arrow_name)


def _not_the_same(person: int | None, actor: Actor) -> None:
    if actor.id == person:
        raise Refused("own-work")


def _is_the_reviewer(review: ReviewFacts, actor: Actor) -> None:
    if review.reviewer != actor.id:
        raise Refused("not-assigned", reviewer=review.reviewer_name or "nobody")


FROZEN = frozenset(
    {
        ReviewState.SECOND_REVIEW,
        ReviewState.DETERMINED,
        ReviewState.PRODUCTION,
        ReviewState.RELEASE_QC,
        ReviewState.PUBLISHING,
    }
)
# Where no portion was decided yet, or the decisions may still move with their words.
BEFORE_DECISIONS_COUNT = frozenset(
    {ReviewState.RECEIVED, ReviewState.TRIAGE, ReviewState.INITIAL_REVIEW}
)


def may_settle(reviews: Sequence[ReviewFacts], actor: Actor) -> None:
    """Doubts are settled by a records officer, or by whoever reviews the cable at the time.

    Not while a review is between second review and publication: what was concurred in
    rests on what was read.
    """
    if Role.RECORDS_OFFICER not in actor.roles or not actor.active:
        _must_review_one_of(reviews, actor)
    for review in reviews:
        if review.state in FROZEN:
            raise Refused("facts-frozen", state=LABELS[review.state])


def may_correct(fact: Fact, reviews: Sequence[ReviewFacts], actor: Actor) -> None:
    """As :func:`may_settle`; the level decides who may see, so a records officer alone says it."""
    if fact is Fact.LEVEL:
        _must_have(actor, Role.RECORDS_OFFICER)
    may_settle(reviews, actor)


def may_part_or_join(reviews: Sequence[ReviewFacts], actor: Actor) -> None:
    """As :func:`may_settle`, while no review stands on the paragraphs as they are."""
    may_settle(reviews, actor)
    for review in reviews:
        if review.state not in BEFORE_DECISIONS_COUNT:
            raise Refused("join-decided", state=LABELS[review.state])


def _must_review_one_of(reviews: Sequence[ReviewFacts], actor: Actor) -> None:
    _must_have(actor, Role.REVIEWER)
    open_reviews = [review for review in reviews if review.state is ReviewState.INITIAL_REVIEW]
    if not any(review.reviewer == actor.id for review in open_reviews):
        names = " and ".join(review.reviewer_name for review in open_reviews)
        raise Refused("not-assigned", reviewer=names or "nobody")


def must_say_why(remark: str) -> None:
    """What goes back to another person goes with a reason."""
    if not remark.strip():
        raise Refused("remark-missing")


def may_take_in(actor: Actor) -> None:
    """Cables are taken in by a records officer, or by the installation from a folder."""
    if actor is not SYSTEM:
        _must_have(actor, Role.RECORDS_OFFICER)


def may_sweep(actor: Actor) -> None:
    """The sweep is run by the installation, or by a records officer."""
    may_take_in(actor)


def may_accept(review: ReviewFacts, actor: Actor) -> None:
    """A received cable is accepted into triage by a records officer."""
    _walks(review, actor, "accept")


def may_assign(review: ReviewFacts, actor: Actor) -> None:
    """A records officer assigns a triaged cable to a reviewer whose access covers it."""
    _walks(review, actor, "assign")


def may_be_assigned(assignee: Actor, *, sees_the_cable: bool) -> None:
    """The reviewer chosen holds the role and may see the cable."""
    if Role.REVIEWER not in assignee.roles or not assignee.active:
        raise Refused("assignee-no-reviewer")
    if not sees_the_cable:
        raise Refused("assignee-not-cleared")


def may_decide_portions(review: ReviewFacts, actor: Actor) -> None:
    """Portions are decided, and words marked, by the assigned reviewer in initial review."""
    _must_have(actor, Role.REVIEWER)
    _must_stand_before(review, "submit")
    _is_the_reviewer(review, actor)


def may_put_back(review: ReviewFacts, actor: Actor) -> None:
    """The assigned reviewer may put a cable back to triage, with a reason."""
    _walks(review, actor, "put_back")
    _is_the_reviewer(review, actor)


def may_submit(review: ReviewFacts, actor: Actor) -> None:
    """Only the assigned reviewer submits, and only when no point is open."""
    _walks(review, actor, "submit")
    _is_the_reviewer(review, actor)
    if review.open_points:
        raise Refused("open-points", count=review.open_points)


def may_concur(review: ReviewFacts, actor: Actor) -> None:
    """A second pair of eyes must belong to a second person."""
    _walks(review, actor, "concur")
    _not_the_same(review.submitted_by, actor)
    if actor.id in review.mark_makers:
        raise Refused("own-work")


def may_send_back(review: ReviewFacts, actor: Actor) -> None:
    """The second reviewer may return the cable, with remarks."""
    _walks(review, actor, "send_back")
    _not_the_same(review.submitted_by, actor)


def _is_an_authority_but_not_the_reviewer(review: ReviewFacts, actor: Actor) -> None:
    _not_the_same(review.submitted_by, actor)
    if not actor.listed:
        raise Refused("not-listed")


def may_approve(review: ReviewFacts, actor: Actor) -> None:
    """A listed authority, never the first reviewer, approves a release."""
    _walks(review, actor, "approve")
    _is_an_authority_but_not_the_reviewer(review, actor)
    if review.outcome not in (Outcome.RELEASE_IN_FULL, Outcome.RELEASE_IN_PART):
        raise Refused("outcome-differs", outcome=review.outcome or "none")


def may_deny(review: ReviewFacts, actor: Actor, *, segregability: str) -> None:
    """A listed authority denies in full only with a finding that nothing can be segregated."""
    _walks(review, actor, "deny")
    _is_an_authority_but_not_the_reviewer(review, actor)
    if review.outcome is not Outcome.DENY_IN_FULL:
        raise Refused("outcome-differs", outcome=review.outcome or "none")
    if not segregability.strip():
        raise Refused("segregability-missing")


def may_deny_with_a_finding(review: ReviewFacts, actor: Actor) -> None:
    """A listed authority denies in full, and states the finding on the form."""
    may_deny(review, actor, segregability="asked for on the form")


def may_produce(review: ReviewFacts, actor: Actor) -> None:
    """A release officer produces the copy when no referral is open."""
    _walks(review, actor, "produce")
    if review.referrals_open:
        raise Refused("referral-open", count=review.referrals_open)


def may_pass_check(review: ReviewFacts, actor: Actor) -> None:
    """The release check is passed by a person other than the one who produced the copy."""
    _walks(review, actor, "pass_check")
    _not_the_same(review.rendered_by, actor)


def may_fail_check(review: ReviewFacts, actor: Actor) -> None:
    """Any release officer may reject a copy, the one who produced it included."""
    _walks(review, actor, "fail_check")


def may_publish(review: ReviewFacts, actor: Actor) -> None:
    """Only the publisher makes a release public."""
    _walks(review, actor, "publish")


def may_refuse(review: ReviewFacts, actor: Actor) -> None:
    """Only the publisher sends a copy back to production."""
    _walks(review, actor, "refuse")


def may_cite(code: str, basis: dict[str, str], record: RecordFacts, *, on: date) -> None:
    """A code may be cited on a day only if the age and the status of the record allow it.

    Guards G1, G2, G3 and G5 of the authority rules: the family of a category fits the age
    (32 CFR 2001.33(h)); no (b)(1) past the end of classification (32 CFR 2001.12(b)(2)); no
    deliberative privilege at 25 years (5 U.S.C. 552(b)(5)); (b)(3) names its statute.
    """
    family = family_of(code)
    has_ended = record.ended_on is not None and record.ended_on <= on
    if has_ended and (family is not None or code == "(b)(1)"):
        raise Refused("marked-date-passed", day=f"{record.ended_on:%d %b %Y}")
    if family is not None:
        needed = code_family(record.origin, on)
        if family != needed:
            raise Refused("family-does-not-fit-age", code=code, family=needed)
    if code == "(b)(3)" and not basis.get("statute", "").strip():
        raise Refused("statute-missing")
    if code == "(b)(5)":
        _may_claim_privilege(basis.get("privilege", ""), record.origin, on)


def _may_claim_privilege(privilege: str, origin: date | None, on: date) -> None:
    if not privilege.strip():
        raise Refused("privilege-missing")
    # An anniversary on 29 February falls on 1 March in a common year: comparing the
    # (year, month, day) triples says so without building the day.
    is_old = origin is not None and (
        (on.year - DELIBERATIVE_YEARS, on.month, on.day) >= (origin.year, origin.month, origin.day)
    )
    if "deliberative" in privilege.lower() and is_old:
        raise Refused("deliberative-too-old")


# What a screen asks of every button, by the name of the act.
RULES: dict[str, Rule] = {
    "accept": may_accept,
    "assign": may_assign,
    "put_back": may_put_back,
    "submit": may_submit,
    "concur": may_concur,
    "send_back": may_send_back,
    "approve": may_approve,
    "deny": may_deny_with_a_finding,
    "produce": may_produce,
    "pass_check": may_pass_check,
    "fail_check": may_fail_check,
}
