"""Settling what a reading left in doubt: accepting it, correcting a fact, parting paragraphs.

The text stays as received. An answer is a row that is only ever added; the columns that queues
and access go by are computed again from the text and all answers, in the same transaction.
Locks are taken in one order: the cable's row, the rows of its reviews, the head of the log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from redaction.provenance.entry import Value
from workflow import clock, policy
from workflow.actions.door import refusals_recorded
from workflow.actions.parting import move_decisions
from workflow.actors import Actor
from workflow.answers import JOINED, Answer, Doubt, Standing, doubts_in
from workflow.corrections import corrected_value
from workflow.errors import Absent, Refused
from workflow.facts import ReviewFacts
from workflow.models import Cable as CableRow
from workflow.models import Review, Settlement
from workflow.models.acts import Act
from workflow.models.log import keyed, record
from workflow.queries.access import visible_to
from workflow.queries.columns import columns_as_settled
from workflow.queries.dossier import determination_of
from workflow.queries.doubting import parsed, reviews_in, standing_of
from workflow.states import Fact, Settling

VALUE = "fact.value"


@dataclass(frozen=True, slots=True)
class _Case:
    """A cable under lock with its reviews, what was answered so far, and who answers now."""

    row: CableRow
    reviews: tuple[Review, ...]
    stands: Standing
    actor: Actor
    at: datetime
    on: date

    def doubts(self) -> dict[Doubt, str]:
        """What is in doubt today, settled or not, with its severity."""
        found = determination_of(self.row, on=self.on)
        return doubts_in(parsed(self.row, self.stands), found)

    def keep(
        self, kind: Settling, doubt: Doubt, reason: str, fact: Fact | None = None, value: str = ""
    ) -> None:
        """Add one answer."""
        Settlement.objects.create(
            cable=self.row,
            kind=kind.value,
            code=doubt.code,
            start=doubt.start,
            end=doubt.end,
            fact=fact.value if fact else "",
            value=value,
            reason=reason.strip(),
            made_by_id=self.actor.id,
            made_at=self.at,
        )

    def close(self, act: Act, **data: Value) -> None:
        """Compute the columns anew, and record what was done."""
        columns = columns_as_settled(self.row)
        CableRow.objects.filter(pk=self.row.pk).update(**columns.fields)
        record(act, actor=self.actor, obj=f"cable:{self.row.pk}", data=data)


def accept(
    cable_id: int, *, code: str, start: int, end: int, reason: str, actor: Actor, on: date
) -> None:
    """Accept what was read at one place; an error needs a reason.

    Raises:
        Absent: there is no such cable for this actor.
        Refused: ``no-such-doubt``, ``doubt-settled``, ``remark-missing``, or who may not.
    """
    doubt = Doubt(code, start, end)
    with _at(cable_id, Act.DOUBT_ACCEPTED, policy.may_settle, actor, on) as case:
        severity = _open_doubt(case, doubt)
        if severity == "error":
            policy.must_say_why(reason)
        case.keep(Settling.ACCEPT, doubt, reason)
        case.close(Act.DOUBT_ACCEPTED, code=code, start=start, end=end)


def accept_warnings(
    cable_id: int,
    *,
    seen: Sequence[tuple[str, int, int]],
    reason: str,
    actor: Actor,
    on: date,
) -> int:
    """Accept all open warnings at once, if they are those that were seen; how many they were.

    Raises:
        Absent: there is no such cable for this actor.
        Refused: ``doubts-changed`` when others are open than were seen, or who may not.
    """
    with _at(cable_id, Act.WARNINGS_ACCEPTED, policy.may_settle, actor, on) as case:
        warnings = [
            doubt
            for doubt, severity in case.doubts().items()
            if severity == "warning" and doubt not in case.stands.settled
        ]
        if set(warnings) != {Doubt(*doubt) for doubt in seen} or not warnings:
            raise Refused("doubts-changed")
        for doubt in warnings:
            case.keep(Settling.ACCEPT, doubt, reason)
        told = tuple(f"{doubt.code}:{doubt.start}:{doubt.end}" for doubt in warnings)
        case.close(Act.WARNINGS_ACCEPTED, count=len(warnings), doubts=told)
        return len(warnings)


def correct(
    cable_id: int,
    *,
    fact: Fact,
    value: str,
    reason: str,
    code: str = "",
    start: int = 0,
    end: int = 0,
    actor: Actor,
    on: date,
) -> None:
    """Say what a fact is, with a reason; an empty value takes the correction back.

    ``code``, ``start`` and ``end`` name the doubt that this settles, if it was one.

    Raises:
        Absent: there is no such cable for this actor.
        Refused: ``fact-malformed``, ``not-corrected``, ``remark-missing``, ``no-such-doubt``,
            ``doubt-settled``, or who may not.
    """
    act = Act.FACT_CORRECTED if value.strip() else Act.FACT_TAKEN_BACK

    def rule(reviews: Sequence[ReviewFacts], actor: Actor) -> None:
        policy.may_correct(fact, reviews, actor)

    with _at(cable_id, act, rule, actor, on) as case:
        policy.must_say_why(reason)
        if act is Act.FACT_TAKEN_BACK:
            if fact not in case.stands.corrected:
                raise Refused("not-corrected", fact=fact.label)
            case.keep(Settling.CORRECT, Doubt("", 0, 0), reason, fact)
            case.close(act, fact=fact.value)
            return
        doubt = Doubt(code, start, end) if code else Doubt("", 0, 0)
        if code:
            _open_doubt(case, doubt)
        said = corrected_value(fact, value, on=on)
        case.keep(Settling.CORRECT, doubt, reason, fact, said)
        where: dict[str, Value] = {"code": code, "start": start, "end": end} if code else {}
        case.close(act, fact=fact.value, value=keyed(VALUE, said), **where)


def split(cable_id: int, *, end: int, reason: str, actor: Actor, on: date) -> None:
    """Keep apart two paragraphs that were joined; the second begins at ``end``.

    Decisions stay on the words they were taken on; those on the paragraph that is two now
    are void, and its parts are undecided.

    Raises:
        Absent: there is no such cable for this actor.
        Refused: ``no-such-doubt``, ``facts-frozen``, ``join-decided``, or who may not.
    """
    with _at(cable_id, Act.JOIN_UNDONE, policy.may_part_or_join, actor, on) as case:
        joined = next((d for d in case.doubts() if d.code == JOINED and d.end == end), None)
        if joined is None:
            _refuse_an_undone_one(case, end)
            raise Refused("no-such-doubt")
        _part(case, Settling.SPLIT, joined, reason, Act.JOIN_UNDONE)


def join(cable_id: int, *, end: int, reason: str, actor: Actor, on: date) -> None:
    """Join again two paragraphs that were kept apart; the join is in doubt again.

    Raises:
        Absent, Refused: as :func:`split`.
    """
    with _at(cable_id, Act.JOIN_RESTORED, policy.may_part_or_join, actor, on) as case:
        answer = _undone(case, end)
        if answer is None:
            raise Refused("no-such-doubt")
        _part(case, Settling.JOIN, answer.doubt, reason, Act.JOIN_RESTORED)


def _part(case: _Case, kind: Settling, doubt: Doubt, reason: str, act: Act) -> None:
    """Part or join paragraphs, and let every decision stay with its words."""
    before = parsed(case.row, case.stands)
    case.keep(kind, doubt, reason)
    after = parsed(case.row)
    void = move_decisions(case.row.text, before, after, case.reviews, case.actor, case.at)
    case.close(act, code=doubt.code, start=doubt.start, end=doubt.end, void=void)


@contextmanager
def _at(
    cable_id: int,
    act: Act,
    rule: Callable[[Sequence[ReviewFacts], Actor], None],
    actor: Actor,
    on: date,
) -> Iterator[_Case]:
    """A cable under lock that the actor may see, and may answer for."""
    with (
        refusals_recorded(act=act, actor=actor, obj=f"cable:{cable_id}"),
        transaction.atomic(durable=True),
    ):
        row = _lock(cable_id, actor)
        reviews = _lock_reviews(row)
        case = _Case(row, reviews, standing_of(row), actor, clock.now(), on)
        rule(reviews_in(row), actor)
        yield case


def _lock(cable_id: int, actor: Actor) -> CableRow:
    # A lock that lets others refer to the row: a sweep opens reviews of it under the log's head.
    rows = visible_to(actor).select_for_update(of=("self",), no_key=True)
    if not rows.filter(pk=cable_id).values_list("pk", flat=True).first():
        raise Absent
    return CableRow.objects.get(pk=cable_id)


def _lock_reviews(row: CableRow) -> tuple[Review, ...]:
    """Every review of the cable, so that none moves on while what it rests on changes."""
    found = Review.objects.filter(cable=row).order_by("pk")
    locked = list(found.select_for_update(of=("self",)).values_list("pk", flat=True))
    return tuple(Review.objects.filter(pk__in=locked).select_related("reviewer").order_by("pk"))


def _open_doubt(case: _Case, doubt: Doubt) -> str:
    """The severity of a doubt that nobody settled yet."""
    severity = case.doubts().get(doubt)
    answer = case.stands.settled.get(doubt)
    if answer is not None:
        raise _settled_already(answer)
    if severity is None:
        raise Refused("no-such-doubt")
    return severity


def _undone(case: _Case, end: int) -> Answer | None:
    """The answer that keeps two paragraphs apart."""
    if end not in case.stands.splits:
        return None
    settled = case.stands.settled
    return next((a for d, a in settled.items() if d.code == JOINED and d.end == end), None)


def _refuse_an_undone_one(case: _Case, end: int) -> None:
    if (answer := _undone(case, end)) is not None:
        raise _settled_already(answer)


def _settled_already(answer: Answer) -> Refused:
    when = f"{answer.at:%H:%M:%S on %d %b %Y} UTC"
    return Refused("doubt-settled", who=answer.who, when=when)
