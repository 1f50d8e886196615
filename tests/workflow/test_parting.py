"""Paragraphs parted and joined again: what moves, and that no decision moves off its words."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.office import TODAY, Office
from tests.workflow.answering import (
    JOINS,
    codes,
    doubts,
    no_drift,
    on_alices_desk,
)
from workflow.actions import deciding, settling
from workflow.answers import JOINED
from workflow.errors import Refused
from workflow.models import Cable
from workflow.queries.dossier import portions_in
from workflow.states import Decision


def test_a_paragraph_that_is_made_by_parting_is_asked_about(office: Office) -> None:
    review = on_alices_desk(office, JOINS)
    assert codes(office, review.cable) == [JOINED, JOINED]
    settling.split(
        review.cable_id,
        end=JOINS.index("The envoy"),
        reason="",
        actor=office.cast.alice,
        on=TODAY,
    )

    assert codes(office, review.cable) == ["UNMARKED_PORTION", JOINED]
    undone = next(doubt for doubt in doubts(office, review.cable) if doubt.is_undone)
    assert (undone.code, undone.may_undo_join) == (JOINED, False)
    assert no_drift()


def test_parting_and_joining_change_only_what_they_say(office: Office) -> None:
    review = on_alices_desk(office, JOINS)
    end = JOINS.index("the third")
    before = Cable.objects.filter(pk=review.cable_id).values().get()
    shown = [portion.name for portion in portions_in(review.cable)]

    settling.split(review.cable_id, end=end, reason="", actor=office.cast.alice, on=TODAY)
    with pytest.raises(Refused) as refused:
        settling.split(review.cable_id, end=end, reason="", actor=office.cast.alice, on=TODAY)
    assert refused.value.code == "doubt-settled"
    settling.join(review.cable_id, end=end, reason="", actor=office.cast.alice, on=TODAY)
    with pytest.raises(Refused) as refused:
        settling.join(review.cable_id, end=end, reason="", actor=office.cast.alice, on=TODAY)
    assert refused.value.code == "no-such-doubt"

    assert [portion.name for portion in portions_in(review.cable)] == shown
    assert Cable.objects.filter(pk=review.cable_id).values().get() == before


def test_a_page_from_before_a_join_was_undone_decides_nothing(office: Office) -> None:
    review = on_alices_desk(office, JOINS)
    end = JOINS.index("The envoy")
    settling.split(review.cable_id, end=end, reason="", actor=office.cast.otto, on=TODAY)

    with pytest.raises(Refused) as refused:
        deciding.decide(
            review.pk,
            portion="p1",
            decision=Decision.RELEASE,
            version=review.version,
            actor=office.cast.alice,
        )
    assert refused.value.code == "changed-meanwhile"
    assert "Otto Orme" in refused.value.why


def test_an_undone_join_is_what_second_review_reads_and_what_leaves(office: Office) -> None:
    review = on_alices_desk(office, JOINS)
    settling.split(
        review.cable_id,
        end=JOINS.index("The envoy"),
        reason="",
        actor=office.cast.alice,
        on=TODAY,
    )
    office.mark(review.pk, "The envoy spoke of the price of grain.")

    release = office.lead_to_release(review.pk)

    name = next(file["name"] for file in release.files if file["name"].endswith(".txt"))
    copy = (settings.PUBLIC / release.folder / name).read_text("utf-8")
    assert "harbour and" in copy and "grain" not in copy
