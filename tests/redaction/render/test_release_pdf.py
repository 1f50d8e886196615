"""What a release PDF is made of: PDF/A-2a and PDF/UA-1, and nothing beside."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import struct
import subprocess
import zlib
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PIL import ImageCms

from redaction.face import ADVANCE, FURNITURE_SIZE, GRIDS, UNITS_PER_EM, advance
from redaction.provenance.canonical import canonical_json
from redaction.render import release_json, release_pdf, release_text
from redaction.srgb import srgb_profile
from redaction.stamp import furniture
from tests.redaction.render.examples import DECLASSIFIED, STAMP, example, long, said, strange
from tests.redaction.render.reading import Reading

SAMPLES = {
    "example": (example(), STAMP),
    "strange": (strange(), DECLASSIFIED),
    "long": (long(), STAMP),
    "full": (said("One line."), STAMP),
}
_KEYS = (
    "Type Pages Lang MarkInfo Metadata OutputIntents Outlines PageMode StructTreeRoot"
    " ViewerPreferences Marked DisplayDocTitle Kids Count Parent MediaBox Resources Contents"
    " StructParents Tabs Font ProcSet F1 S P K Pg A O TextDecorationType MCID ParentTree"
    " ParentTreeNextKey Nums First Last Title Dest Prev Next Author Creator Producer"
    " CreationDate ModDate OutputConditionIdentifier Info DestOutputProfile N Length Filter"
    " Subtype BaseFont FirstChar LastChar Widths FontDescriptor ToUnicode FontName Flags"
    " FontBBox ItalicAngle Ascent Descent CapHeight StemV MissingWidth FontFile2 Length1"
)
_OPERATORS = "BT ET Tf Tm Tj TL T* w m l S BDC EMC"


@pytest.fixture(params=SAMPLES, scope="module")
def sample(request):
    released, stamp = SAMPLES[request.param]
    return released, stamp, Reading(release_pdf(released, stamp))


def test_the_file_is_one_header_one_table_and_one_end(sample):
    data = sample[2].data
    assert data.startswith(b"%PDF-1.7\n%\x93\x8c\x8b\x9e ReportLab Generated PDF document")
    assert data.count(b"startxref") == data.count(b"%%EOF") == 1
    assert data.endswith(b"\n%%EOF\n")
    assert b"digest (opensource)" not in data
    numbers = [int(n) for n in re.findall(rb"^(\d+) 0 obj$", data, re.M)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_stream_is_deflated_but_xmp_and_has_a_line_end_that_its_length_does_not_count(sample):
    data = sample[2].data
    streams = list(re.finditer(rb"<<([^\n]*)/Length (\d+)>>\nstream\n", data))
    for stream in streams:
        end = stream.end() + int(stream[2])
        assert data[end:].startswith(b"\nendstream\nendobj\n")
        if b"/Metadata" in stream[1]:
            assert b"/Filter" not in stream[1]
        else:
            assert b"/Filter/FlateDecode" in stream[1]
            inflate = zlib.decompressobj()
            inflate.decompress(data[stream.end() : end])
            assert inflate.eof
            assert not inflate.unused_data
    assert len(streams) == data.count(b"endstream")


def test_no_key_and_no_operator_is_beyond_the_list(sample):
    reading = sample[2]
    keys = {key[1:] for value in reading.dictionaries() for key in value}
    assert keys <= set(_KEYS.split())
    for page in range(len(reading.pages)):
        assert {operator for operator, _ in reading.operations(page)} <= set(_OPERATORS.split())


def test_the_catalog_says_that_the_file_is_tagged_and_in_which_language(sample):
    released, _, reading = sample
    assert reading.root["/Lang"] == released.lang
    assert reading.root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean
    assert reading.root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert all(page["/Tabs"] == "/S" for page in reading.pages)


def test_the_output_intent_holds_our_own_profile(sample):
    (intent,) = sample[2].root["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_data() == srgb_profile()


def test_the_profile_is_sound_and_the_same_for_ever():
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(profile).strip() == "sRGB"
    digest = hashlib.sha256(srgb_profile()).hexdigest()
    assert digest == "4c759384e719db24ea778090de5c3069d1dbd7974201e7f1a587f351416c55fc"


def test_info_and_xmp_say_title_agency_and_declared_date_and_agree(sample):
    released, stamp, reading = sample
    moment = stamp.date.replace("-", "")
    assert dict(reading.reader.metadata) == {
        "/Title": released.title,
        "/Author": stamp.agency,
        "/Creator": "Declass",
        "/Producer": "ReportLab 5.1.0",
        "/CreationDate": f"D:{moment}000000Z",
        "/ModDate": f"D:{moment}000000Z",
    }
    packet = reading.root["/Metadata"].get_data().decode("utf-8")
    xmp = ElementTree.fromstring(packet)
    values = {element.tag.split("}")[1]: (element.text or "") for element in xmp.iter()}
    listed = [element.text for element in xmp.iter() if element.tag.endswith("}li")]
    assert listed[:3] == [released.title, stamp.agency, released.lang]
    assert values["format"] == "application/pdf"
    assert values["CreateDate"] == values["ModifyDate"] == f"{stamp.date}T00:00:00Z"
    assert (values["CreatorTool"], values["Producer"]) == ("Declass", "ReportLab 5.1.0")
    assert "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A<" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert values["namespaceURI"] == "http://www.aiim.org/pdfua/ns/id/"


def test_the_id_is_a_digest_of_what_is_released_and_can_be_had_from_the_decisions(sample):
    released, stamp, reading = sample
    told = json.loads(release_json(released, stamp))
    parts = ("title", "lang", "disposition", "codes", "blocks", "gaps")
    value = [{part: told[part] for part in parts}, told["stamp"], told["versions"]]
    digest = hashlib.sha256(b"redaction-release/1\0" + canonical_json(value)).digest()[:16]
    first, second = reading.reader.trailer["/ID"]
    assert first.original_bytes == second.original_bytes == digest


def test_every_word_is_tagged_once_and_the_tags_say_the_text_file_in_order(sample):
    released, stamp, reading = sample
    text = release_text(released, stamp)
    for gap in released.gaps:
        text = text.replace(gap.token, gap.label)
    said_lines = [line for line in reading.lines() if line]
    assert said_lines == [line for line in text.split("\n") if line]


def test_every_marked_content_has_its_owner_in_the_parent_tree(sample):
    reading = sample[2]
    tree = reading.root["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    owners = {numbers[n]: numbers[n + 1] for n in range(0, len(numbers), 2)}
    assert tree["/ParentTreeNextKey"] == len(reading.pages) == len(owners)
    marked = reading.marked()
    for n, page in enumerate(reading.pages):
        assert page["/StructParents"] == n
        numbers_here = sorted(mcid for at, mcid in marked if at == n)
        assert numbers_here == list(range(len(owners[n])))


def test_each_gap_is_a_span_of_its_own_with_its_label_in_place(sample):
    released, _, reading = sample
    assert reading.gaps() == [gap.label for gap in released.gaps]


def test_headings_begin_with_a_first_and_skip_no_level(sample):
    tags = [element["/S"] for element in sample[2].elements()]
    assert set(tags) <= {"/P", "/H1", "/H2"}
    levels = [int(tag[2]) for tag in tags if tag.startswith("/H")]
    assert not levels or levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_bookmarks_are_the_headings_in_order(sample):
    reading = sample[2]
    elements = reading.elements()
    lines = reading.lines()
    headings = [
        line[:120]
        for element, line in zip(elements, lines, strict=False)
        if element["/S"].startswith("/H")
    ]
    assert [entry.title for entry in reading.reader.outline] == headings
    assert ("/Outlines" in reading.root) == bool(headings)


def test_furniture_is_what_the_profile_says_and_nothing_else(sample):
    _, stamp, reading = sample
    for page in range(len(reading.pages)):
        header, footer = furniture(stamp, page + 1, len(reading.pages))
        assert reading.artifacts(page) == [*header, *footer]


def test_the_subset_holds_what_is_shown_in_code_point_order(sample):
    reading = sample[2]
    shown = {" "}
    for page in range(len(reading.pages)):
        for operator, operands in reading.operations(page):
            if operator == "Tj":
                shown |= set(reading.words(operands))
    assert list(reading.characters) == list(range(1, len(shown) + 1))
    assert list(reading.characters.values()) == sorted(shown)
    assert reading.font["/LastChar"] == len(shown)


def test_widths_are_those_of_the_embedded_glyphs(sample):
    font = sample[2].font
    program = font["/FontDescriptor"]["/FontFile2"].get_data()
    tables = {
        program[at : at + 4]: struct.unpack(">II", program[at + 8 : at + 16])
        for at in range(12, 12 + 16 * struct.unpack(">H", program[4:6])[0], 16)
    }
    hmtx, cmap = tables[b"hmtx"][0], tables[b"cmap"][0]
    full = struct.unpack_from(">H", program, tables[b"hhea"][0] + 34)[0]
    widths = font["/Widths"]
    glyphs = struct.unpack_from(f">{len(widths)}H", program, cmap + 22)
    for glyph, width in zip(glyphs, widths, strict=True):
        (units,) = struct.unpack_from(">H", program, hmtx + 4 * min(glyph, full - 1))
        assert units == ADVANCE
        assert abs(float(width) - units * 1000 / UNITS_PER_EM) < 0.0001


def test_every_run_stands_on_the_grid(sample):
    _, stamp, reading = sample
    grid = GRIDS[stamp.page]
    for page in range(len(reading.pages)):
        for operator, operands in reading.operations(page):
            if operator != "Tm":
                continue
            a, b, c, d, x, y = map(float, operands)
            assert (a, b, c, d) == (1, 0, 0, 1)
            if (x, y) != (grid.left, grid.top):
                column = (x - grid.margin) / advance(FURNITURE_SIZE)
                assert abs(column - round(column)) < 0.001
                assert y >= grid.header - 20 or y <= grid.footer


def test_qpdf_finds_nothing_wrong(sample, tmp_path):
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        assert not os.environ.get("CI"), "qpdf is not installed"
        pytest.skip("qpdf is not installed")
    path = tmp_path / "release.pdf"
    path.write_bytes(sample[2].data)
    result = subprocess.run([qpdf, "--check", str(path)], capture_output=True, check=False)
    assert result.returncode == 0
