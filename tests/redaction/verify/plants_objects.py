"""Ways to hide words in the objects of a file, one function each."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib

from redaction.render.engine import flate
from redaction.verify.subset import program
from tests.redaction.verify.planting import NAME, SECRET, Pdf


def a_picture(pdf: Pdf) -> None:
    keys = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    image = pdf.add_stream(b"\0", keys)
    pdf.change(pdf.page(), b"/Resources<<", b"/Resources<</XObject<</I %d 0 R>>" % image)
    pdf.draw("/I Do")


def an_undrawn_form(pdf: Pdf) -> None:
    keys = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    form = pdf.add_stream(f"({SECRET}) Tj".encode(), keys)
    pdf.change(pdf.page(), b"/Resources<<", b"/Resources<</XObject<</Fm %d 0 R>>" % form)


def in_info_keywords(pdf: Pdf) -> None:
    pdf.key(pdf.find(b"/Producer"), f"/Keywords ({SECRET})".encode())


def in_the_title(pdf: Pdf) -> None:
    pdf.change(pdf.find(b"/Producer"), b"(Telegram", f"({NAME}: Telegram".encode())


def in_xmp(pdf: Pdf) -> None:
    number = pdf.find(b"/Type/Metadata")
    old = b"<dc:format>"
    pdf.put_stream(number, pdf.stream(number).replace(old, f"<a>{SECRET}</a>".encode() + old))


def in_an_unknown_key_of_the_catalog(pdf: Pdf) -> None:
    pdf.key(pdf.find(b"/Type/Catalog"), f"/Vexley({SECRET})".encode())


def in_private_data(pdf: Pdf) -> None:
    pdf.key(pdf.page(), f"/PieceInfo<</Editor<</Private({SECRET})>>>>".encode())


def in_an_annotation(pdf: Pdf) -> None:
    note = pdf.add(f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents({SECRET})>>".encode())
    pdf.key(pdf.page(), b"/Annots[%d 0 R]" % note)


def in_an_attachment(pdf: Pdf) -> None:
    file = pdf.add_stream(SECRET.encode(), b"/Type/EmbeddedFile")
    spec = pdf.add(b"<</Type/Filespec/F(a.txt)/EF<</F %d 0 R>>>>" % file)
    names = b"/Names<</EmbeddedFiles<</Names[(a.txt)%d 0 R]>>>>" % spec
    pdf.key(pdf.find(b"/Type/Catalog"), names)


def in_javascript(pdf: Pdf) -> None:
    action = f"/OpenAction<</S/JavaScript/JS(var a = '{SECRET}')>>".encode()
    pdf.key(pdf.find(b"/Type/Catalog"), action)


def in_a_hidden_layer(pdf: Pdf) -> None:
    layer = pdf.add(b"<</Type/OCG/Name(x)>>")
    off = b"/OCProperties<</OCGs[%d 0 R]/D<</OFF[%d 0 R]>>>>" % (layer, layer)
    pdf.key(pdf.find(b"/Type/Catalog"), off)
    pdf.draw(f"/OC /L BDC\nBT\n/F1 10 Tf\n1 0 0 1 90 400 Tm\n{pdf.show(SECRET)}\nET\nEMC")


def in_a_thumbnail(pdf: Pdf) -> None:
    thumb = pdf.add_stream(b"\0" * 9, b"/Width 3/Height 3/BitsPerComponent 8/ColorSpace/DeviceGray")
    pdf.key(pdf.page(), b"/Thumb %d 0 R" % thumb)


def in_an_orphan_object(pdf: Pdf) -> None:
    pdf.add(f"({SECRET})".encode())


def in_an_orphan_stream(pdf: Pdf) -> None:
    pdf.add_stream(SECRET.encode())


def on_a_deleted_page(pdf: Pdf) -> None:
    pdf.add(pdf.objects[pdf.page()])


def after_the_end(pdf: Pdf) -> None:
    pdf.after = SECRET.encode() + b"\n"


def in_a_comment(pdf: Pdf) -> None:
    pdf.objects[2] += f"\n% {SECRET}".encode()


def between_objects(pdf: Pdf) -> None:
    pdf.header += f"% {SECRET}\n".encode()


def in_an_incremental_update(pdf: Pdf) -> None:
    number = pdf.content()
    at = len(pdf.save())
    update = b"%d 0 obj\n%s\nendobj\n" % (number, pdf.objects[number])
    pdf.after = update + (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<<\n/Prev 9\n>>\nstartxref\n%d\n%%%%EOF\n"
        % (number, at, at + len(update))
    )


def after_the_end_of_a_stream(pdf: Pdf) -> None:
    number = pdf.content()
    packed = flate(pdf.stream(number)) + SECRET.encode()
    pdf.objects[number] = (
        b"<</Filter/FlateDecode/Length %d>>\nstream\n" % len(packed) + packed + b"\nendstream"
    )


def in_an_object_stream(pdf: Pdf) -> None:
    inner = f"99 0 ({SECRET})".encode()
    pdf.add_stream(inner, b"/Type/ObjStm/N 1/First 5")


def behind_an_empty_password(pdf: Pdf) -> None:
    pdf.trailer = pdf.trailer.replace(b"<<\n", b"<<\n/Encrypt 9 0 R\n", 1)


def in_actual_text(pdf: Pdf) -> None:
    pdf.key(pdf.find(b"/S/P/"), f"/ActualText({SECRET})".encode())


def in_alternate_text(pdf: Pdf) -> None:
    pdf.key(pdf.find(b"/S/Span/"), f"/Alt({SECRET})".encode())


def in_actual_text_of_the_page(pdf: Pdf) -> None:
    number = pdf.content()
    secret = f"<</MCID 0/ActualText({SECRET})>>".encode()
    pdf.put_stream(number, pdf.stream(number).replace(b"<</MCID 0>>", secret))


def in_a_bookmark(pdf: Pdf) -> None:
    pdf.change(pdf.find(b"/Title (WHAT"), b"(WHAT FOLLOWS)", f"({SECRET})".encode())


def in_the_order_of_the_tree(pdf: Pdf) -> None:
    number = pdf.find(b"/S/Document")
    kids = re.search(rb"\[(\d+ 0 R) (\d+ 0 R)", pdf.objects[number])
    pdf.change(number, kids[0], b"[%s %s" % (kids[2], kids[1]))


def under_an_element_that_shows_nothing(pdf: Pdf) -> None:
    number = pdf.find(b"/S/P/")
    pdf.change(number, b"/K 0", b"/K[0 57]")


def as_a_digest_in_id(pdf: Pdf) -> None:
    digest = hashlib.md5(SECRET.encode()).hexdigest().encode()
    pdf.trailer = re.sub(rb"<[0-9a-f]{32}>", b"<%s>" % digest, pdf.trailer)


def as_a_digest_in_xmp(pdf: Pdf) -> None:
    number = pdf.find(b"/Type/Metadata")
    digest = hashlib.sha256(SECRET.upper().encode()).hexdigest().encode()
    pdf.put_stream(number, pdf.stream(number).replace(b"</x:", digest + b"</x:"))


def as_base64_in_the_author(pdf: Pdf) -> None:
    told = base64.b64encode(b"z" + SECRET.encode())
    pdf.change(pdf.find(b"/Producer"), b"(Ministry", b"(%s Ministry" % told)


def as_utf_16_in_the_creator(pdf: Pdf) -> None:
    told = (b"\xfe\xff" + SECRET.encode("utf-16-be")).hex().encode()
    pdf.change(pdf.find(b"/Producer"), b"(Declass)", b"<%s>" % told)


def in_a_language(pdf: Pdf) -> None:
    pdf.change(pdf.find(b"/Type/Catalog"), b"(en-US)", f"(en-{NAME})".encode())


def in_a_tounicode_that_lies(pdf: Pdf) -> None:
    number = int(re.search(rb"/ToUnicode (\d+)", pdf.objects[pdf.font()])[1])
    pdf.put_stream(number, pdf.stream(number).replace(b"<0041>", b"<0391>"))


def in_an_unused_glyph(pdf: Pdf) -> None:
    number = pdf.find(b"/Length1")
    points = sorted(ord(character) for character in pdf.codes())
    pdf.put_stream(number, program([0, *points, 0x16E]))


def after_the_font_program(pdf: Pdf) -> None:
    number = pdf.find(b"/Length1")
    pdf.put_stream(number, pdf.stream(number) + SECRET.encode())


def in_the_name_table_of_the_font(pdf: Pdf) -> None:
    number = pdf.find(b"/Length1")
    data = pdf.stream(number)
    old = "Liberation Mono".encode("utf-16-be")
    assert old in data
    pdf.put_stream(number, data.replace(old, SECRET[:15].encode("utf-16-be"), 1))


def in_the_widths(pdf: Pdf) -> None:
    pdf.change(pdf.font(), b"/Widths [600.0977", b"/Widths [600.0978")


def in_the_colour_profile(pdf: Pdf) -> None:
    number = pdf.find(b"/N 3")
    pdf.put_stream(number, pdf.stream(number) + SECRET.encode())


def in_two_blanks(pdf: Pdf) -> None:
    pdf.change(pdf.find(b"/Type/Catalog"), b"/Pages ", b"/Pages  ")


def in_the_order_of_keys(pdf: Pdf) -> None:
    pdf.change(pdf.page(), b"/Tabs/S", b"")
    pdf.change(pdf.page(), b"<</Type/Page", b"<</Tabs/S/Type/Page")


def in_a_second_page_tree(pdf: Pdf) -> None:
    pages = pdf.find(b"/Type/Pages")
    pdf.change(pages, b"/Kids[", b"/Kids[%d 0 R " % pdf.page())


def in_a_stream_with_two_filters(pdf: Pdf) -> None:
    number = pdf.content()
    packed = zlib.compress(pdf.stream(number)).hex().encode()
    head = b"<</Filter[/ASCIIHexDecode/FlateDecode]/Length %d>>\nstream\n" % len(packed)
    pdf.objects[number] = head + packed + b"\nendstream"


def in_the_level_of_compression(pdf: Pdf) -> None:
    number = pdf.content()
    packed = zlib.compress(pdf.stream(number), 9)
    head = b"<</Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    pdf.objects[number] = head + packed + b"\nendstream"
