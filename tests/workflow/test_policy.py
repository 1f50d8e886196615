"""Rules about people, asked directly: facts and a person in, a refusal or nothing out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from workflow import policy
from workflow.actors import SYSTEM, Actor, Level, Role
from workflow.errors import REFUSALS, Refused
from workflow.facts import RecordFacts, ReviewFacts
from workflow.states import ARROWS, BY_NAME, LABELS, OPEN_STATES, Outcome, ReviewState

TODAY = date(2026, 3, 2)


def person(number: int, *roles: Role, listed: bool = False) -> Actor:
    return Actor(number, f"Person {number}", frozenset(roles), Level.SECRET, listed=listed)


ALICE = person(1, Role.REVIEWER)
BORIS = person(2, Role.SENIOR_REVIEWER)
DORA = person(3, Role.DECLASSIFICATION_AUTHORITY, listed=True)
ROSA = person(4, Role.RELEASE_OFFICER)
OSKAR = person(5, Role.RELEASE_OFFICER)
OTTO = person(6, Role.RECORDS_OFFICER)
EVERY_ROLE = Actor(9, "Everybody", frozenset(Role), Level.TOP_SECRET, listed=True)
REVIEW = ReviewFacts(
    id=1,
    state=ReviewState.INITIAL_REVIEW,
    reviewer=1,
    reviewer_name="Alice",
    submitted_by=1,
    rendered_by=4,
    mark_makers=frozenset({1}),
)


def standing(state: ReviewState, **facts: object) -> ReviewFacts:
    return replace(REVIEW, state=state, **facts)


def code_of(rule: policy.Rule, review: ReviewFacts, actor: Actor) -> str | None:
    try:
        rule(review, actor)
    except Refused as refusal:
        return refusal.code
    return None


WALKERS = {
    "accept": (OTTO, standing(ReviewState.RECEIVED)),
    "assign": (OTTO, standing(ReviewState.TRIAGE)),
    "put_back": (ALICE, standing(ReviewState.INITIAL_REVIEW)),
    "submit": (ALICE, standing(ReviewState.INITIAL_REVIEW)),
    "concur": (BORIS, standing(ReviewState.SECOND_REVIEW)),
    "send_back": (BORIS, standing(ReviewState.SECOND_REVIEW)),
    "approve": (DORA, standing(ReviewState.DETERMINED, outcome=Outcome.RELEASE_IN_PART)),
    "deny": (DORA, standing(ReviewState.DETERMINED, outcome=Outcome.DENY_IN_FULL)),
    "produce": (ROSA, standing(ReviewState.PRODUCTION)),
    "pass_check": (OSKAR, standing(ReviewState.RELEASE_QC)),
    "fail_check": (ROSA, standing(ReviewState.RELEASE_QC)),
}


def test_every_rule_of_the_screens_has_somebody_who_may() -> None:
    assert set(WALKERS) == set(policy.RULES)
    for name, (actor, review) in WALKERS.items():
        assert code_of(policy.RULES[name], review, actor) is None, name


@pytest.mark.parametrize("name", WALKERS)
def test_an_act_needs_its_role(name: str) -> None:
    actor, review = WALKERS[name]

    assert code_of(policy.RULES[name], review, replace(actor, roles=frozenset())) == "role-missing"
    assert code_of(policy.RULES[name], review, replace(actor, active=False)) == "role-missing"


@pytest.mark.parametrize("name", WALKERS)
def test_an_act_belongs_to_its_state(name: str) -> None:
    actor, review = WALKERS[name]
    for state in set(ReviewState) - set(BY_NAME[name].sources):
        assert code_of(policy.RULES[name], replace(review, state=state), actor) == "wrong-state"


def test_a_second_pair_of_eyes_belongs_to_a_second_person() -> None:
    review = standing(ReviewState.SECOND_REVIEW)

    both = person(1, Role.REVIEWER, Role.SENIOR_REVIEWER)
    assert code_of(policy.may_concur, review, both) == "own-work"
    assert code_of(policy.may_send_back, review, both) == "own-work"


def test_whoever_made_a_mark_does_not_concur_in_it() -> None:
    review = standing(ReviewState.SECOND_REVIEW, mark_makers=frozenset({1, 2}))

    assert code_of(policy.may_concur, review, BORIS) == "own-work"


def test_the_authority_is_listed_and_not_the_reviewer() -> None:
    review = standing(ReviewState.DETERMINED, outcome=Outcome.RELEASE_IN_PART)

    assert code_of(policy.may_approve, review, replace(DORA, listed=False)) == "not-listed"
    assert code_of(policy.may_approve, replace(review, submitted_by=3), DORA) == "own-work"


def test_a_release_is_approved_and_a_denial_denied() -> None:
    release = standing(ReviewState.DETERMINED, outcome=Outcome.RELEASE_IN_FULL)
    denial = standing(ReviewState.DETERMINED, outcome=Outcome.DENY_IN_FULL)

    assert code_of(policy.may_approve, denial, DORA) == "outcome-differs"
    assert code_of(policy.RULES["deny"], release, DORA) == "outcome-differs"
    with pytest.raises(Refused, match="segregability-missing"):
        policy.may_deny(denial, DORA, segregability=" ")


def test_the_release_check_is_passed_by_a_second_person() -> None:
    review = standing(ReviewState.RELEASE_QC)

    assert code_of(policy.may_pass_check, review, ROSA) == "own-work"
    assert code_of(policy.may_fail_check, review, ROSA) is None


def test_the_assigned_reviewer_alone_decides_and_submits() -> None:
    other = person(7, Role.REVIEWER)

    assert code_of(policy.may_decide_portions, REVIEW, other) == "not-assigned"
    assert code_of(policy.may_submit, REVIEW, other) == "not-assigned"
    assert code_of(policy.may_put_back, REVIEW, other) == "not-assigned"


def test_open_points_block_submission() -> None:
    assert code_of(policy.may_submit, replace(REVIEW, open_points=2), ALICE) == "open-points"


def test_an_open_referral_blocks_production() -> None:
    review = standing(ReviewState.PRODUCTION, referrals_open=1)

    assert code_of(policy.may_produce, review, ROSA) == "referral-open"


def test_nobody_but_the_publisher_publishes() -> None:
    review = standing(ReviewState.PUBLISHING)

    assert code_of(policy.may_publish, review, EVERY_ROLE) == "role-missing"
    assert code_of(policy.may_refuse, review, EVERY_ROLE) == "role-missing"
    assert code_of(policy.may_publish, review, SYSTEM) is None


def test_the_installation_takes_in_and_publishes_and_does_nothing_else() -> None:
    policy.may_take_in(SYSTEM)
    for name, rule in policy.RULES.items():
        _, review = WALKERS[name]
        assert code_of(rule, review, SYSTEM) == "role-missing"


CODE_CASES = [
    # origin, ended on, code, basis, day of decision, refusal
    (date(2009, 2, 21), None, "1.4(d)", {}, TODAY, None),
    (date(2009, 2, 21), None, "1.4(d)", {}, date(2034, 12, 30), None),
    (date(2009, 2, 21), None, "1.4(d)", {}, date(2034, 12, 31), "family-does-not-fit-age"),
    (date(2009, 2, 21), None, "25X1", {}, date(2034, 12, 31), None),
    (date(2009, 2, 21), None, "25X1", {}, TODAY, "family-does-not-fit-age"),
    (date(2009, 2, 21), None, "50X1-HUM", {}, date(2059, 12, 31), None),
    (date(2009, 2, 21), date(2026, 3, 3), "1.4(d)", {}, TODAY, None),
    (date(2009, 2, 21), date(2026, 3, 2), "1.4(d)", {}, TODAY, "marked-date-passed"),
    (date(2009, 2, 21), date(2026, 3, 2), "(b)(1)", {}, TODAY, "marked-date-passed"),
    (date(2009, 2, 21), date(2026, 3, 2), "(b)(6)", {}, TODAY, None),
    (None, None, "1.4(b)", {}, TODAY, None),
    (None, None, "(b)(3)", {}, TODAY, "statute-missing"),
    (None, None, "(b)(3)", {"statute": "22 U.S.C. 3104"}, TODAY, None),
    (None, None, "(b)(5)", {}, TODAY, "privilege-missing"),
    (date(2009, 2, 21), None, "(b)(5)", {"privilege": "Deliberative process"}, TODAY, None),
    (
        date(2001, 3, 2),
        None,
        "(b)(5)",
        {"privilege": "deliberative process"},
        TODAY,
        "deliberative-too-old",
    ),
    (date(2001, 3, 3), None, "(b)(5)", {"privilege": "deliberative process"}, TODAY, None),
    (date(1990, 3, 3), None, "(b)(5)", {"privilege": "attorney-client"}, TODAY, None),
]


@pytest.mark.parametrize(("origin", "ended", "code", "basis", "on", "refusal"), CODE_CASES)
def test_a_code_is_cited_only_where_age_and_status_allow(
    origin: date | None,
    ended: date | None,
    code: str,
    basis: dict[str, str],
    on: date,
    refusal: str | None,
) -> None:
    record = RecordFacts(origin=origin, ended_on=ended)
    try:
        policy.may_cite(code, basis, record, on=on)
    except Refused as error:
        assert error.code == refusal
        assert error.why
        assert error.cure
    else:
        assert refusal is None


def test_every_state_is_reachable_and_has_a_label() -> None:
    reached = {ReviewState.RECEIVED}
    while True:
        more = {a.target for a in ARROWS if reached & set(a.sources)} - reached
        if not more:
            break
        reached |= more

    assert reached == set(ReviewState) == set(LABELS)
    assert set(ReviewState) > OPEN_STATES


def test_every_refusal_says_why_and_what_would_cure_it() -> None:
    for code, explanation in REFUSALS.items():
        assert explanation.why, code
        assert explanation.cure, code
