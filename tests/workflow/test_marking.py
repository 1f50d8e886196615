"""Marking words: places and digests come in, rows come out, and nothing is ever edited."""

from __future__ import annotations

import hashlib

import pytest

from tests.office import TODAY, Office, places_of
from workflow.actions import marking
from workflow.errors import Refused
from workflow.models import AuditEntry, Mark, PortionDecision
from workflow.queries.dossier import dossier_of
from workflow.states import Decision, MarkState


@pytest.fixture
def review_id(office: Office) -> int:
    return office.with_alice()


def mark(office: Office, review_id: int, **changed: object) -> Mark:
    cable = office.cable(review_id)
    given: dict[str, object] = {
        "ranges": [tuple(places_of(cable.text, "Marlow")[0])],
        "text_sha256": cable.sha256,
        "codes": ["1.4(d)"],
        "extent": "auto",
        "basis": {},
        "reason": "",
        "version": office.version(review_id),
        "actor": office.cast.alice,
        "on": TODAY,
    }
    return marking.mark(review_id, **(given | changed))  # type: ignore[arg-type]


def refusal(office: Office, review_id: int, **changed: object) -> Refused:
    before = Mark.objects.count()
    with pytest.raises(Refused) as refused:
        mark(office, review_id, **changed)
    assert Mark.objects.count() == before
    return refused.value


def test_a_mark_is_kept_with_who_why_and_where(office: Office, review_id: int) -> None:
    made = mark(office, review_id, codes=["B6", "1.4(D)"], extent="name", reason=" privacy ")

    row = Mark.objects.get(pk=made.pk)
    assert (row.number, row.state) == (1, MarkState.MARKED)
    assert row.codes == ["(b)(6)", "1.4(d)"]
    assert row.reason == "privacy"
    assert row.made_by_id == office.cast.alice.id
    assert len(row.words_digest) == 64


def test_the_digest_of_marked_words_cannot_be_guessed(office: Office, review_id: int) -> None:
    made = mark(office, review_id)

    assert made.words_digest != hashlib.sha256(b"Marlow").hexdigest()
    assert made.words_digest in AuditEntry.objects.latest("seq").entry


def test_the_words_seen_must_be_the_words_covered(office: Office, review_id: int) -> None:
    right, wrong = (hashlib.sha256(word).hexdigest() for word in (b"Marlow", b"Marlov"))

    assert refusal(office, review_id, words_sha256=wrong).code == "text-changed"
    assert mark(office, review_id, words_sha256=right).number == 1


def test_a_mark_on_another_text_is_refused(office: Office, review_id: int) -> None:
    assert refusal(office, review_id, text_sha256="0" * 64).code == "text-changed"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"codes": []}, "without a code"),
        ({"codes": ["1.4(z)"]}, "catalogue"),
        ({"extent": "huge"}, "extent"),
        ({"ranges": []}, "without a range"),
        ({"ranges": [(5, 5)]}, "ends where it starts"),
        ({"ranges": [(-1, 5)]}, "before the text"),
        ({"ranges": [(0, 10**6)]}, "beyond the text"),
        ({"ranges": [(0, 2)]}, "mark"),
        ({"basis": {"gossip": "x"}}, "basis"),
    ],
)
def test_a_mark_that_cannot_be_is_refused_with_a_reason(
    office: Office, review_id: int, changed: dict[str, object], says: str
) -> None:
    refused = refusal(office, review_id, **changed)

    assert refused.code == "mark-refused"
    assert says in refused.why
    assert "Marlow" not in str(refused)


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        (["25X1"], "family-does-not-fit-age"),
        (["(b)(3)"], "statute-missing"),
        (["(b)(5)"], "privilege-missing"),
    ],
)
def test_a_code_that_may_not_be_cited_that_day_is_refused(
    office: Office, review_id: int, codes: list[str], code: str
) -> None:
    assert refusal(office, review_id, codes=codes).code == code


def test_past_the_marked_date_nothing_is_withheld_as_classified(office: Office) -> None:
    review_id = office.with_alice("confidential_date_passed.txt")

    with pytest.raises(Refused, match="marked-date-passed"):
        office.mark(review_id, "herring", ("1.4(d)",))
    assert office.mark(review_id, "Olaf Tern", ("(b)(6)",)).number == 1


def test_the_same_decision_is_made_for_every_other_place(office: Office, review_id: int) -> None:
    first = mark(office, review_id, codes=["1.4(b)", "1.4(d)"], extent="name")

    others = office.mark_same_words(review_id, first.number)

    text = office.cable(review_id).text
    covered = [text[start:end] for row in others for start, end in row.ranges]
    assert covered == ["MARLOW", "Marlow"]
    assert {(tuple(row.codes), row.extent) for row in others} == {(tuple(first.codes), "name")}


def test_a_place_that_is_marked_already_is_not_marked_again(office: Office, review_id: int) -> None:
    first = mark(office, review_id)
    office.mark_same_words(review_id, first.number)

    with pytest.raises(Refused, match="nowhere else unmarked"):
        office.mark_same_words(review_id, first.number)


def test_a_removed_mark_stays_as_superseded(office: Office, review_id: int) -> None:
    made = mark(office, review_id)
    marking.remove(
        review_id,
        number=made.number,
        version=office.version(review_id),
        actor=office.cast.alice,
    )

    row = Mark.objects.get(pk=made.pk)
    assert row.state == MarkState.SUPERSEDED
    assert row.superseded_by_id == office.cast.alice.id
    assert not dossier_of(office.review(review_id), on=TODAY).marks
    assert mark(office, review_id).number == made.number + 1


def test_a_mark_that_is_not_live_is_no_mark(office: Office, review_id: int) -> None:
    for number in (1, 99):
        with pytest.raises(Refused, match="no-such-mark"):
            marking.remove(
                review_id,
                number=number,
                version=office.version(review_id),
                actor=office.cast.alice,
            )


def test_a_whole_portion_is_withheld_and_decided_in_one_act(office: Office, review_id: int) -> None:
    before = office.version(review_id)
    marking.withhold_portion(
        review_id,
        portion="p1",
        codes=["1.4(d)"],
        extent="paragraph",
        basis={},
        reason="",
        version=before,
        actor=office.cast.alice,
        on=TODAY,
    )

    dossier = dossier_of(office.review(review_id), on=TODAY)
    portion = dossier.portion("p1")
    assert portion is not None
    assert portion.letters(dossier.text, besides=dossier.withheld) == 0
    assert PortionDecision.objects.get().decision == Decision.WITHHOLD
    assert office.version(review_id) == before + 1


def test_a_portion_the_cable_does_not_have_is_refused(office: Office, review_id: int) -> None:
    for portion in ("p99", "x", ""):
        with pytest.raises(Refused, match="no-such-portion"):
            office.decide(review_id, portion, Decision.RELEASE)


def test_the_last_decision_of_a_portion_counts(office: Office, review_id: int) -> None:
    office.decide(review_id, "p0", Decision.WITHHOLD)
    office.decide(review_id, "p0", Decision.RELEASE)

    assert PortionDecision.objects.get().decision == Decision.RELEASE
