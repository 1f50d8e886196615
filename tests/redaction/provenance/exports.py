"""An export of twenty entries with two checkpoints, to be checked and tampered with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from redaction.provenance import checkpoint as cp
from redaction.provenance import merkle, verify_audit
from redaction.provenance.entry import Entry, entry_bytes, read_entry
from redaction.provenance.errors import AuditError

PRIVATE = bytes(range(32))
ORIGIN = cp.origin("lab", 1)
ACTS = frozenset({"mark.add", "review.concur"})
START = datetime(2031, 5, 6, 23, 59, 58, tzinfo=UTC)


def entry(seq: int, **changed: object) -> bytes:
    facts: dict[str, object] = {
        "seq": seq,
        "ts": START + timedelta(seconds=seq, microseconds=7),
        "act": "review.concur" if seq % 7 == 6 else "mark.add",
        "actor": f"user:{seq % 3}",
        "role": "REVIEWER",
        "obj": f"review:{seq // 4}",
        "data": {"codes": ("1.4(b)", "1.4(d)")[: seq % 3], "digest": "c0ffee" * 3, "n": seq},
    }
    return entry_bytes(Entry(**{**facts, **changed}), ACTS)  # type: ignore[arg-type]


ENTRIES = [entry(seq) for seq in range(20)]


def log_of(entries: Sequence[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in entries)


def point(entries: Sequence[bytes], origin: str = ORIGIN) -> cp.Checkpoint:
    grown = merkle.grow((), 0, map(merkle.leaf_hash, entries))
    return cp.Checkpoint(origin, grown.size, merkle.root(grown.frontier))


def note(entries: Sequence[bytes], private: bytes = PRIVATE, origin: str = ORIGIN) -> bytes:
    return cp.sign(point(entries, origin), private)


def hashes(level: int, start: int, stop: int) -> list[bytes]:
    assert level == 0
    return [merkle.leaf_hash(line) for line in ENTRIES[start:stop]]


@lru_cache
def stands(line: bytes, seq: int) -> bool:
    """Whether this is entry ``seq`` for the core's reader, which is written independently."""
    try:
        return read_entry(line).seq == seq
    except AuditError:
        return False


class Export:
    """A folder with an export in it, and the verifier run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("KEY.pub", f"{cp.verifier_key(ORIGIN, PRIVATE)}\n".encode())
        self.write("LOG", log_of(ENTRIES))
        self.write("FIRST", note(ENTRIES[:8]))
        self.write("LAST", note(ENTRIES))

    def write(self, name: str, data: bytes) -> str:
        (self.folder / name).write_bytes(data)
        return name

    def check(self, *names: str, key: str | None = "KEY.pub") -> int:
        paths = [n if n.startswith("--") else str(self.folder / n) for n in names]
        return verify_audit.main([*paths, *(["--key", str(self.folder / key)] if key else [])])
