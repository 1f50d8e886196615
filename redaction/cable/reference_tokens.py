"""The words, numbers and signs of a reference, one by one.

Transcription exchanged O and 0: a letter O in a serial is read as 0, a digit 0 in a station as O
by whoever puts the words of a station together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PATTERN = re.compile(
    r"\(\s?'?(?P<bracketed>\d{4}|\d{2})\s?\)|\((?P<title>[^()]*)\)?"
    r"|(?P<word>[A-Za-z][A-Za-z]*(?:['’.][A-Za-z]*)*)|(?P<number>\d+)|(?P<other>[^\s\w])"
)


@dataclass(slots=True)
class Token:
    """``kind`` is ``word``, ``number``, ``bracketed`` (a year), ``title`` or ``other``."""

    kind: str
    text: str
    start: int
    end: int


def tokens_of(item: str) -> list[Token]:
    """Tokens, with O read as 0 in a serial and 0 as O in a station."""
    tokens: list[Token] = []
    for match in _PATTERN.finditer(item):
        kind = match.lastgroup or "other"
        if kind == "title":
            tokens.append(Token("title", "", *match.span()))
            continue
        tokens.append(Token(kind, match[kind], *match.span()))
    return _swap_letters(tokens)


def _swap_letters(tokens: list[Token]) -> list[Token]:
    merged: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        then = tokens[i + 2] if i + 2 < len(tokens) else None
        glued = following is not None and following.start == token.end
        if _is_zero(token, following, then):
            word = tokens[i + 1]
            tokens[i + 1] = Token("word", token.text + word.text, token.start, word.end)
            i += 1
            continue
        if (
            token.kind == "word"
            and glued
            and following is not None
            and following.text == "0"
            and then is not None
            and then.kind == "word"
            and then.start == following.end
        ):
            tokens[i + 2] = Token("word", token.text + "0" + then.text, token.start, then.end)
            i += 2
            continue
        if (
            token.text in ("O", "o")
            and glued
            and following is not None
            and following.kind == "number"
        ):
            merged.append(Token("number", "0" + following.text, token.start, following.end))
            i += 2
            continue
        merged.append(token)
        i += 1
    return merged


def _is_zero(token: Token, following: Token | None, then: Token | None) -> bool:
    """Whether a 0 is the first letter of a station, or the last one before its serial."""
    if following is None or following.start != token.end:
        return False
    if token.text == "0":
        return following.kind == "word"
    last = token.kind == "word" and following.text == "0"
    return last and then is not None and then.kind == "number" and then.start > following.end
