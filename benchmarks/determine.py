"""Determinations from text lines: reading, deciding, and writing the answer as JSON.

The floor is the one pattern a script would use for the commonest form, a date after DECL:
it reads 60 of 100 of these lines and decides nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from time import process_time

from redaction.authority import Pack, determine, load_pack
from redaction.authority.questions import answer

LINES = 20_000
AS_OF = date(2026, 1, 1)
FIRST = date(1973, 1, 1)
SCRIPT = re.compile(r"DECL: *(\d{2})/(\d{2})/(\d{4})")

Row = tuple[date, str, str, str]


def measure() -> Iterator[tuple[str, float, str]]:
    """(name, value, unit) of each figure; the best of three runs, in processor seconds."""
    pack, rows = load_pack(), [_row(number) for number in range(LINES)]
    questions = [_question(row) for row in rows]
    assert all(answer(json.loads(line), pack)["kind"] != "malformed" for line in questions[:200])
    floor = _best(lambda: [SCRIPT.search(row[1]) for row in rows])
    seconds = _best(lambda: _determined(rows, pack))
    yield "search one pattern (floor)", LINES / floor, "lines/s"
    yield "determine, from text lines", LINES / seconds, "lines/s"
    yield "... as a multiple of the floor's time", seconds / floor, "x"
    yield (
        "question to answer, both as JSON",
        LINES / _best(lambda: _asked(questions, pack)),
        "lines/s",
    )


def _determined(rows: list[Row], pack: Pack) -> None:
    for made, line, classified_by, level in rows:
        determine(made, line, classified_by, level, AS_OF, None, pack)


def _asked(questions: list[str], pack: Pack) -> None:
    for line in questions:
        json.dumps(answer(json.loads(line), pack))


def _row(number: int) -> Row:
    """Line ``number`` of an endless, always equal list: most lines carry a date."""
    made = FIRST + timedelta(days=number * 7919 % 19_000)
    end = made + timedelta(days=365 + number * 104_729 % 8_000)
    forms = (
        *(f"E.O. 12958: DECL: {end:%m/%d/%Y}",) * 6,
        f"E.O. 12958: DECL: X{number % 8 + 1}",
        "E.O. 12356: DECL: OADR",
        f"E.O. 12958: DECL: {end:%d%b%Y} TAGS: PREL, PGOV",
        "E.O. 12958: DECL: UPON THE DEPARTURE OF THE DELEGATION",
    )
    classified_by = f"Classified By: DCM Number {number} for reasons 1.4 (b) and (d)"
    return made, forms[number % len(forms)], classified_by, "CONFIDENTIAL"


def _question(row: Row) -> str:
    made, line, classified_by, level = row
    return json.dumps(
        {
            "origin_date": made.isoformat(),
            "decl_line": line,
            "classified_by_line": classified_by,
            "level": level,
            "as_of": AS_OF.isoformat(),
        }
    )


def _best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = process_time()
        run()
        times.append(process_time() - start)
    return min(times)
