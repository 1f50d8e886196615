"""``python -m redaction parse``: telegrams in, one JSON object a line out.

A text that is refused prints its error object and the rest goes on; nothing of any text goes to
standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from redaction.cable.files import contents, decode
from redaction.cable.parse import parse
from redaction.cable.profiles import Profile, load_file
from redaction.errors import CableError

_FLUSH_EVERY = 100  # lines


def run(argv: Sequence[str]) -> int:
    """Run the command: 0 when every text was parsed, 1 when one was refused, 2 for a wrong call."""
    options = _options(argv)
    if options is None:
        return 2
    if options.help:
        return 0
    try:
        options.profile = _profile(options.profile)
    except CableError as refused:
        print(f"error: {refused}", file=sys.stderr)
        return 2
    defaults = {
        name: value
        for name in ("profile", "year", "mrn")
        if (value := getattr(options, name)) is not None
    }
    if options.jsonl:
        records = _from_lines(sys.stdin.buffer, defaults)
    else:
        records = _from_files(options.files, options.encoding, defaults)
    return _print(records)


def _profile(asked: str | None) -> str | Profile | None:
    """The profile of a file that is not in its place yet; a name is looked up for every text."""
    return load_file(Path(asked)) if asked and asked.endswith(".toml") else asked


class _Parser(argparse.ArgumentParser):
    """An argument parser that reports a wrong call instead of leaving the process."""

    def error(self, message: str) -> Any:
        raise _WrongCall(message)


class _WrongCall(Exception):
    """The command line makes no sense."""


def _options(argv: Sequence[str]) -> argparse.Namespace | None:
    parser = _Parser(
        prog="python -m redaction parse",
        add_help=False,
        description="Read telegrams: every fact with its place, one JSON object a line.",
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="telegrams to read")
    parser.add_argument(
        "--jsonl", action="store_true", help="read objects with id and text from standard input"
    )
    parser.add_argument(
        "--profile", help="the message format, or a file .toml with one (default: detected)"
    )
    parser.add_argument("--year", type=int, help="year of a message without date-time group")
    parser.add_argument("--mrn", help="the message's own reference number")
    parser.add_argument("--encoding", help="codec of the files (default: UTF-8, or UTF-16 by mark)")
    parser.add_argument("-h", "--help", action="store_true", help="show this help")
    try:
        options = parser.parse_args(list(argv))
        if not options.help and options.jsonl == bool(options.files):
            raise _WrongCall("give either files or --jsonl")
    except _WrongCall as wrong:
        print(f"{parser.format_usage()}error: {wrong}", file=sys.stderr)
        return None
    if options.help:
        print(parser.format_help())
    return options


def _print(records: Iterator[dict[str, Any]]) -> int:
    status = 0
    out = sys.stdout
    reconfigure = getattr(out, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="strict", newline="\n")
    for count, record in enumerate(records, 1):
        if "error" in record:
            status = 1
        out.write(_json(record) + "\n")
        if count % _FLUSH_EVERY == 0:
            out.flush()
    out.flush()
    return status


def _json(record: Mapping[str, Any]) -> str:
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # an id or path with a lone surrogate
        return json.dumps(record, separators=(",", ":"))
    return line


def _no_number(constant: str) -> Any:
    raise ValueError(constant)


def _refused(error: CableError) -> dict[str, str]:
    return {"code": error.code, "message": error.message}


def _from_files(
    files: Sequence[str], encoding: str | None, defaults: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    for name in files:
        try:
            text, codec = decode(contents(name), encoding)
            record = parse(text, **defaults).as_dict()
        except CableError as error:
            yield {"id": name, "error": _refused(error)}
            continue
        record["source"]["encoding"] = codec
        yield {"id": name, **record}


def _from_lines(lines: IO[bytes], defaults: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        asked: dict[str, Any] = {}
        try:
            asked = _object(line)
            record = _asked(asked, defaults)
        except CableError as error:
            yield {"id": _scalar(asked.get("id")), "error": _refused(error), "line": number}
            continue
        yield {"id": _scalar(asked.get("id")), **record}


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise CableError("BAD_JSON", "the line is not a JSON object") from None
    if not isinstance(value, dict):
        raise CableError("BAD_JSON", "the line is not a JSON object")
    return value


def _asked(asked: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one line; its own year, mrn and profile win over the defaults."""
    text = asked.get("text")
    if not isinstance(text, str):
        raise CableError("BAD_JSON", "the object has no string text")
    facts = dict(defaults)
    for name, kind in (("year", int), ("mrn", str), ("profile", str)):
        value = asked.get(name)
        if value is None:
            continue
        if not isinstance(value, kind) or isinstance(value, bool):
            raise CableError("BAD_JSON", f"{name} has the wrong type")
        facts[name] = value
    return parse(text, **facts).as_dict()


def _scalar(value: Any) -> Any:
    """An id as given; null for a list or an object."""
    return None if isinstance(value, (list, dict)) else value
