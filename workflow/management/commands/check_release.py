"""``check_release``: are the published files those that were verified?"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow.actions import checking


class Command(BaseCommand):
    """Reads everything, changes nothing."""

    help = (
        "Compare every published file with the digest taken when it was verified and with the"
        " log, and look for files that no release lists. Exit status 1 when any differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which releases, and how thoroughly."""
        parser.add_argument("folders", nargs="*", metavar="NUMBER", help="default: all")
        parser.add_argument(
            "--again", action="store_true", help="also render each again and compare the bytes"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each fault."""
        checked, faults = checking.check_public(options["folders"], again=options["again"])
        for folder, fault in faults:
            self.stderr.write(f"{folder}: {fault}")
        self.stdout.write(f"{checked} releases checked, {len(faults)} faults")
        if faults:
            raise CommandError("Some releases are not as they were published.", returncode=1)
