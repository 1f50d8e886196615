"""``ingest``: take in telegrams from files, folders or standard input."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from workflow.actions import intake
from workflow.actors import SYSTEM
from workflow.errors import Refused
from workflow.queries.relations import known_before
from workflow.states import Route


@dataclass(slots=True)
class Tally:
    """What became of the files of one run."""

    taken: list[int] = field(default_factory=list)
    known: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


class Command(BaseCommand):
    """Files in, cables and reviews out; one bad file never stops the rest."""

    help = (
        "Take in telegrams: plain-text files, folders (with everything below them), or - for"
        " standard input. A text that is here already is not taken in twice. Of the cables taken"
        " in it counts those that have the words of an earlier one (in another encoding or"
        " layout), those that bear the number of an earlier one, and those with doubts to"
        " settle. Exit status 1 when any file was refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to read, and how."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or -")
        parser.add_argument("--encoding", help="codec of the files, if not UTF-8 or UTF-16")
        parser.add_argument("--mrn", help="the number the text must bear; for a single file")
        parser.add_argument(
            "--route",
            choices=[route.value for route in Route],
            default=Route.SYSTEMATIC.value,
            help="why the reviews are opened (default: systematic)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Take in one by one; say what was refused and why."""
        names = list(_files(options["paths"]))
        if options["mrn"] and len(names) != 1:
            raise CommandError(f"--mrn is for a single file, and {len(names)} were given.")
        tally = Tally()
        console = Console(stderr=True)
        shown = track(names, "Taking in", console=console, disable=not console.is_terminal)
        for name in shown:
            self._take(name, options, tally)
        for name, why in tally.refused:
            self.stderr.write(f"{name}: {why}")
        self.stdout.write(
            f"{len(tally.taken)} taken in, {tally.known} here already, {len(tally.refused)} refused"
        )
        if tally.taken:
            before = known_before(tally.taken)
            self.stdout.write(
                f"Of those taken in: {before.words} with the words of an earlier cable,"
                f" {before.number} with the number of an earlier cable,"
                f" {before.doubts} with doubts to settle"
            )
        if tally.refused:
            raise CommandError(f"{len(tally.refused)} file(s) were refused.", returncode=1)

    def _take(self, name: str, options: dict[str, Any], tally: Tally) -> None:
        try:
            receipt = intake.receive(
                _bytes(name),
                file_name="" if name == "-" else Path(name).name,
                actor=SYSTEM,
                encoding=options["encoding"],
                expected_mrn=options["mrn"],
                route=Route(options["route"]),
            )
        except Refused as refusal:
            tally.refused.append((name, f"{refusal.why} {refusal.cure}"))
        except OSError as error:
            tally.refused.append((name, f"The file cannot be opened ({error.strerror})."))
        else:
            if receipt.is_new:
                tally.taken.append(receipt.cable_id)
            else:
                tally.known += 1


def _files(paths: Sequence[str]) -> Iterator[str]:
    """Every file named, and every file below a folder, in order of name."""
    for path in paths:
        if path != "-" and Path(path).is_dir():
            yield from sorted(str(found) for found in Path(path).rglob("*") if found.is_file())
        else:
            yield path


def _bytes(name: str) -> bytes:
    """The bytes of a file; of one that is too large only enough for intake to say so."""
    limit = settings.FILE_LIMIT + 1
    if name == "-":
        return sys.stdin.buffer.read(limit)
    with Path(name).open("rb") as file:
        return file.read(limit)
