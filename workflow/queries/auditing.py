"""The whole log, verified from its first entry: form, order, tree, tiles, head, checkpoints.

What is named by keyed digests is looked up and digested again, so that a changed cable or
mark is found too. What this does not find: a log that was rewritten whole together with its
checkpoints; copies of checkpoints kept elsewhere do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from redaction.provenance.checkpoint import VerifierKey, origin, parse, verify
from redaction.provenance.entry import Entry, read_entry
from redaction.provenance.errors import AuditError
from redaction.provenance.merkle import Frontier, Tile, grow, leaf_hash, root
from workflow.models import AuditCheckpoint, AuditEntry, AuditHead, AuditTile, Cable, Mark
from workflow.models.acts import ACTS, Act
from workflow.models.digests import TEXT, text_digest, words_digest
from workflow.models.log import frontier_of, keyed

CHUNK: Final = 2_000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be; ``seq`` is the entry, None for the log as a whole.

    ``code`` is one of ``order``, ``form``, ``leaf``, ``object``, ``tile``, ``head``,
    ``checkpoint``, ``shorter``, ``signature``, ``text``, ``words``.
    """

    code: str
    seq: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The log as it was found; ``covered`` is the size of the newest good checkpoint."""

    size: int
    root: bytes
    covered: int
    findings: tuple[Finding, ...]


def verify_log(keys: Sequence[VerifierKey] = ()) -> Verified:
    """Verify everything; with ``keys``, the signatures of checkpoints as well."""
    head = AuditHead.objects.latest("epoch")
    notes = list(AuditCheckpoint.objects.order_by("size"))
    wanted = {note.size for note in notes}
    roots: dict[int, bytes] = {}
    findings: list[Finding] = []
    frontier: Frontier = ()
    tiles: list[Tile] = []
    size = 0
    for row in AuditEntry.objects.order_by("seq").iterator(CHUNK):
        if size in wanted:
            roots[size] = root(frontier)
        findings += _entry_findings(row, size)
        grown = grow(frontier, size, (leaf_hash(row.entry.encode("utf-8")),))
        frontier, size = grown.frontier, grown.size
        tiles += grown.tiles
    roots[size] = root(frontier)
    findings += _tile_findings(tiles)
    if (head.size, frontier_of(head)) != (size, frontier):
        findings.append(Finding("head", None, "the head is not that of the entries"))
    good, found = _checkpoints(notes, roots, size, keys, head.epoch)
    return Verified(size, roots[size], good, (*findings, *found, *_object_findings()))


def _entry_findings(row: AuditEntry, expected: int) -> Iterator[Finding]:
    if row.seq != expected:
        yield Finding("order", row.seq, f"entry {expected} is missing or out of order")
    try:
        entry = read_entry(row.entry.encode("utf-8"), ACTS)
    except AuditError as error:
        yield Finding("form", row.seq, error.message)
        return
    if entry.seq != row.seq:
        yield Finding("order", row.seq, "the entry bears another number")
    if entry.obj != row.obj:
        yield Finding("object", row.seq, "the entry is filed under another thing")
    if bytes(row.leaf) != leaf_hash(row.entry.encode("utf-8")):
        yield Finding("leaf", row.seq, "the leaf is not that of the entry")


def _tile_findings(tiles: Iterable[Tile]) -> Iterator[Finding]:
    computed = {(tile.level, tile.number): tile.hash for tile in tiles}
    stored = {(row.level, row.number): bytes(row.root) for row in AuditTile.objects.iterator(CHUNK)}
    if computed != stored:
        differ = len(set(computed.items()) ^ set(stored.items()))
        yield Finding("tile", None, f"{differ} stored hash(es) of tiles differ")


def _checkpoints(
    notes: Sequence[AuditCheckpoint],
    roots: dict[int, bytes],
    size: int,
    keys: Sequence[VerifierKey],
    epoch: int,
) -> tuple[int, list[Finding]]:
    """The size of the newest good checkpoint, and what is wrong with the others."""
    good, findings = 0, []
    for note in notes:
        fault = _fault_of(note, roots, size, keys, origin(settings.INSTANCE, epoch))
        if fault is None:
            good = note.size
        else:
            findings.append(fault)
    return good, findings


def _fault_of(
    note: AuditCheckpoint,
    roots: dict[int, bytes],
    size: int,
    keys: Sequence[VerifierKey],
    name: str,
) -> Finding | None:
    try:
        said = parse(note.note.encode("utf-8")).checkpoint
        if keys:
            verify(note.note.encode("utf-8"), keys)
    except AuditError as error:
        return Finding("signature", None, f"checkpoint at {note.size}: {error.message}")
    if said.size > size:
        return Finding("shorter", None, f"the log is shorter than its checkpoint at {said.size}")
    if said.origin != name or said.size != note.size or roots.get(said.size) != said.root:
        return Finding("checkpoint", None, f"the log is not that of its checkpoint at {note.size}")
    return None


def _object_findings() -> Iterator[Finding]:
    """Cables and marks whose words are not those that were recorded."""
    acts = {Act.CABLE_RECEIVED: _text_finding, Act.MARK_MADE: _words_findings}
    for act, look in acts.items():
        rows = AuditEntry.objects.filter(entry__startswith=f'{{"act":"{act.value}"')
        for row in rows.order_by("seq").iterator(CHUNK):
            try:
                yield from look(read_entry(row.entry.encode("utf-8")))
            except AuditError:
                continue  # Already found by its form.


def _text_finding(entry: Entry) -> Iterator[Finding]:
    cable = Cable.objects.filter(pk=_id_of(entry)).first()
    if cable is None:
        yield Finding("text", entry.seq, "the cable is gone")
    elif (
        keyed(TEXT, cable.text) != entry.data.get("text") or text_digest(cable.text) != cable.sha256
    ):
        yield Finding("text", entry.seq, f"cable {cable.pk} is not what was received")


def _words_findings(entry: Entry) -> Iterator[Finding]:
    numbers, digests = entry.data.get("marks"), entry.data.get("words")
    if not isinstance(numbers, tuple) or not isinstance(digests, tuple):
        return
    for number, digest in zip(numbers, digests, strict=False):
        rows = Mark.objects.filter(review_id=_id_of(entry), number=int(str(number)[1:]))
        mark = rows.select_related("review__cable").first()
        places = mark.to_mark().ranges if mark else ()
        if mark is None or words_digest(mark.review.cable.text, places) != digest:
            yield Finding("words", entry.seq, f"mark {number} does not cover the words it did")


def _id_of(entry: Entry) -> int:
    """The id in ``review:12``."""
    return int(entry.obj.partition(":")[2])
