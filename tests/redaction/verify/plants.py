"""Ways to hide words on a page, one function each."""

from __future__ import annotations

import re

from tests.redaction.verify.planting import NAME, SECRET, Pdf

BODY = b"1 0 0 1 90 720 Tm\n"


def _tagged(operators: str) -> str:
    return f"/Artifact <</Type /Layout>> BDC\n{operators}\nEMC"


def _block(shown: str, before: str = "", after: str = "") -> str:
    return _tagged(f"BT\n/F1 10 Tf\n{before}1 0 0 1 90 400 Tm\n{shown}\n{after}ET")


def under_a_box(pdf: Pdf) -> None:
    pdf.draw(_block(pdf.show(SECRET)) + "\n0 0 0 rg\n90 398 300 12 re\nf")


def in_white(pdf: Pdf) -> None:
    pdf.draw(_block(pdf.show(SECRET), before="1 1 1 rg\n"))


def in_render_mode_3(pdf: Pdf) -> None:
    pdf.draw(_block(pdf.show(SECRET), before="3 Tr\n"))


def tiny(pdf: Pdf) -> None:
    pdf.draw(_tagged(f"BT\n/F1 0.1 Tf\n1 0 0 1 90 400 Tm\n{pdf.show(SECRET)}\nET"))


def off_the_page(pdf: Pdf) -> None:
    pdf.draw(_tagged(f"BT\n/F1 8 Tf\n1 0 0 1 -900 400 Tm\n{pdf.show(SECRET)}\nET"))


def clipped_away(pdf: Pdf) -> None:
    pdf.draw("q\n0 0 0 0 re\nW\nn\n" + _block(pdf.show(SECRET)) + "\nQ")


def transparent(pdf: Pdf) -> None:
    pdf.change(pdf.page(), b"/Resources<<", b"/Resources<</ExtGState<</a<</ca 0>>>>")
    pdf.draw(_block(pdf.show(SECRET), before="/a gs\n"))


def outside_a_crop_box(pdf: Pdf) -> None:
    pdf.key(pdf.page(), b"/CropBox[0 500 612 792]")


def backward(pdf: Pdf) -> None:
    pdf.draw(_block(pdf.show(SECRET[::-1])))


def letter_by_letter(pdf: Pdf) -> None:
    pdf.draw(_block(pdf.show(" ".join(NAME))))


def down_a_column(pdf: Pdf) -> None:
    letters = SECRET.replace(" ", "")
    shown = "\n".join(f"1 0 0 1 20 {700 - 12 * n} Tm\n{pdf.show(c)}" for n, c in enumerate(letters))
    pdf.draw(_tagged(f"BT\n/F1 10 Tf\n{shown}\nET"))


def drawn_in_another_order(pdf: Pdf) -> None:
    places = list(enumerate(SECRET.replace(" ", "")))
    shown = "\n".join(f"1 0 0 1 {90 + 7 * n} 300 Tm\n{pdf.show(c)}" for n, c in places[::-1])
    pdf.draw(_tagged(f"BT\n/F1 10 Tf\n{shown}\nET"))


def untagged(pdf: Pdf) -> None:
    pdf.draw(f"BT\n/F1 10 Tf\n1 0 0 1 90 400 Tm\n{pdf.show(SECRET)}\nET")


def as_one_more_line_of_the_body(pdf: Pdf) -> None:
    pdf.draw(f"{pdf.show(SECRET)}\nT*", before=b"EMC\nET\n/Artifact")


def in_a_width_between_words(pdf: Pdf) -> None:
    number = pdf.content()
    content = pdf.stream(number)
    pdf.put_stream(number, re.sub(rb"\(([^()]*)\) Tj", rb"[(\1) -431] TJ", content, count=1))


def in_character_spacing(pdf: Pdf) -> None:
    pdf.draw("0.01 Tc", before=BODY)


def a_line_moved_by_a_hair(pdf: Pdf) -> None:
    number = pdf.content()
    pdf.put_stream(number, pdf.stream(number).replace(BODY, b"1 0 0 1 90.01 720 Tm\n"))


def a_stroke_as_wide_as_the_words(pdf: Pdf) -> None:
    pdf.draw(_tagged("0.6 w\n90 403 m 301.5 403 l S"))


def one_line_lost(pdf: Pdf) -> None:
    number = pdf.content()
    content = pdf.stream(number)
    rows = list(re.finditer(rb"\((?:[^\\()]|\\.)*\) Tj\nT\*\n", content, re.S))
    row = rows[len(rows) // 2]
    pdf.put_stream(number, content[: row.start()] + content[row.end() :])


def words_of_one_line_lost(pdf: Pdf) -> None:
    number = pdf.content()
    content = pdf.stream(number)
    row = list(re.finditer(rb"\((?:[^\\()]|\\.)*\) Tj\n", content, re.S))[-4]
    pdf.put_stream(number, content[: row.start()] + b"() Tj\n" + content[row.end() :])


def two_pages_swapped(pdf: Pdf) -> None:
    first, second = pdf.content(0), pdf.content(1)
    pdf.objects[first], pdf.objects[second] = pdf.objects[second], pdf.objects[first]


def in_a_stroke_of_another_colour(pdf: Pdf) -> None:
    pdf.draw("1 0 0 RG", before=b"BT\n/F1 10 Tf")


def in_the_furniture(pdf: Pdf) -> None:
    number = pdf.content()
    content, line = pdf.stream(number), pdf.show("UNCLASSIFIED").encode("latin-1")
    assert line in content
    pdf.put_stream(number, content.replace(line, pdf.show(NAME * 2).encode("latin-1"), 1))
