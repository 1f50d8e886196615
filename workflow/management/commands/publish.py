"""``publish``: finish every release that passed its check."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow.actions import publishing


class Command(BaseCommand):
    """Safe to run at any time; the portal does the same right after a check is passed."""

    help = (
        "Finish publications that a crash or a full disk interrupted. Exit status 1 when one"
        " was refused or still waits."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what became of each."""
        outcomes = publishing.publish_pending()
        for outcome in outcomes:
            self.stdout.write(f"{outcome.folder}: {outcome.state} {outcome.code}".rstrip())
        if not outcomes:
            self.stdout.write("Nothing waits to be published.")
        left = sum(outcome.state != "published" for outcome in outcomes)
        if left:
            raise CommandError(f"{left} release(s) are not public.", returncode=1)
