"""``check_cables``: do the columns still say what the texts say?"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow.queries.columns import drift


class Command(BaseCommand):
    """Reads everything, changes nothing."""

    help = (
        "Compute the facts of every cable from its text again and compare them with the columns"
        " that queues and search use and with what related cables are found by; compare every"
        " text with its digest. Exit status 1 when any differs."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Name cable and column; never a value."""
        found: Counter[str] = Counter()
        checked = 0
        for cable_id, columns in drift():
            checked += 1
            found.update(columns)
            if columns:
                self.stderr.write(f"cable {cable_id}: {', '.join(columns)}")
        self.stdout.write(f"{checked} cables read, {sum(found.values())} columns differ")
        if found:
            raise CommandError("Some columns are not what the texts say.", returncode=1)
