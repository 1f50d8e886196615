"""What a person may not see does not exist for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.office import TODAY, Office
from workflow.actors import SYSTEM, Actor, Level, Role
from workflow.errors import Absent
from workflow.models import Cable, Caption, User
from workflow.queries import access, queues, reading
from workflow.queries.people import actor_of, actor_with, reviewers_for

NODIS = "secret_nodis.txt"


def may_read(actor: Actor) -> bool:
    return access.visible_to(actor).exists()


def test_reading_needs_a_role_a_clearance_and_an_active_account(office: Office) -> None:
    office.received()
    alice = office.cast.alice

    assert may_read(alice)
    assert not may_read(replace(alice, roles=frozenset()))
    assert not may_read(replace(alice, clearance=Level.UNCLASSIFIED))
    assert not may_read(replace(alice, active=False))


@pytest.mark.parametrize("level", list(Level))
def test_nobody_reads_above_their_clearance(office: Office, level: Level) -> None:
    for name in ("unclassified.txt", "confidential_wrapped.txt", NODIS):
        office.received(name)
    actor = replace(office.cast.alice, clearance=level, captions=frozenset({"NODIS"}))

    read = set(access.visible_to(actor).values_list("needs_level", flat=True))

    assert read == {needed for needed in (0, 1, 2) if needed <= level}


def test_a_caption_bars_whoever_is_not_admitted(office: Office) -> None:
    office.received(NODIS)
    alice = office.cast.alice

    assert not may_read(alice)
    assert not may_read(replace(alice, captions=frozenset({"EXDIS"})))
    assert may_read(replace(alice, captions=frozenset({"NODIS", "EXDIS"})))


def test_a_distribution_marking_bars_nobody(office: Office) -> None:
    cable = office.cable(office.received())

    assert not cable.captions.exists()


def test_a_level_that_cannot_be_read_counts_as_the_highest(office: Office) -> None:
    from workflow.actions import intake

    intake.receive(b"No line says how secret this is.\n", file_name="x", actor=office.cast.otto)

    assert Cable.objects.get().needs_level == Level.TOP_SECRET


@pytest.mark.parametrize("name", ["ada", "adam", "charlie"])
def test_auditor_administrator_and_charlie_read_no_text(office: Office, name: str) -> None:
    review_id = office.with_alice()
    actor = getattr(office.cast, name)

    assert not may_read(actor)
    assert queues.queue(actor).total == 0
    for page in (
        lambda: reading.review_page(review_id, actor=actor, on=TODAY),
        lambda: reading.cable_page(office.cable(review_id).pk, actor=actor, on=TODAY),
        lambda: reading.text_of(review_id, actor=actor),
    ):
        with pytest.raises(Absent):
            page()


def test_an_auditor_reads_histories_and_published_releases(office: Office) -> None:
    review_id = office.in_check()
    release = office.review(review_id).releases.get()
    ada = office.cast.ada

    assert reading.history(review_id, actor=ada)
    with pytest.raises(Absent):
        reading.release_page(release.pk, actor=ada)
    office.pass_check(review_id)
    page = reading.release_page(release.pk, actor=ada)
    assert page.review_id is None
    assert reading.release_file(release.pk, page.files[0].name, actor=ada)[0]


def test_charlie_finds_nothing_anywhere(office: Office) -> None:
    release = office.released()
    charlie = office.cast.charlie

    for page in (
        lambda: reading.history(release.review_id, actor=charlie),
        lambda: reading.release_page(release.pk, actor=charlie),
        lambda: reading.release_file(release.pk, release.files[0]["name"], actor=charlie),
        lambda: reading.release_preview(release.pk, 1, actor=charlie),
        lambda: reviewers_for(office.cable(release.review_id).pk, actor=charlie),
    ):
        with pytest.raises(Absent):
            page()


def test_the_unseen_and_the_absent_cost_the_same_queries(
    office: Office, django_assert_num_queries
) -> None:
    review_id = office.received()
    for wanted in (review_id, review_id + 1000):
        with django_assert_num_queries(1), pytest.raises(Absent):
            reading.review_page(wanted, actor=office.cast.charlie, on=TODAY)


def test_the_installation_itself_reads_everything(office: Office) -> None:
    office.received(NODIS)

    assert may_read(SYSTEM)
    assert not may_read(replace(SYSTEM, name="somebody who says so"))


def test_only_reviewers_whose_access_covers_a_cable_are_offered(office: Office) -> None:
    cable = office.cable(office.received())

    names = [name for _, name in reviewers_for(cable.pk, actor=office.cast.otto)]

    assert names == ["Alice Arden", "Boris Brook"]


def test_changed_rights_act_on_the_next_request(office: Office) -> None:
    user = User.objects.get(username="alice")
    assert "NODIS" not in actor_of(user, TODAY).captions

    user.captions.add(Caption.objects.create(name="NODIS"))
    user.grants.all().delete()

    actor = actor_of(user, TODAY)
    assert actor.captions == {"NODIS"}
    assert Role.REVIEWER not in actor.roles


def test_nobody_is_an_actor_without_an_account(db: None) -> None:
    with pytest.raises(Absent):
        actor_with(4711)


def test_a_designation_counts_on_its_days_only(cast) -> None:
    from datetime import date

    dora = User.objects.get(username="dora")

    assert actor_of(dora, date(2020, 1, 1)).listed
    assert not actor_of(dora, date(2019, 12, 31)).listed
