"""Page breaks: the marks a printer left between two pages of one message.

Two families are known. ``mrn``: ``TESTVILLE 00000311 002 OF 002``. ``page``: ``PAGE 02 TESTVI
00012 150830Z``, often with the level on a line of its own beside it. A mark may share its line
with text; only the mark is the break. Once found, marks are blanked in the working copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redaction.cable.banner import is_level_line, known_station
from redaction.cable.model import PageBreak
from redaction.cable.profiles import Profile
from redaction.cable.sheet import Cut, Sheet
from redaction.spans import Span

_B = r"[ \t\xa0]"
_MRN = re.compile(rf"(?<!\d)(\d{{8}}){_B}{{1,3}}(\d{{3}})(?:\.\d)? OF (\d{{2,3}})(?!\d)")
_STATION_WORDS = re.compile(rf"[A-Z][A-Z.'-]{{0,30}}(?:{_B}{{1,3}}[A-Z.'-]{{1,30}}){{0,3}}")
_HEAD, _FOOT = 3, 8  # lines in which the level at the head of a page, and at the foot, is sought
_WIDEST = 160  # columns in which a station or level is looked for before a mark
_PAGE = re.compile(
    rf"(?<![A-Z])PAGE{_B}{{1,20}}(\d{{2,3}})(?:{_B}{{1,3}}OF{_B}{{1,3}}(\d{{1,3}}))?{_B}{{1,30}}"
    rf"([A-Z][A-Z.'-]{{0,30}}(?:{_B}[A-Z.'-]{{1,30}}){{0,3}}){_B}{{1,30}}(\d{{3,8}}){_B}{{1,30}}"
    rf"(?:\d{{1,3}}{_B}OF{_B}\d{{1,3}}{_B}{{1,30}})?(\d{{6}}Z)"
)


def find_breaks(sheet: Sheet, profile: Profile) -> list[PageBreak]:
    """All page breaks, ascending; they and their level lines are blanked in the sheet."""
    found: list[PageBreak] = []
    if "mrn" in profile.page_breaks:
        found.extend(_mrn_breaks(sheet, profile))
    if "page" in profile.page_breaks and "PAGE" in sheet.work:
        found.extend(_page_breaks(sheet, profile))
    if found:
        found = _apart(found)
        _take_out(sheet, found)
    return found


def _apart(found: list[PageBreak]) -> list[PageBreak]:
    """In order; of two marks that overlap the earlier counts."""
    kept: list[PageBreak] = []
    for page in sorted(found, key=lambda page: page.span):
        if not kept or kept[-1].span.end <= page.span.start:
            kept.append(page)
    return kept


def _places(sheet: Sheet, word: str) -> Iterator[int]:
    """Lines that hold ``word`` next to a digit, each once."""
    work = sheet.work
    last = -1
    at = work.find(word)
    while at >= 0:
        if (
            work[at - 1 : at].isdigit()
            or work[at + len(word) : at + len(word) + 20].lstrip()[:1].isdigit()
        ):
            line = sheet.line_at(at)
            if line != last:
                last = line
                yield line
        at = work.find(word, at + len(word))


def _mrn_breaks(sheet: Sheet, profile: Profile) -> Iterator[PageBreak]:
    known: str | None = None
    for i in _places(sheet, " OF "):
        for match in _MRN.finditer(sheet.lines[i]):
            station = _station_alone(sheet, i, match.start())
            if station is None:
                known = known or known_station(sheet, profile) or ""
                station = _station_in_text(sheet, i, match.start(), known)
            if station is not None:
                yield PageBreak(
                    span=Span(station.start, sheet.starts[i] + match.end()),
                    family="mrn",
                    station=" ".join(station.of(sheet.text).split()),
                    serial=int(match[1]),
                    page=int(match[2]),
                    of=int(match[3]),
                    time=None,
                    classification_spans=(),
                )


def _station_alone(sheet: Sheet, i: int, at: int) -> Span | None:
    """The station, when nothing else stands before column ``at``."""
    if at > _WIDEST:
        return None
    before = sheet.lines[i][:at].rstrip()
    lead = len(before) - len(before.lstrip())
    if not _STATION_WORDS.fullmatch(before, lead):
        return None
    return Span(sheet.starts[i] + lead, sheet.starts[i] + len(before))


def _station_in_text(sheet: Sheet, i: int, at: int, known: str) -> Span | None:
    """The station after text on its line: the message's own, else the last word."""
    before = sheet.lines[i][max(0, at - _WIDEST) : at].rstrip(" \t\xa0")
    station = known if known and before.endswith(known) else before.rpartition(" ")[2]
    if not _STATION_WORDS.fullmatch(station):
        return None
    end = sheet.starts[i] + max(0, at - _WIDEST) + len(before)
    return Span(end - len(station), end)


def _page_breaks(sheet: Sheet, profile: Profile) -> Iterator[PageBreak]:
    for i in _places(sheet, "PAGE"):
        for match in _PAGE.finditer(sheet.lines[i]):
            base = sheet.starts[i]
            yield PageBreak(
                span=Span(base + match.start(), base + match.end()),
                family="page",
                station=match[3],
                serial=int(match[4]),
                page=int(match[1]),
                of=int(match[2]) if match[2] else None,
                time=match[5],
                classification_spans=tuple(sorted(_levels_near(sheet, profile, i, match))),
            )


def _levels_near(sheet: Sheet, profile: Profile, i: int, match: re.Match[str]) -> Iterator[Span]:
    """Level names that belong to the break: before it, on lines before, or soon after.

    Printed pages have one at the foot and one at the head of the next page.
    """
    near = i
    for reach in (_HEAD, _FOOT):
        above = range(near - 1, max(-1, near - 1 - reach), -1)
        near = next((j for j in above if sheet.strips[j]), -1)
        if near < 0 or not is_level_line(profile, sheet.strips[near]):
            break
        yield sheet.visible(near)
    low = max(0, match.start() - _WIDEST)
    before = sheet.lines[i][low : match.start()].rstrip()
    base = sheet.starts[i] + low
    for level in profile.level.finditer(before):
        alone = level.start() == 0 or before[level.start() - 1].isspace()
        if level.end() == len(before) and alone:
            yield Span(base + level.start(), base + level.end())
            break
    for j in range(i + 1, min(i + 5, len(sheet.lines))):
        if is_level_line(profile, sheet.strips[j]):
            yield sheet.visible(j)


def _take_out(sheet: Sheet, found: list[PageBreak]) -> None:
    """Blank the breaks; a line of nothing else is a break, another line is cut."""
    spans = sorted({span for page in found for span in (page.span, *page.classification_spans)})
    sheet.blank(spans)
    for start, end in spans:
        i = sheet.line_at(start)
        if sheet.strips[i]:
            sheet.cuts.setdefault(i, []).append(Cut(start, end, "page_break"))
        else:
            sheet.kinds[i] = "page_break"
