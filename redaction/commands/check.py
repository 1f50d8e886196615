"""``python -m redaction check``: does a release say what was released, and nothing else?

Prints one line of JSON: the verdict, what could be read, and findings that name codes and
places. It reads strangers' files, so it sets limits on itself and never shows a traceback;
nothing it prints holds a withheld word. Starts without the PDF writer.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from redaction.errors import RedactionError
from redaction.verify.check import check_pdf
from redaction.verify.findings import Report
from redaction.verify.limits import OUTPUT, OverLimit, limited
from redaction.verify.needles import Needles, make_needles, read_withheld

_STATUS: Final = {"clean": 0, "leak": 1, "tampered": 1, "unreadable": 2}
_MOST_BYTES: Final = OUTPUT


class _Unreadable(Exception):
    """A file that cannot be read; the message says which and never holds its words."""


_SPENT: Final = {MemoryError: "memory", RecursionError: "depth", OverLimit: "time"}


class _Asked(NamedTuple):
    path: Path
    withheld: Path | None
    released: Path | None


def run(argv: Sequence[str]) -> int:
    """0 clean, 1 leak or tampered, 2 unreadable or a wrong call."""
    try:
        given = _parser().parse_args(argv)
    except SystemExit as ended:
        return 2 if ended.code else 0
    asked = _Asked(given.path, given.withheld, given.released)
    try:
        with limited():
            report = _check(asked)
    except _Unreadable as failed:
        report = Report.unreadable(str(asked.path), str(failed))
    except (MemoryError, RecursionError, OverLimit) as spent:
        what = _SPENT[type(spent)]
        report = Report.unreadable(
            str(asked.path), f"reading the file takes more {what} than it may"
        )
    print(json.dumps(report.to_json()))
    if report.reason:
        print(f"check: {report.reason}", file=sys.stderr)
    return _STATUS[report.verdict]


def _parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog="python -m redaction check",
        description="Check a release PDF: nothing withheld, nothing hidden, nothing lost.",
        epilog="Exit status: 0 clean, 1 leak or tampered, 2 unreadable.",
    )
    options.add_argument("path", metavar="PATH", type=Path, help="the PDF of a release")
    options.add_argument(
        "--withheld",
        metavar="FILE",
        type=Path,
        help="what must not be found: a JSON list, or one passage a line",
    )
    options.add_argument(
        "--released", metavar="TXT", type=Path, help="what must be found: the text of the release"
    )
    options.add_argument(
        "--signers", metavar="FILE", type=Path, help="trusted keys, for a release package"
    )
    return options


def _check(asked: _Asked) -> Report:
    pdf = _read(asked.path, "PATH")
    text = None if asked.released is None else _text(_read(asked.released, "--released"))
    needles = None
    if asked.withheld is not None:
        needles = _needles(_read(asked.withheld, "--withheld"), text)
    return check_pdf(pdf, text=text, needles=needles, name=str(asked.path))


def _needles(data: bytes, text: str | None) -> Needles:
    try:
        return make_needles(read_withheld(data), text)
    except RedactionError as refused:
        raise _Unreadable(refused.message) from refused


def _read(path: Path, which: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except IsADirectoryError as failed:
        raise _Unreadable("folders are not yet read as packages: name one PDF") from failed
    except (OSError, ValueError) as failed:
        raise _Unreadable(f"{which} cannot be read") from failed
    if len(data) > _MOST_BYTES:
        raise _Unreadable(f"{which} is larger than 64 MiB")
    return data


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as failed:
        raise _Unreadable("--released is not UTF-8") from failed
