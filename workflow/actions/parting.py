"""Decisions of portions when paragraphs are parted or joined: each stays with its words.

Portions are known by their order in the text, so that one paragraph more gives every later one
another key. A decision moves to the portion that has exactly the words it was taken on. Where
there is none, it is void: nobody decided these words as one portion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from redaction.cable import Cable
from workflow.actors import Actor
from workflow.models import PortionDecision, Review
from workflow.portions import portions_of


def move_decisions(
    text: str,
    before: Cable,
    after: Cable,
    reviews: Iterable[Review],
    actor: Actor,
    at: datetime,
) -> tuple[str, ...]:
    """Give the decisions of locked reviews their new keys; what was void, as ``review:key``.

    Every review gets a new version, so that a page that shows the old keys is refused.
    """
    moves = _moves(text, before, after)
    void: list[str] = []
    for review in reviews:
        rows = list(review.decisions.order_by("pk"))
        gone = [row.portion for row in rows if row.decision and row.portion not in moves]
        void += [f"{review.pk}:{key}" for key in sorted(gone)]
        _place(rows, moves)
        review.version += 1
        review.changed_at = at
        review.changed_by_id = actor.id
        review.save(update_fields=("version", "changed_at", "changed_by"))
    return tuple(void)


def _moves(text: str, before: Cable, after: Cable) -> Mapping[str, str]:
    """The new key of every portion that keeps its words, by its old key."""
    keys = {(part.labels, part.spans): part.key for part in portions_of(after, text)}
    return {
        part.key: keys[part.labels, part.spans]
        for part in portions_of(before, text)
        if (part.labels, part.spans) in keys
    }


def _place(rows: Sequence[PortionDecision], moves: Mapping[str, str]) -> None:
    """Write the new keys; a void row, which is never deleted, takes a key that is left over."""
    kept = [(row, moves[row.portion]) for row in rows if row.decision and row.portion in moves]
    taken = {key for _, key in kept}
    free = iter(sorted({row.portion for row in rows} - taken))
    void = [row for row in rows if not row.decision or row.portion not in moves]
    placed = kept + [(row, next(free)) for row in void]
    for row in void:
        row.decision = ""
    moved = [(row, key) for row, key in placed if row.portion != key]
    for row, _ in moved:
        PortionDecision.objects.filter(pk=row.pk).update(portion=f"~{row.pk}")
    for row, key in placed:
        PortionDecision.objects.filter(pk=row.pk).update(portion=key, decision=row.decision)
