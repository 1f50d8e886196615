"""The sweep opens a review of every cable whose day has come, once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.office import Office
from workflow.actions import sweeping
from workflow.actors import SYSTEM
from workflow.errors import Refused
from workflow.models import AuditEntry, Review
from workflow.states import ReviewState, Route

# The days of confidential_wrapped.txt, made on 21 February 2009.
MARKED = date(2034, 2, 21)
PROPOSAL = date(2033, 12, 31)


@pytest.fixture
def withheld(office: Office) -> int:
    """A cable that was released in part: nobody works on it, and something is left of it."""
    return office.released().review_id


def counts(on: date, *, dry_run: bool = False) -> dict[str, int]:
    return dict(sweeping.sweep(on, actor=SYSTEM, dry_run=dry_run).counts)


def opened() -> list[str]:
    return list(
        Review.objects.exclude(opened_for="intake")
        .order_by("pk")
        .values_list("opened_for", flat=True)
    )


def test_before_its_day_a_cable_is_left_alone(withheld: int) -> None:
    assert sum(counts(date(2033, 12, 30)).values()) == 0
    assert opened() == []


def test_on_its_day_a_cable_gets_a_review(office: Office, withheld: int) -> None:
    assert counts(PROPOSAL) == {"effective": 0, "statute-25": 0, "proposal": 1}

    review = Review.objects.get(opened_for="proposal:2033-12-31")
    assert (review.state, review.route) == (ReviewState.RECEIVED, Route.AUTOMATIC)
    assert review.cable_id == office.cable(withheld).pk


def test_sweeping_twice_opens_nothing_twice(withheld: int) -> None:
    counts(MARKED)

    assert sum(counts(MARKED).values()) == 0
    assert opened() == ["effective:2034-02-21"]


def test_the_most_urgent_day_is_the_reason(withheld: int) -> None:
    assert counts(date(2050, 1, 1)) == {"effective": 1, "statute-25": 0, "proposal": 0}


def test_a_cable_under_review_is_not_opened_again(office: Office) -> None:
    office.with_alice()

    assert sum(counts(date(2050, 1, 1)).values()) == 0


def test_nothing_is_left_to_decide_of_a_cable_released_in_full(office: Office) -> None:
    office.released(secrets=False)

    assert sum(counts(date(2050, 1, 1)).values()) == 0


def test_a_forecast_writes_nothing(withheld: int) -> None:
    before = AuditEntry.objects.count()

    assert counts(MARKED, dry_run=True) == {"effective": 1, "statute-25": 0, "proposal": 0}

    assert opened() == []
    assert AuditEntry.objects.count() == before


def test_a_sweep_is_recorded_with_its_counts(withheld: int) -> None:
    counts(MARKED)

    entry = AuditEntry.objects.latest("seq")
    assert entry.obj == "day:2034-02-21"
    assert '"effective":1' in entry.entry


def test_many_cables_are_opened_in_batches(office: Office, withheld: int, monkeypatch) -> None:
    review_id = office.with_alice("confidential_date_passed.txt")
    office.mark(review_id, "Olaf Tern", ("(b)(6)",), "name")
    office.lead_to_release(review_id)
    monkeypatch.setattr(sweeping, "BATCH", 1)

    assert sum(counts(date(2050, 1, 1)).values()) == 2


def test_a_passing_day_releases_nothing(office: Office, withheld: int) -> None:
    counts(date(2050, 1, 1))

    assert {r.state for r in Review.objects.exclude(pk=withheld)} == {ReviewState.RECEIVED}


def test_only_a_records_officer_or_the_installation_sweeps(office: Office) -> None:
    with pytest.raises(Refused, match="role-missing"):
        sweeping.sweep(MARKED, actor=office.cast.alice)
    sweeping.sweep(MARKED, actor=office.cast.otto)
