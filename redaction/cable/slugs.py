"""The labelled lines: where E.O., TAGS, SUBJECT, REF and Classified By start, and how far
the value of each runs.

Archives, exports and other programs cut telegrams, so a slug is also found in mid line (with
its colon and white space or punctuation before it) and in two glued forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from redaction.cable.profiles import Profile
from redaction.cable.sheet import Sheet

SlugKind = Literal["eo", "tags", "subject", "refs", "classified_by"]

_AFTER_NAME = re.compile(r"[^\S\r\n]{0,3}[:;,.]?")
_DOUBLED = re.compile(r"[\s:]{0,6}(?i:CLASSIFIED BY)\b:?")
_REASON = re.compile(
    r"(?i:R ?E ?A ?S ?O ?N|REA\b|RESON|REAON|FOR REASON|FR REASON|PER 1|E\.?O\.? ?\d)"
    r"|1[.,]\s?[45]|\([A-Ha-h]\)"
)


@dataclass(slots=True)
class Slug:
    """One slug: its kind, its line, the place of its name and of its value.

    ``end`` is where the value stops (set once the next slug is known).
    """

    kind: SlugKind
    line: int
    start: int
    value: int
    end: int = -1
    last_line: int = -1


def slugs_in_line(sheet: Sheet, profile: Profile, i: int, at: int | None = None) -> list[Slug]:
    """The slugs of line ``i``; ``at`` is the offset its reading starts (after a banner)."""
    line = sheet.lines[i]
    base = sheet.starts[i]
    here = at - base if at is not None else 0
    here += len(line) - here - len(line[here:].lstrip())
    found: list[Slug] = []
    if line.startswith(profile.slug_names, here):
        match = profile.slug.match(line, here)
        if match is not None:
            found.append(_slug(sheet, i, match))
            here = found[0].value - base
    if found or ":" in line:
        found.extend(_slug(sheet, i, match) for match in profile.slug_mid.finditer(line, here))
    return _outside_by(found) if len(found) > 1 else found


def _outside_by(found: list[Slug]) -> list[Slug]:
    """An E.O. mark inside a Classified By belongs to it; so does a doubled name."""
    kept: list[Slug] = []
    inside = False
    for slug in found:
        if not (inside and slug.kind in ("eo", "classified_by")):
            kept.append(slug)
        inside = inside or slug.kind == "classified_by"
    return kept


def _slug(sheet: Sheet, i: int, match: re.Match[str]) -> Slug:
    group = match.lastgroup or ""
    kind: SlugKind = group.removeprefix("glued_")  # type: ignore[assignment]
    base = sheet.starts[i]
    end = match.end()
    if kind != "eo":  # the E.O. line goes to its reader as a whole
        after = _AFTER_NAME.match(sheet.lines[i], end)
        end = after.end() if after else end
    if kind == "classified_by":
        doubled = _DOUBLED.match(sheet.lines[i], end)
        end = doubled.end() if doubled else end
    return Slug(kind, i, base + match.start(), base + end)


def starts_with_reason(words: str) -> bool:
    """Whether a line goes on with the reason of a Classified By."""
    return _REASON.match(words) is not None
