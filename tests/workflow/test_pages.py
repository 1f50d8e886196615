"""What screens are given: queues, the reviewer's page, the cable, the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.office import TODAY, Office
from workflow.actions import marking, reviewing
from workflow.models import AuditEntry
from workflow.queries import queues, reading
from workflow.queries.pages import GapLabel
from workflow.states import Decision, Route


def page_of(office: Office, review_id: int, name: str = "alice") -> reading.ReviewPage:
    return reading.review_page(review_id, actor=getattr(office.cast, name), on=TODAY)


def test_every_run_of_the_page_is_the_text_at_its_place(office: Office) -> None:
    review_id = office.with_alice()
    office.mark_secrets(review_id)

    page = page_of(office, review_id)

    runs = [run for portion in page.portions for run in portion.runs]
    assert all(page.text[run.start : run.end] == run.text for run in runs)
    for portion in page.portions:
        ends = [(run.start, run.end) for run in portion.runs]
        assert ends == sorted(ends)
    marked = {n: "" for mark in page.marks for n in [mark.number]}
    for run in runs:
        for number in run.mark_numbers:
            marked[number] += run.text
    assert marked == {mark.number: mark.words for mark in page.marks}


def test_what_leaves_is_the_sanitizers_output(office: Office) -> None:
    review_id = office.with_alice()
    office.mark_secrets(review_id)

    page = page_of(office, review_id)

    shown = "".join(
        str(item) if isinstance(item, GapLabel) else item
        for block in page.leaves
        for item in block.items
    )
    assert "Marlow" not in shown
    assert "[B1 1.4(B), 1.4(D): name not declassified]" in shown


def test_a_mark_says_where_its_words_stand_again(office: Office) -> None:
    review_id = office.with_alice()
    office.mark(review_id, "Marlow")

    (mark,) = page_of(office, review_id).marks
    assert [key for _, _, key in mark.elsewhere] == ["h0", "p1"]
    assert (mark.extent, mark.extent_proposed) == ("auto", "less-than-1-line")
    assert mark.extent_label == "less than 1 line"

    office.mark_same_words(review_id, 1)
    assert not page_of(office, review_id).marks[0].elsewhere


def test_the_page_says_what_each_person_may_do_and_why_not(office: Office) -> None:
    review_id = office.with_alice()

    hers = {act.name: act for act in page_of(office, review_id).acts}
    his = {act.name: act for act in page_of(office, review_id, "boris").acts}

    assert set(hers) == {"submit", "put_back"}
    assert hers["put_back"].allowed
    assert "13 point(s)" in hers["submit"].why
    assert "assigned to Alice Arden" in his["put_back"].why
    assert his["put_back"].cure
    assert page_of(office, review_id).may_decide
    assert not page_of(office, review_id, "boris").may_decide


def test_codes_that_may_not_be_cited_say_why(office: Office) -> None:
    codes = {code.code: code for code in page_of(office, office.with_alice()).codes}

    assert codes["1.4(d)"].allowed
    assert codes["(b)(3)"].allowed
    assert codes["(b)(3)"].needs == "statute"
    assert not codes["25X1"].allowed
    assert "1.4" in codes["25X1"].why


def test_the_page_has_what_its_head_shows(office: Office) -> None:
    page = page_of(office, office.with_alice())

    assert (page.mrn, page.level, page.captions) == (
        "09 TESTVILLE 311",
        "CONFIDENTIAL",
        ("SIPDIS",),
    )
    assert page.code_family == "1.4"
    assert page.reasons == ("1.4(b)", "1.4(d)")
    assert page.determination.reason.startswith("Classified until 21 Feb 2034")
    assert {doubt.code for doubt in page.doubts} == {"PILCROW_AS_DIGIT", "PARAGRAPH_SPLIT"}
    assert "552(a)(6)(A)" in page.due_why
    assert page.reviewer_name == "Alice Arden"


def test_doubts_are_carried_along(office: Office) -> None:
    from workflow.actions import intake

    text = "S E C R E T TESTVILLE 000001\n\nE.O. 12958: DECL: X1\n\n1. (C) One.\n"
    receipt = intake.receive(text.encode(), file_name="x", actor=office.cast.otto)

    page = page_of(office, receipt.review_id)

    (doubt,) = page.doubts
    assert "needs a person" in doubt.title
    assert "One." not in str(page.doubts)


def test_remarks_are_shown_to_the_next_person(office: Office) -> None:
    review_id = office.submitted()
    reviewing.send_back(
        review_id, remark="Look at 3.", version=office.version(review_id), actor=office.cast.boris
    )

    (remark,) = page_of(office, review_id).remarks
    assert (remark.who, remark.text) == ("Boris Brook", "Look at 3.")


def test_reading_is_put_on_record(office: Office) -> None:
    review_id = office.with_alice()
    page_of(office, review_id)
    cable = office.cable(review_id)
    reading.cable_page(cable.pk, actor=office.cast.dora, on=TODAY)

    entries = [row.entry for row in AuditEntry.objects.filter(obj=f"cable:{cable.pk}")]
    assert sum('"act":"cable.read"' in entry for entry in entries) == 2


def test_a_page_costs_no_more_queries_with_many_marks(office: Office) -> None:
    few, many = office.with_alice(), office.with_alice("confidential_date_passed.txt")
    office.mark(few, "Marlow")
    for words in ("Olaf", "Tern", "home", "address", "chairman", "herring"):
        office.mark(many, words, ("(b)(6)",))

    spent = []
    for review_id in (few, many):
        with CaptureQueriesContext(connection) as queries:
            page_of(office, review_id)
        spent.append(len(queries))

    assert spent[0] == spent[1] <= 14


def test_saving_a_mark_costs_few_queries(office: Office) -> None:
    review_id = office.with_alice()

    with CaptureQueriesContext(connection) as queries:
        office.mark(review_id, "Marlow")

    assert len(queries) <= 14  # three of them are the test's own look at the review


def test_the_facts_of_a_cable_stand_on_its_page(office: Office) -> None:
    review_id = office.with_alice()
    cable = office.cable(review_id)

    page = reading.cable_page(cable.pk, actor=office.cast.alice, on=TODAY)

    assert page.tags == (("PREL", "subject"), ("OVIP", "subject"), ("KZ", "country"))
    assert page.received_by == "Otto Orme"
    assert [review.review_id for review in page.reviews] == [review_id]


def test_the_history_tells_what_was_done_in_order(office: Office) -> None:
    review_id = office.with_alice()
    office.decide(review_id, "p0", Decision.RELEASE)
    made = office.mark(review_id, "Marlow")
    marking.remove(
        review_id,
        number=made.number,
        version=office.version(review_id),
        actor=office.cast.alice,
    )

    told = [(line.who, line.sentence) for line in reading.history(review_id, actor=office.cast.ada)]

    assert told[:2] == [
        ("Otto Orme", "Took the cable in."),
        ("Otto Orme", "Opened the review."),
    ]
    assert told[-3:] == [
        ("Alice Arden", "Decided Paragraph 1: release."),
        ("Alice Arden", "Marked words to be withheld: M1."),
        ("Alice Arden", "Removed M1."),
    ]


def test_the_queue_shows_the_most_urgent_first(office: Office) -> None:
    late = office.received("unclassified.txt", Route.SYSTEMATIC)
    soon = office.received("confidential_wrapped.txt", Route.FOIA)

    found = queues.queue(office.cast.alice, on=date(2100, 1, 1))

    assert [row.review_id for row in found.rows] == [soon, late]
    assert [row.is_overdue for row in found.rows] == [True, False]
    assert found.counts == (("RECEIVED", "Received", 2),)


def test_the_queue_is_cut_by_state_owner_and_words(office: Office) -> None:
    mine = office.with_alice()
    office.received("unclassified.txt")
    alice = office.cast.alice

    def shown(**cut: object) -> list[int]:
        return [row.review_id for row in queues.queue(alice, **cut).rows]  # type: ignore[arg-type]

    assert shown(mine=True) == [mine]
    assert shown(state="INITIAL_REVIEW") == [mine]
    assert shown(search="testville 311") == [mine]
    assert shown(search="harbor MINISTRY") == [mine]
    assert shown(search="nowhere") == []
    assert len(shown(search=None)) == 2


def test_counts_and_pages_are_cut_to_what_a_person_may_see(office: Office, monkeypatch) -> None:
    for name in ("unclassified.txt", "confidential_wrapped.txt", "secret_nodis.txt"):
        office.received(name)
    monkeypatch.setattr(queues, "PAGE", 1)

    found = queues.queue(office.cast.alice, page=99)

    assert (found.total, found.pages, found.page, len(found.rows)) == (2, 2, 2, 1)
    unseen = queues.queue(replace(office.cast.alice, active=False))
    assert (unseen.total, unseen.pages, unseen.counts) == (0, 1, ())


@pytest.mark.parametrize("name", ["alice", "ada", "charlie"])
def test_the_dashboard_counts_what_a_person_may_count(office: Office, name: str) -> None:
    from workflow.queries.dashboard import counts

    office.received()

    assert counts(getattr(office.cast, name)).cables == (0 if name == "charlie" else 1)


def test_a_basis_that_tells_is_found_before_the_cable_is_submitted(office: Office) -> None:
    review_id = office.with_alice()
    office.mark(review_id, "Marlow", extent="name", harm="would embarrass Marlow")
    marking.mark_same_words(
        review_id, number=1, version=office.version(review_id), actor=office.cast.alice, on=TODAY
    )
    office.settle_doubts(review_id)
    office.decide_all(review_id)

    page = page_of(office, review_id)

    assert [point.sentence for point in page.open_points] == [
        "A release would be refused now: a withheld word stands in basis: reword it."
    ]
    assert not next(act for act in page.acts if act.name == "submit").allowed


def test_the_authority_is_told_when_approving_ends_a_running_classification(
    office: Office,
) -> None:
    review_id = office.with_alice()
    assert page_of(office, review_id).declassifies

    office.mark(review_id, "Marlow", ("(b)(6)",))
    assert page_of(office, review_id).declassifies

    office.mark(review_id, "555 0100", ("1.4(d)",))
    assert not page_of(office, review_id).declassifies
