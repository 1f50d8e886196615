"""The pages again, read by two programs that know nothing of ours.

pypdf and PDFium each give the words of every page. What they read must be what our reader
read, letter by letter without blanks and accents; where a writing runs from right to left they may
order letters in their own way, so there it is compared which letters there are.

Either may fail on a hostile file; that is a finding, never an excuse.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
from pypdf.errors import PyPdfError
from pypdf.generic import ByteStringObject, TextStringObject

from redaction.verify.findings import Finding

_FAILURES = (
    *(PyPdfError, pypdfium2.PdfiumError, ArithmeticError, AttributeError, LookupError),
    *(NotImplementedError, OSError, RecursionError, TypeError, ValueError, AssertionError),
)
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def _by_pypdf(data: bytes) -> list[str]:
    reader = pypdf.PdfReader(BytesIO(data), strict=True)
    return [page.extract_text() for page in reader.pages]


def _by_pypdf_plainly(data: bytes) -> list[str]:
    """What the operators show, in order: enough where there is one font, and a third the time."""
    reader = pypdf.PdfReader(BytesIO(data), strict=True)
    pages = []
    for page in reader.pages:
        resources: Any = page["/Resources"]
        cmap = resources["/Font"]["/F1"]["/ToUnicode"].get_data()
        codes = _codes(cmap.decode("latin-1"))
        contents = page.get_contents()
        shown = [
            operand.original_bytes
            for operands, _ in (contents.operations if contents is not None else ())
            for operand in operands
            if isinstance(operand, TextStringObject | ByteStringObject)
        ]
        pages.append("".join(codes[code] for code in b"".join(shown)))
    return pages


def _codes(cmap: str) -> dict[int, str]:
    codes: dict[int, str] = {}
    for table in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for line in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", table):
            first, last, point = (int(number, 16) for number in line)
            codes.update((code, chr(point + code - first)) for code in range(first, last + 1))
    return codes


def _by_pdfium(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [_page_text(document, number) for number in range(len(document))]
    finally:
        document.close()


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    try:
        return str(words.get_text_range())
    finally:
        words.close()
        page.close()


def read_pages(data: bytes, *, plain: bool) -> tuple[dict[str, list[str]], list[Finding]]:
    """The words of each page by each reader; a reader that fails is a finding.

    ``plain``: the structure is that of a release, so one font shows every word.
    """
    readers: dict[str, Callable[[bytes], list[str]]] = {
        "pypdf": _by_pypdf_plainly if plain else _by_pypdf,
        "PDFium": _by_pdfium,
    }
    read: dict[str, list[str]] = {}
    findings = []
    for name, reader in readers.items():
        try:
            read[name] = reader(data)
        except _FAILURES:
            findings.append(Finding("not_on_list", f"{name} cannot read the file"))
    return read, findings


def check_pages(read: dict[str, list[str]], shown: Sequence[str]) -> list[Finding]:
    """The first page on which a reader reads other letters than ours."""
    findings = []
    for name, pages in read.items():
        if [_close(page) for page in pages] == [_close(page) for page in shown]:
            continue
        mine, theirs = [_letters(page) for page in shown], [_letters(page) for page in pages]
        if theirs == mine:
            continue
        pairs = enumerate(zip(mine, theirs, strict=False), 1)
        page = next((n for n, (a, b) in pairs if a != b), min(len(mine), len(theirs)) + 1)
        findings.append(Finding("text_differs", f"page {page}, as {name} reads it"))
    return findings


def _close(page: str) -> str:
    return "".join(page.split())


_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\ufffe": "-", "\u2044": "/"})


def _letters(page: str) -> str:
    """The page as letters that every reader gives alike.

    PDFium takes compatibility characters apart and gives U+FFFE for a hyphen at the end of a
    row; accents that stand alone come in an order of its own.
    """
    if page.isascii():
        return _close(page)
    apart = unicodedata.normalize("NFKD", page).translate(_HYPHENS)
    letters = "".join(c for c in _close(apart) if not unicodedata.combining(c))
    if any(unicodedata.bidirectional(c) in ("R", "AL") for c in letters):
        return "".join(sorted(c for c in letters if c.isalnum()))
    return letters


def by_position(data: bytes) -> list[str]:
    """The words of each page put together by their places: in rows, then in columns.

    Reading in the order of drawing misses words that were drawn letter by letter in another
    order. A file that PDFium cannot read has no such words; that is another finding.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except _FAILURES:
        return []
    try:
        return [_placed(document, number) for number in range(len(document))]
    except _FAILURES:
        return []
    finally:
        document.close()


def _placed(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    try:
        count = words.count_chars()
        letters = [
            (words.get_charbox(n, loose=True), words.get_text_range(n, 1)) for n in range(count)
        ]
    finally:
        words.close()
        page.close()
    placed = [(box[0], round(box[1]), letter) for box, letter in letters if letter.strip()]
    rows = _lines((-y, x, letter) for x, y, letter in placed)
    columns = _lines((round(x), -y, letter) for x, y, letter in placed)
    return f"{rows}\n\n{columns}"


def _lines(placed: Iterable[tuple[int, float, str]]) -> str:
    """Letters by line and place in it, each line ended."""
    out: list[str] = []
    line: int | None = None
    for here, _, letter in sorted(placed):
        if line is not None and here != line:
            out.append("\n")
        line = here
        out.append(letter)
    return "".join(out)
