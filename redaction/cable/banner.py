"""The classification line: level, captions, section, station and serial.

The banner is the first such line with a serial, a section or letter-spacing; a level name
alone counts only if no better line follows in the front part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from redaction.cable.facts import Stated
from redaction.cable.profiles import Level, Profile
from redaction.cable.sheet import Sheet
from redaction.spans import Span

_SECTION = re.compile(r"SECTION[ \t\xa0]{1,4}(\d{1,3})[ \t\xa0]{1,4}OF[ \t\xa0]{1,4}(\d{1,3})\b")
_NUMBER = re.compile(
    r"(?!PAGE\b|SECTION\b)([A-Z][A-Z.'’-]{0,30}(?:[ \t\xa0]{1,4}[A-Z.'’-]{1,30}){0,5})"
    r"[ \t\xa0]{1,6}(\d{1,8})(?![\dA-Za-z])"
)
_GAP = re.compile(r"[ \t\xa0/,]{0,40}")


@dataclass(frozen=True, slots=True)
class BannerLine:
    """A classification line as read; ``rest`` is where its unread part starts."""

    line: int
    level: Level
    spaced: bool
    section: tuple[int, int] | None
    captions: tuple[Stated, ...]
    station: str | None
    serial: str | None
    number: Span | None
    span: Span
    rest: int

    @property
    def counts(self) -> bool:
        """Whether it is more than a level name alone."""
        return self.serial is not None or self.section is not None or self.spaced


def read_banner(sheet: Sheet, profile: Profile, i: int, at: int | None = None) -> BannerLine | None:
    """Line ``i`` as a classification line; null when it does not start with a level name.

    ``at`` is the column where the level stands (default: the first visible character).
    """
    line = sheet.lines[i]
    lead = len(line) - len(line.lstrip()) if at is None else at
    match = profile.level.match(line, lead)
    if match is None:
        return None
    base = sheet.starts[i]
    section: tuple[int, int] | None = None
    number: re.Match[str] | None = None
    captions: list[Stated] = []
    here = match.end()
    while True:
        gap = _GAP.match(line, here)
        after = gap.end() if gap else here
        found = _SECTION.match(line, after) if section is None else None
        if found:
            section = (int(found[1]), int(found[2]))
        elif caption := profile.caption.match(line, after):
            found = caption
            words = " ".join(caption[0].split())
            captions.append(Stated(words, Span(base + caption.start(), base + caption.end())))
        elif number is None:
            found = number = _NUMBER.match(line, after)
        if found is None:
            break
        here = found.end()
    return BannerLine(
        line=i,
        level=profile.levels[" ".join(match[0].split())],
        spaced=match[0][1] == " ",
        section=section,
        captions=tuple(captions),
        station=" ".join(number[1].split()) if number else None,
        serial=number[2] if number else None,
        number=Span(base + number.start(), base + number.end()) if number else None,
        span=sheet.visible(i),
        rest=base + here,
    )


def is_level_line(profile: Profile, stripped: str) -> bool:
    """Whether a line holds a level name and nothing else."""
    if not stripped or stripped[:2] not in profile.level_starts or len(stripped) > 60:
        return False
    return profile.level.fullmatch(stripped) is not None


def find_banner(sheet: Sheet, profile: Profile, limit: int) -> BannerLine | None:
    """The classification line among the first ``limit`` lines."""
    alone: BannerLine | None = None
    for i in range(limit):
        stripped = sheet.strips[i]
        if not stripped or stripped[:2] not in profile.level_starts:
            continue
        read = read_banner(sheet, profile, i)
        if read is None:
            continue
        if read.counts:
            return read
        if alone is None and (read.captions or is_level_line(profile, stripped)):
            alone = read
    return alone


def known_station(sheet: Sheet, profile: Profile) -> str | None:
    """The station of the first classification line with a serial, if there is one."""
    for i, stripped in enumerate(sheet.strips[:200]):
        if stripped and stripped[:2] in profile.level_starts:
            read = read_banner(sheet, profile, i)
            if read is not None and read.station is not None:
                return read.station
    return None
