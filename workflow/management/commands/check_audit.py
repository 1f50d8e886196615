"""``check_audit``: verify the whole log."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from redaction.provenance.checkpoint import read_keys
from workflow.actions.recording import record_check
from workflow.queries.auditing import verify_log

# As those of verify_audit.py: 1 altered, 3 shorter, 4 signature, 5 form or order.
STATUS: Final = {"form": 5, "order": 5, "signature": 4, "shorter": 3}


class Command(BaseCommand):
    """Reads everything; leaves one entry that says it was done."""

    help = (
        "Verify the audit log from its first entry: form, order, tree, head, checkpoints, and"
        " the digests of the cables and marks it names. Exit status: 0 whole, 1 altered,"
        " 3 shorter than a checkpoint, 4 bad signature, 5 form or order of an entry."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The keys of checkpoints."""
        parser.add_argument(
            "--keys", type=Path, metavar="FILE", help="verifier keys of checkpoints, one a line"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print size and root, how far checkpoints cover, and every fault."""
        keys = read_keys(options["keys"].read_text("utf-8")) if options["keys"] else ()
        log = verify_log(keys)
        for finding in log.findings:
            place = "the log" if finding.seq is None else f"entry {finding.seq}"
            self.stderr.write(f"{place}: {finding.what}")
        self.stdout.write(
            f"{log.size} entries, root {log.root.hex()},"
            f" {'covered to ' + str(log.covered) if log.covered else 'no checkpoint yet'}"
        )
        record_check(size=log.size, findings=len(log.findings))
        if log.findings:
            status = max(STATUS.get(finding.code, 1) for finding in log.findings)
            raise CommandError(f"{len(log.findings)} fault(s).", returncode=status)
