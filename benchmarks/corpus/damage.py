"""Damage inside the words of one paragraph; the words before and after stay as they are."""

from __future__ import annotations

import re

from benchmarks.corpus.sheet import GLUE
from benchmarks.corpus.stream import Stream

_LONG_WORD = re.compile(r"(?<= )[A-Za-z]{8,}(?= )")
_MARKERS = (
    "[2 lines not declassified]",
    "[less than 1 line not declassified]",
    "[1-1/2 lines not declassified]",
    "[name not declassified]",
)
WORD_DAMAGE = frozenset(
    [
        "broken_word",
        "blank_in_quote",
        "dropped_letter",
        "glued_words",
        "excision",
        "mask",
        "no_break_space",
        "backslash",
        "entity",
        "mojibake",
        "control",
    ]
)


def damaged_words(stream: Stream, kind: str, words: str) -> tuple[str, int, int]:
    """The words with damage at ``[first, last)``; unchanged and empty where it finds no place."""
    places = list(_LONG_WORD.finditer(words))
    if not places:
        return words, 0, 0
    word = stream.one_of(places)
    start, end = word.span()
    text = word.group()
    put, first, last = _put(stream, kind, text)
    return words[:start] + put + words[end:], start + first, start + last


def _put(stream: Stream, kind: str, text: str) -> tuple[str, int, int]:
    """What stands for the word, and where in it the damage is."""
    if kind == "broken_word":
        return f"{text[:4]}-{GLUE}{text[4:]}", 4, 6
    if kind == "blank_in_quote":
        letter = "S" if text.isupper() else "s"
        return f"{text}'{GLUE}{letter}", len(text), len(text) + 3
    if kind == "dropped_letter":
        return text[:3] + text[4:], 0, len(text) - 1
    if kind == "control":
        return f"{text[:4]}\x07{text[4:]}", 4, 5
    if kind == "backslash":  # the end of a line: the words go on below
        return f"{text}\\", len(text), len(text) + 1
    if kind == "glued_words":
        other = "THEOTHER" if text.isupper() else "theother"
        return other + text, 0, len(other) + len(text)
    added = {
        "excision": stream.one_of(_MARKERS).replace(" ", GLUE),
        "mask": "XXXXXXXXXXXX",
        "entity": "&amp;",
        "mojibake": "MINISTERÆS",
        "no_break_space": "\u00a0",
    }[kind]
    if kind == "no_break_space":
        return f"{text}{added}and", len(text), len(text) + 1
    return f"{text} {added}", len(text) + 1, len(text) + 1 + len(added)
