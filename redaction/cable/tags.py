"""TAGS: codes, their kinds, and the persons named in parentheses after them."""

from __future__ import annotations

import re
from typing import Literal, cast

from redaction.cable.facts import Tag
from redaction.cable.profiles import Profile
from redaction.cable.sheet import Sheet
from redaction.cable.tables import tables
from redaction.spans import Span

_TOKEN = re.compile(r"\(|\)|,|[^\s(),;]{1,60}|;")
_PROGRAM = re.compile(r"K[A-Z]{3}\Z")
_CODE = re.compile(r"[A-Z]{4}|[A-Z]{2,8}")
_WITH_NAMES = ("OVIP", "OREP")

Kind = Literal["subject", "country", "program", "organization", "unknown"]


def kind_of(code: str) -> Kind:
    """The kind of a code, looked up in the order subject, program, country, organization."""
    known = tables().tag_kinds.get(code)
    if known is None and _PROGRAM.match(code):
        return "program"
    return cast(Kind, known or "unknown")


class _Reader:
    def __init__(self, sheet: Sheet, profile: Profile) -> None:
        self.sheet = sheet
        self.profile = profile
        self.tags: list[Tag] = []
        self.loose: list[Span] = []  # unknown words side by side
        self.named = False  # the tag before may take names without parentheses

    def flush(self) -> None:
        """Unknown words side by side are one tag, or the name after OVIP."""
        if not self.loose:
            return
        span = Span(self.loose[0].start, self.loose[-1].end)
        words = self.sheet.shown(*span)
        self.loose = []
        last = self.tags[-1] if self.tags else None
        if self.named and last is not None and last.qualifier is None:
            self.qualify(words, span)
            return
        self.tags.append(Tag(words.upper(), "unknown", None, span, None))

    def qualify(self, words: str, span: Span) -> None:
        """Give the last tag its qualifier, or add to the one it has."""
        last = self.tags[-1]
        whole = Span(last.qualifier_span.start, span.end) if last.qualifier_span else span
        text = self.sheet.shown(*whole) if last.qualifier_span else words
        self.tags[-1] = Tag(last.code, last.kind, text, last.span, whole)

    def word(self, word: str, span: Span) -> None:
        code = word.upper().rstrip(".:;'\"")
        if not code:
            return
        span = Span(span.start, span.start + len(code))
        kind = kind_of(code)
        if kind != "unknown":
            self.flush()
            self.tags.append(Tag(code, kind, None, span, None))
            self.named = code in _WITH_NAMES
        elif code in self.profile.captions:
            self.flush()
        elif parts := _glued(code):
            self.flush()
            self.sheet.report("GLUED_TAG", span)
            here = span.start
            for part in parts:
                place = Span(here, here + len(part))
                self.tags.append(Tag(part, kind_of(part), None, place, None))
                here += len(part)
            self.named = parts[-1] in _WITH_NAMES
        else:
            self.loose.append(span)


def read_tags(sheet: Sheet, profile: Profile, start: int, end: int) -> tuple[Tag, ...]:
    """The tags in ``[start, end)``, each code once, at its first place."""
    reader = _Reader(sheet, profile)
    opened = -1
    depth = 0
    for match in _TOKEN.finditer(sheet.work, start, end):
        part = match[0]
        if part == "(":
            if depth == 0:
                reader.flush()
                opened = match.end()
            depth += 1
        elif part == ")":
            depth = max(0, depth - 1)
            if depth == 0 and opened >= 0:
                _close(reader, sheet.trim(opened, match.start()))
                opened = -1
        elif depth:
            continue
        elif part in ",;":
            if not (reader.named and reader.loose):
                reader.flush()
                reader.named = False
        else:
            reader.word(part, Span(*match.span()))
    if opened >= 0:
        _close(reader, sheet.trim(opened, end))
    reader.flush()
    return _once(reader.tags)


def _close(reader: _Reader, inner: Span) -> None:
    if reader.tags and inner.start < inner.end:
        reader.qualify(reader.sheet.shown(*inner), inner)
        reader.named = False


def _once(tags: list[Tag]) -> tuple[Tag, ...]:
    seen: dict[str, Tag] = {}
    for tag in tags:
        first = seen.setdefault(tag.code, tag)
        if first is not tag and first.qualifier is None and tag.qualifier is not None:
            seen[tag.code] = Tag(
                first.code, first.kind, tag.qualifier, first.span, tag.qualifier_span
            )
    return tuple(seen.values())


def _glued(word: str) -> tuple[str, ...]:
    """``NATOPREL`` as (NATO, PREL); () unless the whole word is a sequence of known codes.

    A two-letter country counts at either end only.
    """
    if not 6 <= len(word) <= 40 or not word.isalpha():
        return ()
    # best[i]: how the word's first i letters split, or None.
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for i in range(1, len(word) + 1):
        for length in range(2, min(i, 8) + 1):
            head = best[i - length]
            part = word[i - length : i]
            if head is None or not _may_glue(part, i == len(word) or i == length):
                continue
            if best[i] is None or len(head) + 1 < len(best[i] or ()):
                best[i] = (*head, part)
    parts = best[len(word)] or ()
    return parts if len(parts) > 1 else ()


def _may_glue(part: str, at_an_end: bool) -> bool:
    kind = kind_of(part)
    if kind == "country" or (len(part) == 2 and kind != "unknown"):
        return at_an_end
    return kind == "organization" or (len(part) == 4 and kind in ("subject", "program"))
