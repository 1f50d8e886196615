"""Headers of later sections, left in the middle of a message when its sections were joined.

A header starts at a counter (``------------127952 192040Z /63``, also at the end of a text
line) or at a classification line with SECTION n OF m, takes the address lines, and ends at the
white line after its classification line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from redaction.cable.banner import BannerLine, read_banner
from redaction.cable.model import SectionHeader
from redaction.cable.profiles import Profile
from redaction.cable.sheet import Sheet
from redaction.spans import Span

_COUNTER = re.compile(
    r"-{6,200}[ \t]{0,3}(?:\d{6}[ \t]{1,4}(?P<after>\d{6}Z)|(?P<before>\d{6}Z)[ \t]{1,4}\d{6})"
    r"(?:[ \t]{0,3}/[ \t]?\d{1,3})?[ \t]*$"
)
_ADDRESS = re.compile(r"(FM|TO|INFO)(?:[ \t$*#@]|$)")
_GARBLE = re.compile(r"[$*#@]")
_SECTION = re.compile(r"SECTION \d{1,3} OF \d{1,3}")


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A header, the lines it holds, and where its counter starts on the first of them."""

    header: SectionHeader
    lines: tuple[int, ...]
    start: int
    after: int


def may_start(stripped: str) -> bool:
    """A quick test: whether a section header can start on this line."""
    return "------" in stripped or ("SECTION" in stripped and " OF " in stripped)


def read_section(
    sheet: Sheet, profile: Profile, i: int, stop: int, *, first: bool
) -> FoundSection | None:
    """The section header that starts on line ``i``; ``first``: no paragraph stands before."""
    counter = _counter(sheet.lines[i])
    if counter is None:
        if first or not _SECTION.search(sheet.strips[i]) or _banner(sheet, profile, i) is None:
            return None
        start, lines = sheet.first(i), []
        following = i
    else:
        start, lines = sheet.starts[i] + counter.start(), [i]
        following = i + 1
    banner, sender, more = _take_lines(sheet, profile, following, stop)
    lines.extend(more)
    end = sheet.last(lines[-1])
    garbled = any(_GARBLE.search(sheet.strips[j]) for j in more)
    span = Span(start, end)
    sheet.report("SECTION_HEADER", span)
    if garbled:
        sheet.report("GARBLED_HEADER", span)
    header = SectionHeader(
        span=span,
        filed=(counter["after"] or counter["before"]) if counter else None,
        sender=sender,
        level=banner.level.name if banner else None,
        section=banner.section if banner else None,
        mrn_raw=banner.number.of(sheet.text) if banner and banner.number else None,
        garbled=garbled,
    )
    return FoundSection(header, tuple(lines), start, lines[-1] + 1)


def _counter(line: str) -> re.Match[str] | None:
    at = line.find("------")
    while at >= 0:
        match = _COUNTER.match(line, at)
        if match is not None:
            return match
        end = at
        while line[end : end + 1] == "-":
            end += 1
        at = line.find("------", end)
    return None


def _banner(sheet: Sheet, profile: Profile, i: int) -> BannerLine | None:
    """Line ``i`` as a classification line, past a damaged first character."""
    line = sheet.lines[i]
    at = len(line) - len(line.lstrip())
    if _GARBLE.match(line, at):
        at += 1
    read = read_banner(sheet, profile, i, at)
    return read if read is not None and read.counts else None


def _take_lines(
    sheet: Sheet, profile: Profile, i: int, stop: int
) -> tuple[BannerLine | None, str | None, list[int]]:
    """The lines of a header from line ``i`` on."""
    banner: BannerLine | None = None
    sender: str | None = None
    taken: list[int] = []
    addressed, spare = False, 1
    while i < stop:
        stripped = sheet.strips[i]
        if not stripped:
            if banner is not None:
                break
            i = _next_visible(sheet, i, stop)
            if i >= stop or not _is_header_line(sheet, profile, i):
                break
            continue
        address = _ADDRESS.match(stripped)
        read = None if address else _banner(sheet, profile, i)
        if address:
            addressed = True
            if address[1] == "FM" and sender is None:
                sender = " ".join(stripped[address.end() :].split())
        elif read is not None and banner is None:
            banner = read
        elif addressed and banner is None and _is_short_capitals(stripped):
            pass  # one more addressee
        elif spare and _is_short_capitals(stripped):
            spare -= 1
        else:
            break
        taken.append(i)
        i += 1
    return banner, sender, taken


def _is_header_line(sheet: Sheet, profile: Profile, i: int) -> bool:
    return bool(_ADDRESS.match(sheet.strips[i])) or _banner(sheet, profile, i) is not None


def _is_short_capitals(stripped: str) -> bool:
    return len(stripped) <= 69 and stripped.isupper() and stripped[-1] not in ".?!;:"


def _next_visible(sheet: Sheet, i: int, stop: int) -> int:
    while i < stop and not sheet.strips[i]:
        i += 1
    return i
