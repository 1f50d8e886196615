"""What a reader of the page sees: strokes, alphabets, sizes, and words in order."""

from __future__ import annotations

import io
import re

import pypdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text

from redaction.errors import NoGlyph
from redaction.face import GRIDS, advance
from redaction.render import release_pdf, release_text
from redaction.stamp import furniture
from tests.redaction.render.examples import DECLASSIFIED, STAMP, example, long, said, strange
from tests.redaction.render.reading import Reading


def test_an_old_classification_is_struck_and_stays_legible():
    reading = Reading(release_pdf(strange(), DECLASSIFIED))
    struck = [element for element in reading.elements() if "/A" in element]
    assert [dict(element["/A"]) for element in struck] == 2 * [
        {"/O": "/Layout", "/TextDecorationType": "/LineThrough"}
    ]
    grid = GRIDS["a4"]
    strokes = [
        [float(part) for part in operands]
        for operator, operands in reading.operations(0)
        if operator in ("m", "l")
    ]
    # A banner of one line, and one that is broken; the space at the break is not struck.
    rows = (4, 6, 7)
    for row, begin, end in zip(rows, strokes[::2], strokes[1::2], strict=True):
        assert begin[0] == grid.left
        assert begin[1] == end[1] == pytest.approx(grid.top - row * 12.5 + 3)
    ends = [round((x - grid.left) / advance(10.0)) for x, _ in strokes[1::2]]
    assert ends == [57, 68, 45]
    assert "/A" not in {k for e in Reading(release_pdf(strange(), STAMP)).elements() for k in e}


def test_a_character_without_a_glyph_is_refused_by_number():
    with pytest.raises(NoGlyph) as refused:
        release_pdf(said("Tokyo 東京", "tab\there", "accent e\u0316"), STAMP)
    assert refused.value.facts["characters"] == ["U+0009", "U+0316", "U+4EAC", "U+6771"]


def test_more_characters_than_one_subset_holds_are_refused():
    with pytest.raises(NoGlyph):
        release_pdf(said("".join(map(chr, range(0x400, 0x500))), "abc"), STAMP)


def test_the_first_page_is_small_and_further_pages_smaller():
    assert len(release_pdf(example(), STAMP)) <= 20_000
    few, many = release_pdf(long(10), STAMP), release_pdf(long(60), STAMP)
    pages = many.count(b"/Type/Page/") - few.count(b"/Type/Page/")
    assert (len(many) - len(few)) / pages <= 8_000


def pypdf_pages(data):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def pdfium_pages(data):
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def pdfminer_pages(data):
    return extract_text(io.BytesIO(data)).split("\f")[:-1]


@pytest.mark.parametrize("pages_of", [pypdf_pages, pdfium_pages, pdfminer_pages])
@pytest.mark.parametrize(
    ("released", "stamp"),
    [(example(), STAMP), (strange(), DECLASSIFIED), (long(), STAMP)],
    ids=["example", "strange", "long"],
)
def test_foreign_readers_find_the_words_of_the_text_file_in_order(released, stamp, pages_of):
    text = release_text(released, stamp)
    for gap in released.gaps:
        text = text.replace(gap.token, gap.label)
    pages = pages_of(release_pdf(released, stamp))
    words = ""
    for number, page in enumerate(pages, 1):
        page = letters(page)
        header, footer = furniture(stamp, number, len(pages))
        for line in header + footer:
            assert letters(line) in page
            page = page.replace(letters(line), "", 1)
        words += page
    assert words == letters(text)


def letters(text: str) -> str:
    """The text without white space, which readers guess."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    "words", ["Ελλάδα Αθήνα", "Київ, Москва, Қазақстан", "שלום עולם", "Đường phố", "“Ä” – €5"]
)
def test_other_alphabets_of_the_face_are_set_and_tagged_as_they_were_released(words):
    assert words in Reading(release_pdf(said(words), STAMP)).lines()
