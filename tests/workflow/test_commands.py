"""The commands an operator types."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.office import WRAPPED, Office, data_of
from workflow.models import AuditCheckpoint, Cable, Review, guards
from workflow.states import EDGES


class Run:
    """One command: what it printed, and its exit status."""

    def __init__(self, *arguments: str) -> None:
        out, err = io.StringIO(), io.StringIO()
        self.status = 0
        try:
            call_command(*arguments, stdout=out, stderr=err)
        except CommandError as error:
            self.status = error.returncode
            err.write(str(error))
        self.out, self.err = out.getvalue(), err.getvalue()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with two cables, one of them twice, and two files that are none."""
    root = tmp_path / "inbox"
    (root / "more").mkdir(parents=True)
    (root / "a.txt").write_bytes(data_of(WRAPPED))
    (root / "more" / "again").write_bytes(data_of(WRAPPED))
    (root / "more" / "b.txt").write_bytes(data_of("unclassified.txt"))
    (root / "c.pdf").write_bytes(b"%PDF-1.7 canaryword")
    (root / "d.txt").write_bytes(b"canaryword \xff")
    return root


def test_a_folder_is_taken_in_and_one_bad_file_stops_nothing(db: None, inbox: Path) -> None:
    run = Run("ingest", str(inbox))

    assert run.status == 1
    assert run.out == (
        "2 taken in, 1 here already, 2 refused\n"
        "Of those taken in: 0 with the words of an earlier cable, 0 with the number of an earlier"
        f" cable, {Cable.objects.filter(doubts__gt=0).count()} with doubts to settle\n"
    )
    assert "c.pdf: The file is a PDF" in run.err
    assert "canaryword" not in run.err
    assert Cable.objects.count() == Review.objects.count() == 2


def test_taking_in_again_changes_nothing(db: None, inbox: Path) -> None:
    (inbox / "c.pdf").unlink()
    (inbox / "d.txt").unlink()
    Run("ingest", str(inbox))

    run = Run("ingest", str(inbox))

    assert (run.status, run.out) == (0, "0 taken in, 3 here already, 0 refused\n")


def test_a_file_that_is_not_there_is_refused(db: None, tmp_path: Path) -> None:
    run = Run("ingest", str(tmp_path / "missing.txt"))

    assert run.status == 1
    assert "cannot be opened" in run.err


def test_words_and_numbers_that_are_here_already_are_counted(db: None, inbox: Path) -> None:
    more = (inbox / "more").resolve()
    Run("ingest", str(inbox / "a.txt"))
    text = data_of(WRAPPED).decode()
    (more / "again").write_bytes(text.replace("\n", "\r\n").encode())
    (more / "wide").write_bytes(("\ufeff" + text).encode("utf-16-le"))
    (more / "other").write_bytes(text.replace("quay", "mill").encode())

    run = Run("ingest", str(more))

    assert run.out.startswith("4 taken in, 0 here already, 0 refused\n")
    assert "2 with the words of an earlier cable, 3 with the number of an earlier" in run.out
    assert Cable.objects.values("words_sha256").distinct().count() == 3


def test_standard_input_is_taken_in(db: None, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data_of(WRAPPED))))

    run = Run("ingest", "-", "--route", "foia")

    assert run.status == 0
    assert Review.objects.get().route == "foia"
    assert Cable.objects.get().file_name == ""


def test_an_encoding_is_declared_for_a_run(db: None, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("UNCLAS OLDHAVEN 000001\n\n1. Fähre.\n".encode("cp1252"))

    assert Run("ingest", str(path)).status == 1
    assert Run("ingest", str(path), "--encoding", "cp1252").status == 0


def test_a_day_that_does_not_exist_is_refused_in_words(office: Office) -> None:
    assert "not an existing day YYYY-MM-DD" in Run("sweep", "--on", "2034-02-30").err


def test_the_sweep_prints_counts_by_kind(office: Office) -> None:
    office.released()

    forecast = Run("sweep", "--on", "2034-02-21", "--dry-run")
    swept = Run("sweep", "--on", "2034-02-21")

    assert "1  classification has ended" in forecast.out
    assert "1  reviews would be opened, 21 Feb 2034" in forecast.out
    assert "1  reviews opened, 21 Feb 2034" in swept.out
    assert "0  reviews opened, 21 Feb 2034" in Run("sweep", "--on", "2034-02-21").out


def test_publish_says_when_nothing_waits(db: None) -> None:
    assert Run("publish").out == "Nothing waits to be published.\n"


def test_publish_finishes_what_waits_and_says_what_does_not(office: Office, settings) -> None:
    from workflow.actions import publishing

    review_id = office.in_check()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "publish_pending", lambda: ())
        office.pass_check(review_id)
    (next(Path(settings.STAGING).iterdir()) / "more").write_text("x")

    run = Run("publish")

    assert run.status == 1
    assert run.out == "R-2026-000001_v1: refused bytes-differ\n"


def test_check_release_finds_what_was_altered_added_and_lost(office: Office, settings) -> None:
    release = office.released()
    for chosen in ((), (release.number,), (release.folder,)):
        run = Run("check_release", *chosen, "--again")
        assert run.out == "1 releases checked, 0 faults\n"

    folder = settings.PUBLIC / release.folder
    (folder / "more").write_text("x")
    assert "not those that were verified" in Run("check_release").err
    (folder / "more").unlink()
    folder.rename(settings.PUBLIC / "elsewhere")

    run = Run("check_release")

    assert run.status == 1
    assert "missing" in run.err
    assert "elsewhere: it is public, and no release lists it" in run.err
    assert "no release of that name" in Run("check_release", "R-1").err


def test_check_audit_says_how_far_the_log_is_covered(office: Office, tmp_path: Path) -> None:
    office.released()
    whole = Run("check_audit")
    assert (whole.status, whole.err) == (0, "")
    assert "no checkpoint yet" in whole.out

    key = tmp_path / "signing.key"
    verifier = Run("checkpoint", "--key", str(key), "--make-key").out
    (tmp_path / "keys").write_text(verifier.strip())
    note = Run("checkpoint", "--key", str(key)).out
    assert note == AuditCheckpoint.objects.get().note
    assert key.stat().st_mode & 0o077 == 0

    run = Run("check_audit", "--keys", str(tmp_path / "keys"))
    assert run.status == 0
    assert f"covered to {AuditCheckpoint.objects.get().size}" in run.out


def test_check_audit_fails_on_an_edited_entry(office: Office) -> None:
    office.received()
    guards.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE workflow_auditentry SET entry = REPLACE(entry, 'received', 'rejected')"
        )
    guards.install(connection, EDGES)

    run = Run("check_audit")

    assert run.status == 5
    assert "entry 0" in run.err


def test_a_key_is_made_once_and_must_be_a_key(db: None, tmp_path: Path) -> None:
    key = tmp_path / "signing.key"
    Run("checkpoint", "--key", str(key), "--make-key")

    assert "made once" in Run("checkpoint", "--key", str(key), "--make-key").err
    key.write_bytes(b"short")
    assert "32 bytes" in Run("checkpoint", "--key", str(key)).err
    assert "cannot be read" in Run("checkpoint", "--key", str(tmp_path / "none")).err


def test_check_cables_names_columns_that_are_not_what_the_text_says(office: Office) -> None:
    office.received()
    office.received("secret_nodis.txt")
    assert Run("check_cables").out == "2 cables read, 0 columns differ\n"

    Cable.objects.filter(mrn="09TESTVILLE311").update(needs_level=0, subject="something else")
    Cable.objects.get(needs_level=2).captions.all().delete()

    run = Run("check_cables")

    assert run.status == 1
    assert "subject, needs_level" in run.err
    assert "captions" in run.err
    assert "something else" not in run.err


def test_check_cables_compares_what_related_cables_are_found_by(office: Office) -> None:
    cable = office.cable(office.received())
    cable.sketches.first().delete()
    cable.references.create(mrn="09NEWTOWN1")
    Cable.objects.filter(pk=cable.pk).update(words_sha256="0" * 64)

    run = Run("check_cables")

    assert run.status == 1
    assert run.err.startswith(f"cable {cable.pk}: words_sha256, sketches, references\n")


def test_check_release_renders_again_and_compares(office: Office, monkeypatch) -> None:
    from workflow.actions import checking

    release = office.released()
    monkeypatch.setattr(checking, "file_names", lambda *_: {"other": b"bytes"})
    assert "rendered again it has other bytes" in Run("check_release", "--again").err
    monkeypatch.undo()

    guards.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE workflow_mark SET extent = 'unstated'")
    guards.install(connection, EDGES)

    run = Run("check_release", "--again")
    assert f"{release.folder}: it cannot be rendered again: marks-changed" in run.err


def test_check_release_finds_files_that_nobody_passed(office: Office) -> None:
    release = office.released()
    guards.lift(connection)
    release.files = [{**file, "sha256": "0" * 64} for file in release.files]
    release.save()
    guards.install(connection, EDGES)

    run = Run("check_release")

    assert "not those that were verified" in run.err
    assert "the log does not have these files as passed" in run.err


def test_a_number_is_asked_of_a_single_file_only(db: None, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(data_of(WRAPPED))
    assert Run("ingest", str(tmp_path), "--mrn", "09 TESTVILLE 311").status == 1
    one = str(tmp_path / "a.txt")
    assert Run("ingest", one, "--mrn", "09 TESTVILLE 312").status == 1
    assert Run("ingest", one, "--mrn", "09 TESTVILLE 311").status == 0
