"""How a telegram ends: signature, end marks, archive stamps, attribute block.

Read from the end backwards: lines of the closed kinds are ``trailer``; the last other line is
the signature if it is a name and stands apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from redaction.cable.limits import is_rule
from redaction.cable.model import Signature
from redaction.cable.profiles import Profile
from redaction.cable.sheet import Cut, Sheet
from redaction.cable.tables import tables
from redaction.spans import Span

_CAPITALS = re.compile(
    r"(?:(?:[A-Z]\. ?){1,3})?[A-Z][A-Z'’-]*(?: [A-Z][A-Z'’-]*){0,3}(?P<end> ?[.#])?"
)
_CAPITALISED = re.compile(
    r"(?:(?:[A-Z]\. ?){1,3})?[A-Z][A-Za-z'’-]+"
    r"(?: (?:[A-Z]\. ?)?[A-Z][A-Za-z'’-]*){0,3}(?P<end>[.#])?"
)
_NO_NAMES = frozenset(
    ["END", "BEGIN", "QUOTE", "UNQUOTE", "TEXT", "COMMENT", "SUMMARY", "NOTE", "REGARDS", "PAGE"]
)
_UNQUOTE = re.compile(r"\bUNQUOTE (?P<name>[A-Z][A-Z'’-]*(?: [A-Z'’-]+)?)(?: ?[.#])?$")
_TAIL = re.compile(
    r"(?:[A-Z0-9)\"']{2})[.?!][\"')]{0,2}[ \t]{1,8}"
    r"(?P<name>[A-Z][A-Z'’-]{2,30}(?: [A-Z][A-Z'’-]{1,30})?)[.#]?$"
)
_ENDED = ".?!:;)\"'”’"
_FOOTER = re.compile(r"\*{3} Current (Classification|Handling Restrictions) \*{3} ?(.*)")
_ATTRIBUTES = "Message Attributes"
_REVIEW = re.compile(r"Review \d{2} [A-Z]{3} \d{4}")


@dataclass(slots=True)
class Ending:
    """What stands at the end: ``stop`` is the line after the last line of the body."""

    stop: int
    signature: Signature | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    footers: dict[str, str] = field(default_factory=dict)
    partial: Span | None = None


def read_attributes(sheet: Sheet) -> Ending:
    """The attribute block, if there is one; ``stop`` is the line it starts on."""
    ending = Ending(len(sheet.strips))
    if _ATTRIBUTES in sheet.text and _ATTRIBUTES in sheet.strips:
        _read_attributes(sheet, ending, sheet.strips.index(_ATTRIBUTES))
    return ending


def read_ending(sheet: Sheet, profile: Profile, ending: Ending, body: int) -> None:
    """Read end marks and signature of a text whose body starts at line ``body``."""
    i = ending.stop - 1
    while i >= body:
        stripped = sheet.strips[i]
        if sheet.kinds[i]:
            pass  # white, a break, a note
        elif profile.layout == "printed" and is_rule(stripped):
            sheet.kinds[i] = "rule"
        elif _is_trailer(profile, stripped):
            sheet.kinds[i] = "trailer"
            footer = _FOOTER.match(stripped)
            if footer:
                ending.footers.setdefault(footer[1], footer[2].strip())
        elif profile.partial_notice.search(stripped):
            sheet.kinds[i] = "note"
            ending.partial = sheet.visible(i)
        else:
            break
        i -= 1
    ending.stop = i + 1
    if i >= body:
        _read_signature(sheet, profile, ending, i, body)


def _is_trailer(profile: Profile, stripped: str) -> bool:
    if len(stripped) > 400:
        return False
    if profile.trailer.fullmatch(stripped) or profile.stamp.search(stripped):
        return True
    return profile.level.fullmatch(stripped) is not None or bool(_REVIEW.fullmatch(stripped))


def _read_signature(sheet: Sheet, profile: Profile, ending: Ending, i: int, body: int) -> None:
    stripped = sheet.strips[i]
    pattern = _CAPITALS if profile.signature == "capitals" else _CAPITALISED
    match = pattern.fullmatch(stripped)
    if match and "UNQUOTE" not in stripped and len(stripped) <= 33:
        value = stripped[: match.start("end")] if match["end"] else stripped
        if _is_name(profile, value) and _stands_apart(sheet, i, body):
            _sign(sheet, ending, Span(sheet.first(i), sheet.first(i) + len(value)), stripped)
            sheet.kinds[i] = "signature"
            ending.stop = i
            return
    line = sheet.lines[i]
    if not stripped.isupper():
        return
    tail = _UNQUOTE.search(line.rstrip()[-80:]) or _TAIL.search(line.rstrip()[-80:])
    if tail and _is_name(profile, tail["name"]):
        start = sheet.last(i) - len(tail.string) + tail.start("name")
        span = Span(start, start + len(tail["name"]))
        raw = sheet.work[start : sheet.last(i)]
        _sign(sheet, ending, span, raw)
        sheet.cuts.setdefault(i, []).append(Cut(start, sheet.ends[i], "signature"))


def _sign(sheet: Sheet, ending: Ending, span: Span, raw: str) -> None:
    value = span.of(sheet.text)
    if value == span.of(sheet.work):  # no artefact inside the name
        ending.signature = Signature(value, raw, span)


def _is_name(profile: Profile, value: str) -> bool:
    words = value.upper().split()
    if profile.level_of(value) or profile.caption_line.fullmatch(value):
        return False
    ends = {words[0], words[-1]}
    return len(value) <= 32 and not ends & _NO_NAMES and not ends & profile.captions


def _stands_apart(sheet: Sheet, i: int, body: int) -> bool:
    """White line, rule or break above; or the line above ends a sentence or is short."""
    if i == 0:
        return True
    above = sheet.strips[i - 1]
    if not above or is_rule(above):
        return True
    if i == body:
        return False
    return above[-1] in _ENDED or (len(above) < 20 and above[-1] != "-")


def _read_attributes(sheet: Sheet, ending: Ending, i: int) -> None:
    """``Key: value`` lines; a line without a known key goes on with the value before it."""
    ending.stop = i
    known = tables().attributes
    key = ""
    spans: dict[str, Span] = {}
    for j in range(i, len(sheet.strips)):
        stripped = sheet.strips[j]
        if not stripped:
            continue
        sheet.kinds[j] = "attributes"
        if j == i:
            continue
        name, colon, _ = stripped.partition(":")
        footer = _FOOTER.match(stripped)
        if footer:
            ending.footers.setdefault(footer[1], footer[2].strip())
            key = ""
        elif colon and name in known:
            key = name
            start = sheet.first(j) + len(name) + 1
            spans[key] = sheet.trim(start, sheet.ends[j])
        elif key:
            spans[key] = Span(spans[key].start, sheet.last(j))
    ending.places = spans
    ending.attributes = {
        name: " ".join(span.of(sheet.text).split()) for name, span in spans.items()
    }
