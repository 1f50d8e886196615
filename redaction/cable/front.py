"""Everything before the first paragraph: header, classification line, captions, slugs.

One pass over the lines. A line that is none of these, after the last slug, begins the body;
before the classification line it is ``header.other``, among the slugs ``slug.other``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from redaction.cable.banner import BannerLine, find_banner
from redaction.cable.facts import Stated
from redaction.cable.limits import Limits
from redaction.cable.profiles import Profile
from redaction.cable.sheet import Sheet
from redaction.cable.slugs import Slug, slugs_in_line
from redaction.cable.transmission import Header
from redaction.spans import Span

_NUMBERED = re.compile(r"\d{1,3} ?\.(?:[\s(]+\S|[A-Z])")
_SUMMARY = re.compile(r"(?:BEGIN )?SUMMARY\b(?! OF\b)|Summary ?[:.]")
_REACH = 60  # lines: how far ahead a banner or a slug still makes a line part of the front


class Front:
    """What was read before line ``body``."""

    def __init__(self, sheet: Sheet, profile: Profile, year: int | None, stop: int) -> None:
        self.sheet = sheet
        self.profile = profile
        self.header = Header(sheet, profile, year)
        self.captions: list[Stated] = []
        self.passing: list[Stated] = []
        self.partial: list[Span] = []
        self.limit = self._first_numbered(stop)
        self.banner: BannerLine | None = find_banner(sheet, profile, self.limit)
        self.slugs: list[Slug] = []
        self._by_line: dict[int, list[Slug]] = {}
        self._first_slug = self._first_content = len(sheet.strips)
        self.limits = Limits(sheet, profile, self.limit)
        self.body = 0

    @property
    def found(self) -> bool:
        """Whether any line was a line of a telegram's front."""
        return any(
            kind.startswith(("header", "slug", "banner")) for kind in self.sheet.kinds[: self.body]
        )

    def _first_numbered(self, stop: int) -> int:
        lines = enumerate(self.sheet.strips[:stop])
        return next((i for i, line in lines if line[:1].isdigit() and _NUMBERED.match(line)), stop)

    def read(self) -> None:
        """Read the front; ``body`` becomes the first line that is not part of it."""
        self._find_slugs()
        sheet, by_line = self.sheet, self._by_line
        self.header.first_from = next(
            (i for i, line in enumerate(sheet.strips[: self.limit]) if line.startswith("FM ")), -1
        )
        i = 0
        while i < self.limit:
            stripped = sheet.strips[i]
            if sheet.kinds[i] or not stripped:
                sheet.kinds[i] = sheet.kinds[i] or "blank"
                if sheet.kinds[i] == "page_break":
                    self.header.page_mark()
                else:
                    self.header.white_line()
                i += 1
            elif i in by_line and not (self.banner and self.banner.line == i):
                i = self._take_slugs(i)
            else:
                kind = self._kind(i, stripped)
                if not kind:
                    break
                sheet.kinds[i] = kind
                i += 1
                if kind == "banner" and i - 1 in by_line:
                    i = max(i, self._take_slugs(i - 1))
        self.body = i
        self.header.compare_days()

    def _find_slugs(self) -> None:
        """Find the slugs and the extents of their values."""
        banner = self.banner
        last = banner.line if banner else 0
        names = (*self.profile.slug_names, "BE")
        strips = self.sheet.strips[: self.limit]
        # A quick test first: only these lines can hold a slug or begin a summary.
        for i in [i for i, line in enumerate(strips) if ":" in line or line.startswith(names)]:
            if i > last + _REACH:
                break
            if self.sheet.kinds[i]:
                continue
            at = banner.rest if banner and banner.line == i else None
            if at is None and self.slugs and _SUMMARY.match(strips[i]):
                self.limit = self.limits.limit = i
                break
            found = slugs_in_line(self.sheet, self.profile, i, at)
            if found:
                self.slugs.extend(found)
                last = i
        self.slugs = _join_orders(self.slugs, self.sheet.strips)
        lines = [slug.line for slug in self.slugs]
        self._first_slug = lines[0] if lines else len(self.sheet.strips)
        self._first_content = min(
            (slug.line for slug in self.slugs if slug.kind in ("eo", "tags", "subject")),
            default=len(self.sheet.strips),
        )
        for k, slug in enumerate(self.slugs):
            following = self.slugs[k + 1] if k + 1 < len(self.slugs) else None
            self.limits.close(slug, following)
            self._by_line.setdefault(slug.line, []).append(slug)

    def _take_slugs(self, line: int) -> int:
        """Give the lines of the slugs of one line their kinds; the line after the last.

        A value may run into a line that has a slug in its middle: that one is taken too.
        """
        kinds, strips = self.sheet.kinds, self.sheet.strips
        self.header.close_lists()
        last = line
        done = -1
        while done < last and last in self._by_line:
            done = last
            for slug in self._by_line[done]:
                for j in range(slug.line, slug.last_line + 1):
                    if strips[j] and kinds[j] != "banner":
                        kinds[j] = f"slug.{slug.kind}"
                last = max(last, slug.last_line)
        return last + 1

    def _kind(self, i: int, stripped: str) -> str:
        """The kind of a line without a slug; "" when the body begins here."""
        banner = self.banner
        if banner is not None and i == banner.line:
            self.header.close_lists()
            self.captions.extend(banner.captions)
            return "banner"
        in_header = banner is not None and i < banner.line
        if not in_header and self._take_captions(i, stripped):
            self.header.close_lists()
            return "slug.caption"
        kind = "" if i > self._first_slug else self.header.line(i)
        if kind:
            return kind
        if self.profile.partial_notice.search(stripped):
            self._take_notice(i)
            return "note"
        if stripped == "Message Text":
            return "note"
        if in_header and banner is not None and banner.line <= i + _REACH:
            return "header.other"
        if self._is_passing(i, stripped):
            span = self.sheet.visible(i)
            self.passing.append(Stated(self.sheet.shown(*span), span))
            return "slug.passing"
        ahead = bool(self.slugs) and i < self.slugs[-1].line
        if ahead or self._is_notice(i, stripped):
            return "" if _SUMMARY.match(stripped) else "slug.other"
        return ""

    def _take_notice(self, i: int) -> None:
        span = self.sheet.visible(i)
        if not self.partial:
            self.sheet.report("PARTIAL_RECORD", span)
        self.partial.append(span)

    def _is_notice(self, i: int, stripped: str) -> bool:
        """A handling notice between the slugs and the first numbered paragraph."""
        if not self.slugs or self.limit == len(self.sheet.strips):
            return False
        goes_on = i > 0 and self.sheet.kinds[i - 1] == "slug.other"
        return goes_on or self.profile.stop.match(stripped) is not None

    def _take_captions(self, i: int, stripped: str) -> bool:
        if not self.profile.caption_line.fullmatch(stripped):
            return False
        base = self.sheet.starts[i]
        for match in self.profile.caption.finditer(self.sheet.lines[i]):
            words = " ".join(match[0].split())
            self.captions.append(Stated(words, Span(base + match.start(), base + match.end())))
        return True

    def _is_passing(self, i: int, stripped: str) -> bool:
        """An office or verb in capitals, before the E.O., TAGS and SUBJECT slugs."""
        if len(stripped) > 120 or stripped[-1] in ".?!;:" or stripped.upper() != stripped:
            return False
        if i > self._first_content:
            return False
        return self.profile.passing.match(stripped) is not None


def _join_orders(slugs: list[Slug], strips: Sequence[str]) -> list[Slug]:
    """An E.O. mark in a Classified By, with no white line between, belongs to it."""
    kept: list[Slug] = []
    joined = -1  # the line up to which the last Classified By runs
    for slug in slugs:
        if slug.kind == "eo" and joined >= 0 and all(strips[joined : slug.line]):
            joined = slug.line
            continue
        kept.append(slug)
        joined = slug.line if slug.kind == "classified_by" else -1
    return kept
