"""What comes in: one cable and one review, or a refusal that says what to do."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest

from tests.office import WRAPPED, Office, data_of
from workflow.actions import intake
from workflow.actors import SYSTEM, Level
from workflow.errors import Refused
from workflow.models import AuditEntry, Cable, Review
from workflow.models.digests import TEXT
from workflow.models.log import keyed
from workflow.states import ReviewState, Route


def receive(office: Office, data: bytes, **more: object) -> intake.Receipt:
    return intake.receive(data, file_name="a.txt", actor=office.cast.otto, **more)


def refusal(office: Office, data: bytes, **more: object) -> Refused:
    with pytest.raises(Refused) as refused:
        receive(office, data, **more)
    assert not Cable.objects.exists()
    return refused.value


def test_a_cable_is_kept_as_received_with_its_facts(office: Office) -> None:
    receipt = receive(office, data_of(WRAPPED))

    cable = Cable.objects.get(pk=receipt.cable_id)
    assert cable.text.encode() == data_of(WRAPPED)
    assert cable.sha256 == hashlib.sha256(data_of(WRAPPED)).hexdigest()
    assert (cable.mrn, receipt.mrn) == ("09TESTVILLE311", "09 TESTVILLE 311")
    assert cable.origin_date == date(2009, 2, 21)
    assert cable.effective_date == date(2034, 2, 21)
    assert cable.anniversary_25 == date(2034, 2, 21)
    assert cable.needs_level == Level.CONFIDENTIAL
    assert [tag.code for tag in cable.tags.all()] == ["PREL", "OVIP", "KZ"]
    assert Review.objects.get(pk=receipt.review_id).state == ReviewState.RECEIVED


def test_carriage_returns_and_the_last_newline_are_kept(office: Office) -> None:
    data = data_of("unclassified.txt").rstrip().replace(b"\n", b"\r\n")

    receipt = receive(office, data)

    assert Cable.objects.get(pk=receipt.cable_id).text.encode() == data


def test_the_same_text_twice_is_one_cable_with_an_ordinary_receipt(office: Office) -> None:
    first = receive(office, data_of(WRAPPED))
    second = receive(office, data_of(WRAPPED))

    assert (second.cable_id, second.review_id, second.mrn) == (
        first.cable_id,
        first.review_id,
        first.mrn,
    )
    assert (first.is_new, second.is_new) == (True, False)
    assert Cable.objects.count() == Review.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\n\t", "empty"),
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"PK\x03\x04rest", "an archive or an Office file"),
        (b"\xd0\xcf\x11\xe0rest", "an Office file"),
        (b"{\\rtf1 text}", "a rich-text file"),
        (b"\x1f\x8b\x08", "an archive"),
        (b"\x89PNG\r\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"S E C R E T \x00", "U+0000"),
        (b"S E C R E T \xff\n", "offset 12"),
        (b"word " * 300_000, "1024 KiB"),
    ],
)
def test_what_is_no_plain_text_is_refused_with_its_kind(
    office: Office, data: bytes, says: str
) -> None:
    refused = refusal(office, data)

    assert refused.code == "upload-refused"
    assert says in refused.why
    assert refused.cure


def test_a_refusal_never_quotes_the_file(office: Office) -> None:
    refused = refusal(office, b"S E C R E T TESTVILLE 000001 canaryword \xff")

    assert "canaryword" not in str(refused)
    assert "TESTVILLE" not in str(refused)


def test_a_declared_encoding_is_used(office: Office) -> None:
    receipt = receive(
        office, "UNCLAS OLDHAVEN 000001\n\n1. Fähre.\n".encode("latin-1"), encoding="latin-1"
    )

    cable = Cable.objects.get(pk=receipt.cable_id)
    assert "Fähre" in cable.text
    assert cable.encoding == "iso8859-1"


def test_another_number_than_expected_is_refused(office: Office) -> None:
    refused = refusal(office, data_of(WRAPPED), expected_mrn="09 TESTVILLE 312")

    assert refused.code == "another-number"
    assert "09TESTVILLE311" in refused.why


@pytest.mark.parametrize("number", ["09TESTVILLE311", "09 Testville 000311", "", None])
def test_the_expected_number_may_be_written_in_any_usual_way(
    office: Office, number: str | None
) -> None:
    assert receive(office, data_of(WRAPPED), expected_mrn=number).is_new


def test_only_a_records_officer_or_the_installation_takes_in(office: Office) -> None:
    with pytest.raises(Refused, match="role-missing"):
        intake.receive(data_of(WRAPPED), file_name="a", actor=office.cast.alice)
    assert AuditEntry.objects.filter(entry__contains="role-missing").count() == 1

    assert intake.receive(data_of(WRAPPED), file_name="a", actor=SYSTEM).is_new
    assert Cable.objects.get().received_by is None


def test_a_file_name_is_data_and_never_too_long(office: Office) -> None:
    receipt = intake.receive(
        data_of(WRAPPED), file_name="../../" + "x" * 400, actor=office.cast.otto
    )

    assert len(Cable.objects.get(pk=receipt.cable_id).file_name) == 255


def test_the_log_ties_the_text_in_without_a_plain_digest(office: Office) -> None:
    receive(office, data_of(WRAPPED))
    cable = Cable.objects.get()

    entry = AuditEntry.objects.get(seq=0).entry

    assert keyed(TEXT, cable.text) in entry
    assert cable.sha256 not in entry


@pytest.mark.parametrize(
    ("route", "due"),
    [
        (Route.FOIA, date(2026, 3, 30)),
        (Route.MDR, date(2027, 3, 2)),
        (Route.SYSTEMATIC, None),
    ],
)
def test_the_route_sets_the_clock(office: Office, route: Route, due: date | None) -> None:
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    receipt = receive(office, data_of(WRAPPED), route=route, at=at)

    assert Review.objects.get(pk=receipt.review_id).due_on == due


def test_captions_are_read_wherever_they_stand(office: Office) -> None:
    text = data_of("secret_nodis.txt").replace(b"1. (S)", b"1. (S/NF)")
    receipt = receive(office, text)

    names = {caption.name for caption in Cable.objects.get(pk=receipt.cable_id).captions.all()}
    assert names == {"NODIS", "NOFORN"}


def test_the_highest_portion_decides_who_may_read(office: Office) -> None:
    text = data_of("confidential_date_passed.txt").replace(b"1. (C)", b"1. (TS)")
    receipt = receive(office, text)

    assert Cable.objects.get(pk=receipt.cable_id).needs_level == Level.TOP_SECRET
