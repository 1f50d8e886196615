"""``python -m redaction parse|determine|release|check``: the core on plain files.

Works on a bare laptop: no database, no network, no configuration. JSON goes to standard
output, nothing of a cable to standard error; exit status 2 is a wrong call.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

COMMANDS = {
    "parse": "read telegrams: every fact with its place, as JSON",
    "determine": "say what the law says of telegrams on a day, and why",
    "release": "make the sanitized PDF, text and decisions of a telegram from its marks",
    "check": "check a release PDF: nothing withheld, nothing hidden, nothing lost",
}


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
    sys.exit(main(sys.argv[1:]))
