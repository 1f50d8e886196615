"""Proof files: what they show to someone who does not hold the log, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from redaction.provenance import checkpoint as cp
from redaction.provenance import merkle, proof
from tests.redaction.provenance.exports import (
    ENTRIES,
    ORIGIN,
    PRIVATE,
    Export,
    entry,
    hashes,
    note,
    point,
)


def test_inclusion_files_prove_every_entry(
    export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    for seq in range(0, 20, 3):
        path = merkle.inclusion_proof(seq, 20, hashes)
        export.write("P", proof.inclusion_file(note(ENTRIES), ENTRIES[seq], path))
        assert export.check("--proof", "P") == 0
        assert ENTRIES[seq].decode() in capsys.readouterr().out


def test_an_inclusion_file_proves_nothing_else(export: Export) -> None:
    path, last = merkle.inclusion_proof(5, 20, hashes), note(ENTRIES)

    def status(signed: bytes, line: bytes, hashes: Sequence[bytes]) -> int:
        export.write("P", proof.inclusion_file(signed, line, hashes))
        return export.check("--proof", "P")

    assert status(last, ENTRIES[5], path) == 0
    assert status(last, ENTRIES[6], path) == 1
    assert status(last, entry(5, actor="user:99"), path) == 1
    assert status(last, entry(25), path) == 1
    assert status(last, ENTRIES[5], path[:-1]) == 1
    assert status(last, ENTRIES[5], (*path, path[0])) == 1
    assert status(note(ENTRIES[:19]), ENTRIES[5], path) == 1
    assert status(note(ENTRIES, private=bytes(32)), ENTRIES[5], path) == 4
    assert status(last, ENTRIES[5].replace(b":", b": "), path) == 5
    assert status(last, b"", path) == 5


def test_a_proof_has_the_length_that_the_sizes_demand(export: Export) -> None:
    """Roots no honest log has, signed all the same, so that only the length is wrong."""

    def status(size: int, root: bytes, line: bytes, path: Sequence[bytes]) -> int:
        signed = cp.sign(cp.Checkpoint(ORIGIN, size, root), PRIVATE)
        export.write("P", proof.inclusion_file(signed, line, path))
        return export.check("--proof", "P")

    leaf, other = merkle.leaf_hash(ENTRIES[0]), merkle.leaf_hash(ENTRIES[1])
    assert status(1, leaf, ENTRIES[0], ()) == 0
    assert status(2, leaf, ENTRIES[0], ()) == 1
    assert status(1, other, ENTRIES[1], ()) == 1
    assert status(1, merkle.node_hash(other, leaf), ENTRIES[0], (other,)) == 1


def test_consistency_files_prove_that_a_log_only_grew(export: Export) -> None:
    for old, new in [(0, 0), (0, 20), (1, 2), (6, 20), (8, 20), (13, 19), (16, 17), (20, 20)]:
        path = merkle.consistency_proof(old, new, hashes)
        data = proof.consistency_file(note(ENTRIES[:old]), note(ENTRIES[:new]), path)
        export.write("P", data)
        assert export.check("--proof", "P") == 0, (old, new)
        altered = note([entry(seq, actor="user:99") for seq in range(old)] or ENTRIES[:1])
        export.write("P", proof.consistency_file(altered, note(ENTRIES[:new]), path))
        assert export.check("--proof", "P") != 0, (old, new)


def test_a_consistency_file_is_of_an_older_and_a_newer_checkpoint_of_one_log(
    export: Export,
) -> None:
    root = point(ENTRIES).root

    def status(older: bytes, newer: bytes, path: Sequence[bytes]) -> int:
        export.write("P", proof.consistency_file(older, newer, path))
        return export.check("--proof", "P", key="BOTH.pub")

    epochs = [cp.origin("lab", 1), cp.origin("lab", 2)]
    keys = "".join(f"{cp.verifier_key(epoch, PRIVATE)}\n" for epoch in epochs)
    export.write("BOTH.pub", keys.encode())
    assert status(note(ENTRIES), note(ENTRIES, origin=epochs[1]), ()) == 2
    assert status(note(ENTRIES), note(ENTRIES[:8]), ()) == 2
    assert status(note(ENTRIES), note(ENTRIES), ()) == 0
    assert status(note(ENTRIES), note(ENTRIES), (root,)) == 1
    assert status(note([]), note(ENTRIES), (root,)) == 1


def test_a_proof_file_with_anything_besides_is_refused(export: Export) -> None:
    path = merkle.inclusion_proof(5, 20, hashes)
    data = proof.inclusion_file(note(ENTRIES), ENTRIES[5], path)
    for old, new in [
        (b'{"checkpoint"', b'{"also":1,"checkpoint"'),
        (b'"proof":[', b'"proof": ['),
        (b"audit-inclusion/1", b"audit-inclusion/2"),
        (b"}\n", b"}"),
        (data, b"[]\n"),
        (data, b'"schema"\n'),
        (data, b'{"entry":7,"schema":"audit-inclusion/1"}\n'),
        (data, b'{"checkpoint":7,"entry":7,"proof":[],"schema":"audit-inclusion/1"}\n'),
        (data, b"[" * 100_000),
        (data, b"\xff"),
    ]:
        export.write("P", data.replace(old, new))
        assert export.check("--proof", "P") == 2


@pytest.mark.usefixtures("quick_signatures")
def test_every_changed_byte_of_a_proof_file_is_found(export: Export) -> None:
    path = merkle.inclusion_proof(5, 20, hashes)
    data = proof.inclusion_file(note(ENTRIES), ENTRIES[5], path)
    for at in range(len(data)):
        for mask in (1, 32):
            changed = bytearray(data)
            changed[at] ^= mask
            export.write("P", bytes(changed))
            assert export.check("--proof", "P") in {1, 2, 4, 5}, (at, mask)
