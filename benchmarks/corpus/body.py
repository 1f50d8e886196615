"""The numbered paragraphs of a made cable, what is quoted in them, and the signature."""

from __future__ import annotations

from benchmarks.corpus.damage import WORD_DAMAGE, damaged_words
from benchmarks.corpus.grammar import heading, paragraph
from benchmarks.corpus.identity import CYCLE, body_of
from benchmarks.corpus.sheet import Typed
from benchmarks.corpus.stream import Stream
from benchmarks.corpus.truth import Shared, Span, Stated, Unit
from benchmarks.corpus.words import NOUNS, SURNAMES
from benchmarks.corpus.writer import Writer

_ENDED = frozenset(".?!:;)\"'")
_PAGE = 3300
_LOWER = {"TS": "S", "S": "C", "C": "U", "SBU": "U", "U": "U"}


def own_paragraphs(seed: int, i: int) -> list[str]:
    """The words of the cable before anything is quoted, changed or damaged."""
    stream = Stream(seed, i, "body")
    length = min(27_000, max(350, stream.log_normal(4_100)))
    count = max(1, min(60, length * stream.between(70, 155) // 64_000))
    parts = []
    for _ in range(count):
        parts.append(paragraph(stream, length * stream.between(50, 150) // (100 * count)))
    if count > 2 and stream.chance(0.5):
        parts[0] = f"SUMMARY: {parts[0]} END SUMMARY."
    if count > 2 and stream.chance(0.4):
        parts[-1] = f"COMMENT: {parts[-1]} END COMMENT."
    return parts


def _changed(stream: Stream, parts: list[str]) -> list[str]:
    """The same with a few words changed."""
    for _ in range(stream.between(2, 5)):
        k = stream.below(len(parts))
        words = parts[k].split(" ")
        places = [at for at, word in enumerate(words) if word in NOUNS]
        if places:
            words[stream.one_of(places)] = stream.one_of(NOUNS)
            parts[k] = " ".join(words)
    return parts


class Passage:
    """Words of an earlier cable that the last paragraph quotes."""

    def __init__(self, writer: Writer) -> None:
        stream, rounds = writer.stream, writer.i // CYCLE
        self.cable = body_of(writer.seed, writer.i - CYCLE * stream.between(1, rounds))
        parts = own_paragraphs(writer.seed, self.cable)
        self.paragraph = max(range(len(parts)), key=lambda k: len(parts[k]))
        words = parts[self.paragraph].removeprefix("SUMMARY: ").split(" ")
        words = words[: len(words) - 3] if len(words) > 33 else words
        self.words = min(len(words), stream.between(30, 80))
        start = stream.below(len(words) - self.words + 1)
        self.text = " ".join(words[start : start + self.words])

    def shared(self, words: str, typed: Typed) -> Shared:
        """Where the passage came to stand."""
        first = words.index(self.text)
        ranges = typed.ranges(first, first + len(self.text))
        return Shared(self.cable, self.paragraph, self.words, ranges)


def planned(writer: Writer) -> tuple[list[str], Passage | None]:
    """The paragraphs to be typed, and the passage that the last one ends with."""
    parts = own_paragraphs(writer.seed, body_of(writer.seed, writer.i))
    if writer.face.duplicate_of is not None:
        parts = _changed(writer.stream, parts)
    passage = None
    if writer.stream.chance(0.052) and writer.i >= CYCLE and writer.face.duplicate_of is None:
        passage = Passage(writer)
        parts.append(f"An earlier report had this: {passage.text} (end of the passage).")
    if writer.capitals:
        parts = [part.upper() for part in parts]
        if passage:
            passage.text = passage.text.upper()
    return parts, passage


def body(writer: Writer, parts: list[str], passage: Passage | None) -> None:
    """Types the paragraphs."""
    stream, sheet = writer.stream, writer.sheet
    wrap = writer.capitals or stream.chance(0.75)
    marked = writer.has_marks() and stream.chance({"U": 0.4, "SBU": 0.8}.get(writer.face.mark, 1))
    printed, page_start = 0, 0
    target, last = stream.below(len(parts)), len(parts) - 1
    for k, words in enumerate(parts):
        if writer.modern and k and stream.chance(0.08):
            title = heading(stream)
            writer.truth.headings.append(Stated(title, sheet.line(title)))
            sheet.line()
        printed = _number(writer, k, printed, len(parts))
        start = sheet.length
        if last:
            _opening(writer, printed, k, len(parts))
        level, mark = _mark(writer, k, len(parts)) if marked else (None, None)
        quoted = passage if k == last else None
        typing = _Typing(words, sheet.length - start, wrap)
        if k == target:
            typing.damage(writer, quoted is None)
        if sheet.length - page_start > _PAGE and typing.turn_page(writer):
            page_start = sheet.length
        typed = typing.done(writer)
        ranges = typed.ranges(0, typed.length)
        writer.truth.portions.append(Unit(printed if last else 1, level, mark, ranges))
        if quoted:
            writer.truth.shared.append(quoted.shared(typing.words, typed))
        sheet.line()
        sheet.line()


class _Typing:
    """One paragraph about to be typed: its words, what cuts them, what was done to them."""

    def __init__(self, words: str, first: int, wrap: bool) -> None:
        self.words, self.first, self.wrap = words, first, wrap
        self.cuts: dict[int, str] = {}
        self.hits: list[tuple[str, int, int]] = []
        self.mark: tuple[int, int, int] | None = None

    def damage(self, writer: Writer, words_too: bool) -> None:
        """The damage that the cable gets in its body."""
        if words_too:
            self.words, self.hits = _hit(writer, self.words)
        _gaps(writer, self.words, self.cuts, self.hits)

    def turn_page(self, writer: Writer) -> bool:
        """A page mark in the middle, if the paragraph is long and not cut yet."""
        if self.cuts or len(self.words) <= 200:
            return False
        blank = _blank(self.words, len(self.words) // 2)
        put, first, last = writer.page_mark()
        self.cuts[blank], self.mark = put, (blank, first, last)
        return True

    def done(self, writer: Writer) -> Typed:
        """Types it and writes down what was done."""
        typed = writer.sheet.words(self.words, self.first, wrap=self.wrap, cuts=self.cuts)
        if self.mark:
            blank, first, last = self.mark
            place = typed.place(blank)
            writer.truth.page_marks.append((place + first, place + last))
        for kind, first, last in self.hits:
            writer.damaged(kind, (typed.place(first), typed.place(last - 1) + 1))
        return typed


def _number(writer: Writer, k: int, before: int, count: int) -> int:
    if count > 3 and k == 2 and writer.has("number_gap"):
        return before + 3
    if count > 3 and k == 2 and writer.has("number_repeated"):
        return before
    return before + 1


def _opening(writer: Writer, number: int, k: int, count: int) -> None:
    """The label of a paragraph, with what transcription made of its pilcrow."""
    sheet = writer.sheet
    if writer.has("link_label"):
        writer.damaged("link_label", sheet.put("[1](#)"))
    elif writer.has("pilcrow"):
        writer.damaged("pilcrow", sheet.put("¶"))
    elif writer.has("digit_label") and not _renumbered(writer):
        writer.damaged("digit_label", sheet.put("1"))
    start = sheet.length
    sheet.put(f"{number}. ")
    if count > 3 and k == 2 and _renumbered(writer):
        kind = "number_gap" if writer.has("number_gap") else "number_repeated"
        writer.damaged(kind, (start, start + len(str(number))))


def _renumbered(writer: Writer) -> bool:
    return writer.has("number_gap") or writer.has("number_repeated")


def _mark(writer: Writer, k: int, count: int) -> tuple[str | None, Span | None]:
    """A portion mark; the first is that of the cable, none is above it unless by damage."""
    stream, sheet, level = writer.stream, writer.sheet, writer.face.mark
    drawn = stream.draw()
    if k and drawn < 0.4:
        level = _LOWER[level] if drawn < 0.25 else "U"
    if k == 1 and count > 2 and writer.face.mark != "U" and writer.has("unmarked"):
        writer.damaged("unmarked", (sheet.length, sheet.length))
        return None, None
    if k == 1 and writer.has("above_banner") and writer.face.mark != "TS":
        level = "TS"
        writer.damaged("above_banner", (sheet.length, sheet.length + 4))
    text = "LOU" if level == "SBU" and not writer.modern else level
    opened = "("
    if k == 1 and writer.has("malformed_mark"):
        opened = ""
        writer.damaged("malformed_mark", (sheet.length, sheet.length + len(text) + 1))
    span = sheet.put(f"{opened}{text})")
    sheet.put(" ")
    return level, span


def _hit(writer: Writer, words: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Damage to the words: at most one kind, so that its place stays true."""
    for kind in writer.damage:
        if kind in WORD_DAMAGE:
            words, first, last = damaged_words(writer.stream, kind, words)
            return words, [(kind, first, last)] if last else []
    return words, []


def _blank(words: str, near: int) -> int:
    """A blank within a sentence."""
    blank = words.find(" ", near)
    while blank > 0 and (words[blank - 1] in _ENDED or words[blank - 1] == "-"):
        blank = words.find(" ", blank + 1)
    return blank


def _gaps(
    writer: Writer, words: str, cuts: dict[int, str], hits: list[tuple[str, int, int]]
) -> None:
    """White line or section header in the middle of the paragraph; backslash before a line end."""
    nl = writer.sheet.newline
    for kind, _, last in hits:
        if kind == "backslash" and words[last : last + 1] == " ":
            return
    blank = _blank(words, len(words) // 2)
    if blank < 0 or cuts:
        return
    number = writer.face.number
    for kind in ("split", "section_header", "garbled_header"):
        if not writer.has(kind):
            continue
        level = writer.level_line()
        line = f"{level} SECTION 02 OF 02 {number.post} {writer.serial()}"
        put = {
            "split": nl + nl,
            "section_header": f"{nl}{nl}{line}{nl}{nl}",
            "garbled_header": f"{nl}{nl}*{line}{nl}{nl}",
        }[kind]
        cuts[blank] = put
        hits.append((kind, blank, blank + 1))
        return


def ending(writer: Writer) -> None:
    """Signature and what follows it."""
    sheet, stream = writer.sheet, writer.stream
    name = Stream(writer.seed, body_of(writer.seed, writer.i), "signature").one_of(SURNAMES).upper()
    writer.truth.signature = Stated(name, sheet.line(name))
    if writer.capitals and stream.chance(0.4):
        sheet.line()
        sheet.line("NNNN")
