"""How far the value of a slug runs, each kind by its own rule.

A value ends at the next slug and at the first numbered paragraph in any case; the rest is
different for each: a white line ends an E.O. value, while a list of references goes on after
one when its last item is incomplete.
"""

from __future__ import annotations

import re

from redaction.cable.banner import read_banner
from redaction.cable.profiles import Profile
from redaction.cable.sheet import Sheet
from redaction.cable.slugs import Slug, starts_with_reason
from redaction.cable.tables import tables
from redaction.spans import Span

_RULE = re.compile(r"[-=_*](?:[ \t]{0,3}[-=_*]){2,}")
_REF_LABEL = re.compile(r"[(\[]?(?:[A-Za-z]|\d)[.):\]]|[A-Z] - |1[A-Z]\.")
_LEVEL_LETTER = re.compile(r"\(([RUCS])\)")
_LABEL_IN_PARENTHESES = re.compile(r"(?:^|[\s;,])\(([A-Z])\)")
_OPEN_ITEM = re.compile(
    r"(?:^|[\s;,:])(?:(?P<label>[(\[]?[A-Za-z][.)\]:]|AND|&)"
    r"|(?P<year>'?\d{2}|(?:19|20)\d\d)|(?P<station>[A-Z]{3,20}))[\s,]*$"
)
_ANSWERS = {"label": r".", "year": r"[A-Z]", "station": r"[#:(']?\d"}
_REASON_READ = re.compile(r"1[.,]\s?\d|\([A-Ha-h]\)|(?i:DERIVED)")
_TAG_WORD = re.compile(r"[A-Za-z]+")


def is_rule(stripped: str) -> bool:
    """A line of three or more of ``- = _ *``."""
    if stripped[:1] not in ("-", "=", "_", "*") or len(stripped) < 3:
        return False
    return not stripped.strip("-=_* \t\xa0") and len(stripped) - stripped.count(" ") >= 3


class Limits:
    """How far slug values run in one sheet; ``limit`` is the first numbered line."""

    def __init__(self, sheet: Sheet, profile: Profile, limit: int) -> None:
        self.sheet = sheet
        self.profile = profile
        self.limit = limit

    def close(self, slug: Slug, following: Slug | None) -> None:
        """Set ``end`` and ``last_line`` of ``slug``; ``following`` is the next slug."""
        sheet = self.sheet
        if following is not None and following.line == slug.line:
            stop_line, stop = slug.line + 1, following.start
        else:
            stop_line = following.line if following is not None else self.limit
            stop = sheet.ends[slug.line]
        last = self._last_line(slug, max(stop_line, slug.line + 1), more=following is not None)
        if following is not None and following.line == slug.line:
            end = stop
        elif following is not None and following.line == last + 1 and self._runs_into(following):
            last, end = following.line, following.start
        else:
            end = sheet.ends[last]
        if slug.kind == "subject":
            end = self._cut_notice(slug.value, end)
            last = max(slug.line, sheet.line_at(max(end - 1, slug.value)))
        span = sheet.trim(slug.value, end)
        slug.end = max(span.end, slug.value) if span.end > span.start else slug.value
        slug.last_line = last

    def _runs_into(self, following: Slug) -> bool:
        """Whether the following slug stands in mid line: what is before it belongs here."""
        sheet = self.sheet
        before = sheet.work[sheet.starts[following.line] : following.start]
        return bool(before.strip())

    def _last_line(self, slug: Slug, stop: int, *, more: bool) -> int:
        """The last line of a value; ``more`` slugs follow.

        The white lines around a page mark end nothing as long as more slugs follow: without
        them nothing could tell the rest of the value from the body.
        """
        rule = {
            "eo": self._plain,
            "tags": self._tags,
            "subject": self._subject,
            "refs": self._refs,
            "classified_by": self._classified_by,
        }[slug.kind]
        last = slug.line
        white = paged = False
        for i in range(slug.line + 1, stop):
            stripped = self.sheet.strips[i]
            if self.sheet.kinds[i] == "page_break":
                white, paged = white and not more, more
                continue
            if not stripped:
                white = not paged
                continue
            if white and slug.kind in ("eo", "tags"):
                break
            if not self._goes_on(slug, last, i, white) or not rule(slug, last, i, white):
                break
            last, white, paged = i, False, False
        return last

    def _goes_on(self, slug: Slug, last: int, i: int, white: bool) -> bool:
        """What ends every value: captions alone, a rule, a classification line."""
        stripped = self.sheet.strips[i]
        if is_rule(stripped) or self.profile.caption_line.fullmatch(stripped):
            return False
        if stripped[:2] in self.profile.level_starts:
            read = read_banner(self.sheet, self.profile, i)
            return read is None or read.serial is None
        return True

    def _value(self, slug: Slug, last: int) -> str:
        return self.sheet.work[slug.value : self.sheet.ends[last]]

    def _plain(self, slug: Slug, last: int, i: int, white: bool) -> bool:
        return not white

    def _tags(self, slug: Slug, last: int, i: int, white: bool) -> bool:
        value = self._value(slug, last).strip()
        if not value:
            return True
        if white:
            return False
        if value.endswith(",") or value.count("(") > value.count(")"):
            return True
        words = _TAG_WORD.findall(self.sheet.strips[i])
        known = [word.upper() in tables().tag_kinds for word in words]
        return bool(known) and known[0] and sum(known) * 2 > len(known)

    def _subject(self, slug: Slug, last: int, i: int, white: bool) -> bool:
        value = self._value(slug, last).strip()
        if not value:
            return True
        stripped = self.sheet.strips[i]
        if white or self.profile.stop.match(stripped):
            return False
        lower = sum(map(str.islower, stripped))
        sentence_case = lower > sum(map(str.isupper, stripped))
        return not (sentence_case and value.isupper())

    def _refs(self, slug: Slug, last: int, i: int, white: bool) -> bool:
        if not white:
            return True
        value = self._value(slug, last)[-60:].strip()
        if not value:
            return True
        stripped = self.sheet.strips[i]
        if _REF_LABEL.match(stripped):
            return not _is_portion(stripped, self._value(slug, last))
        # An incomplete item: a label alone, a year alone, a station without its serial.
        open_item = _OPEN_ITEM.search(value)
        return bool(open_item and re.match(_ANSWERS[open_item.lastgroup or ""], stripped))

    def _classified_by(self, slug: Slug, last: int, i: int, white: bool) -> bool:
        if not white:
            return True
        value = self._value(slug, last)
        return not _REASON_READ.search(value) and starts_with_reason(self.sheet.strips[i])

    def _cut_notice(self, start: int, end: int) -> int:
        """A handling notice in mid line ends a subject."""
        match = self.profile.stop.search(self.sheet.work, start, end)
        return match.start() if match and match.start() > start else end

    def value_ranges(self, start: int, end: int) -> tuple[Span, ...]:
        """``[start, end)`` line by line, without white ends and without page breaks."""
        sheet = self.sheet
        ranges: list[Span] = []
        if start >= end:
            return ()
        for i in range(sheet.line_at(start), sheet.line_at(end - 1) + 1):
            here = max(start, sheet.starts[i])
            stop = min(end, sheet.ends[i])
            for cut in sheet.cuts.get(i, ()):
                if here <= cut.start < stop:
                    ranges.append(sheet.trim(here, cut.start))
                    here = cut.end
            ranges.append(sheet.trim(here, stop))
        return tuple(span for span in ranges if span.start < span.end)


def _is_portion(stripped: str, before: str) -> bool:
    """Whether ``(C) The ...`` after a list of references is a portion mark and no label.

    It is a label where it follows the last one of a list with labels in parentheses, and what
    it labels is no sentence.
    """
    mark = _LEVEL_LETTER.match(stripped)
    if mark is None:
        return False
    labels = _LABEL_IN_PARENTHESES.findall(before)
    follows = bool(labels) and 0 < ord(mark[1]) - ord(labels[-1]) <= 3
    return not follows or sum(map(str.islower, stripped)) > sum(map(str.isupper, stripped))
