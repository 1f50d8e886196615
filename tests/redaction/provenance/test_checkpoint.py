"""Checkpoints: one form, one signature, and nothing else accepted."""

from __future__ import annotations

from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from redaction.provenance import checkpoint as cp
from redaction.provenance.errors import AuditError

PRIVATE = bytes(range(32))
ORIGIN = cp.origin("lab", 1)
POINT = cp.Checkpoint(ORIGIN, 1000, bytes(range(100, 132)))
NOTE = cp.sign(POINT, PRIVATE)
KEYS = (cp.verifier_key(ORIGIN, PRIVATE),)


def signed_over(body: bytes) -> bytes:
    """A note on any body at all, with a good signature of the known key."""
    key = Ed25519PrivateKey.from_private_bytes(PRIVATE)
    signed = cp.key_id(ORIGIN, KEYS[0].public_key) + key.sign(body)
    return body + f"\n\u2014 {ORIGIN} {b64encode(signed).decode()}\n".encode()


def test_a_note_has_three_lines_a_blank_and_a_signature() -> None:
    lines = NOTE.decode().split("\n")
    assert lines[0] == "declass/lab/audit/1"
    assert lines[1] == "1000"
    assert b64decode(lines[2]) == POINT.root
    assert lines[3] == lines[5] == ""
    dash, name, signed = lines[4].split(" ")
    assert (dash, name) == ("\u2014", ORIGIN)
    public = Ed25519PublicKey.from_public_bytes(KEYS[0].public_key)
    public.verify(b64decode(signed)[4:], "\n".join([*lines[:3], ""]).encode())


def test_the_key_id_and_key_form_are_those_of_other_tools() -> None:
    known = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    name, _, encoded = known.split("+")
    assert str(cp.VerifierKey(name, b64decode(encoded)[1:])) == known


def test_a_checkpoint_is_read_back_and_verified() -> None:
    assert cp.parse(NOTE).checkpoint == POINT
    other = cp.verifier_key(ORIGIN, bytes(32))
    assert cp.verify(NOTE, (other, *KEYS)) == POINT
    assert cp.sign(POINT, PRIVATE) == NOTE


def test_every_changed_byte_of_a_checkpoint_is_found() -> None:
    for at in range(len(NOTE)):
        for mask in (1, 32, 255):
            changed = bytearray(NOTE)
            changed[at] ^= mask
            with pytest.raises(AuditError):
                cp.verify(bytes(changed), KEYS)


def test_a_forged_key_does_not_become_the_known_one_by_claiming_its_id() -> None:
    forged = cp.sign(POINT, bytes(32))
    with pytest.raises(AuditError, match="unknown_key"):
        cp.verify(forged, KEYS)
    line = forged.decode().splitlines()[-1].split(" ")[-1]
    claimed = b64encode(cp.parse(NOTE).key_id + b64decode(line)[4:]).decode()
    with pytest.raises(AuditError, match="bad_signature"):
        cp.verify(forged.replace(line.encode(), claimed.encode()), KEYS)


def test_a_key_signs_for_one_epoch_only() -> None:
    later = cp.sign(cp.Checkpoint(cp.origin("lab", 2), 1000, POINT.root), PRIVATE)
    with pytest.raises(AuditError, match="unknown_key"):
        cp.verify(later, KEYS)
    assert cp.verify(later, (*KEYS, cp.verifier_key(cp.origin("lab", 2), PRIVATE))).size == 1000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1000", "01000"),
        ("1000", "-1"),
        ("1000", "1e3"),
        ("1000", "9007199254740992"),
        ("1000", "\u0661\u0660"),
        ("1000\n", "1000\r\n"),
        ("1000\n", "1000\n\n"),
        ("1000\n", ""),
        ("audit", "Audit"),
        ("lab", "la b"),
        ("/1\n", "/01\n"),
        ("/1\n", "/2\n"),
    ],
)
def test_a_body_in_another_form_is_refused_though_well_signed(old: str, new: str) -> None:
    body = POINT.body.decode().replace(old, new)
    assert body != POINT.body.decode()
    with pytest.raises(AuditError, match="bad_checkpoint"):
        cp.verify(signed_over(body.encode()), KEYS)


def test_extra_lines_and_base64_that_is_not_canonical_are_refused() -> None:
    root = b64encode(POINT.root)
    loose = root[:-2] + bytes([root[-2] + 1]) + b"="
    assert b64decode(loose) == POINT.root
    for note in (
        NOTE + b"\n",
        NOTE[:-1],
        NOTE + NOTE.splitlines(keepends=True)[-1],
        signed_over(POINT.body + b"more\n"),
        signed_over(POINT.body.replace(root, loose)),
        signed_over(POINT.body.replace(root, root[:-1])),
        POINT.body,
        b"",
        b"\xff",
    ):
        with pytest.raises(AuditError, match="bad_checkpoint"):
            cp.verify(note, KEYS)


@pytest.mark.parametrize(
    ("name", "size", "root"),
    [
        ("declass/lab/audit", 1, bytes(32)),
        ("declass/a b/audit/1", 1, bytes(32)),
        (ORIGIN + "\n", 1, bytes(32)),
        (ORIGIN, -1, bytes(32)),
        (ORIGIN, 2**53, bytes(32)),
        (ORIGIN, 1, bytes(31)),
    ],
)
def test_a_checkpoint_out_of_form_cannot_be_built(name: str, size: int, root: bytes) -> None:
    with pytest.raises(AuditError, match="bad_checkpoint"):
        cp.Checkpoint(name, size, root)


def test_a_key_file_lists_keys_one_a_line() -> None:
    second = cp.verifier_key(cp.origin("lab", 2), PRIVATE)
    assert cp.read_keys(f"{KEYS[0]}\n{second}\n") == (KEYS[0], second)


def test_a_key_file_in_another_form_is_refused() -> None:
    name, key_id, encoded = str(KEYS[0]).split("+", 2)
    wrong_kind = b64encode(b"\x02" + KEYS[0].public_key).decode()
    for text in (
        "",
        "\n",
        encoded,
        f"{name}+00000000+{encoded}",
        f"{name}+{key_id.upper()}+{encoded}",
        f"{name}+{key_id}+{wrong_kind}",
        f"{name}+{key_id}+{encoded} comment",
        f"somebody+{key_id}+{encoded}",
    ):
        with pytest.raises(AuditError, match="bad_key"):
            cp.read_keys(text)


def test_a_private_key_of_another_length_is_refused() -> None:
    with pytest.raises(AuditError, match="bad_key"):
        cp.sign(POINT, PRIVATE + b"\x00")
