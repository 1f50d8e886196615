"""The structure tree: which words are a heading, a paragraph, a gap, in reading order.

The tree is what a reader with a screen reader gets. It must hold every marked content of
every page exactly once, and lead to nothing else (G4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from redaction.verify.content import Page
from redaction.verify.document import Document
from redaction.verify.findings import Finding
from redaction.verify.syntax import Ref, Value

Place = tuple[int, int]
"""A page, counted from 0, and the number of a marked content on it."""


@dataclass(slots=True)
class Element:
    """A structure element; its kids are elements and places, in order."""

    number: int
    tag: str
    struck: bool
    kids: list[Element | Place] = field(default_factory=list)

    def places(self) -> list[Place]:
        """Every marked content of the element, in reading order."""
        found: list[Place] = []
        for kid in self.kids:
            found += kid.places() if isinstance(kid, Element) else [kid]
        return found


@dataclass(frozen=True, slots=True)
class Logical:
    """One line of the text as the tree has it; ``first`` when it opens a block."""

    text: str
    tag: str
    first: bool
    struck: bool
    places: tuple[Place, ...]
    gaps: tuple[str, ...]


class Tree:
    """The elements of a document whose structure is on the list."""

    def __init__(self, document: Document, pages: Sequence[int], shown: Sequence[Page]) -> None:
        self._objects = document.objects
        self._pages = {number: index for index, number in enumerate(pages)}
        self._words = _words(shown)
        self._tags = [page.tags for page in shown]
        self.findings: list[Finding] = []
        self.owners: dict[Place, int] = {}
        catalog = self._dictionary(document.trailer["Root"])
        self._root = catalog["StructTreeRoot"]
        root = self._dictionary(self._root)
        self.blocks = self._blocks(root)
        self._check_complete()
        self._check_parents(root)

    def lines(self) -> list[Logical]:
        """The lines of every block; a block of Spans alone is one line a Span."""
        lines: list[Logical] = []
        for block in self.blocks:
            inner = [kid for kid in block.kids if isinstance(kid, Element)]
            parts = inner if len(inner) == len(block.kids) and inner else [block]
            for part in parts:
                text = "".join(self._words.get(place, "") for place in part.places())
                gaps = tuple(
                    "".join(self._words.get(place, "") for place in kid.places())
                    for kid in part.kids
                    if isinstance(kid, Element)
                )
                lines.append(
                    Logical(
                        text,
                        block.tag,
                        part is parts[0],
                        block.struck,
                        tuple(part.places()),
                        gaps,
                    )
                )
        return lines

    def _find(self, code: str, where: str) -> None:
        self.findings.append(Finding(code, where))

    def _dictionary(self, ref: Value) -> dict[str, Value]:
        value = self._objects[ref.number].value if isinstance(ref, Ref) else ref
        return value if isinstance(value, dict) else {}

    def _blocks(self, root: Mapping[str, Value]) -> list[Element]:
        top = root.get("K")
        if not isinstance(top, Ref) or not isinstance(self._root, Ref):
            return []
        document = self._element(top, self._root, set())
        if document.tag != "Document" or document.struck:
            self._find("not_on_list", f"object {document.number}, key /S")
        blocks = [kid for kid in document.kids if isinstance(kid, Element)]
        if len(blocks) != len(document.kids) or any(b.tag in ("Span", "Document") for b in blocks):
            self._find("not_on_list", f"object {document.number}, key /K")
        return blocks

    def _element(self, ref: Ref, parent: Ref, above: set[int]) -> Element:
        value = self._dictionary(ref)
        element = Element(ref.number, str(value.get("S")), "A" in value)
        if value.get("P") != parent or ref.number in above:
            self._find("not_on_list", f"object {ref.number}, key /P")
            return element
        kids = value.get("K", [])
        inner = above | {ref.number}
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, Ref):
                child = self._element(kid, ref, inner)
                if child.tag != "Span" and element.tag != "Document":
                    self._find("not_on_list", f"object {kid.number}, key /S")
                element.kids.append(child)
            else:
                element.kids.append(self._place(kid, value.get("Pg"), element))
        if isinstance(kids, list) and len(kids) < 2 and "K" in value:
            self._find("not_on_list", f"object {ref.number}, key /K")
        if ("Pg" in value) != any(not isinstance(kid, Element) for kid in element.kids):
            self._find("not_on_list", f"object {ref.number}, key /Pg")
        return element

    def _place(self, kid: Value, home: Value, element: Element) -> Place:
        page, mcid = (kid.get("Pg"), kid.get("MCID")) if isinstance(kid, dict) else (home, kid)
        index = self._pages.get(page.number, -1) if isinstance(page, Ref) else -1
        place = (index, mcid if isinstance(mcid, int) else -1)
        known = index >= 0 and 0 <= place[1] < len(self._tags[index])
        if not known or place in self.owners:
            self._find("untagged_text", f"object {element.number}, key /K")
        elif self._tags[index][place[1]] != element.tag:
            self._find("untagged_text", f"page {index + 1}, marked content {place[1]}")
        if isinstance(kid, dict) and page == home:
            self._find("not_on_list", f"object {element.number}, key /K")
        self.owners[place] = element.number
        return place

    def _check_complete(self) -> None:
        """Every marked content has an owner, and the order of reading is that of the pages."""
        order = [place for block in self.blocks for place in block.places()]
        for index, tags in enumerate(self._tags):
            for mcid in range(len(tags)):
                if (index, mcid) not in self.owners:
                    self._find("untagged_text", f"page {index + 1}, marked content {mcid}")
        if order != sorted(order):
            self._find("text_differs", "order of the structure tree")

    def _check_parents(self, root: Mapping[str, Value]) -> None:
        parents = self._dictionary(root.get("ParentTree")).get("Nums")
        mine: list[Value] = []
        for index, tags in enumerate(self._tags):
            owners = [self.owners.get((index, mcid), 0) for mcid in range(len(tags))]
            mine += [index, [Ref(owner) for owner in owners]]
        if parents != mine or root.get("ParentTreeNextKey") != len(self._tags):
            self._find("untagged_text", "parent tree")


def _words(shown: Sequence[Page]) -> dict[Place, str]:
    words: dict[Place, str] = {}
    for index, page in enumerate(shown):
        for row in page.rows:
            for run in row:
                place = (index, run.mcid)
                words[place] = words.get(place, "") + run.text
    return words
