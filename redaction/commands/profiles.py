"""``python -m redaction profiles``: which message formats there are, and whether a new one is good.

Nothing is written anywhere: a profile is put in place by copying its file into the folder that
the list names.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from redaction.cable.profiles import FOLDER, Profile, load, load_file, names
from redaction.commands.formats import formats_page, how_detected
from redaction.errors import CableError


def run(argv: Sequence[str]) -> int:
    """Run the command: 0 when all is well, 1 for a profile that is not, 2 for a wrong call."""
    options = _options(argv)
    if options is None:
        return 2
    if options.help:
        return 0
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="\n")
    try:
        if options.reference:
            sys.stdout.write(formats_page())
            return 0
        return _check(options.check) if options.check is not None else _list()
    except CableError as refused:
        print(refused)
        return 1


class _Parser(argparse.ArgumentParser):
    """An argument parser that reports a wrong call instead of leaving the process."""

    def error(self, message: str) -> Any:
        raise _WrongCall(message)


class _WrongCall(Exception):
    """The command line makes no sense."""


def _options(argv: Sequence[str]) -> argparse.Namespace | None:
    parser = _Parser(
        prog="python -m redaction profiles",
        add_help=False,
        description="List the message formats; check a new one before it is put in place.",
    )
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--check", metavar="FILE", type=Path, help="say whether a profile is good")
    one.add_argument("--reference", action="store_true", help="print docs/formats.md")
    one.add_argument("-h", "--help", action="store_true", help="show this help")
    try:
        options = parser.parse_args(list(argv))
        if options.check is not None and not options.check.is_file():
            raise _WrongCall("--check: the file cannot be opened")
    except _WrongCall as wrong:
        print(f"{parser.format_usage()}error: {wrong}", file=sys.stderr)
        return None
    if options.help:
        print(parser.format_help())
    return options


def _list() -> int:
    """Every profile; one that is not good is named, and the rest goes on."""
    status = 0
    width = max(map(len, names()))
    for name in names():
        try:
            about = load(name).about
        except CableError as refused:
            about, status = str(refused), 1
        print(f"{name:<{width}}  {about}")
        print(f"{'':<{width}}  {FOLDER / name}.toml")
    return status


def _check(path: Path) -> int:
    profile: Profile = load_file(path)
    print(f"{path.name}: good")
    print(f"for: {profile.about}")
    print(f"detected: {how_detected(profile)}")
    return 0
