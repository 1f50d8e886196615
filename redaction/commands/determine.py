"""``python -m redaction determine``: what the law says of telegrams on a day, and why.

One JSON object a line out, for each line or file in and in their order. A question that
cannot be answered gets an error object and the rest goes on; nothing of a telegram goes to
standard error.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from redaction.authority.days import read_day
from redaction.authority.determine import determine
from redaction.authority.pack import Pack, load_pack
from redaction.authority.packfile import DEFAULT
from redaction.authority.questions import DEFAULT_QUESTION, answer
from redaction.cable.files import contents, decode
from redaction.cable.model import Cable
from redaction.cable.parse import parse
from redaction.errors import AuthorityInputError, CableError

_FLUSH_EVERY = 100  # lines

_DESCRIPTION = """\
Say where the classification of telegrams stands on a day: status, end date, rule, citation
and who must be asked first. A determination never makes a record releasable."""

_EPILOG = """\
Exit status: 0 when every answer is a determination, 1 when one is an error, 2 for a wrong call."""


def run(argv: Sequence[str]) -> int:
    """Answer every question: 0, 1 when one was refused, 2 for a wrong call."""
    parser = _parser()
    try:
        options = parser.parse_args(argv)
        if options.jsonl == bool(options.files) or options.jsonl == (options.on is not None):
            parser.error("give either --jsonl, or --on DATE and files")
        if options.jsonl and options.facts is not None:
            parser.error("--facts goes with files; a line holds its own facts")
    except SystemExit as ended:
        return 2 if ended.code else 0
    asked = _Asked(options.pack)
    if options.jsonl:
        return _print(map(asked.of_line, _lines(sys.stdin.buffer)))
    return _print(asked.of_file(name, options.on, options.facts) for name in options.files)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m redaction determine", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.add_argument(
        "--jsonl", action="store_true", help="read one question a line from standard input"
    )
    parser.add_argument("--on", metavar="DATE", type=_day, help="the day asked about, YYYY-MM-DD")
    parser.add_argument(
        "--facts", metavar="FACTS.json", type=_facts, help="what named officials have recorded"
    )
    parser.add_argument(
        "--pack", metavar="PACK", default=DEFAULT, help=f"rule pack, by id or path ({DEFAULT})"
    )
    parser.add_argument("files", metavar="FILE", nargs="*", help="telegrams to read")
    return parser


def _day(text: str) -> date:
    try:
        return read_day(text, "--on")
    except AuthorityInputError as refused:
        raise argparse.ArgumentTypeError(refused.message) from None


def _facts(name: str) -> Mapping[str, Any]:
    try:
        return _object(contents(name))
    except (CableError, AuthorityInputError):
        raise argparse.ArgumentTypeError("the file cannot be read as a JSON object") from None


class _Line(NamedTuple):
    """A line to print, and whether it is an error."""

    text: str
    refused: bool


class _Asked:
    """Questions to one pack; each gets an answer or an error object, never an exception."""

    def __init__(self, pack: str) -> None:
        self._name = pack

    def of_line(self, line: bytes) -> _Line:
        """The answer to a question on a line."""
        identity: Any = None
        try:
            question = _object(line)
            identity = question.get("id")
            return _answered(answer(question, self._pack()))
        except AuthorityInputError as refused:
            return _refused(identity, refused)

    def of_file(self, name: str, on: date, facts: Mapping[str, Any] | None) -> _Line:
        """The determination of the telegram in a file."""
        try:
            determination = _of_cable(_cable(name), on, facts, self._pack())
            return _answered({"id": name, "what": DEFAULT_QUESTION, **determination})
        except AuthorityInputError as refused:
            return _refused(name, refused)

    def _pack(self) -> Pack:
        return load_pack(self._name)


def _of_cable(
    cable: Cable, on: date, facts: Mapping[str, Any] | None, pack: Pack
) -> dict[str, Any]:
    made = cable.dtg.value if cable.dtg else None
    determination = determine(
        made[:10] if made else None,
        cable.declassification.line if cable.declassification else None,
        cable.classified_by.line if cable.classified_by else None,
        cable.classification.level if cable.classification else None,
        on,
        facts,
        pack,
    )
    return determination.to_json()


def _cable(name: str) -> Cable:
    try:
        return parse(decode(contents(name))[0])
    except CableError as refused:
        raise AuthorityInputError("unreadable_file", refused.message) from None


def _lines(stream: Iterable[bytes]) -> Iterator[bytes]:
    return (line for line in stream if line.strip())


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):
        raise _not_json() from None
    if not isinstance(value, dict):
        raise _not_json()
    return value


def _not_json() -> AuthorityInputError:
    return AuthorityInputError("bad_json", "the line is not a JSON object")


def _no_number(constant: str) -> Any:
    raise ValueError(constant)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _answered(record: Mapping[str, Any]) -> _Line:
    try:
        return _Line(_json(record), refused=False)
    except RecursionError:
        raise _not_json() from None


def _refused(identity: Any, error: AuthorityInputError) -> _Line:
    record = {"id": identity, "error": {"code": error.code, "message": error.message}}
    try:
        return _Line(_json(record), refused=True)
    except RecursionError:
        return _refused(None, error)


def _json(record: Mapping[str, Any]) -> str:
    # ASCII: an id may hold half a surrogate pair, which no encoding can write.
    return json.dumps(record, separators=(",", ":"))


def _print(lines: Iterable[_Line]) -> int:
    status = 0
    for count, line in enumerate(lines, 1):
        sys.stdout.write(line.text + "\n")
        if line.refused:
            status = 1
        if count % _FLUSH_EVERY == 0:
            sys.stdout.flush()
    sys.stdout.flush()
    return status
