"""Producing a copy, checking it, and what is printed about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.office import STAMP, TODAY, Office
from workflow.actions import releasing
from workflow.errors import Refused
from workflow.models import Release, guards
from workflow.queries import reading
from workflow.queries.packages import described
from workflow.states import EDGES, ReviewState


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_copy_is_staged_under_its_public_number(office: Office, settings) -> None:
    review_id = office.in_production()
    release = office.produce(review_id)

    assert office.state(review_id) is ReviewState.RELEASE_QC
    staged = files_in(settings.STAGING / release.folder)
    assert {name: described(name, data) for name, data in staged.items()} == {
        file["name"]: file for file in release.files
    }
    assert not Path(settings.PUBLIC).exists()
    assert [path.name for path in Path(settings.STAGING).iterdir()] == [release.folder]


def test_withheld_words_are_in_no_file_of_a_release(office: Office, settings) -> None:
    release = office.released()

    for name, data in files_in(settings.PUBLIC / release.folder).items():
        for words in (b"Marlow", b"MARLOW", b"owns the quay", b"555 0100"):
            assert words not in data, name


def test_the_producer_does_not_pass_the_own_copy(office: Office) -> None:
    review_id = office.in_check()

    with pytest.raises(Refused, match="own-work"):
        releasing.pass_check(review_id, version=office.version(review_id), actor=office.cast.rosa)
    assert office.state(review_id) is ReviewState.RELEASE_QC


def test_a_rejected_copy_goes_back_and_its_version_is_given_again(office: Office) -> None:
    review_id = office.in_check()
    with pytest.raises(Refused, match="remark-missing"):
        releasing.fail_check(
            review_id, remark="", version=office.version(review_id), actor=office.cast.oskar
        )
    releasing.fail_check(
        review_id,
        remark="The document number is wrong.",
        version=office.version(review_id),
        actor=office.cast.oskar,
    )
    assert office.state(review_id) is ReviewState.PRODUCTION

    again = office.produce(review_id)

    assert again.folder == "R-2026-000001_v1"
    assert Release.objects.filter(rejected_at__isnull=False).count() == 1
    assert office.pass_check(review_id).published_at


def test_what_the_gate_refuses_is_not_written(office: Office, settings) -> None:
    review_id = office.in_production()

    with pytest.raises(Refused) as refused:
        releasing.produce(
            review_id,
            stamp={**STAMP, "title": "The warning of Director Marlow"},
            version=office.version(review_id),
            actor=office.cast.rosa,
            on=TODAY,
        )

    assert refused.value.code == "release-refused"
    assert "marlow" not in str(refused.value).casefold()
    assert office.state(review_id) is ReviewState.PRODUCTION
    assert not Release.objects.exists()
    assert not Path(settings.STAGING).exists()


def test_a_stamp_that_cannot_be_printed_is_refused(office: Office) -> None:
    review_id = office.in_production()

    with pytest.raises(Refused, match="release-refused"):
        releasing.produce(
            review_id,
            stamp={"colour": "red"},
            version=office.version(review_id),
            actor=office.cast.rosa,
            on=TODAY,
        )


def change_marks(review_id: int) -> None:
    """What an insider with the database could do."""
    guards.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE workflow_mark SET extent = 'unstated' WHERE review_id = %s", [review_id]
        )
    guards.install(connection, EDGES)


def test_marks_changed_behind_the_door_stop_the_copy(office: Office) -> None:
    review_id = office.in_production()
    change_marks(review_id)

    with pytest.raises(Refused, match="marks-changed"):
        office.produce(review_id)


def test_marks_changed_after_the_copy_stop_its_publication(office: Office) -> None:
    review_id = office.in_check()
    change_marks(review_id)

    with pytest.raises(Refused, match="marks-changed"):
        office.pass_check(review_id)
    assert office.state(review_id) is ReviewState.RELEASE_QC


def printed(office: Office, name: str, *, secrets: bool) -> str:
    release = office.released(name, secrets=secrets)
    text = next(file["name"] for file in release.files if file["name"].endswith(".txt"))
    data, kind = reading.release_file(release.pk, text, actor=office.cast.oskar)
    assert kind == "text/plain; charset=utf-8"
    return data.decode()


def test_a_record_that_stays_classified_says_so(office: Office) -> None:
    text = printed(office, "confidential_wrapped.txt", secrets=True)

    assert text.startswith("RELEASE IN PART\nB1 1.4(B), 1.4(D); B6\n")
    assert "Classified by Senior Reviewer, A/GIS/IPS on" in text
    assert "Declassify on: 02/21/2034" in text
    assert "Declassified by" not in text


def test_a_record_released_in_full_is_declassified_by_the_authority(office: Office) -> None:
    text = printed(office, "confidential_wrapped.txt", secrets=False)

    assert text.startswith("RELEASE IN FULL\n")
    assert "Declassified by Dora Dale, Senior Reviewer, A/GIS/IPS" in text


def test_a_record_whose_day_has_passed_was_declassified_on_that_day(office: Office) -> None:
    text = printed(office, "confidential_date_passed.txt", secrets=False)

    assert "Senior Reviewer, A/GIS/IPS, March 12, 2011" in text


def test_an_unclassified_record_is_not_declassified(office: Office) -> None:
    text = printed(office, "unclassified.txt", secrets=False)

    assert "eclassified by" not in text


def test_staged_files_are_for_release_officers_and_the_authority(office: Office) -> None:
    from workflow.errors import Absent

    review_id = office.in_check()
    release = office.review(review_id).releases.get()
    name = release.files[0]["name"]

    for actor in (office.cast.rosa, office.cast.oskar, office.cast.dora):
        assert reading.release_file(release.pk, name, actor=actor)[1] == "application/pdf"
        assert reading.release_preview(release.pk, 1, actor=actor).startswith(b"\x89PNG")
    for actor in (office.cast.alice, office.cast.otto):
        with pytest.raises(Absent):
            reading.release_file(release.pk, name, actor=actor)
    for missing in ("other.pdf", "../../etc/passwd"):
        with pytest.raises(Absent):
            reading.release_file(release.pk, missing, actor=office.cast.rosa)
    with pytest.raises(Absent):
        reading.release_preview(release.pk, 99, actor=office.cast.rosa)


def test_an_altered_file_is_not_served(office: Office, settings) -> None:
    release = office.released()
    name = release.files[0]["name"]
    (settings.PUBLIC / release.folder / name).write_bytes(b"%PDF-1.7 something else")

    with pytest.raises(Refused, match="bytes-differ"):
        reading.release_file(release.pk, name, actor=office.cast.oskar)


def test_a_page_of_a_release_offers_its_check_to_who_may(office: Office) -> None:
    review_id = office.in_check()
    release = office.review(review_id).releases.get()

    for actor, allowed in ((office.cast.rosa, False), (office.cast.oskar, True)):
        page = reading.release_page(release.pk, actor=actor)
        acts = {act.name: act.allowed for act in page.acts}
        assert acts == {"pass_check": allowed, "fail_check": True}
    office.pass_check(review_id)
    page = reading.release_page(release.pk, actor=office.cast.oskar)
    assert (page.state, page.acts) == ("published", ())


def test_the_release_says_what_made_it_and_how_far_the_log_was_signed(office: Office) -> None:
    from workflow.actions import recording

    first = office.released()
    recording.make_checkpoint(bytes(32))
    second = office.released("unclassified.txt", secrets=False)

    assert first.verification["verdict"] == "clean"
    assert first.verification["versions"]["font"]
    assert first.verification["checkpoint"] == "no checkpoint yet"
    assert second.verification["checkpoint"].endswith(" entries")


def test_a_marked_word_is_found_nowhere_but_in_its_cable(office: Office, caplog, settings) -> None:
    """A canary through a whole story: rows, log lines, files that stay and files that leave."""
    from django.apps import apps

    release = office.released()
    held = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for row in model._default_manager.all()
        for field in model._meta.concrete_fields
        if "marlow" in str(getattr(row, field.attname)).casefold()
    ]

    assert held == ["Cable.text"]
    assert "marlow" not in caplog.text.casefold()
    for root in (settings.STAGING, settings.PUBLIC):
        for path in Path(root).rglob("*"):
            assert "marlow" not in path.name.casefold()
    assert "marlow" not in str(release.stamp).casefold()
