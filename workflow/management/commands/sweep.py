"""``sweep``: open reviews of cables whose day has come."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from workflow import clock
from workflow.actions import sweeping
from workflow.actors import SYSTEM


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise ArgumentTypeError("not an existing day YYYY-MM-DD") from None


class Command(BaseCommand):
    """Runs daily; running it twice opens nothing twice."""

    help = (
        "Open a review of every cable whose classification has ended, that is 25 years old, or"
        " whose exemption must be proposed, by a day. It releases nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day, and whether to write."""
        parser.add_argument("--on", type=_day, metavar="DATE", help="default: today")
        parser.add_argument(
            "--dry-run", action="store_true", help="count only; a forecast for a day to come"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep and print the counts by kind of day."""
        on = options["on"] or clock.today()
        swept = sweeping.sweep(on, actor=SYSTEM, dry_run=options["dry_run"])
        verb = "would be opened" if swept.dry_run else "opened"
        for kind, label in sweeping.LABELS.items():
            self.stdout.write(f"{swept.counts[kind]:>8}  {label}")
        self.stdout.write(f"{swept.total:>8}  reviews {verb}, {on:%d %b %Y}")
