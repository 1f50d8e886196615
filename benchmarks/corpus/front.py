"""Header, classification line and slugs of a made cable."""

from __future__ import annotations

from benchmarks.corpus.grammar import title
from benchmarks.corpus.identity import body_of, earlier, face
from benchmarks.corpus.orders import (
    Instruction,
    has_reasons,
    instruction,
    order_of,
    reason_section,
)
from benchmarks.corpus.stream import Stream
from benchmarks.corpus.truth import Cited, Line, Reasons, Stated
from benchmarks.corpus.words import (
    AREA_TAGS,
    FIRST_NAMES,
    OLD_TAGS,
    POSITIONS,
    POSTS,
    SUBJECT_TAGS,
    SURNAMES,
)
from benchmarks.corpus.writer import Writer

_ZNY = {"U": "ZNR UUUUU ZZH", "SBU": "ZNR UUUUU ZZH", "C": "ZNY CCCCC ZZH", "S": "ZNY SSSSS ZZH"}


def header(writer: Writer) -> None:
    """Transmission lines: in full since 1991, date-time, FM and TO before."""
    sheet, stream, sent = writer.sheet, writer.stream, writer.face.sent
    if writer.has("bom"):
        writer.damaged("bom", sheet.put("\ufeff"))
    precedence = stream.one_of("RRPPO")
    if writer.modern:
        route = "RUEH" + writer.face.number.post[:2]
        sheet.line(f"VZCZCXRO{stream.below(10_000):04d}")
        sheet.line(f"{precedence * 2} RUEHC")
        part = "/01" if stream.chance(0.5) else ""
        sheet.line(f"DE {route} #{writer.face.number.serial % 10_000:04d}{part} {sent:%j%H%M}")
        mark = writer.face.mark
        if writer.has("conflict"):
            mark = "S" if mark == "C" else "C"
        sheet.line(_ZNY.get(mark, "ZNY TTTTT ZZH"))
    day = "31" if writer.has("bad_date") else f"{sent:%d}"
    month = "FEB" if writer.has("bad_date") else f"{sent:%b}".upper()
    writer.truth.sent_span = sheet.line(f"{precedence} {day}{sent:%H%M}Z {month} {sent:%y}")
    if writer.has("bad_date"):
        writer.truth.sent = None
        writer.damaged("bad_date", writer.truth.sent_span)
    _addresses(writer)


def _addresses(writer: Writer) -> None:
    sheet, stream = writer.sheet, writer.stream
    sheet.line(f"FM AMEMBASSY {writer.face.number.post}")
    route = "RUEHC/" if writer.modern else ""
    urgency = stream.one_of(("", " PRIORITY", " IMMEDIATE"))
    sheet.line(f"TO {route}SECSTATE WASHDC{urgency} {stream.between(1000, 9999)}")
    others = stream.below(5)
    for place in range(others):
        post = stream.one_of(POSTS)
        route = f"RUEH{post[:2]}/" if writer.modern else ""
        word = "" if place else "INFO "
        sheet.line(f"{word}{route}AMEMBASSY {post} {stream.between(100, 9999):04d}")
        if not place and others > 1 and writer.has("page_in_header"):
            mark, first, last = writer.page_mark(close=True)
            start, _ = sheet.put(mark[len(sheet.newline) :])
            start -= len(sheet.newline)
            writer.truth.page_marks.append((start + first, start + last))
            writer.damaged("page_in_header", (start + first, start + last))
    sheet.line()


def banner(writer: Writer, sections: int) -> None:
    """The classification line, captions and passing line."""
    sheet, stream, number = writer.sheet, writer.stream, writer.face.number
    level = writer.level_line()
    start, _ = sheet.put(level + " ")
    if writer.face.mark == "SBU" and writer.modern:
        place = start + level.index("SENSITIVE")
        writer.truth.captions.append(Stated("SENSITIVE", (place, place + 9)))
    if sections > 1:
        sheet.put(f"SECTION 01 OF {sections:02d} ")
    writer.truth.mrn_span = sheet.line(f"{number.post} {writer.serial()}")
    if writer.has("conflict"):
        writer.damaged("conflict", (start, sheet.length - len(sheet.newline)))
    sheet.line()
    captions = []
    if writer.face.mark in ("S", "TS") and stream.chance(0.3):
        captions.append(stream.one_of(("EXDIS", "NODIS", "NOFORN")))
    elif writer.face.mark == "C" and stream.chance(0.08):
        captions.append(stream.one_of(("LIMDIS", "EXDIS", "NOFORN")))
    if writer.face.sent.year >= 2001 and stream.chance(0.6):
        captions.append("SIPDIS")
    for caption in captions:
        writer.truth.captions.append(Stated(caption, sheet.line(caption)))
        sheet.line()
    if stream.chance(0.15):
        sheet.line(
            f"STATE FOR {stream.one_of(('SCA', 'NEB', 'PLB'))}/{stream.one_of(('CEN', 'EX'))}"
        )
        sheet.line()


def slugs(writer: Writer) -> None:
    """E.O., TAGS, SUBJECT, REF and Classified By, each after the other."""
    if writer.has("partial"):
        notice = "This record is a partial extract of the original cable."
        writer.damaged("partial", writer.sheet.line(notice))
        writer.sheet.line()
    _order_line(writer)
    if writer.has_tags():
        _tags(writer)
    _subject(writer)
    _references(writer)
    if has_reasons(writer.face.sent, writer.face.mark) and writer.stream.chance(0.95):
        _classified_by(writer)


def _order_line(writer: Writer) -> None:
    order = order_of(writer.face.sent)
    given: Instruction | None = instruction(writer.stream, writer.face.sent, writer.face.mark)
    if order is None or given is None:
        return
    word = " DECL:" if order >= "12356" and given.kind != "not_applicable" else ""
    text = f"E.O. {order}:{word} {given.value}".rstrip()
    span = writer.sheet.line(text)
    writer.truth.line = Line(order, given.value, given.kind, given.day, given.meaning, span)
    if writer.modern:
        writer.sheet.line()


def _tags(writer: Writer) -> None:
    sheet, stream = writer.sheet, writer.stream
    table = SUBJECT_TAGS if writer.modern else OLD_TAGS
    codes = list(dict.fromkeys(stream.one_of(table) for _ in range(stream.between(1, 4))))
    codes.append(stream.one_of(AREA_TAGS))
    name = "TAGS"
    if writer.has("misprinted_slug"):
        name = stream.one_of(("TAGES", "TAS", "TGS"))
    start, last = sheet.put(name)
    if writer.has("misprinted_slug"):
        writer.damaged("misprinted_slug", (start, last))
    sheet.put(": ")
    glued = writer.has("glued_tag") and not writer.has("link_tag")
    for place, code in enumerate(codes):
        if place and not (glued and place == len(codes) - 1):
            sheet.put(" " if writer.modern else ", ")
        link = writer.has("link_tag")
        begin, _ = sheet.put("[" if link else "")
        span = sheet.put(code)
        if link:
            _, end = sheet.put("](#)")
            writer.damaged("link_tag", (begin, end))
        writer.truth.tags.append(Stated(code, span))
    if glued:
        writer.damaged("glued_tag", (writer.truth.tags[-2].span[0], sheet.length))
    sheet.line()
    if writer.modern:
        sheet.line()


def _subject(writer: Writer) -> None:
    sheet = writer.sheet
    value = title(Stream(writer.seed, body_of(writer.seed, writer.i), "title"))
    if writer.has("repeated_subject"):
        span = sheet.line(f"SUBJECT: {value}")
        writer.damaged("repeated_subject", span)
        sheet.line()
    sheet.put("SUBJECT: ")
    cuts, mark = {}, ("", 0, 0)
    if writer.has("page_in_subject"):
        mark = writer.page_mark(close=True)
        cuts[value.index(" ")] = mark[0]
    typed = sheet.words(value, 9, wrap=True, cuts=cuts)
    for at in cuts:
        span = typed.place(at) + mark[1], typed.place(at) + mark[2]
        writer.truth.page_marks.append(span)
        writer.damaged("page_in_subject", span)
    writer.truth.subject = Stated(value, (typed.start, typed.place(len(value) - 1) + 1))
    sheet.line()
    sheet.line()


def _cited(writer: Writer) -> list[tuple[str, str, int | None]]:
    """What the cable refers to: printed form, number, and the cable of the corpus."""
    stream, found = writer.stream, []
    for _ in range(max(0, stream.between(-2, 4))):
        other = earlier(writer.seed, stream, writer.i) if stream.chance(0.85) else None
        if other is None:
            post, year, serial = (
                stream.one_of(POSTS),
                writer.face.sent.year,
                stream.between(1, 9999),
            )
        else:
            post, year, serial = face(writer.seed, other).number
        before = f"{year % 100:02d} " if year != writer.face.sent.year else ""
        found.append((f"{before}{post} {serial:04d}", f"{year % 100:02d}{post}{serial}", other))
    own = writer.face.number
    return [one for one in dict.fromkeys(found) if one[1] != own.mrn]


def _references(writer: Writer) -> None:
    sheet, cited = writer.sheet, _cited(writer)
    own = writer.face.number
    if writer.has("self_reference"):
        cited.append((f"{own.post} {own.serial:04d}", own.mrn, writer.i))
    if not cited:
        return
    sheet.put("REF: ")
    for place, (given, mrn, other) in enumerate(cited):
        label = chr(65 + place) if len(cited) > 1 else None
        if label:
            _label(writer, label)
        start = sheet.length
        raw = _misread(writer, given, start) if place == 0 else given
        span = sheet.line(raw)
        if mrn == own.mrn:
            writer.damaged("self_reference", span)
        else:
            writer.truth.references.append(Cited(label, mrn, other, raw, span))
    sheet.line()


def _label(writer: Writer, label: str) -> None:
    sheet = writer.sheet
    if label != "A" and writer.has("link_label"):
        writer.damaged("link_label", sheet.put("[1](#)"))
    elif label != "A" and writer.has("digit_reference"):
        writer.damaged("digit_reference", sheet.put("1"))
    elif label != "A":
        sheet.put("     " if not writer.modern else "")
    sheet.put(f"{label}. ")


def _misread(writer: Writer, raw: str, start: int) -> str:
    """A reference with a letter for a digit, or a digit for a letter."""
    head, serial = raw.rsplit(" ", 1)
    if writer.has("letter_in_serial") and serial.startswith("0"):
        at = start + len(head) + 1
        writer.damaged("letter_in_serial", (at, at + 1))
        return f"{head} O{serial[1:]}"
    if writer.has("digit_in_station") and "O" in head[1:-1].lstrip("0123456789 ")[1:]:
        at = head.index("O", len(head) - len(head.lstrip("0123456789 ")) + 1)
        writer.damaged("digit_in_station", (start + at, start + at + 1))
        return f"{head[:at]}0{head[at + 1 :]} {serial}"
    return raw


def _classified_by(writer: Writer) -> None:
    stream = writer.stream
    section = reason_section(writer.face.sent)
    letters = stream.one_of(("b", "d", "bd", "bd", "bcd", "c"))
    name = f"{stream.one_of(FIRST_NAMES)} {stream.one_of(SURNAMES)}"
    printed = [f"({letter})" for letter in letters]
    ending = " and ".join([", ".join(printed[:-1]), printed[-1]]) if printed[1:] else printed[0]
    line = f"{stream.one_of(POSITIONS)} {name}, {section} {ending}"
    span = writer.sheet.line(f"Classified By: {line}")
    writer.truth.classified_by = Reasons(section, tuple(letters), span)
    writer.sheet.line()
