"""``demo``: invented cables, a cast of people, and one cable taken all the way."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflow.management import story
from workflow.models import Cable


class Command(BaseCommand):
    """Fills an empty database with the demo."""

    help = (
        "Fill an empty database with invented cables and people, and lead one cable through all"
        " roles to a verified release. The last line is the path of its PDF."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """``--if-empty`` makes a database with records no error."""
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing in a database that has cables"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Tells the accounts and where the release lies."""
        if settings.SERVER:
            raise CommandError("The demo has known passwords and is for a laptop only.")
        if not Cable.objects.exists():
            self.stderr.write("Preparing the demo: invented cables, invented people ...")
            story.tell()
        elif not options["if_empty"]:
            raise CommandError(
                "This database has cables already; nothing was changed. Choose an empty one:"
                " set DECLASS_VAR to a new folder."
            )
        release = story.release_of_the_demo()
        if release is None:
            self.stdout.write("This database holds no demo.")
            return
        self.stdout.write(f"Demo accounts, all with the password “{story.PASSWORD}”:")
        for person in story.CAST:
            self.stdout.write(f"  {person.username:<9} {person.does}")
        self.stdout.write(str(release))
