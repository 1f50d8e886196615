"""Passages on paper: tags, pages, font, metadata and bookmarks of one tagged, archival PDF.

Whatever is printed - a release, a letter, an index - is printed here, so that one set of
rules holds for all of it: PDF/A-2a and PDF/UA-1 in one file, written in one pass, without a
picture, an annotation, a second copy of a word or any field where words could hide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from redaction.face import Grid
from redaction.render.compose import Line, Passage
from redaction.render.content import Sheet, draw
from redaction.render.engine import Ref, Writer, array, flate, string
from redaction.render.layout import Row, Run, paginate, rows
from redaction.render.metadata import Facts, info, xmp
from redaction.render.structure import Element, Tree
from redaction.render.typecase import Typecase
from redaction.srgb import srgb_profile

_LONGEST_BOOKMARK = 120

Furniture = Callable[[int, int], tuple[tuple[str, ...], tuple[str, ...]]]
"""Header and footer lines of a page, by its number and the number of pages."""


class Paper(NamedTuple):
    """Everything that a file will hold; ``identity`` are the 16 bytes of its ``/ID``."""

    passages: Sequence[Passage]
    facts: Facts
    identity: bytes
    grid: Grid
    furniture: Furniture


class _Heading(NamedTuple):
    """A heading and the row it begins on."""

    title: str
    row: Row


def printed(paper: Paper) -> bytes:
    """The PDF.

    Raises:
        NoGlyph: a character that the face cannot show.
        MarkError: ``bad_stamp``, more lines of furniture than the page has room for.
    """
    writer = Writer()
    tree = Tree(writer)
    laid, headings = _laid_out(paper.passages, tree)
    sheets = _sheets(paginate(laid, paper.grid.lines), paper.furniture, writer)
    case = Typecase(_shown(sheets))
    pages = writer.ref()
    owners = [_page(at, sheet, paper.grid, case, pages, writer) for at, sheet in enumerate(sheets)]
    pages.data = (
        f"<</Type/Pages/Count {len(sheets)}/Kids{array(sheet.page.to for sheet in sheets)}>>"
    ).encode("ascii")
    case.embed(writer)
    tree.finish(owners)
    outlines = _outlines(headings, sheets, paper.grid, writer)
    catalog = _catalog(paper.facts, pages, tree, outlines, writer)
    described = writer.put(info(paper.facts))
    return writer.save(catalog=catalog, info=described, identity=paper.identity)


def _laid_out(passages: Sequence[Passage], tree: Tree) -> tuple[list[Row], list[_Heading]]:
    """Every passage as elements and rows; a white line below a heading is kept with it."""
    laid: list[Row] = []
    headings: list[_Heading] = []
    kept = False
    for passage in passages:
        element = tree.add(passage.tag, struck=passage.struck)
        if passage.apart and laid:
            laid.append(Row(kept=kept))
        kept = passage.tag != "P"
        first = len(laid)
        for line in passage.lines:
            owner = tree.add("Span", element) if passage.preformatted else element
            laid.extend(rows(_runs(line, owner, tree), kept=kept, struck=passage.struck))
        if kept:
            headings.append(_Heading(_said(passage)[:_LONGEST_BOOKMARK], laid[first]))
    return laid, headings


def _runs(line: Line, owner: Element, tree: Tree) -> list[Run]:
    return [
        Run(owner, part) if isinstance(part, str) else Run(tree.add("Span", owner), part.label)
        for part in line or ("",)
    ]


def _said(passage: Passage) -> str:
    """The words of a heading, with labels where something is withheld."""
    return "".join(
        part if isinstance(part, str) else part.label for line in passage.lines for part in line
    )


def _sheets(pages: Sequence[Sequence[Row]], furniture: Furniture, writer: Writer) -> list[Sheet]:
    return [
        Sheet(writer.ref(), laid, *furniture(number, len(pages)))
        for number, laid in enumerate(pages, 1)
    ]


def _shown(sheets: Sequence[Sheet]) -> list[str]:
    """Every string that will stand on a page."""
    body = [run.text for sheet in sheets for row in sheet.rows for run in row.runs]
    return body + [line for sheet in sheets for line in sheet.header + sheet.footer]


def _page(
    number: int, sheet: Sheet, grid: Grid, case: Typecase, pages: Ref, writer: Writer
) -> list[Element]:
    operators, owners = draw(sheet, grid, case)
    content = writer.flate(operators)
    sheet.page.data = (
        f"<</Type/Page/Parent {pages.to}/MediaBox[0 0 {grid.width:g} {grid.height:g}]"
        f"/Resources<</Font {writer.fonts}/ProcSet[/PDF/Text]>>/Contents {content.to}"
        f"/StructParents {number}/Tabs/S>>"
    ).encode("ascii")
    return owners


def _outlines(
    headings: Sequence[_Heading], sheets: Sequence[Sheet], grid: Grid, writer: Writer
) -> Ref | None:
    """One bookmark for each heading, in order, all of one level."""
    if not headings:
        return None
    places = {
        id(row): f"[{sheet.page.to}/XYZ 0 {grid.y(line - 1):g} 0]"
        for sheet in sheets
        for line, row in enumerate(sheet.rows)
        if row.kept
    }
    root = writer.ref()
    items = [writer.ref() for _ in headings]
    for at, (heading, item) in enumerate(zip(headings, items, strict=True)):
        before = f"/Prev {items[at - 1].to}" if at else ""
        after = f"/Next {items[at + 1].to}" if at + 1 < len(items) else ""
        item.data = (
            f"<</Title {string(heading.title)}/Parent {root.to}"
            f"/Dest{places[id(heading.row)]}{before}{after}>>"
        ).encode("latin-1")
    root.data = (
        f"<</Type/Outlines/First {items[0].to}/Last {items[-1].to}/Count {len(items)}>>"
    ).encode("ascii")
    return root


def _catalog(facts: Facts, pages: Ref, tree: Tree, outlines: Ref | None, writer: Writer) -> Ref:
    metadata = writer.stream(xmp(facts), "/Type/Metadata/Subtype/XML")
    profile = writer.stream(_profile(), "/N 3/Filter/FlateDecode")
    intent = (
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
        f"/DestOutputProfile {profile.to}>>"
    )
    navigation = f"/Outlines {outlines.to}/PageMode/UseOutlines" if outlines else ""
    return writer.put(
        f"<</Type/Catalog/Pages {pages.to}{navigation}/Lang {string(facts.lang)}"
        f"/MarkInfo<</Marked true>>/Metadata {metadata.to}/OutputIntents[{intent}]"
        f"/StructTreeRoot {tree.root.to}/ViewerPreferences<</DisplayDocTitle true>>>>"
    )


@cache
def _profile() -> bytes:
    """The compressed colour profile, the same in every release."""
    return flate(srgb_profile())
