"""The words of the pages are the words of the text file, row by row (G4, G6).

Nothing more, nothing less, nothing elsewhere: each line of the text file is one line of the
structure tree, with the label where the token stands, and rows and pages break where the
words alone make them break.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from redaction.released import Block, ReleasedCable
from redaction.stamp import Stamp, stamp_lines
from redaction.verify import fold
from redaction.verify.content import Page
from redaction.verify.files import NOTE, TOKEN, labels_of
from redaction.verify.findings import Finding
from redaction.verify.layout import Line, pages_of
from redaction.verify.tags import Logical

Rows = Sequence[Sequence[str]]


def shown_rows(pages: Sequence[Page]) -> list[list[str]]:
    """The words of each row of each page; a white row has none."""
    return [["".join(run.text for run in row) for row in page.rows] for page in pages]


def check_words(
    lines: Sequence[Logical], text: str, labels: Mapping[int, str] | None
) -> tuple[list[Line], list[Finding]]:
    """The lines of the pages with their white rows, and where they differ from ``text``.

    ``labels`` are those of the decisions file by number of the gap; without them a token may
    stand for any label that says the same.
    """
    told = text.split("\n")
    if told.pop() != "":
        return [], [Finding("text_differs", "text file, end")]
    laid: list[Line] = []
    lead = 0
    for number, row in enumerate(told):
        line = lines[len(laid)] if len(laid) < len(lines) else None
        if row == "" and (line is None or _is_white(told[number:], lines[len(laid) :])):
            lead += 1
        elif line is not None and _says(line, row, labels):
            laid.append(Line(line.text, lead, line.tag != "P"))
            lead = 0
        else:
            return laid, [Finding("text_differs", f"text file, line {number + 1}")]
    if lead or len(laid) != len(lines):
        return laid, [Finding("text_differs", "structure tree, end")]
    return laid, []


def _is_white(told: Sequence[str], lines: Sequence[Logical]) -> bool:
    """Whether an empty line of the text stands above a block, and is not one of its lines."""
    if lines[0].text:
        return True
    above = next((n for n, row in enumerate(told) if row), len(told))
    empty = next((n for n, line in enumerate(lines) if line.text), len(lines))
    return lines[0].first and above > empty


def _says(line: Logical, row: str, labels: Mapping[int, str] | None) -> bool:
    tokens = list(TOKEN.finditer(row))
    if not tokens:
        return row == line.text
    pattern, at = "", 0
    for token in tokens:
        allowed = labels_of(token["codes"], token["extent"])
        if labels is not None:
            allowed &= {labels.get(int(token["n"]), "")}
        said = "|".join(re.escape(label) for label in sorted(allowed))
        pattern += f"{re.escape(row[at : token.start()])}(?:{said or '(?!)'})"
        at = token.end()
    if re.fullmatch(pattern + re.escape(row[at:]), line.text) is None:
        return False
    alone = len(tokens) == 1 and tokens[0][0] == row
    return len(line.gaps) == len(tokens) or (alone and not line.gaps)


def lines_of(lines: Sequence[Logical], rows: Rows) -> list[Line]:
    """The lines with the white rows that stand above them on the pages."""
    laid: list[Line] = []
    rest, lead = "", 0
    for row in (row for page in rows for row in page):
        line = lines[len(laid)] if len(laid) < len(lines) else None
        if not rest and line is not None and (row or (not line.text and not line.first)):
            laid.append(Line(line.text, lead, line.tag != "P"))
            rest, lead = line.text, 0
        elif not row:
            lead += 1
        rest = rest[len(row) :]
    return laid


def check_layout(laid: Sequence[Line], rows: Rows, height: int) -> list[Finding]:
    """The first row that does not stand where the words make it stand."""
    mine = pages_of(laid, height)
    for page, (left, right) in enumerate(zip(mine, rows, strict=False), 1):
        if list(left) != list(right):
            pairs = enumerate(zip(left, right, strict=False), 1)
            row = next((n for n, (a, b) in pairs if a != b), min(len(left), len(right)) + 1)
            return [Finding("off_grid", f"page {page}, row {row}")]
    return [] if len(mine) == len(rows) else [Finding("off_grid", "number of pages")]


def check_strokes(lines: Sequence[Logical], pages: Sequence[Page]) -> list[Finding]:
    """Strokes stand exactly where the tree says that an old classification is struck."""
    struck = {place for line in lines if line.struck for place in line.places}
    findings = []
    for index, page in enumerate(pages):
        mine = tuple(
            number
            for number, row in enumerate(page.rows)
            if any((index, run.mcid) in struck and run.text.strip(" ") for run in row)
        )
        if mine != page.struck:
            findings.append(Finding("off_grid", f"page {index + 1}, strokes"))
    return findings


def check_blocks(lines: Sequence[Logical], released: ReleasedCable, stamp: Stamp) -> list[Finding]:
    """Tags are those of the kinds of the decisions file, and only its banners are struck."""
    kinds = [Block("line", ())] * len(stamp_lines(released, stamp))
    blocks = [*kinds, *released.blocks, Block("line", ())]
    titled, mine = False, []
    for block in blocks:
        titled = titled or block.kind == "subject"
        tag = "P"
        if block.kind in ("subject", "heading"):
            tag = "H2" if titled and block.kind == "heading" else "H1"
        mine.append((tag, block.kind == "banner" and stamp.declassified is not None))
    if mine != [(line.tag, line.struck) for line in lines if line.first]:
        return [Finding("text_differs", "tags of the blocks")]
    return []


def is_text_file(text: str) -> bool:
    """Whether ``text`` is the text file of a release, and not just released words."""
    opening = text.partition("\n")[0] in ("RELEASE IN PART", "RELEASE IN FULL")
    return opening and text.endswith(f"\n\n{NOTE}\n")


def check_present(text: str, pages: Sequence[str]) -> list[Finding]:
    """Every word of ``text`` stands on the pages, in order; the first that does not, by line.

    The words of tokens are not asked for; what stands between the words is not looked at.
    """
    shown = iter(fold.words("\n".join(pages)))
    for number, line in enumerate(text.split("\n"), 1):
        asked = fold.words(TOKEN.sub(" ", line))
        if not all(word in shown for word in asked):
            return [Finding("missing_words", f"released text, line {number}")]
    return []
