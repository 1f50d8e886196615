"""``checkpoint``: sign how long the log is and what its root is."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redaction.provenance.errors import AuditError
from workflow.actions import recording

KEY_BYTES = 32


class Command(BaseCommand):
    """Run it under another account: the web process must not be able to read the key."""

    help = (
        "Sign a checkpoint of the audit log with a private key and keep it in the checkpoints"
        " folder; copy it off the machine. --make-key makes the key, once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The key."""
        parser.add_argument("--key", type=Path, required=True, metavar="FILE")
        parser.add_argument("--make-key", action="store_true", help="make a new key in FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the note, or for a new key the line others need to check signatures."""
        path: Path = options["key"]
        if options["make_key"]:
            _make(path)
        try:
            private_key = path.read_bytes()
        except OSError as error:
            raise CommandError(f"The key cannot be read ({error.strerror}).") from None
        try:
            if options["make_key"]:
                self.stdout.write(str(recording.key_of_checkpoints(private_key)))
            else:
                self.stdout.write(recording.make_checkpoint(private_key), ending="")
        except AuditError as error:
            raise CommandError(f"{error.message}.") from None


def _make(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CommandError("There is a file of that name; a key is made once.") from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
