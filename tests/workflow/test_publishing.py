"""The outbox: whatever stops a publication, running it again finishes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.office import Office
from workflow import clock
from workflow.actions import publishing, releasing, staging
from workflow.models import AuditEntry, Outbox, Release
from workflow.states import ReviewState


class Crash(BaseException):
    """The process is gone."""


def crash(*_: object, **__: object) -> None:
    raise Crash


def then_crash(step: Callable[..., object]) -> Callable[..., None]:
    def stepped(*args: object, **named: object) -> None:
        step(*args, **named)
        raise Crash

    return stepped


def public(settings) -> list[str]:
    root = Path(settings.PUBLIC)
    return sorted(path.name for path in root.iterdir()) if root.exists() else []


def published_entries() -> int:
    return AuditEntry.objects.filter(entry__startswith='{"act":"review.publish"').count()


BOUNDARIES = {
    "before the outbox is read": (releasing.publishing, "publish_pending", crash),
    "before the files are moved": (staging, "move", crash),
    "after the files were moved": (staging, "move", then_crash(staging.move)),
    "before the end is recorded": (publishing, "_finish", crash),
    "while the end is recorded": (publishing, "keep", crash),
    "before the end is committed": (publishing, "keep", then_crash(publishing.keep)),
    "after the end was recorded": (publishing, "_finish", then_crash(publishing._finish)),
}


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_a_crash_at_any_step_is_finished_by_publishing_again(
    office: Office, settings, monkeypatch, boundary: str
) -> None:
    review_id = office.in_check()
    module, name, broken = BOUNDARIES[boundary]
    monkeypatch.setattr(module, name, broken)
    with pytest.raises(Crash):
        office.pass_check(review_id)
    monkeypatch.undo()
    release = Release.objects.get()
    if public(settings):
        assert Outbox.objects.filter(release=release).exists()
    if office.state(review_id) is not ReviewState.RELEASED:
        assert release.published_at is None

    publishing.publish_pending()
    publishing.publish_pending()

    assert office.state(review_id) is ReviewState.RELEASED
    assert public(settings) == [release.folder]
    assert published_entries() == 1
    assert Outbox.objects.get().done_at is not None
    assert not list(Path(settings.STAGING).iterdir())


def test_a_crash_while_producing_leaves_no_release(office: Office, monkeypatch) -> None:
    review_id = office.in_production()
    for broken in (crash, then_crash(staging.replace)):
        monkeypatch.setattr(staging, "replace", broken)
        with pytest.raises(Crash):
            office.produce(review_id)
        monkeypatch.undo()

        assert office.state(review_id) is ReviewState.PRODUCTION
        assert not Release.objects.exists()

    office.produce(review_id)
    assert office.pass_check(review_id).published_at


def waiting(office: Office, monkeypatch) -> Release:
    """A release that passed its check and is not public yet."""
    review_id = office.in_check()
    monkeypatch.setattr(publishing, "publish_pending", lambda: ())
    office.pass_check(review_id)
    monkeypatch.undo()
    return Release.objects.get()


def test_lost_staged_files_are_made_again_with_the_same_bytes(
    office: Office, settings, monkeypatch
) -> None:
    release = waiting(office, monkeypatch)
    shutil.rmtree(settings.STAGING)

    (outcome,) = publishing.publish_pending()

    assert (outcome.folder, outcome.state) == (release.folder, "published")
    assert public(settings) == [release.folder]


def alter(folder: Path) -> None:
    path = next(folder.glob("*.txt"))
    path.write_bytes(path.read_bytes() + b" ")


def lose_one(folder: Path) -> None:
    next(folder.glob("*.json")).unlink()


def add_one(folder: Path) -> None:
    (folder / "more.txt").write_text("x")


def link_one(folder: Path) -> None:
    path = next(folder.glob("*.pdf"))
    path.rename(folder.parent / "elsewhere.pdf")
    path.symlink_to(folder.parent / "elsewhere.pdf")


@pytest.mark.parametrize("spoil", [alter, lose_one, add_one, link_one])
def test_files_that_are_not_those_verified_are_refused(
    office: Office, settings, monkeypatch, spoil: Callable[[Path], None]
) -> None:
    release = waiting(office, monkeypatch)
    spoil(settings.STAGING / release.folder)

    (outcome,) = publishing.publish_pending()

    assert (outcome.state, outcome.code) == ("refused", "bytes-differ")
    assert public(settings) == []
    assert office.state(release.review_id) is ReviewState.PRODUCTION
    assert publishing.publish_pending() == ()
    office.produce(release.review_id)
    assert office.pass_check(release.review_id).published_at


def test_whoever_passed_a_refused_copy_may_produce_the_next(
    office: Office, settings, monkeypatch
) -> None:
    release = waiting(office, monkeypatch)
    alter(settings.STAGING / release.folder)
    publishing.publish_pending()
    swapped = replace(office.cast, rosa=office.cast.oskar, oskar=office.cast.rosa)

    Office(swapped).produce(release.review_id)
    assert Office(swapped).pass_check(release.review_id).published_at


def test_foreign_files_under_the_public_name_are_refused(
    office: Office, settings, monkeypatch
) -> None:
    release = waiting(office, monkeypatch)
    (settings.PUBLIC / release.folder).mkdir(parents=True)

    (outcome,) = publishing.publish_pending()

    assert outcome.code == "bytes-differ"
    assert office.state(release.review_id) is ReviewState.PRODUCTION


def test_another_build_that_renders_other_bytes_is_refused(
    office: Office, settings, monkeypatch
) -> None:
    release = waiting(office, monkeypatch)
    shutil.rmtree(settings.STAGING)
    monkeypatch.setattr(
        publishing, "file_names", lambda *_: {f["name"]: b"x" for f in release.files}
    )

    (outcome,) = publishing.publish_pending()

    assert outcome.code == "bytes-differ"
    assert public(settings) == []


def test_a_release_waits_while_the_disk_fails(office: Office, settings, monkeypatch) -> None:
    release = waiting(office, monkeypatch)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(staging, "move", full)
    (outcome,) = publishing.publish_pending()
    monkeypatch.undo()

    assert outcome.state == "waiting"
    assert office.state(release.review_id) is ReviewState.PUBLISHING
    assert [done.state for done in publishing.publish_pending()] == ["published"]


def test_the_end_of_a_publication_is_recorded_once(office: Office, monkeypatch) -> None:
    release = waiting(office, monkeypatch)
    publishing.publish_pending()

    publishing._finish(release, clock.now())

    assert office.state(release.review_id) is ReviewState.RELEASED
    assert published_entries() == 1


def test_forgotten_staging_folders_go_after_a_day_and_needed_ones_stay(
    office: Office, settings
) -> None:
    office.in_check()
    needed = [path.name for path in Path(settings.STAGING).iterdir()]
    (settings.STAGING / ".left-by-a-kill").mkdir()

    publishing.publish_pending()
    assert (settings.STAGING / ".left-by-a-kill").exists()
    publishing.publish_pending(at=clock.now() + timedelta(days=2))

    assert [path.name for path in Path(settings.STAGING).iterdir()] == needed


def test_public_files_can_be_read_by_all_and_run_by_nobody(office: Office, settings) -> None:
    release = office.released()
    folder = settings.PUBLIC / release.folder

    assert folder.stat().st_mode & 0o777 == 0o755
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o644}
