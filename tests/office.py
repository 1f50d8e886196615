"""An office in which tests lead cables from desk to desk, through the same acts as people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from redaction.spans import Span
from workflow.actions import (
    assigning,
    deciding,
    determining,
    intake,
    marking,
    releasing,
    reviewing,
    settling,
)
from workflow.actors import Actor
from workflow.models import Cable, Mark, Release, Review
from workflow.queries.dossier import dossier_of
from workflow.queries.doubting import open_doubts
from workflow.states import Decision, ReviewState, Route

CABLES = Path(__file__).parent / "cables"
TODAY = date(2026, 3, 2)
WRAPPED = "confidential_wrapped.txt"
STAMP = {"case": "F-2026-00042", "document": "D00000311"}
# Words of WRAPPED that a careful reviewer withholds, each with codes and extent.
SECRETS = (
    ("Marlow", ("1.4(b)", "1.4(d)"), "name"),
    ("brother owns the quay", ("1.4(d)",), "auto"),
    ("555 0100", ("(b)(6)",), "number"),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the tests, as the rules see them on ``TODAY``."""

    alice: Actor
    boris: Actor
    charlie: Actor
    dora: Actor
    rosa: Actor
    oskar: Actor
    otto: Actor
    ada: Actor
    adam: Actor


def data_of(name: str) -> bytes:
    """The bytes of a test cable."""
    return (CABLES / name).read_bytes()


def places_of(text: str, words: str) -> list[Span]:
    """Every place of some words, in that letter case."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return found


@dataclass(frozen=True, slots=True)
class Office:
    """Verbs of the office; each does one or more acts by the person they belong to."""

    cast: Cast

    def review(self, review_id: int) -> Review:
        """The review as it stands."""
        return Review.objects.select_related("cable").get(pk=review_id)

    def version(self, review_id: int) -> int:
        """The version a person who looks now would see."""
        return Review.objects.values_list("version", flat=True).get(pk=review_id)

    def cable(self, review_id: int) -> Cable:
        """The cable of a review."""
        return self.review(review_id).cable

    def received(self, name: str = WRAPPED, route: Route = Route.FOIA) -> int:
        """A cable just taken in."""
        receipt = intake.receive(data_of(name), file_name=name, actor=self.cast.otto, route=route)
        return receipt.review_id

    def in_triage(self, name: str = WRAPPED) -> int:
        """A cable Otto has accepted."""
        review_id = self.received(name)
        self.accept(review_id)
        return review_id

    def accept(self, review_id: int) -> None:
        """Otto accepts."""
        intake.accept(review_id, version=self.version(review_id), actor=self.cast.otto)

    def with_alice(self, name: str = WRAPPED) -> int:
        """A cable on Alice's desk."""
        review_id = self.in_triage(name)
        self.assign(review_id)
        return review_id

    def assign(self, review_id: int) -> None:
        """Otto assigns Alice."""
        assigning.assign(
            review_id,
            reviewer_id=self.cast.alice.id,
            version=self.version(review_id),
            actor=self.cast.otto,
        )

    def mark(
        self,
        review_id: int,
        words: str,
        codes: tuple[str, ...] = ("1.4(d)",),
        extent: str = "auto",
        **basis: str,
    ) -> Mark:
        """Alice marks the first place of some words."""
        cable = self.cable(review_id)
        return marking.mark(
            review_id,
            ranges=[tuple(places_of(cable.text, words)[0])],
            text_sha256=cable.sha256,
            codes=codes,
            extent=extent,
            basis=basis,
            reason="",
            version=self.version(review_id),
            actor=self.cast.alice,
            on=TODAY,
        )

    def mark_secrets(self, review_id: int) -> None:
        """Alice marks all that a careful reviewer would, everywhere it stands."""
        for words, codes, extent in SECRETS:
            made = self.mark(review_id, words, codes, extent)
            if words == "Marlow":
                self.mark_same_words(review_id, made.number)

    def mark_same_words(self, review_id: int, number: int) -> tuple[Mark, ...]:
        """Alice marks every other place of a mark's words."""
        return marking.mark_same_words(
            review_id,
            number=number,
            version=self.version(review_id),
            actor=self.cast.alice,
            on=TODAY,
        )

    def decide_all(self, review_id: int) -> None:
        """Alice decides every portion as the marks in it say."""
        dossier = dossier_of(self.review(review_id), on=TODAY)
        for portion in dossier.portions:
            touched = portion.touches(dossier.withheld)
            left = portion.letters(dossier.text, besides=dossier.withheld)
            decision = (
                Decision.RELEASE if not touched else Decision.PART if left else Decision.WITHHOLD
            )
            self.decide(review_id, portion.key, decision)

    def decide(self, review_id: int, portion: str, decision: Decision) -> None:
        """Alice decides one portion."""
        deciding.decide(
            review_id,
            portion=portion,
            decision=decision,
            version=self.version(review_id),
            actor=self.cast.alice,
        )

    def submitted(self, name: str = WRAPPED, *, secrets: bool = True) -> int:
        """A cable Alice has finished."""
        review_id = self.with_alice(name)
        if secrets:
            self.mark_secrets(review_id)
        self.decide_all(review_id)
        self.submit(review_id)
        return review_id

    def settle_doubts(self, review_id: int) -> None:
        """Alice accepts what the reading leaves in doubt."""
        review = self.review(review_id)
        doubts = open_doubts(dossier_of(review, on=TODAY).doubts)
        for doubt in doubts:
            settling.accept(
                review.cable_id,
                code=doubt.code,
                start=doubt.start,
                end=doubt.end,
                reason="As printed." if doubt.severity == "error" else "",
                actor=self.cast.alice,
                on=TODAY,
            )

    def submit(self, review_id: int) -> None:
        """Alice settles what is in doubt, and submits."""
        self.settle_doubts(review_id)
        reviewing.submit(
            review_id, version=self.version(review_id), actor=self.cast.alice, on=TODAY
        )

    def concur(self, review_id: int) -> None:
        """Boris concurs in the marks as they stand."""
        reviewing.concur(
            review_id,
            marks_digest=reviewing.digest_of_marks(review_id),
            version=self.version(review_id),
            actor=self.cast.boris,
        )

    def determined(self, name: str = WRAPPED, *, secrets: bool = True) -> int:
        """A cable Boris has concurred in."""
        review_id = self.submitted(name, secrets=secrets)
        self.concur(review_id)
        return review_id

    def in_production(self, name: str = WRAPPED, *, secrets: bool = True) -> int:
        """A cable Dora has approved."""
        review_id = self.determined(name, secrets=secrets)
        self.approve(review_id)
        return review_id

    def approve(self, review_id: int) -> None:
        """Dora approves."""
        determining.approve(
            review_id, remark="", version=self.version(review_id), actor=self.cast.dora, on=TODAY
        )

    def produce(self, review_id: int) -> Release:
        """Rosa produces the copy."""
        return releasing.produce(
            review_id,
            stamp=STAMP,
            version=self.version(review_id),
            actor=self.cast.rosa,
            on=TODAY,
        )

    def in_check(self, name: str = WRAPPED, *, secrets: bool = True) -> int:
        """A cable whose copy waits for its check."""
        review_id = self.in_production(name, secrets=secrets)
        self.produce(review_id)
        return review_id

    def pass_check(self, review_id: int) -> Release:
        """Oskar passes the copy."""
        return releasing.pass_check(
            review_id, version=self.version(review_id), actor=self.cast.oskar
        )

    def released(self, name: str = WRAPPED, *, secrets: bool = True) -> Release:
        """A cable that is public."""
        return self.pass_check(self.in_check(name, secrets=secrets))

    def lead_to_release(self, review_id: int) -> Release:
        """From Alice's desk, with whatever she marked, to the public."""
        self.decide_all(review_id)
        self.submit(review_id)
        self.concur(review_id)
        self.approve(review_id)
        self.produce(review_id)
        return self.pass_check(review_id)

    def state(self, review_id: int) -> ReviewState:
        """Where a review stands."""
        return ReviewState(self.review(review_id).state)
