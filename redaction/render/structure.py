"""The tags: what is a heading, a paragraph, a gap, and in which order it is read.

Tags carry no replacement text and no description: what is read aloud is the words on the
page, and at a gap the words of its label (ISO 32000-1, 14.7; ISO 14289-1, 7.1).
"""

from __future__ import annotations

from collections.abc import Sequence

from redaction.render.engine import Ref, Writer, array

_STRUCK = "/A<</O/Layout/TextDecorationType/LineThrough>>"


class Element:
    """A structure element: a tag, and as kids marked content or further elements.

    Kids come in the order in which the page is drawn, which is the order of reading.
    """

    __slots__ = ("_inside", "_kids", "_struck", "ref", "tag")

    def __init__(self, tag: str, inside: Element | None, ref: Ref, *, struck: bool = False) -> None:
        self.tag = tag
        self.ref = ref
        self._inside = inside
        self._struck = struck
        self._kids: list[Element | tuple[Ref, int]] = []

    def mark(self, page: Ref, mcid: int) -> None:
        """Take in marked content of a page."""
        self._come_in()
        self._kids.append((page, mcid))

    def _come_in(self) -> None:
        """Stand among the kids of the parent, from the first content on."""
        if self._inside is not None and not self._kids:
            self._inside._come_in()
            self._inside._kids.append(self)

    def finish(self, root: Ref) -> None:
        """Write the element; content of later pages than its first is named with its page."""
        home = next((kid[0] for kid in self._kids if isinstance(kid, tuple)), None)
        kids = [_kid(kid, home) for kid in self._kids]
        parent = self._inside.ref if self._inside else root
        page = f"/Pg {home.to}" if home else ""
        inside = f"/K {kids[0] if len(kids) == 1 else array(kids)}" if kids else ""
        struck = _STRUCK if self._struck else ""
        self.ref.data = (
            f"<</Type/StructElem/S/{self.tag}/P {parent.to}{page}{inside}{struck}>>"
        ).encode("ascii")


def _kid(kid: Element | tuple[Ref, int], home: Ref | None) -> str:
    if isinstance(kid, Element):
        return kid.ref.to
    page, mcid = kid
    if page is home:
        return str(mcid)
    return f"<</Type/MCR/Pg {page.to}/MCID {mcid}>>"


class Tree:
    """The structure tree of one document."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.root = writer.ref()
        self._document = Element("Document", None, writer.ref())
        self._elements = [self._document]

    def add(self, tag: str, inside: Element | None = None, *, struck: bool = False) -> Element:
        """A new element of the document, or inside another."""
        element = Element(tag, inside or self._document, self._writer.ref(), struck=struck)
        self._elements.append(element)
        return element

    def finish(self, content: Sequence[Sequence[Element]]) -> None:
        """Write the tree; ``content`` names for each page the owner of each marked content."""
        for element in self._elements:
            element.finish(self.root)
        pages = (
            f"{number}{array(element.ref.to for element in owners)}"
            for number, owners in enumerate(content)
        )
        parents = self._writer.put(f"<</Nums[{''.join(pages)}]>>")
        self.root.data = (
            f"<</Type/StructTreeRoot/K {self._document.ref.to}"
            f"/ParentTree {parents.to}/ParentTreeNextKey {len(content)}>>"
        ).encode("ascii")
