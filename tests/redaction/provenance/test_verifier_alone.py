"""The verifier shares no code with the project, and yet judges as it does."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.provenance import verify_audit
from tests.redaction.provenance.exports import ENTRIES, PRIVATE, Export, entry, log_of, stands

PIECES = b'" , : [ ] { } 0 1 -1 1.5 true null [] {} \\ \\u0041 "n" "n":1 9007199254740992'.split()


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(ENTRIES), st.data())
def test_verifier_and_core_agree_on_what_an_entry_is(line: bytes, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(0, 2))):
        start = data.draw(st.integers(0, len(line)))
        stop = data.draw(st.integers(start, min(start + 6, len(line))))
        line = line[:start] + data.draw(st.sampled_from([*PIECES, b"", b" "])) + line[stop:]
    for seq in range(20):
        assert verify_audit.is_entry(line + b"\n", seq) == stands(line, seq)


def test_numbers_up_to_the_limit_are_entries_and_others_not() -> None:
    for number in (2**53 - 1, -(2**53) + 1):
        assert verify_audit.is_entry(entry(0, data={"n": number}) + b"\n", 0)
        line = entry(0, data={"n": number}).replace(b"9007199254740991", b"9007199254740992")
        assert not verify_audit.is_entry(line + b"\n", 0)
    assert verify_audit.is_entry(entry(0, data={"n": "9" * 200}) + b"\n", 0)


@given(st.binary(max_size=80), st.binary(min_size=32, max_size=32), st.integers(0, 63))
@settings(max_examples=25, deadline=None)
def test_signatures_are_judged_as_the_library_judges_them(
    message: bytes, seed: bytes, at: int
) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), bytearray(key.sign(message))
    assert verify_audit.ed25519_verifies(public, message, bytes(signature))
    signature[at] ^= 1
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(public).verify(bytes(signature), message)
    assert not verify_audit.ed25519_verifies(public, message, bytes(signature))


def test_a_signature_has_no_second_form() -> None:
    key = Ed25519PrivateKey.from_private_bytes(PRIVATE)
    public, signature = key.public_key().public_bytes_raw(), key.sign(b"text")
    s = int.from_bytes(signature[32:], "little") + verify_audit.ORDER
    again = signature[:32] + s.to_bytes(32, "little")
    assert not verify_audit.ed25519_verifies(public, b"text", again)
    for nonsense in (
        b"\xff" * 32,
        (2).to_bytes(32, "little"),
        (1 | 1 << 255).to_bytes(32, "little"),
    ):
        assert verify_audit.point_of(nonsense) is None


def test_the_verifier_stands_alone_and_runs_on_python_3_8(tmp_path: Path) -> None:
    source = Path(verify_audit.__file__)
    tree = ast.parse(source.read_text("utf-8"), feature_version=(3, 8))
    imported = {
        name.split(".")[0]
        for found in ast.walk(tree)
        for name in (
            [found.module or ""]
            if isinstance(found, ast.ImportFrom)
            else [alias.name for alias in found.names]
            if isinstance(found, ast.Import)
            else []
        )
    }
    assert imported <= set(sys.stdlib_module_names)
    export = Export(tmp_path)
    shutil.copy(source, tmp_path)
    command = [sys.executable, "-I", "-S", source.name, "LOG", "FIRST", "LAST", "--key", "KEY.pub"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    export.write("LOG", log_of(ENTRIES[:9]))
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (3, "")
