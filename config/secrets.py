"""Secrets are files, readable by their owner alone, and never in the database or the code."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LENGTH = 32


def secret_file(path: Path, *, server: bool) -> bytes:
    """The 32 or more secret bytes kept at ``path``.

    A laptop makes the file on first use; a server refuses to start without it, so that a lost
    key is noticed and never silently replaced.
    """
    if not path.exists():
        if server:
            raise ImproperlyConfigured(
                f"F02: the secret {path} is missing; restore it from the backup of keys,"
                f" or on a new installation make it: head -c {LENGTH} /dev/urandom > {path}"
            )
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return secret_file(path, server=server)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(LENGTH))
    value = path.read_bytes()
    if len(value) < LENGTH:
        raise ImproperlyConfigured(f"F02: the secret {path} is shorter than {LENGTH} bytes")
    if path.stat().st_mode & 0o077:
        raise ImproperlyConfigured(f"F11: others can read {path}; run: chmod 600 {path}")
    return value
