"""A release PDF read back by a foreign library, for assertions about its parts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import ContentStream

Place = tuple[int, int]


class Reading:
    """One file: its objects, its tags and its words."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
        self.root = self.reader.root_object
        self.pages = list(self.reader.pages)
        self.font = self.pages[0]["/Resources"]["/Font"]["/F1"].get_object()
        self.characters = self._characters()

    def objects(self) -> Iterator[tuple[int, Any]]:
        """Every object by its number."""
        for number in sorted(self.reader.xref[0]):
            yield number, self.reader.get_object(number)

    def dictionaries(self) -> Iterator[dict[str, Any]]:
        """Every dictionary of the file, nested ones too."""
        pending = [value for _, value in self.objects()]
        while pending:
            value = pending.pop()
            if isinstance(value, dict):
                yield value
                pending.extend(
                    inner for inner in dict.values(value) if isinstance(inner, dict | list)
                )
            elif isinstance(value, list):
                pending.extend(inner for inner in list.__iter__(value))

    def _characters(self) -> dict[int, str]:
        """Code to character, from the ranges of ToUnicode."""
        found: dict[int, str] = {}
        for line in self.font["/ToUnicode"].get_data().decode("ascii").split("\n"):
            parts = [part.strip("<>") for part in line.split()]
            if line.startswith("<") and len(parts) == 3:
                first, last, point = (int(part, 16) for part in parts)
                found |= {code: chr(point + code - first) for code in range(first, last + 1)}
        return found

    def operations(self, page: int) -> Iterator[tuple[str, list[Any]]]:
        """The operators of a page."""
        content = ContentStream(self.pages[page]["/Contents"].get_object(), self.reader)
        for operands, operator in content.operations:
            yield operator.decode("ascii"), operands

    def words(self, operands: list[Any]) -> str:
        """The characters that one ``Tj`` shows."""
        return "".join(self.characters[code] for code in operands[0].original_bytes)

    def marked(self) -> dict[Place, str]:
        """The words of each marked content, by page and number; fails on untagged words."""
        found: dict[Place, str] = {}
        for page in range(len(self.pages)):
            inside: Place | str | None = None
            for operator, operands in self.operations(page):
                if operator == "BDC":
                    assert inside is None
                    inside = (
                        "artifact" if operands[0] == "/Artifact" else (page, operands[1]["/MCID"])
                    )
                    if isinstance(inside, tuple):
                        assert inside not in found
                        found[inside] = ""
                elif operator == "EMC":
                    inside = None
                elif operator == "Tj":
                    assert inside is not None
                    if isinstance(inside, tuple):
                        found[inside] += self.words(operands)
            assert inside is None
        return found

    def artifacts(self, page: int) -> list[str]:
        """The words of a page that are no part of the document, line by line."""
        found, inside = [], False
        for operator, operands in self.operations(page):
            if operator == "BDC":
                inside = operands[0] == "/Artifact"
            elif operator == "Tj" and inside:
                found.append(self.words(operands))
        return found

    def elements(self) -> list[Any]:
        """The elements right below Document, in order."""
        document = self.root["/StructTreeRoot"]["/K"].get_object()
        return [kid.get_object() for kid in _list(document["/K"])]

    def lines(self) -> list[str]:
        """The words of the structure tree: a line for each element, or each line of a table."""
        marked = self.marked()
        lines = []
        for element in self.elements():
            kids = _list(element["/K"])
            table = all(_is_element(kid) for kid in kids)
            parts = [self._said(kid, element, marked) for kid in kids]
            lines.extend(parts if table else ["".join(parts)])
        return lines

    def _said(self, kid: Any, element: Any, marked: dict[Place, str]) -> str:
        if isinstance(kid, int):
            return marked[self._page(element), kid]
        kid = kid.get_object()
        if kid.get("/Type") == "/MCR":
            return marked[self._page(kid), kid["/MCID"]]
        return "".join(self._said(inner, kid, marked) for inner in _list(kid["/K"]))

    def _page(self, value: Any) -> int:
        wanted = value.raw_get("/Pg").idnum
        return next(
            n for n, page in enumerate(self.pages) if page.indirect_reference.idnum == wanted
        )

    def gaps(self) -> list[str]:
        """The words of the innermost Span elements that hold a whole label, in order."""
        marked = self.marked()
        found = []
        pending = list(reversed(self.elements()))
        while pending:
            element = pending.pop()
            kids = _list(element["/K"])
            inner = [kid.get_object() for kid in kids if _is_element(kid)]
            if element["/S"] == "/Span" and not inner:
                words = "".join(self._said(kid, element, marked) for kid in kids)
                if words.startswith("["):
                    found.append(words)
            pending.extend(reversed(inner))
        return found


def _list(value: Any) -> list[Any]:
    value = value.get_object() if hasattr(value, "get_object") else value
    return list(value) if isinstance(value, list) else [value]


def _is_element(kid: Any) -> bool:
    value = kid.get_object() if hasattr(kid, "get_object") else kid
    return isinstance(value, dict) and value.get("/Type") == "/StructElem"
