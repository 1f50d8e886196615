"""Marking words to be withheld.

Places come from a person as offsets into the text as received, with the digest of the text
and of the words they saw; no words are taken from a browser. A mark is never changed: it is
superseded, and another is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256

from django.db.models import Max

from redaction.errors import MarkError
from redaction.marks import Mark as CoreMark
from redaction.residual import elsewhere
from redaction.settle import settle
from redaction.spans import Span
from workflow import policy
from workflow.actions.door import Desk, at_the_desk
from workflow.actors import Actor
from workflow.errors import Refused
from workflow.models import Mark, PortionDecision
from workflow.models.acts import Act
from workflow.models.digests import covered, text_digest, words_digest
from workflow.queries.dossier import POLICY, determination_of, dossier_of, live_marks, record_facts
from workflow.queries.doubting import standing_of
from workflow.states import Decision, MarkState


def mark(
    review_id: int,
    *,
    ranges: Sequence[tuple[int, int]],
    text_sha256: str,
    codes: Sequence[str],
    extent: str,
    basis: Mapping[str, str],
    reason: str,
    version: int,
    actor: Actor,
    on: date,
    words_sha256: str | None = None,
) -> Mark:
    """Withhold the words at ``ranges`` (code points) on the ground of ``codes``.

    ``words_sha256`` is the SHA-256 of the covered words, joined, as the person saw them.

    Raises:
        Refused: ``text-changed``, ``mark-refused``, or why a code may not be cited.
    """
    with at_the_desk(review_id, act=Act.MARK_MADE, version=version, actor=actor) as desk:
        policy.may_decide_portions(desk.facts(), actor)
        _must_be_the_text(desk, text_sha256)
        with _explained():
            made = CoreMark("new", _spans(ranges), tuple(codes), extent, dict(basis))
        _must_be_the_words(desk, made, words_sha256)
        return _make(desk, made, reason, on)


def mark_same_words(
    review_id: int, *, number: int, version: int, actor: Actor, on: date
) -> tuple[Mark, ...]:
    """Withhold every other occurrence of a mark's words, by the same decision.

    Occurrences that a live mark touches already stay as they are.

    Raises:
        Refused: ``mark-refused`` when the words stand nowhere else unmarked.
    """
    with at_the_desk(review_id, act=Act.MARK_MADE, version=version, actor=actor) as desk:
        policy.may_decide_portions(desk.facts(), actor)
        model = _live(desk, number)
        first = model.to_mark()
        taken = [place for row in live_marks(desk.review) for place in row.to_mark().ranges]
        places = [
            place
            for span in first.ranges
            for place in elsewhere(desk.review.cable.text, span)
            if not any(place.overlaps(other) for other in taken)
        ]
        if not places:
            raise Refused("mark-refused", reason="its words stand nowhere else unmarked")
        return tuple(_make(desk, _moved(first, place), model.reason, on) for place in places)


def remove(review_id: int, *, number: int, version: int, actor: Actor) -> None:
    """Supersede a mark; the row stays."""
    with at_the_desk(review_id, act=Act.MARK_REMOVED, version=version, actor=actor) as desk:
        policy.may_decide_portions(desk.facts(), actor)
        row = _live(desk, number)
        row.state = MarkState.SUPERSEDED.value
        row.superseded_by_id = actor.id
        row.superseded_at = desk.at
        row.save(update_fields=("state", "superseded_by", "superseded_at"))
        desk.note(marks=(f"M{number}",))


def withhold_portion(
    review_id: int,
    *,
    portion: str,
    codes: Sequence[str],
    extent: str,
    basis: Mapping[str, str],
    reason: str,
    version: int,
    actor: Actor,
    on: date,
) -> Mark:
    """Withhold all words of one portion, and decide it so."""
    with at_the_desk(review_id, act=Act.MARK_MADE, version=version, actor=actor) as desk:
        policy.may_decide_portions(desk.facts(), actor)
        found = dossier_of(desk.review, on=on).portion(portion)
        if found is None or not found.spans:
            raise Refused("no-such-portion")
        with _explained():
            made = CoreMark("new", found.spans, tuple(codes), extent, dict(basis))
        decide_portion(desk, portion, Decision.WITHHOLD)
        return _make(desk, made, reason, on)


def decide_portion(desk: Desk, portion: str, decision: Decision) -> None:
    """Keep what was decided of a portion; the last word counts."""
    PortionDecision.objects.update_or_create(
        review=desk.review,
        portion=portion,
        defaults={
            "decision": decision.value,
            "made_by_id": desk.actor.id,
            "made_at": desk.at,
        },
    )
    desk.note(portion=portion, decision=decision.value)


def _make(desk: Desk, made: CoreMark, reason: str, on: date) -> Mark:
    """One new row, once the mark fits the text and its codes may be cited that day."""
    cable = desk.review.cable
    with _explained():
        settle(cable.text, (made,), POLICY, standing_of(cable).splits)
    record = record_facts(cable, determination_of(cable, on=on))
    for code in made.codes:
        policy.may_cite(code, dict(made.basis), record, on=on)
    last = desk.review.marks.aggregate(last=Max("number"))["last"] or 0
    row = Mark.objects.create(
        review=desk.review,
        number=last + 1,
        state=MarkState.MARKED.value,
        ranges=[[place.start, place.end] for place in made.ranges],
        codes=list(made.codes),
        extent=made.extent,
        basis=dict(made.basis),
        portion_marks=made.portion_marks,
        show_codes=made.show_codes,
        reason=reason.strip(),
        words_digest=words_digest(cable.text, made.ranges),
        made_by_id=desk.actor.id,
        made_at=desk.at,
    )
    _note_mark(desk, row)
    return row


@contextmanager
def _explained() -> Iterator[None]:
    """What the core refuses of a mark, as a refusal; its message never quotes the cable."""
    try:
        yield
    except MarkError as error:
        if error.code == "statute_missing":
            raise Refused("statute-missing") from None
        raise Refused("mark-refused", reason=error.message) from None


def _note_mark(desk: Desk, row: Mark) -> None:
    """The entry names the marks it made and ties their words in by keyed digests."""
    numbers, digests = desk.data.get("marks", ()), desk.data.get("words", ())
    assert isinstance(numbers, tuple) and isinstance(digests, tuple)
    desk.note(marks=(*numbers, f"M{row.number}"), words=(*digests, row.words_digest))


def _spans(ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(sorted(Span(start, end) for start, end in ranges))


def _moved(model: CoreMark, place: Span) -> CoreMark:
    """The same decision at another place."""
    return CoreMark(
        "new",
        (place,),
        model.codes,
        model.extent,
        model.basis,
        model.portion_marks,
        model.show_codes,
    )


def _live(desk: Desk, number: int) -> Mark:
    found = next((row for row in live_marks(desk.review) if row.number == number), None)
    if found is None:
        raise Refused("no-such-mark")
    return found


def _must_be_the_text(desk: Desk, text_sha256: str) -> None:
    """The person marked this text, and the text is what was received."""
    if text_sha256 != desk.review.cable.sha256:
        raise Refused("text-changed")
    if text_digest(desk.review.cable.text) != text_sha256:
        raise Refused("text-not-as-received")


def _must_be_the_words(desk: Desk, made: CoreMark, words_sha256: str | None) -> None:
    text = desk.review.cable.text
    with _explained():
        made.must_fit(text)
    words = covered(text, made.ranges).encode("utf-8")
    if words_sha256 is not None and sha256(words).hexdigest() != words_sha256:
        raise Refused("text-changed")
