"""One door for writes: all of an act is kept and recorded, or nothing of it."""

from __future__ import annotations

import json

import pytest

from tests.office import TODAY, Office, data_of
from workflow.actions import (
    assigning,
    deciding,
    determining,
    intake,
    marking,
    releasing,
    reviewing,
)
from workflow.errors import Absent, Refused
from workflow.models import AuditEntry, PortionDecision, Review, log
from workflow.states import Decision


def entries() -> list[dict[str, object]]:
    return [json.loads(row.entry) for row in AuditEntry.objects.order_by("seq")]


def acts() -> list[object]:
    return [entry["act"] for entry in entries()]


def test_every_change_has_exactly_one_entry(office: Office) -> None:
    office.released()

    counted = acts()
    assert counted[:4] == ["cable.received", "review.opened", "review.accept", "review.assign"]
    for once in ("review.submit", "review.concur", "review.approve", "review.produce"):
        assert counted.count(once) == 1
    assert counted[-2:] == ["review.pass_check", "review.publish"]
    versions = [
        entry["data"]["version"]  # type: ignore[index]
        for entry in entries()
        if "version" in entry["data"]  # type: ignore[operator]
    ]
    assert versions == list(range(2, len(versions) + 2))


def test_entries_say_who_acted_in_which_role(office: Office) -> None:
    review_id = office.determined()

    concurred = next(entry for entry in entries() if entry["act"] == "review.concur")

    assert concurred["actor"] == f"user:{office.cast.boris.id}"
    assert concurred["role"] == "senior_reviewer"
    assert concurred["obj"] == f"review:{review_id}"


def test_a_stale_page_is_refused_with_who_and_when(office: Office) -> None:
    review_id = office.with_alice()
    seen = office.version(review_id)
    office.decide(review_id, "p0", Decision.RELEASE)

    with pytest.raises(Refused) as refusal:
        deciding.decide(
            review_id,
            portion="p1",
            decision=Decision.RELEASE,
            version=seen,
            actor=office.cast.alice,
        )

    assert refusal.value.code == "changed-meanwhile"
    assert "Alice Arden" in refusal.value.why
    assert not PortionDecision.objects.filter(portion="p1").exists()


def test_a_refusal_changes_nothing_and_is_recorded(office: Office) -> None:
    review_id = office.with_alice()
    before = office.version(review_id)

    with pytest.raises(Refused, match="role-missing"):
        reviewing.concur(review_id, marks_digest="", version=before, actor=office.cast.alice)

    assert office.version(review_id) == before
    last = entries()[-1]
    assert last["act"] == "refused"
    assert last["data"] == {"act": "review.concur", "code": "role-missing"}


def test_without_its_entry_no_act_is_kept(office: Office, monkeypatch) -> None:
    review_id = office.with_alice()
    before, length = office.version(review_id), AuditEntry.objects.count()

    def fails(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(log, "grow", fails)
    with pytest.raises(OSError):
        office.decide(review_id, "p0", Decision.RELEASE)
    monkeypatch.undo()

    assert office.version(review_id) == before
    assert not PortionDecision.objects.exists()
    assert AuditEntry.objects.count() == length


def test_without_its_entry_no_cable_is_taken_in(office: Office, monkeypatch) -> None:
    monkeypatch.setattr(log, "entry_bytes", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        office.received()
    assert not Review.objects.exists()


ACTS = {
    "accept": lambda i, v, a: intake.accept(i, version=v, actor=a),
    "assign": lambda i, v, a: assigning.assign(i, reviewer_id=a.id, version=v, actor=a),
    "put_back": lambda i, v, a: assigning.put_back(i, remark="x", version=v, actor=a),
    "decide": lambda i, v, a: deciding.decide(
        i, portion="p0", decision=Decision.RELEASE, version=v, actor=a
    ),
    "mark": lambda i, v, a: marking.mark(
        i,
        ranges=[(0, 9)],
        text_sha256="",
        codes=["(b)(6)"],
        extent="auto",
        basis={},
        reason="",
        version=v,
        actor=a,
        on=TODAY,
    ),
    "mark_same": lambda i, v, a: marking.mark_same_words(i, number=1, version=v, actor=a, on=TODAY),
    "remove": lambda i, v, a: marking.remove(i, number=1, version=v, actor=a),
    "withhold": lambda i, v, a: marking.withhold_portion(
        i,
        portion="p0",
        codes=["(b)(6)"],
        extent="auto",
        basis={},
        reason="",
        version=v,
        actor=a,
        on=TODAY,
    ),
    "submit": lambda i, v, a: reviewing.submit(i, version=v, actor=a, on=TODAY),
    "concur": lambda i, v, a: reviewing.concur(i, marks_digest="", version=v, actor=a),
    "send_back": lambda i, v, a: reviewing.send_back(i, remark="x", version=v, actor=a),
    "approve": lambda i, v, a: determining.approve(i, remark="", version=v, actor=a),
    "deny": lambda i, v, a: determining.deny(i, segregability="x", version=v, actor=a),
    "produce": lambda i, v, a: releasing.produce(i, stamp={}, version=v, actor=a, on=TODAY),
    "pass_check": lambda i, v, a: releasing.pass_check(i, version=v, actor=a),
    "fail_check": lambda i, v, a: releasing.fail_check(i, remark="x", version=v, actor=a),
}


@pytest.mark.parametrize("act", ACTS)
def test_for_charlie_no_review_exists_to_act_upon(office: Office, act: str) -> None:
    review_id = office.with_alice()
    state, version = office.state(review_id), office.version(review_id)

    with pytest.raises(Absent):
        ACTS[act](review_id, version, office.cast.charlie)
    with pytest.raises(Absent):
        ACTS[act](review_id + 1000, version, office.cast.charlie)

    assert (office.state(review_id), office.version(review_id)) == (state, version)


def test_the_log_does_not_tell_whether_what_was_asked_for_exists(office: Office) -> None:
    review_id = office.with_alice()
    for wanted in (review_id, review_id + 1000):
        with pytest.raises(Absent):
            ACTS["accept"](wanted, 1, office.cast.charlie)

    there, nowhere = entries()[-2:]

    assert there["act"] == nowhere["act"] == "absent"
    assert str(there["obj"]).startswith("id:")
    assert len(str(there["obj"])) == len(str(nowhere["obj"]))
    assert there["data"] == nowhere["data"]


@pytest.mark.parametrize("act", ACTS)
def test_no_act_is_open_to_everybody(office: Office, act: str) -> None:
    """Ada and Adam hold office roles, and no act on a cable is theirs."""
    review_id = office.with_alice()
    for actor in (office.cast.ada, office.cast.adam):
        with pytest.raises(Absent):
            ACTS[act](review_id, office.version(review_id), actor)


def test_no_word_of_a_cable_enters_the_log(office: Office) -> None:
    review_id = office.submitted()
    reviewing.send_back(
        review_id,
        remark="Marlow stands again in the heading",
        version=office.version(review_id),
        actor=office.cast.boris,
    )

    log_text = "\n".join(row.entry for row in AuditEntry.objects.all())

    words = {word for word in data_of("confidential_wrapped.txt").decode().split() if len(word) > 6}
    assert not [place for place, word in enumerate(sorted(words)) if word in log_text]
    assert "Marlow" not in log_text
