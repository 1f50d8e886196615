"""``python -m redaction parse|determine|release|check|profiles``: the core on plain files.

Works on a bare laptop: no database, no network, no configuration. JSON goes to standard
output (``profiles`` prints words), nothing of a cable to standard error; exit status 2 is a
wrong call. Whoever stops reading (``| head -1``), or stops the program, gets no traceback and a
status of its own: an answer that nobody could read is no answer.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

COMMANDS = {
    "parse": "read telegrams: every fact with its place, as JSON",
    "determine": "say what the law says of telegrams on a day, and why",
    "release": "make the sanitized PDF, text and decisions of a telegram from its marks",
    "check": "check a release PDF: nothing withheld, nothing hidden, nothing lost",
    "profiles": "list the message formats, or check a new one before it is put in place",
}

LOST_OUTPUT: Final = 74
"""Standard output could not be written to its end (``EX_IOERR`` of sysexits)."""
STOPPED: Final = 130
"""The program was interrupted from the keyboard."""


def program(argv: Sequence[str]) -> int:
    """Run one command with the streams of this process; returns its exit status."""
    _open_closed_streams()
    try:
        status = main(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        status = LOST_OUTPUT
    except OSError as failed:
        print(f"redaction: {os.strerror(failed.errno or 0)}", file=sys.stderr)
        status = LOST_OUTPUT
    except KeyboardInterrupt:
        status = STOPPED
    else:
        return status
    # What is still buffered goes nowhere: the interpreter would try again at its end, loudly.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _open_closed_streams() -> None:
    """A stream that was closed before the start (``>&-``) reads as empty and takes nothing."""
    nothing = Path(os.devnull)
    sys.stdin = sys.stdin or nothing.open(encoding="utf-8")
    sys.stdout = sys.stdout or nothing.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nothing.open("w", encoding="utf-8")


def main(argv: Sequence[str]) -> int:
    """Run one command; returns its exit status."""
    if argv and argv[0] in COMMANDS:
        # Only the asked command is imported: `check` starts without the PDF writer.
        status: int = importlib.import_module(f"redaction.commands.{argv[0]}").run(argv[1:])
        return status
    asked_for_help = bool(argv) and argv[0] in ("-h", "--help", "help")
    out = sys.stdout if asked_for_help else sys.stderr
    print("usage: python -m redaction COMMAND [options]\n", file=out)
    for name, meaning in COMMANDS.items():
        print(f"  {name:<10} {meaning}", file=out)
    print("\n`python -m redaction COMMAND --help` explains one of them.", file=out)
    return 0 if asked_for_help else 2


if __name__ == "__main__":
    sys.exit(program(sys.argv[1:]))
