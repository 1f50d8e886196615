"""The parts of one PDF, read in turn and compared (G4-G8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from redaction.face import GRIDS, Grid
from redaction.stamp import furniture
from redaction.verify.content import Page, read_page
from redaction.verify.document import Document
from redaction.verify.edges import check_edges
from redaction.verify.files import Decisions
from redaction.verify.findings import Finding
from redaction.verify.font import Font, check_shown, read_font
from redaction.verify.metadata import Facts, Metadata
from redaction.verify.syntax import Name, Ref, Value
from redaction.verify.tags import Logical, Tree
from redaction.verify.words import (
    check_blocks,
    check_layout,
    check_strokes,
    check_words,
    lines_of,
    shown_rows,
)


@dataclass(slots=True)
class Reading:
    """What has been read of a file, and what was wrong with it.

    ``genuine`` are the streams shown to be constants of the product, or to hold nothing but
    words that are searched as words: no other can hide in them.
    """

    document: Document
    findings: list[Finding] = field(default_factory=list)
    pages: tuple[Page, ...] = ()
    lines: tuple[Logical, ...] = ()
    facts: Facts | None = None
    genuine: frozenset[int] = frozenset()


def read_parts(document: Document, text: str | None, decisions: Decisions | None) -> Reading:
    """Pages, tags, font and metadata of a document whose structure is on the list."""
    reading = Reading(document)
    sheets = _Sheets(document)
    reading.findings += sheets.findings
    if sheets.grid is None:
        return reading
    font = read_font(document)
    reading.findings += font.findings
    reading.pages = tuple(_pages(reading, sheets, sheets.grid, font.codes))
    metadata = Metadata(document)
    reading.facts = metadata.facts
    if not any(finding.where.startswith("page ") for finding in reading.findings):
        shown = "".join(page.shown() for page in reading.pages)
        reading.findings += check_shown(font, shown)
        _check_edges(reading, decisions)
        _check_lines(reading, sheets, sheets.grid, metadata, text, decisions)
    if decisions is not None:
        metadata.check_decisions(decisions)
    reading.findings += metadata.findings
    reading.genuine = _genuine(reading, sheets, font, metadata)
    return reading


class _Sheets:
    """The page objects: what every one of them must say of itself."""

    def __init__(self, document: Document) -> None:
        self._objects = document.objects
        self.findings: list[Finding] = []
        tree = self._at(document.trailer["Root"])["Pages"]
        kids = self._at(tree)["Kids"]
        self.numbers = (
            [kid.number for kid in kids if isinstance(kid, Ref)] if isinstance(kids, list) else []
        )
        if self._at(tree)["Count"] != len(self.numbers) or not self.numbers:
            self._find("page tree, key /Count")
        boxes = [self._at(Ref(number))["MediaBox"] for number in self.numbers]
        known = [g for g in GRIDS.values() if boxes and boxes[0] == [0, 0, g.width, g.height]]
        self.grid: Grid | None = known[0] if known else None
        if self.grid is None or any(box != boxes[0] for box in boxes):
            self.findings.append(Finding("off_grid", "page 1, key /MediaBox"))
        contents = list(self.contents())
        if len(set(contents)) != len(contents):
            self._find("two pages, key /Contents")
        for index, number in enumerate(self.numbers):
            self._check(index, self._at(Ref(number)), tree)

    def _find(self, where: str) -> None:
        self.findings.append(Finding("not_on_list", where))

    def _at(self, ref: Value) -> Mapping[str, Value]:
        value = self._objects[ref.number].value if isinstance(ref, Ref) else ref
        return value if isinstance(value, dict) else {}

    def _check(self, index: int, page: Mapping[str, Value], tree: Value) -> None:
        where = f"page {index + 1}"
        if page["Parent"] != tree:
            self._find(f"{where}, key /Parent")
        if page["StructParents"] != index:
            self._find(f"{where}, key /StructParents")
        if self._at(page["Resources"])["ProcSet"] != [Name("PDF"), Name("Text")]:
            self._find(f"{where}, key /ProcSet")

    def contents(self) -> Iterator[int]:
        """The number of the content stream of each page."""
        for number in self.numbers:
            ref = self._at(Ref(number))["Contents"]
            yield ref.number if isinstance(ref, Ref) else 0


def _pages(
    reading: Reading, sheets: _Sheets, grid: Grid, codes: Mapping[int, str]
) -> Iterator[Page]:
    for number, content in enumerate(sheets.contents(), 1):
        operators = reading.document.objects[content].stream or b""
        page, found = read_page(operators, grid, codes, number)
        reading.findings += found
        yield page


def _check_edges(reading: Reading, decisions: Decisions | None) -> None:
    """Furniture is that of the stamp; without a stamp, that of a profile (G5)."""
    pages = reading.pages
    if decisions is None:
        if reading.facts is not None:
            reading.findings += check_edges(pages, reading.facts)
        return
    for number, page in enumerate(pages, 1):
        if furniture(decisions.stamp, number, len(pages)) != (page.header, page.footer):
            reading.findings.append(Finding("text_differs", f"page {number}, furniture"))


def _check_lines(
    reading: Reading,
    sheets: _Sheets,
    grid: Grid,
    metadata: Metadata,
    text: str | None,
    decisions: Decisions | None,
) -> None:
    tree = Tree(reading.document, sheets.numbers, reading.pages)
    reading.findings += tree.findings
    lines = reading.lines = tuple(tree.lines())
    rows = shown_rows(reading.pages)
    laid = lines_of(lines, rows)
    if text is not None:
        labels = None
        if decisions is not None:
            labels = {gap.n: gap.label for gap in decisions.released.gaps}
            reading.findings += check_blocks(lines, decisions.released, decisions.stamp)
        told, found = check_words(lines, text, labels)
        reading.findings += found
        laid = laid if found else told
    reading.findings += check_layout(laid, rows, grid.lines)
    reading.findings += check_strokes(lines, reading.pages)
    metadata.check_bookmarks(lines, sheets.numbers, reading.pages, grid)


def _genuine(reading: Reading, sheets: _Sheets, font: Font, metadata: Metadata) -> frozenset[int]:
    """Streams that are what they must be: constants, or the words of a page that was read."""
    contents = zip(sheets.contents(), reading.pages, strict=True)
    read = {number for number, page in contents if page.header or page.rows}
    return frozenset(read | font.genuine | metadata.genuine)
