"""What transcription put into a telegram: link remains, pilcrows, entities, backslashes.

Found once, before anything is read. The working copy of the text has blanks in their place,
so that every later reader sees the words at their true offsets and none of the noise.
"""

from __future__ import annotations

import re
from html.entities import html5

from redaction.cable.model import Artefact
from redaction.spans import Span

_LINK = re.compile(r"\[([^\[\]\r\n]{1,60})\]\(#[^()\s]{0,40}\)")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,9}));")
_PILCROW = re.compile(r"(?:^[^\S\r\n]{0,80}|\b|(?<=\s))(¶)", re.MULTILINE)
_AFTER_PILCROW = re.compile(r"[ \t]?(?:\d{1,3}|[A-Za-z])[.)]")
_BACKSLASH = re.compile(r"\\(?=[ \t\xa0]{0,8}(?:[\r\n]|\Z))")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]+")
_NO_CONTROLS = bytes(sorted({*range(9, 14), *range(32, 127), *range(128, 256)}))


def find_artefacts(text: str) -> list[Artefact]:
    """All artefacts of ``text``, ascending and apart from each other."""
    found: list[Artefact] = []
    if text.startswith("\ufeff"):
        found.append(Artefact("bom", Span(0, 1), None))
    if "](#" in text:
        for match in _LINK.finditer(text):
            # A pilcrow became a link that shows the digit 1; other links keep their word.
            keeps = None if match[1] == "1" else Span(*match.span(1))
            found.append(Artefact("link", Span(*match.span()), keeps))
    if "¶" in text:
        for match in _PILCROW.finditer(text):
            at = match.start(1)
            line_start = not text[text.rfind("\n", 0, at) + 1 : at].strip()
            if line_start or _AFTER_PILCROW.match(text, at + 1):
                found.append(Artefact("pilcrow", Span(at, at + 1), None))
    if "&" in text and ";" in text:
        for match in _ENTITY.finditer(text):
            if entity(match[0]) is not None:
                found.append(Artefact("entity", Span(*match.span()), None))
    if "\\" in text:
        for match in _BACKSLASH.finditer(text):
            found.append(Artefact("backslash", Span(*match.span()), None))
    found.sort(key=lambda artefact: artefact.span)
    return [
        artefact
        for i, artefact in enumerate(found)
        if i == 0 or artefact.span.start >= found[i - 1].span.end
    ]


def entity(raw: str) -> str | None:
    """The one printable character a reference stands for; null when it is none."""
    match = _ENTITY.fullmatch(raw)
    if match is None:
        return None
    if match[3]:
        shown = html5.get(match[3] + ";", "")
        return shown if len(shown) == 1 and shown not in "\r\n" else None
    code = int(match[1]) if match[1] else int(match[2], 16)
    if code < 32 or 127 <= code < 160 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return None
    return chr(code)


def working_copy(text: str, artefacts: list[Artefact]) -> str:
    """``text`` at the same length with blanks for what shows nothing.

    An entity is its character, repeated; a link is the word it keeps and blanks.
    """
    pieces: list[str] = []
    here = 0
    for artefact in artefacts:
        start, end = artefact.span
        pieces.append(text[here:start])
        if artefact.kind == "entity":
            pieces.append((entity(text[start:end]) or " ") * (end - start))
        elif artefact.keeps is None:
            pieces.append(" " * (end - start))
        else:
            kept = artefact.keeps
            pieces.append(" " * (kept.start - start) + kept.of(text) + " " * (end - kept.end))
        here = end
    pieces.append(text[here:])
    work = "".join(pieces)
    return work.replace("\ufeff", " ") if "\ufeff" in work else work


def control_runs(text: str, data: bytes) -> list[Span]:
    """Runs of control characters; ``data`` is the text in UTF-8, used as a quick test."""
    if not data.translate(None, _NO_CONTROLS):
        return []
    return [Span(*match.span()) for match in _CONTROL.finditer(text)]
