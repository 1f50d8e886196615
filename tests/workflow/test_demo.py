"""The demo: what a newcomer gets, and where it may not be made."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from workflow.management import story
from workflow.models import Cable, Release, Review, User
from workflow.queries.access import visible_to
from workflow.queries.people import actor_of
from workflow.states import ReviewState

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_demo_leads_one_cable_to_a_release_that_holds_nothing_withheld(settings) -> None:
    said = io.StringIO()
    call_command("demo", stdout=said)
    path = Path(said.getvalue().splitlines()[-1])
    assert path.is_file() and path.suffix == ".pdf"
    words = " ".join(page.extract_text() for page in PdfReader(path).pages)
    assert "RELEASE IN PART" in words and "B6" in words
    for withheld in story.WITHHELD:
        for passage in withheld.words:
            assert passage not in " ".join(words.split())
    assert Cable.objects.count() >= 6


def test_the_demo_fills_several_desks_and_one_cable_is_for_nobody(settings) -> None:
    call_command("demo", stdout=io.StringIO())
    states = set(Review.objects.values_list("state", flat=True))
    assert {ReviewState.RELEASED, ReviewState.INITIAL_REVIEW, ReviewState.SECOND_REVIEW} <= states
    seen = {cable.pk for user in User.objects.all() for cable in visible_to(actor_of(user))}
    hidden = Cable.objects.exclude(pk__in=seen)
    assert [caption.name for cable in hidden for caption in cable.captions.all()] == ["NODIS"]


def test_a_second_demo_changes_nothing(settings) -> None:
    call_command("demo", stdout=io.StringIO())
    before = Release.objects.count(), Review.objects.count(), User.objects.count()
    with pytest.raises(CommandError):
        call_command("demo", stdout=io.StringIO())
    again = io.StringIO()
    call_command("demo", if_empty=True, stdout=again)
    assert again.getvalue().splitlines()[-1].endswith(".pdf")
    assert before == (Release.objects.count(), Review.objects.count(), User.objects.count())


def test_a_server_refuses_the_demo_with_its_known_passwords(settings) -> None:
    settings.SERVER = True
    with pytest.raises(CommandError):
        call_command("demo", stdout=io.StringIO())
    assert not User.objects.exists()


def test_charlie_sees_nothing_classified_of_the_demo(settings) -> None:
    call_command("demo", stdout=io.StringIO())
    charlie = actor_of(User.objects.get(username="charlie"))
    assert {cable.level for cable in visible_to(charlie)} <= {"UNCLASSIFIED"}
