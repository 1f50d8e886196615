"""The cable's page, the history of a review, a release and its files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.office import Office
from tests.portal.browsing import Browser, address
from workflow.models import Release


def test_the_cable_tells_its_status_why_and_how_it_came(
    browser_of: Browser, office: Office
) -> None:
    review_id = office.with_alice()
    html = browser_of("alice").get(address("cable", office.review(review_id).cable_id))
    page = html.content.decode()
    for words in ("Classified until 21 Feb 2034", "EO 13526", "R01", "AMEMBASSY TESTVILLE", "PREL"):
        assert words in page
    assert office.cable(review_id).sha256 in page
    assert "<svg" in page and "Today" in page


def test_the_history_says_who_did_what(browser_of: Browser, office: Office) -> None:
    review_id = office.submitted()
    page = browser_of("boris").get(address("history", review_id)).content.decode()
    assert page.count("Alice Arden") > 5 and "Otto Orme" in page


def test_an_auditor_reads_the_history_and_not_the_text(browser_of: Browser, office: Office) -> None:
    review_id = office.submitted()
    ada = browser_of("ada")
    page = ada.get(address("history", review_id))
    assert page.status_code == 200 and b"HARBOR" not in page.content
    assert b"Back to the review" not in page.content
    assert ada.get(address("review", review_id)).status_code == 404
    assert ada.get(address("cable", office.review(review_id).cable_id)).status_code == 404


def test_a_release_shows_the_real_pages_and_lists_files_with_digests(
    browser_of: Browser, office: Office
) -> None:
    office.in_check()
    release = Release.objects.get()
    oskar = browser_of("oskar")
    page = oskar.get(address("release", release.pk)).content.decode()
    assert f'alt="Page 1 of {release.pages} of the release copy"' in page
    for file in release.files:
        assert file["sha256"] in page and file["name"] in page
    picture = oskar.get(address("release-page", release.pk))
    assert picture["Content-Type"] == "image/png" and picture.content[:4] == b"\x89PNG"


def test_whoever_produced_the_copy_sees_why_they_may_not_pass_it(
    browser_of: Browser, office: Office
) -> None:
    office.in_check()
    place = address("release", Release.objects.get().pk)
    rosa, oskar = (browser_of(name).get(place).content.decode() for name in ("rosa", "oskar"))
    assert "second person" in rosa and "Pass and publish</button>" not in rosa
    assert "Pass and publish</button>" in oskar


def test_files_go_out_with_their_bytes_their_kind_and_a_name_of_ours(
    browser_of: Browser, office: Office
) -> None:
    release = office.released()
    alice = browser_of("alice")
    kinds = {
        "pdf": "application/pdf",
        "txt": "text/plain; charset=utf-8",
        "json": "application/json",
    }
    for file in release.files:
        answer = alice.get(address("release-file", release.pk, file["name"]))
        assert len(answer.content) == file["size"]
        assert answer["Content-Type"] == kinds[file["name"].rsplit(".", 1)[1]]
        assert answer["Content-Disposition"] == f'attachment; filename="{file["name"]}"'


def test_only_the_pdf_is_shown_in_a_frame(browser_of: Browser, office: Office) -> None:
    release = office.released()
    alice = browser_of("alice")
    pdf = alice.get(address("release-copy", release.pk, f"{release.folder}.pdf"))
    text = alice.get(address("release-copy", release.pk, f"{release.folder}.txt"))
    assert pdf["Content-Disposition"].startswith("inline")
    assert text["Content-Disposition"].startswith("attachment")


def test_a_file_that_was_altered_is_not_handed_out(
    browser_of: Browser, office: Office, settings: Any
) -> None:
    release = office.released()
    pdf = Path(settings.PUBLIC) / release.folder / f"{release.folder}.pdf"
    pdf.chmod(0o600)
    pdf.write_bytes(pdf.read_bytes() + b" ")
    answer = browser_of("alice").get(address("release-file", release.pk, pdf.name))
    assert answer.status_code == 403 and b"not those that were verified" in answer.content


def test_a_file_the_release_does_not_list_is_not_there(browser_of: Browser, office: Office) -> None:
    release = office.released()
    for name in ("secret.txt", "..", "%2e%2e%2fdeclass.db"):
        place = address("release-file", release.pk, "NAME").replace("NAME", name)
        assert browser_of("alice").get(place).status_code == 404


def test_charlie_finds_none_of_it(
    django_db_reset_sequences: None, browser_of: Browser, office: Office
) -> None:
    release = office.released()
    charlie = browser_of("charlie")
    for name in ("cable", "history", "release", "release-page", "release-file", "release-copy"):
        assert charlie.get(address(name, 1)).status_code == 404
    assert release.pk == 1
