"""Pages of one thing: a review, a cable, its history. To read a cable is put on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.db import transaction

from redaction.authority.catalogue import code_family
from redaction.errors import MarkError
from redaction.provenance.entry import read_entry
from workflow import policy
from workflow.actors import Actor
from workflow.deadlines import why_due
from workflow.errors import Absent, Refused
from workflow.facts import ReviewFacts
from workflow.models import AuditEntry, Review
from workflow.models.acts import Act, sentence_of
from workflow.models.log import record
from workflow.queries.access import records_visible_to, reviews_visible_to, the_cable
from workflow.queries.dossier import Dossier, determination_of, dossier_of, portions_in
from workflow.queries.doubting import doubts_of, may_settle, parsed, standing_of
from workflow.queries.pages import (
    CablePage,
    HistoryLine,
    LeavesBlock,
    RemarkView,
    ReviewLine,
    ReviewPage,
)
from workflow.queries.parts import (
    act_views,
    code_views,
    leaves_of,
    mark_views,
    portion_views,
)
from workflow.queries.people import names_of
from workflow.queries.points import open_points, rehearsed
from workflow.queries.releases import (
    release_file,
    release_line,
    release_page,
    release_preview,
)
from workflow.states import LABELS, OPEN_STATES, ReviewState, Route

__all__ = [
    "cable_page",
    "history",
    "release_file",
    "release_page",
    "release_preview",
    "review_page",
    "text_of",
]
# Who read a cable stands in the log; a history of the work does not repeat it.
NOT_IN_HISTORY = frozenset({Act.CABLE_READ, Act.ABSENT})


def review_page(review_id: int, *, actor: Actor, on: date) -> ReviewPage:
    """Everything the reviewer's page shows, on a day.

    Raises:
        Absent: the actor may not see the cable, or there is no such review.
    """
    rows = reviews_visible_to(actor).select_related("cable", "reviewer")
    review = rows.filter(pk=review_id).first()
    if review is None:
        raise Absent
    _record_reading(review.cable_id, actor)
    return _page(dossier_of(review, on=on), actor, on)


def _page(dossier: Dossier, actor: Actor, on: date) -> ReviewPage:
    review, cable = dossier.review, dossier.review.cable
    points = open_points(dossier, on=on)
    if not points and review.state == ReviewState.INITIAL_REVIEW:
        points = rehearsed(dossier)
    facts = review.facts(open_points=len(points))
    return ReviewPage(
        review_id=review.pk,
        cable_id=cable.pk,
        version=review.version,
        state=review.state,
        state_label=LABELS[ReviewState(review.state)],
        route=review.route,
        due_on=review.due_on,
        due_why=why_due(Route(review.route)),
        is_overdue=is_overdue(review, on),
        reviewer_name=facts.reviewer_name,
        may_decide=_may(policy.may_decide_portions, facts, actor),
        declassifies=dossier.declassifies,
        mrn=cable.mrn_display,
        subject=cable.subject,
        level=cable.level,
        captions=tuple(caption.value for caption in dossier.cable.captions),
        text=dossier.text,
        text_sha256=cable.sha256,
        marks_digest=dossier.marks_digest,
        determination=dossier.determination,
        reasons=_reasons(dossier),
        code_family=code_family(cable.origin_date, on),
        portions=portion_views(dossier, points),
        marks=mark_views(dossier),
        leaves=_leaves(dossier),
        open_points=points,
        acts=act_views(facts, actor),
        codes=code_views(dossier.record, on=on),
        releases=tuple(release_line(release) for release in review.releases.all()),
        remarks=tuple(_remarks(review)),
        doubts=dossier.doubts,
        may_settle=may_settle(cable, actor),
    )


def text_of(review_id: int, *, actor: Actor) -> str:
    """The text of a review's cable, for turning a browser's offsets into ours; not to show.

    Raises:
        Absent: as :func:`review_page`.
    """
    text = reviews_visible_to(actor).filter(pk=review_id).values_list("cable__text", flat=True)
    found = text.first()
    if found is None:
        raise Absent
    return found


def cable_page(cable_id: int, *, actor: Actor, on: date) -> CablePage:
    """The facts of a cable and its reviews, on a day.

    Raises:
        Absent: the actor may not see the cable, or there is none.
    """
    cable = the_cable(cable_id, actor=actor)
    _record_reading(cable.pk, actor)
    found, answered = determination_of(cable, on=on), standing_of(cable)
    return CablePage(
        cable_id=cable.pk,
        mrn=cable.mrn_display,
        subject=cable.subject,
        sender=cable.sender,
        level=cable.level,
        captions=tuple(caption.name for caption in cable.captions.all()),
        tags=tuple((tag.code, tag.kind) for tag in cable.tags.all()),
        origin_date=cable.origin_date,
        decl_line=cable.decl_line,
        classified_by_line=cable.classified_by_line,
        determination=found,
        received_at=cable.received_at,
        received_by=cable.received_by.name if cable.received_by else "the system",
        file_name=cable.file_name,
        encoding=cable.encoding,
        sha256=cable.sha256,
        parser=cable.parser,
        doubts=doubts_of(cable, parsed(cable, answered), found, answered),
        may_settle=may_settle(cable, actor),
        reviews=tuple(_review_line(review) for review in cable.reviews.order_by("-opened_at")),
    )


def history(review_id: int, *, actor: Actor) -> tuple[HistoryLine, ...]:
    """What was done to a review and its cable, oldest first, in words.

    Raises:
        Absent: the actor may not see the record, or there is none.
    """
    review = records_visible_to(actor).select_related("cable").filter(pk=review_id).first()
    if review is None:
        raise Absent
    portions = {portion.key: portion.name for portion in portions_in(review.cable)}
    things = (f"review:{review.pk}", f"cable:{review.cable_id}")
    entries = AuditEntry.objects.filter(obj__in=things).order_by("seq")
    return tuple(_lines(entries, portions))


def is_overdue(review: Review, on: date) -> bool:
    """Whether an open review is past its due date."""
    return review.due_on is not None and review.due_on < on and review.state in OPEN_STATES


def _record_reading(cable_id: int, actor: Actor) -> None:
    with transaction.atomic():
        record(Act.CABLE_READ, actor=actor, obj=f"cable:{cable_id}")


def _may(rule: policy.Rule, facts: ReviewFacts, actor: Actor) -> bool:
    try:
        rule(facts, actor)
    except Refused:
        return False
    return True


def _leaves(dossier: Dossier) -> tuple[LeavesBlock, ...]:
    """What leaves, or nothing while the marks cannot be settled; an open point says so."""
    try:
        return leaves_of(dossier)
    except MarkError:
        return ()


def _reasons(dossier: Dossier) -> tuple[str, ...]:
    return dossier.determination.reasons.reasons


def _remarks(review: Review) -> Iterator[RemarkView]:
    for row in review.remarks.select_related("made_by"):
        yield RemarkView(row.made_by.name, row.made_at, row.act, row.text)


def _review_line(review: Review) -> ReviewLine:
    return ReviewLine(
        review_id=review.pk,
        route=review.route,
        state=review.state,
        state_label=LABELS[ReviewState(review.state)],
        opened_at=review.opened_at,
        due_on=review.due_on,
    )


def _lines(entries: Iterable[AuditEntry], portions: Mapping[str, str]) -> Iterator[HistoryLine]:
    """The log names a portion by its key; a person reads its name."""
    read = [read_entry(row.entry.encode("ascii")) for row in entries]
    shown = [entry for entry in read if entry.act not in NOT_IN_HISTORY]
    ids = {entry.actor: int(entry.actor[5:]) for entry in shown if entry.actor != "system"}
    names = names_of(ids.values())
    for entry in shown:
        who = names.get(ids[entry.actor], "?") if entry.actor in ids else "The system"
        key = str(entry.data.get("portion", ""))
        data = {**entry.data, "portion": portions.get(key, key)}
        yield HistoryLine(entry.ts, who, sentence_of(Act(entry.act), data))
