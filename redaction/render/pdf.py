"""The release PDF: PDF/A-2a and PDF/UA-1 in one file, made in one pass (release.md 8).

It is generated from released text and holds nothing else: no second copy of a word, no
picture, no annotation, no field where words could hide. Equal values give equal bytes on one
build of Python, reportlab and zlib, whatever the machine, the clock, the user's settings and
the documents made before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from redaction.face import GRIDS, Grid
from redaction.released import ReleasedCable
from redaction.render.compose import Line, Passage, compose
from redaction.render.content import Sheet, draw
from redaction.render.engine import Ref, Writer, array, flate, string
from redaction.render.layout import Row, Run, paginate, rows
from redaction.render.metadata import Facts, identity, info, xmp
from redaction.render.structure import Element, Tree
from redaction.render.typecase import Typecase
from redaction.srgb import srgb_profile
from redaction.stamp import Stamp, furniture

_LONGEST_BOOKMARK = 120


class _Heading(NamedTuple):
    """A heading and the row it begins on."""

    title: str
    row: Row


def release_pdf(released: ReleasedCable, stamp: Stamp) -> bytes:
    """The release as a PDF.

    Raises:
        TypeError: given anything but a released cable and its stamp.
        NoGlyph: a released character that the face cannot show.
    """
    passages = compose(released, stamp)
    grid = GRIDS[stamp.page]
    writer = Writer()
    tree = Tree(writer)
    laid, headings = _laid_out(passages, tree)
    sheets = _sheets(paginate(laid, grid.lines), stamp, writer)
    case = Typecase(_shown(sheets))
    pages = writer.ref()
    owners = [
        _page(number, sheet, grid, case, pages, writer) for number, sheet in enumerate(sheets)
    ]
    pages.data = (
        f"<</Type/Pages/Count {len(sheets)}/Kids{array(sheet.page.to for sheet in sheets)}>>"
    ).encode("ascii")
    case.embed(writer)
    tree.finish(owners)
    facts = Facts(released.title, stamp.agency, stamp.date, released.lang)
    outlines = _outlines(headings, sheets, grid, writer)
    catalog = _catalog(facts, pages, tree, outlines, writer)
    return writer.save(
        catalog=catalog, info=writer.put(info(facts)), identity=identity(released, stamp)
    )


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


def _sheets(pages: Sequence[Sequence[Row]], stamp: Stamp, writer: Writer) -> list[Sheet]:
    return [
        Sheet(writer.ref(), laid, *furniture(stamp, number, len(pages)))
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
