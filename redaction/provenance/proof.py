"""Proofs as files, for people who hold one entry or two checkpoints and not the log.

``verify_audit.py --proof`` reads them. ``AUDIT_HEAD.json`` of a release package is an
:func:`inclusion_file`: it shows that the publishing of the release is in the log, so that
the installation cannot later deny it or give it another date.
"""

from __future__ import annotations

from collections.abc import Sequence

from redaction.provenance.canonical import canonical_json


def inclusion_file(note: bytes, entry: bytes, proof: Sequence[bytes]) -> bytes:
    """An entry's bytes, its inclusion proof, and the checkpoint it leads to.

    ``proof`` is :func:`~redaction.provenance.merkle.inclusion_proof` of the entry's ``seq`` at
    the size the checkpoint gives. The file shows the entry itself.
    """
    return _file("audit-inclusion/1", proof, checkpoint=note, entry=entry)


def consistency_file(older: bytes, newer: bytes, proof: Sequence[bytes]) -> bytes:
    """Two checkpoints of one log, and the proof that the newer continues the older."""
    return _file("audit-consistency/1", proof, older=older, newer=newer)


def _file(schema: str, proof: Sequence[bytes], **parts: bytes) -> bytes:
    """Canonical JSON with a line end; hashes in hex, leaf side first."""
    named = {name: part.decode() for name, part in parts.items()}
    hashes = [digest.hex() for digest in proof]
    return canonical_json({"schema": schema, "proof": hashes, **named}) + b"\n"
