"""What a declassification instruction says: its kind, its date, its codes.

:func:`read_instruction` is the one reader of the line; the parser of telegrams calls it
too. It never fails: what cannot be read is a kind of its own, and every repair is a flag
that later asks a person. The kinds and their order are here; the words are in the pack.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from redaction.authority import flags as flag
from redaction.authority.dateforms import Settled, Written, settle, settle_backwards
from redaction.authority.days import LAST_DAY, after_years
from redaction.authority.grammar import LETTER, Grammar, Phrase
from redaction.authority.line import Found, upper_in_place
from redaction.authority.reading import REVIEW_KINDS, Kind, Reading

if TYPE_CHECKING:
    from redaction.authority.pack import Pack

_SPACED_SEPARATOR = re.compile(r" ?([-/.]) ?")
_FIGURES = re.compile(r"[-/. 0-9]*")
_MISREAD = re.compile(r"[-/. 0-9OLI]*")
_AS_DIGITS = str.maketrans("OLI", "011")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_WORD = re.compile(rf"{LETTER}{{2,}}")


@dataclass(frozen=True, slots=True)
class _Line:
    """An instruction in front of the readers: in capitals, separators closed up."""

    found: Found
    text: str
    origin: date | None
    pack: Pack

    @property
    def grammar(self) -> Grammar:
        return self.pack.grammar

    def limit(self, years: int | None) -> date | None:
        """The last day a two-digit year may mean: the end of this year after the origin."""
        if self.origin is None or years is None:
            return None
        return date(self.origin.year + years, 12, 31)

    def read(self, kind: Kind, flags: Iterable[str] = (), **facts: Any) -> Reading:
        """The reading of this line as this kind."""
        order, instruction = self.found
        return Reading(order, instruction, kind, flags=tuple(sorted(set(flags))), **facts)


class _After(NamedTuple):
    """What the text after a date or duration does to it."""

    flags: frozenset[str]
    both_must_come: bool = False


def read_instruction(decl_line: str | None, origin_date: date | None, pack: Pack) -> Reading:
    """Read a DECL line as received; ``origin_date`` resolves short years and durations."""
    found = pack.grammar.line.find(decl_line)
    if found.instruction is None:
        return Reading(found.order, None, Kind.MISSING)
    text = upper_in_place(found.instruction)
    if " " in text:
        text = _SPACED_SEPARATOR.sub(r"\1", text)
    line = _Line(found, text, origin_date, pack)
    for reader in _READERS:
        if (reading := reader(line)) is not None:
            return reading
    return line.read(Kind.EVENT)


def _phrase(line: _Line) -> Reading | None:
    for phrase in line.grammar.phrases:
        if phrase.says.search(line.text):
            return _of_phrase(line, phrase)
    return None


def _of_phrase(line: _Line, phrase: Phrase) -> Reading:
    if phrase.kind is Kind.DECLASSIFIED_ANNOTATION:
        *_, last = (None, *line.grammar.dates.each(line.text))
        settled = _settled(line, last, None)
        return line.read(phrase.kind, settled.flags, date=settled.day)
    if phrase.kind is Kind.SOURCE_MARKED:
        return _source_marked(line)
    return line.read(phrase.kind, codes=(phrase.code,) if phrase.code else ())


def _source_marked(line: _Line) -> Reading:
    label = line.grammar.source_date.search(line.text)
    first = next(line.grammar.dates.each(line.text[label.end() :]), None) if label else None
    if first is None:
        return line.read(Kind.SOURCE_MARKED)
    day, flags = settle_backwards(first, line.origin)
    if day is not None and line.origin is not None and day > line.origin:
        day, flags = None, flags | {flag.SOURCE_DATE_AFTER_ORIGIN}
    if day is not None and day > LAST_DAY:
        day = None
    return line.read(Kind.SOURCE_MARKED, flags, source=day)


def _exemption(line: _Line) -> Reading | None:
    for series in line.grammar.series:
        if opening := series.opening.match(line.text):
            codes, end = [series.prefix + (opening[1] or "")], opening.end()
            while further := series.further.match(line.text, end):
                codes.append(series.prefix + (further[1] or further[2]))
                end = further.end()
            day, flags = _exemption_date(line, series.kind, line.text[end:].lstrip(" ,;"))
            return line.read(series.kind, flags, date=day, codes=tuple(codes))
    return None


def _exemption_date(line: _Line, kind: Kind, text: str) -> Settled:
    """The date of an exemption; any further words than a parenthesis are not understood."""
    if not text:
        return Settled(None, frozenset())
    dated = _dated(line, text)
    if dated is None:
        return Settled(None, frozenset({flag.EXEMPTION_DATE_UNREADABLE}))
    years = {Kind.EXEMPT_25X: line.pack.onset.second, Kind.EXEMPT_50X: line.pack.onset.third}
    settled = _settled(line, dated[0], years.get(kind))
    after = _after(line, dated[1]).flags
    if flag.DATE_AND_EVENT in after:
        after = frozenset({flag.TRAILING_TEXT_UNREAD})
    return Settled(settled.day, settled.flags | after)


def _retired(line: _Line) -> Reading | None:
    retired = line.grammar.retired
    if not retired.listed.fullmatch(line.text):
        return None
    codes = tuple(letter + number for letter, number in retired.each.findall(line.text))
    return line.read(Kind.X_EXEMPTION, codes=codes)


def _legacy(line: _Line) -> Reading | None:
    tag = line.grammar.schedule.match(line.text)
    if tag is None:
        return None
    kind = line.grammar.schedules[tag[1]]
    first = next(line.grammar.dates.each(_closed_up(line.text[tag.end() :])), None)
    if kind in REVIEW_KINDS:
        day, flags = _settled(line, first, None)
        return line.read(kind, flags, review=day)
    day, flags = _settled(line, first, line.pack.onset.years)
    return line.read(kind, flags, date=day)


def _duration(line: _Line) -> Reading | None:
    match = line.grammar.duration.match(line.text)
    if match is None:
        return None
    years = line.grammar.numbers.get(match[1]) or int(match[1])
    day = None if line.origin is None else after_years(line.origin, years)
    rest = line.text[match.end() :].strip()
    after = _After(frozenset())
    if not line.grammar.counted_from.match(rest):
        after = _after(line, rest)
    kind = Kind.EVENT if after.both_must_come else Kind.DURATION
    return line.read(kind, after.flags, date=day, years=years)


def _date(line: _Line) -> Reading | None:
    on = line.grammar.on.match(line.text)
    return _as_date(line, line.text[on.end() :] if on else line.text)


def _repaired(line: _Line) -> Reading | None:
    """Letters that transcription makes of digits, where nothing but digits can be meant."""
    text = line.text.translate(_AS_DIGITS)
    if (
        text == line.text
        or not _MISREAD.fullmatch(line.text)
        or not any(map(str.isdigit, line.text))
    ):
        return None
    return _as_date(line, text, frozenset({flag.OCR_REPAIRED}))


def _as_date(line: _Line, text: str, repairs: frozenset[str] = frozenset()) -> Reading | None:
    """A date, alone or with text after it; one that cannot be settled is a damaged line."""
    dated = _dated(line, text)
    if dated is None:
        return None
    settled = _settled(line, dated[0], line.pack.onset.years)
    after = _after(line, dated[1])
    flags = settled.flags | after.flags | repairs
    if settled.day is None:
        return line.read(Kind.MALFORMED, flags)
    return line.read(Kind.EVENT if after.both_must_come else Kind.DATE, flags, date=settled.day)


def _unreadable(line: _Line) -> Reading | None:
    words = [word for word in _WORD.findall(line.text) if word.strip("X")]
    if len(words) < 2 or line.grammar.retired.looks_like.match(line.text):
        return line.read(Kind.MALFORMED, {flag.UNREADABLE_INSTRUCTION})
    return None


_READERS: tuple[Callable[[_Line], Reading | None], ...] = (
    _phrase,
    _exemption,
    _retired,
    _legacy,
    _duration,
    _date,
    _repaired,
    _unreadable,
)
"""One for each group of kinds, in the order of the kinds; the first that reads wins."""


def _closed_up(text: str) -> str:
    """Figures that a line break has torn apart, put together; other text as it is."""
    return text.replace(" ", "") if _FIGURES.fullmatch(text) else text


def _dated(line: _Line, text: str) -> tuple[Written, str] | None:
    """A date at the start of a text, and the text after it."""
    text = _closed_up(text)
    if whole := line.grammar.dates.whole(text):
        return whole, ""
    if placed := line.grammar.dates.leading(text):
        return placed.written, text[placed.end :]
    return None


def _settled(line: _Line, written: Written | None, years: int | None) -> Settled:
    if written is None:
        return Settled(None, frozenset())
    return settle(written, line.origin, line.limit(years))


def _after(line: _Line, rest: str) -> _After:
    rest = rest.strip(" ,;:./-")
    if not rest:
        return _After(frozenset())
    if _PARENTHESIS.fullmatch(rest):
        return _After(frozenset({flag.TRAILING_TEXT_IGNORED}))
    joint = line.grammar.joined_by.match(rest)
    if joint is None:
        return _After(frozenset({flag.TRAILING_TEXT_UNREAD}))
    return _After(frozenset({flag.DATE_AND_EVENT}), joint[1] in line.pack.grammar.conjunctions)
