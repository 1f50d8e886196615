"""A signed statement of how long the audit log was, and what its root was then.

The form is a C2SP signed note holding a C2SP tlog checkpoint, with exactly one signature::

    declass/<instance>/audit/<epoch>
    <size>
    <root, base64>

    — declass/<instance>/audit/<epoch> <base64 of key id and Ed25519 signature>

The public key travels as a C2SP verifier key, ``<origin>+<key id, hex>+<base64 of 01 and
the key>``. The key's name is the origin, so each epoch has a verifier key of its own, also
when the key stays the same; a key file lists them, one a line.

A checkpoint guards what came before it, and only while a copy is out of reach of whoever
can change the log.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from redaction.provenance.errors import AuditError

_ORIGIN = r"declass/[a-z0-9][a-z0-9.-]{0,62}/audit/(?:0|[1-9][0-9]{0,15})"
_NOTE = re.compile(
    rf"(?P<origin>{_ORIGIN})\n"
    r"(?P<size>0|[1-9][0-9]{0,15})\n"
    r"(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"\n"
    "\u2014 (?P=origin) (?P<signed>[A-Za-z0-9+/]{91}=)\n"
)
_VERIFIER_KEY = re.compile(
    rf"(?P<name>{_ORIGIN})\+(?P<id>[0-9a-f]{{8}})\+(?P<key>[A-Za-z0-9+/]{{44}})"
)
_ED25519 = b"\x01"
_SIZES_END = 2**53


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """``size`` entries of the log named ``origin`` have the Merkle root ``root``.

    Raises:
        AuditError: ``bad_checkpoint`` when one of them does not have its form.
    """

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not re.fullmatch(_ORIGIN, self.origin):
            raise AuditError("bad_checkpoint", "the origin is not declass/<instance>/audit/<epoch>")
        if not 0 <= self.size < _SIZES_END or len(self.root) != sha256().digest_size:
            raise AuditError("bad_checkpoint", "the size or the root is out of range")

    @property
    def body(self) -> bytes:
        """What is signed: three lines, with their line ends."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n".encode()


class SignedCheckpoint(NamedTuple):
    """A note as read, its signature not yet checked."""

    checkpoint: Checkpoint
    key_id: bytes
    signature: bytes


class VerifierKey(NamedTuple):
    """A public key (32 bytes) under the one name it may sign for."""

    name: str
    public_key: bytes

    def __str__(self) -> str:
        """The key as a line of a key file."""
        key = b64encode(_ED25519 + self.public_key).decode()
        return f"{self.name}+{key_id(self.name, self.public_key).hex()}+{key}"


def origin(instance: str, epoch: int) -> str:
    """The name of an epoch of an installation's log."""
    return f"declass/{instance}/audit/{epoch}"


def key_id(name: str, public_key: bytes) -> bytes:
    """The four bytes by which a signature names its key."""
    return sha256(name.encode() + b"\n" + _ED25519 + public_key).digest()[:4]


def verifier_key(name: str, private_key: bytes) -> VerifierKey:
    """What others need to check signatures of this private key (32 bytes) for ``name``."""
    return VerifierKey(name, _loaded(private_key).public_key().public_bytes_raw())


def sign(checkpoint: Checkpoint, private_key: bytes) -> bytes:
    """The note, signed with a private key of 32 bytes. Equal input gives equal bytes."""
    key = _loaded(private_key)
    name = checkpoint.origin
    signed = key_id(name, key.public_key().public_bytes_raw()) + key.sign(checkpoint.body)
    line = f"\u2014 {name} {b64encode(signed).decode()}\n"
    return checkpoint.body + b"\n" + line.encode()


def parse(note: bytes) -> SignedCheckpoint:
    """The parts of a note that has exactly the form above; its signature is not checked.

    Raises:
        AuditError: ``bad_checkpoint`` for any other bytes.
    """
    try:
        found = _NOTE.fullmatch(note.decode())
    except UnicodeDecodeError:
        found = None
    if found is None:
        raise AuditError("bad_checkpoint", "this is not a checkpoint with one signature")
    signed = _decoded(found["signed"], "bad_checkpoint")
    root = _decoded(found["root"], "bad_checkpoint")
    checkpoint = Checkpoint(found["origin"], int(found["size"]), root)
    return SignedCheckpoint(checkpoint, signed[:4], signed[4:])


def verify(note: bytes, keys: Iterable[VerifierKey]) -> Checkpoint:
    """The checkpoint in a note, once one of ``keys`` is found to have signed it.

    Raises:
        AuditError: ``bad_checkpoint``, ``unknown_key`` or ``bad_signature``.
    """
    checkpoint, wanted, signature = parse(note)
    for name, public_key in keys:
        if name == checkpoint.origin and key_id(name, public_key) == wanted:
            try:
                Ed25519PublicKey.from_public_bytes(public_key).verify(signature, checkpoint.body)
            except InvalidSignature:
                raise AuditError("bad_signature", "the signature does not fit the note") from None
            return checkpoint
    raise AuditError("unknown_key", "the checkpoint is signed by none of the keys given")


def read_keys(text: str) -> tuple[VerifierKey, ...]:
    """The verifier keys of a key file: one a line.

    Raises:
        AuditError: ``bad_key`` for a line of another form, or none at all.
    """
    keys = tuple(map(_key_of, text.splitlines()))
    if not keys:
        raise AuditError("bad_key", "the key file is empty")
    return keys


def _key_of(line: str) -> VerifierKey:
    found = _VERIFIER_KEY.fullmatch(line)
    if found is not None:
        kind_and_key = _decoded(found["key"], "bad_key")
        key = VerifierKey(found["name"], kind_and_key[1:])
        if str(key) == line:
            return key
    raise AuditError("bad_key", "a line of the key file is not an Ed25519 verifier key")


def _decoded(text: str, code: str) -> bytes:
    """Base64, if this is the one way to write these bytes."""
    data = b64decode(text, validate=True)
    if b64encode(data).decode() != text:
        raise AuditError(code, "base64 that is not canonical")
    return data


def _loaded(private_key: bytes) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(private_key)
    except ValueError:
        raise AuditError("bad_key", "a private key has 32 bytes") from None
