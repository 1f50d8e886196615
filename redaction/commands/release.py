"""``python -m redaction release``: the PDF, text and decisions of telegrams, from their marks.

Prints one line of JSON for each input, in order. That output is as secret as the text, since
it names places, but it holds no withheld word. On any error the three files of that input
neither appear nor change, and the next input is taken.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from redaction.cable.files import contents, decode
from redaction.commands.outbox import Leaf, put
from redaction.errors import MarkError, RedactionError
from redaction.marks import MarksFile
from redaction.release import ReleaseCopy, build_release_copy
from redaction.stamp import Stamp

_ID: Final = re.compile(r"(?![.-])[A-Za-z0-9._-]{1,64}")
_FLUSH_EVERY: Final = 100
_MOST_OF_MARKS: Final = 64 * 1024 * 1024  # bytes of a MARKS.json


class Job(NamedTuple):
    """One text with what is decided about it; ``id`` names its files and enters none."""

    id: object
    text: object
    given: object


def run(argv: Sequence[str]) -> int:
    """0 all released, 1 at least one error, 2 a wrong call."""
    options = _parser()
    try:
        asked = options.parse_args(argv)
        if asked.jsonl == bool(asked.file) or bool(asked.file) != bool(asked.marks):
            options.error("give FILE and MARKS.json, or --jsonl")
        if asked.jsonl and (asked.id is not None or asked.encoding is not None):
            options.error("--id and --encoding are for FILE; a line of --jsonl has its own id")
        folder = Path(asked.out)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            options.error("the folder of --out cannot be made")
    except SystemExit as ended:
        return 2 if ended.code else 0
    if asked.jsonl:
        return _all(_lines(sys.stdin.buffer), folder)
    return _all(_file(asked), folder)


def _parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog="python -m redaction release",
        description="Make the sanitized PDF, text and decisions of telegrams from their marks.",
    )
    options.add_argument("file", metavar="FILE", nargs="?", help="the text of a telegram")
    options.add_argument("marks", metavar="MARKS.json", nargs="?", help="what is withheld of it")
    options.add_argument("--out", metavar="DIR", required=True, help="where the files go")
    options.add_argument("--id", metavar="ID", help="name of the files (default: stem of FILE)")
    options.add_argument("--encoding", metavar="NAME", help="codec of FILE (default: UTF-8)")
    options.add_argument(
        "--jsonl", action="store_true", help="read one JSON object per line from standard input"
    )
    return options


def _all(jobs: Iterator[Job | RedactionError], folder: Path) -> int:
    """Take one job after the other; nothing is kept of those that are done."""
    status = 0
    for count, job in enumerate(jobs, 1):
        name = job.id if isinstance(job, Job) else job.facts.get("id")
        try:
            if isinstance(job, RedactionError):
                raise job
            said = _release(job, folder)
        except RedactionError as refused:
            status = 1
            error = {key: value for key, value in refused.to_json().items() if key != "id"}
            said = {"id": name, "error": error}
        print(json.dumps(said), flush=count % _FLUSH_EVERY == 0)
    sys.stdout.flush()
    return status


def _release(job: Job, folder: Path) -> dict[str, Any]:
    name, text = _checked_id(job.id), job.text
    if not isinstance(text, str):
        raise MarkError("bad_input", "text is missing or not a string", field="text")
    decided = MarksFile.of(job.given, text)
    stamp = Stamp.of(decided.stamp)
    made = build_release_copy(
        text, decided.marks, stamp, decided.policy, decided.answers,
        splits=decided.splits, file_name=name,
    )  # fmt: skip
    files = _put(made, folder, name)
    return {
        "id": name,
        "disposition": made.released.disposition,
        "title": made.released.title,
        "gaps": made.gaps,
        "pages": made.pages,
        "files": files,
        "warnings": list(made.warnings),
    }


def _put(made: ReleaseCopy, folder: Path, name: str) -> dict[str, str]:
    """The three files in place, the PDF last."""
    contents = {"txt": made.txt.encode("utf-8"), "json": made.decisions, "pdf": made.pdf}
    leaves = [Leaf(folder / f"{name}.{kind}", data) for kind, data in contents.items()]
    try:
        put(leaves)
    except OSError as failed:
        raise RedactionError("not_written", "the files could not be written") from failed
    return {leaf.path.suffix[1:]: str(leaf.path) for leaf in reversed(leaves)}


def _checked_id(given: object) -> str:
    if not isinstance(given, str) or not _ID.fullmatch(given):
        raise MarkError(
            "bad_id", "an id has 1 to 64 letters, digits, . _ - and starts with neither . nor -"
        )
    return given


def _lines(source: BinaryIO) -> Iterator[Job | RedactionError]:
    """The lines of ``--jsonl``; they end at LF only, and white lines are skipped."""
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            given = _object(line)
        except MarkError as bad:
            yield MarkError(bad.code, bad.message, line=number)
            continue
        yield Job(given.get("id"), given.get("text"), given)


def _file(asked: argparse.Namespace) -> Iterator[Job | RedactionError]:
    """The one job of FILE and MARKS.json."""
    name = Path(asked.file).stem if asked.id is None else asked.id
    try:
        text, _ = decode(contents(asked.file), asked.encoding)
        given = _object(contents(asked.marks, _MOST_OF_MARKS))
    except RedactionError as refused:
        yield type(refused)(refused.code, refused.message, **{**refused.facts, "id": name})
    else:
        yield Job(name, text, given)


def _object(data: bytes) -> Mapping[str, Any]:
    try:
        given = json.loads(data)
    except (ValueError, RecursionError) as malformed:
        raise MarkError("bad_json", "not a JSON object") from malformed
    if not isinstance(given, dict):
        raise MarkError("bad_json", "not a JSON object")
    return given
