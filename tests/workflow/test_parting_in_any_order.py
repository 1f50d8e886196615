"""Paragraphs parted and joined in any order: a decision never ends up on other words."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.office import TODAY, Office
from tests.workflow.test_any_order import undone
from workflow.actions import intake, settling
from workflow.models import PortionDecision
from workflow.queries.columns import drift
from workflow.queries.dossier import Dossier, dossier_of
from workflow.states import Decision

FRONT = """\
C O N F I D E N T I A L TESTVILLE 000417

E.O. 12958: DECL: 02/21/2034
TAGS: PREL, TS
SUBJECT: MANY TALKS

"""
BODY = """\
1. (C) The minister spoke of the harbour and

of the price of grain and

of the weather in the north.

2. (C) The envoy had nothing to say of

the bridge, and took his leave.

FIRST AND LAST

3. (U) Nothing was agreed, and

nobody expects that it will be.
"""
JOINS = 4
Words = tuple[str, ...]


@dataclass
class Desk:
    """One review of a cable with several joins, and what was decided on which words."""

    office: Office
    review_id: int
    decided: dict[Words, str] = field(default_factory=dict)

    def dossier(self) -> Dossier:
        return dossier_of(self.office.review(self.review_id), on=TODAY)

    def words(self) -> dict[str, Words]:
        """The words of every portion, by its key."""
        found = self.dossier()
        return {
            portion.key: tuple(span.of(found.text) for span in (*portion.labels, *portion.spans))
            for portion in found.portions
        }

    def joins(self) -> list[tuple[int, bool]]:
        """The end of every join, and whether it is undone."""
        doubts = [doubt for doubt in self.dossier().doubts if doubt.code == "PARAGRAPH_SPLIT"]
        return sorted((doubt.end, doubt.is_undone) for doubt in doubts)

    def kept(self) -> dict[Words, str]:
        """Every decision that counts, by the words it stands on now."""
        words = self.words()
        rows = PortionDecision.objects.filter(review_id=self.review_id).exclude(decision="")
        return {words[row.portion]: row.decision for row in rows}

    def decide(self, key: str, decision: Decision) -> None:
        self.office.decide(self.review_id, key, decision)
        self.decided[self.words()[key]] = decision.value

    def turn(self, end: int, is_undone: bool) -> None:
        """Undo a join, or restore it; what was decided on words that are gone is void."""
        act = settling.join if is_undone else settling.split
        cable_id = self.office.review(self.review_id).cable_id
        act(cable_id, end=end, reason="", actor=self.office.cast.alice, on=TODAY)
        there = set(self.words().values())
        self.decided = {words: said for words, said in self.decided.items() if words in there}


def desk_with_joins(office: Office) -> Desk:
    receipt = intake.receive((FRONT + BODY).encode(), file_name="joins.txt", actor=office.cast.otto)
    office.accept(receipt.review_id)
    office.assign(receipt.review_id)
    return Desk(office, receipt.review_id)


def test_parting_moves_later_decisions_with_their_words_and_voids_that_on_the_parted(
    office: Office,
) -> None:
    desk = desk_with_joins(office)
    for number, key in enumerate(("p0", "p1", "p2")):
        desk.decide(key, list(Decision)[number])
    before = desk.words()
    first, is_undone = desk.joins()[0]
    desk.turn(first, is_undone)
    assert before["p0"] not in desk.kept()
    assert desk.kept()[before["p1"]] == Decision.WITHHOLD
    assert desk.kept()[before["p2"]] == Decision.PART
    assert {"p0", "p1"}.isdisjoint(desk.dossier().decisions)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_order_of_parting_and_joining_puts_a_decision_on_other_words(
    office: Office, data
) -> None:
    with undone():
        desk = desk_with_joins(office)
        assert len(desk.joins()) == JOINS
        for _ in range(data.draw(st.integers(3, 12))):
            if data.draw(st.booleans()):
                desk.turn(*data.draw(st.sampled_from(desk.joins())))
            else:
                key = data.draw(st.sampled_from(sorted(desk.words())))
                desk.decide(key, data.draw(st.sampled_from(Decision)))
            assert desk.kept() == desk.decided
            assert [wrong for _, wrong in drift()] == [()]
