"""The operators of a page, read strictly (G3, G6).

A page is its furniture above, its body row by row, strokes through old classifications, its
furniture below: a handful of operators, each in one spelling, each number the one that the
grid gives. So nothing can be said by moving a word, and nothing can be drawn over one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from redaction.face import (
    BODY_SIZE,
    COLUMNS,
    FURNITURE_LEADING,
    FURNITURE_SIZE,
    LEADING,
    STRIKE_RISE,
    STRIKE_WIDTH,
    Grid,
)
from redaction.verify.findings import Finding

Codes = Mapping[int, str]
"""The character of each byte that a string may hold."""


class Run(NamedTuple):
    """Characters of one marked content on one row."""

    mcid: int
    text: str


class Page(NamedTuple):
    """What one page shows; ``tags`` is the tag of each marked content by its number."""

    header: tuple[str, ...] = ()
    rows: tuple[tuple[Run, ...], ...] = ()
    tags: tuple[str, ...] = ()
    struck: tuple[int, ...] = ()
    footer: tuple[str, ...] = ()

    def shown(self) -> str:
        """Every character of the page, in the order of drawing."""
        body = "".join(run.text for row in self.rows for run in row)
        return "".join(self.header) + body + "".join(self.footer)


class Unknown(Exception):
    """The page does something that no release does; ``code`` is that of the finding."""

    def __init__(self, code: str, at: int) -> None:
        super().__init__(code)
        self.code = code
        self.at = at


_STRING = rb"\(((?:[^\\()\r]|\\[\\()r])+)\) Tj\n"
_SHOW = re.compile(_STRING)
_LINE = re.compile(rb"1 0 0 1 ([0-9.]+) ([0-9.]+) Tm\n" + _STRING)
_OPEN = re.compile(rb"/(P|H1|H2|Span) <</MCID (\d+)>> BDC\n")
_STROKE = re.compile(rb"([0-9.]+) ([0-9.]+) m ([0-9.]+) ([0-9.]+) l S\n")
_ESCAPE = re.compile(rb"\\(.)", re.S)

_LISTED_MARK = re.compile(rb"/Artifact <</Type /Layout>> BDC\n|" + _OPEN.pattern)
_TELLING = (
    ("not_on_list", re.compile(rb"\A/(?!F1 )(?!%s)" % _LISTED_MARK.pattern[1:])),
    (
        "hidden_text",
        re.compile(rb"[ \n](?:Tr|rg|RG|g|G|k|K|sc|scn|SC|SCN|gs|re|f\*?|W\*?|Do|BI|sh)\n"),
    ),
    ("untagged_text", re.compile(rb"\ABT\n|\A" + _STRING)),
    ("off_grid", re.compile(rb"[ \n)\]](?:Td|TD|Tc|Tw|Tz|Ts|TL|TJ|Tj|Tm|Tf|cm|l)[ \n]")),
)
"""How to name what no release does, by what the rest of the page has; the first that fits."""


def read_page(content: bytes, grid: Grid, codes: Codes, number: int) -> tuple[Page, list[Finding]]:
    """What page ``number`` shows, and the first thing on it that is not on the list."""
    reader = _Reader(content + b"\n", grid, codes)
    try:
        return reader.read(), []
    except Unknown as unknown:
        line = content.count(b"\n", 0, unknown.at) + 1
        return Page(), [Finding(unknown.code, f"page {number}, content line {line}")]


class _Reader:
    def __init__(self, content: bytes, grid: Grid, codes: Codes) -> None:
        self.content = content
        self.grid = grid
        self.codes = codes
        self.at = 0

    def read(self) -> Page:
        header = self._furniture("Header", self.grid.header)
        rows, tags = self._body()
        struck = self._strokes(rows)
        footer = self._furniture("Footer", self.grid.footer)
        if self.at != len(self.content):
            raise self._unknown()
        return Page(header, rows, tags, struck, footer)

    def _unknown(self, code: str = "") -> Unknown:
        """What stands here is on no list: named by what is easiest to tell of it."""
        rest = self.content[self.at :]
        fitting = (telling for telling, pattern in _TELLING if pattern.search(rest))
        return Unknown(code or next(fitting, "not_on_list"), self.at)

    def _take(self, *lines: str) -> None:
        """The next lines must be these."""
        for line in lines:
            told = line.encode("ascii") + b"\n"
            if not self.content.startswith(told, self.at):
                raise self._unknown()
            self.at += len(told)

    def _maybe(self, line: bytes) -> bool:
        if not self.content.startswith(line, self.at):
            return False
        self.at += len(line)
        return True

    def _match(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        match = pattern.match(self.content, self.at)
        self.at = match.end() if match else self.at
        return match

    def _text(self, string: bytes) -> str:
        plain = _ESCAPE.sub(lambda m: b"\r" if m[1] == b"r" else m[1], string)
        try:
            return "".join(self.codes[code] for code in plain)
        except KeyError:
            raise self._unknown("font_residue") from None

    def _furniture(self, place: str, first: float) -> tuple[str, ...]:
        self._take(
            f"/Artifact <</Type /Pagination /Subtype /{place}>> BDC",
            "BT",
            f"/F1 {FURNITURE_SIZE:g} Tf",
        )
        lines: list[str] = []
        while not self.content.startswith(b"ET\n", self.at):
            start = self.at
            line = self._match(_LINE)
            if line is None:
                raise self._unknown()
            text = self._text(line[3])
            y = length(first - len(lines) * FURNITURE_LEADING)
            if (line[1].decode(), line[2].decode()) != (length(self.grid.furniture_x(text)), y):
                raise Unknown("off_grid", start)
            lines.append(text)
        self._take("ET", "EMC")
        return tuple(lines)

    def _body(self) -> tuple[tuple[tuple[Run, ...], ...], tuple[str, ...]]:
        origin = f"1 0 0 1 {length(self.grid.left)} {length(self.grid.top)} Tm"
        self._take("BT", f"/F1 {BODY_SIZE:g} Tf", f"{LEADING:g} TL", origin)
        rows: list[tuple[Run, ...]] = []
        row: list[Run] = []
        tags: list[str] = []
        while True:
            if self._maybe(b"T*\n"):
                self._end_row(row, rows)
            elif opened := self._open(tags):
                tags.append(opened)
            elif tags and (shown := self._match(_SHOW)):
                row.append(Run(len(tags) - 1, self._text(shown[1])))
            else:
                break
        if tags:
            self._take("EMC")
        if row:
            raise self._unknown("off_grid")
        self._take("ET")
        return tuple(rows), tuple(tags)

    def _open(self, tags: Sequence[str]) -> str:
        """The tag of marked content that opens here, the one before it closed; or nothing."""
        start = self.at
        closed = not tags or self._maybe(b"EMC\n")
        opened = self._match(_OPEN) if closed else None
        if opened is None:
            self.at = start
            return ""
        if int(opened[2]) != len(tags) or len(opened[2]) != len(str(len(tags))):
            raise Unknown("untagged_text", start)
        return opened[1].decode()

    def _end_row(self, row: list[Run], rows: list[tuple[Run, ...]]) -> None:
        seen = sum(len(run.text) for run in row)
        if seen > COLUMNS or len(rows) >= self.grid.lines:
            raise self._unknown("off_grid")
        rows.append(tuple(row))
        row.clear()

    def _strokes(self, rows: Sequence[Sequence[Run]]) -> tuple[int, ...]:
        """The rows that are struck, each from its first to its last seen column."""
        if not self._maybe(b"/Artifact <</Type /Layout>> BDC\n"):
            return ()
        self._take(f"{STRIKE_WIDTH:g} w")
        struck: list[int] = []
        while not self._maybe(b"EMC\n"):
            start = self.at
            stroke = self._match(_STROKE)
            if stroke is None:
                raise self._unknown()
            struck.append(self._struck(stroke, rows, start))
        return tuple(struck)

    def _struck(self, stroke: re.Match[bytes], rows: Sequence[Sequence[Run]], start: int) -> int:
        told = tuple(part.decode() for part in stroke.groups())
        for number, row in enumerate(rows):
            columns = len("".join(run.text for run in row).rstrip(" "))
            y = length(self.grid.y(number) + STRIKE_RISE * BODY_SIZE)
            if columns and told == (length(self.grid.x(0)), y, length(self.grid.x(columns)), y):
                return number
        raise Unknown("off_grid", start)


def length(points: float) -> str:
    """The one spelling of a length: at most four decimals."""
    return f"{points:.4f}".rstrip("0").rstrip(".")
