"""The audit log without a database: building entries, adding them, proving and verifying.

The floor is hashing the same lines once; whatever the tree and the canonical test cost, they
cost on top of that.
"""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from redaction.provenance import checkpoint, merkle, verify_audit
from redaction.provenance.entry import Entry, entry_bytes

ENTRIES = 50_000
PROVED = 300_000
BATCH = 100
PRIVATE_KEY = bytes(32)
ACTS = frozenset({"mark.add"})
ORIGIN = checkpoint.origin("benchmark", 1)


def measure() -> Iterator[tuple[str, float, str]]:
    """(name, value, unit) of each figure; the best of three runs."""
    lines = _lines()
    yield "bytes of an entry", sum(map(len, lines)) / ENTRIES, "bytes"
    yield "build entries", ENTRIES / _best(_lines), "entries/s"
    yield "hash the lines (floor)", ENTRIES / _best(lambda: _hashed(lines)), "entries/s"
    yield f"append in batches of {BATCH}", ENTRIES / _best(lambda: _appended(lines)), "entries/s"
    seconds = _verifying(lines)
    yield "verify a whole log", ENTRIES / seconds, "entries/s"
    yield "... against a hash chain read with json", _best(lambda: _chained(lines)) / seconds, "x"
    yield from _proving()
    yield from _signing()


def _best(run: Callable[[], object]) -> float:
    """Seconds."""
    times = []
    for _ in range(3):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return min(times)


def _lines() -> list[bytes]:
    start = datetime(2031, 5, 6, tzinfo=UTC)
    return [
        entry_bytes(
            Entry(
                seq=seq,
                ts=start + timedelta(milliseconds=seq),
                act="mark.add",
                actor=f"user:{seq % 9}",
                role="REVIEWER",
                obj=f"review:{seq // 40}",
                data={"codes": ("1.4(b)",), "digest": f"{seq:064x}"},
            ),
            ACTS,
        )
        for seq in range(ENTRIES)
    ]


def _hashed(lines: Sequence[bytes]) -> None:
    for line in lines:
        merkle.leaf_hash(line)


def _chained(lines: Sequence[bytes]) -> None:
    """What is usually done instead: each entry hashed with the hash before it."""
    last = b""
    for line in lines:
        value = json.loads(line)
        spelled = json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
        last = sha256(last + spelled).digest()


def _appended(lines: Sequence[bytes]) -> merkle.Grown:
    grown = merkle.Grown(0, (), ())
    for start in range(0, len(lines), BATCH):
        leaves = map(merkle.leaf_hash, lines[start : start + BATCH])
        grown = merkle.grow(grown.frontier, grown.size, leaves)
    return grown


def _verifying(lines: Sequence[bytes]) -> float:
    """Seconds for the command, as a reader of an export runs it."""
    grown = _appended(lines)
    point = checkpoint.Checkpoint(ORIGIN, grown.size, merkle.root(grown.frontier))
    with tempfile.TemporaryDirectory() as folder:
        log, note, key = (Path(folder, name) for name in ("log.jsonl", "checkpoint", "key.pub"))
        log.write_bytes(b"".join(line + b"\n" for line in lines))
        note.write_bytes(checkpoint.sign(point, PRIVATE_KEY))
        key.write_text(f"{checkpoint.verifier_key(ORIGIN, PRIVATE_KEY)}\n")
        arguments = [str(log), str(note), "--key", str(key), "--require-covered"]

        def verify() -> None:
            with contextlib.redirect_stdout(io.StringIO()):
                if verify_audit.main(arguments):
                    raise ValueError("a whole log was not found whole")

        return _best(verify)


def _proving() -> Iterator[tuple[str, float, str]]:
    leaves = [merkle.leaf_hash(b"%d" % number) for number in range(PROVED)]
    grown = merkle.grow((), 0, leaves)
    levels: dict[int, list[bytes]] = {0: leaves}
    for tile in grown.tiles:
        levels.setdefault(tile.level, []).append(tile.hash)
    read: list[int] = []

    def hashes(level: int, start: int, stop: int) -> list[bytes]:
        read.append(stop - start)
        return levels[level][start:stop]

    index = PROVED // 3
    proof = merkle.inclusion_proof(index, PROVED, hashes)
    yield f"inclusion proof at {PROVED}: nodes", len(proof), "nodes"
    yield f"inclusion proof at {PROVED}: hashes read", sum(read), "hashes"
    seconds = _best(lambda: merkle.inclusion_proof(index, PROVED, hashes))
    yield f"inclusion proof at {PROVED}", seconds * 1e3, "ms"
    older = merkle.consistency_proof(index, PROVED, hashes)
    yield f"consistency proof at {PROVED}: nodes", len(older), "nodes"


def _signing() -> Iterator[tuple[str, float, str]]:
    point = checkpoint.Checkpoint(ORIGIN, 1, merkle.EMPTY_ROOT)
    key = checkpoint.verifier_key(ORIGIN, PRIVATE_KEY)
    note = checkpoint.sign(point, PRIVATE_KEY)
    keys = {(key.name.encode(), checkpoint.key_id(*key)): key.public_key}
    yield "sign a checkpoint", _best(lambda: checkpoint.sign(point, PRIVATE_KEY)) * 1e6, "us"
    yield "verify a checkpoint", _best(lambda: checkpoint.verify(note, [key])) * 1e6, "us"
    seconds = _best(lambda: verify_audit.read_checkpoint(note, "note", keys))
    yield "verify a checkpoint in plain Python", seconds * 1e3, "ms"
