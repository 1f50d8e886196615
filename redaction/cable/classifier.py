"""Who classified: the Classified By line taken apart into name, position and reason.

The reason itself is read by ``redaction.authority``; here the words before it are found and
the words of a position dropped from the left of a name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from redaction.cable.tables import tables

_REASON = re.compile(
    r"(?i:for (?:the )?r ?e ?a ?s ?ons?\b|(?:f?r )?rea ?sons?\b|rea?ons?\b|resons?\b|for 1[.,]"
    r"|per\b|due to\b|based on\b|under section\b|e\.?o\.? ?\d)|1[.,] ?[4-6](?!\d)"
)
_REASON_INITIALS = frozenset("fFrRpPdDbBuUeE1")
_TOKEN = re.compile(r"[A-Za-z]+|\d+")
_NAME = re.compile(r"(?i:CLASSIFIED|CLASSIFED|CLASSIIED)\s+(?i:BY)\s*:?\s*")
_ENDS = " \t\r\n\xa0.,;:-"
_MARK = re.compile(r"\(\s?(?:TS|S|C|U|SBU)(?:[/-]{1,2}\s?[A-Z]{1,8})?\s?\)")
_DROPPED = re.compile(r"(?i)\(\s?acting\s?\)|\ba\.\s?i\.|\bcharg[eé]['’]?\s+d['’]?\s?affaires\b")
_PARTS = re.compile(r"[,;:]|\s-{1,2}\s")
_SUFFIX = re.compile(r"\s*(?:JR|SR|II|III|IV)\.?\Z", re.IGNORECASE)
_PREFIXES = ("AMB", "POL", "ECON", "COUNS", "CONS", "DIR", "MIN-COUN")
_PLACE_BEFORE = frozenset({"TO", "FOR", "OF", "IN"})


def name_and_title(line: str) -> str:
    """The words between "Classified By" and the reason, white space joined."""
    after = _NAME.match(line)
    words = line[after.end() :] if after else line
    doubled = _NAME.match(words)
    while doubled:
        words = words[doubled.end() :]
        doubled = _NAME.match(words)
    words = words[: _reason_at(words)]
    if "(" in words:
        words = _MARK.sub(" ", words)
    words = re.sub(r"(?i:\s+for)\Z", "", words.strip(_ENDS + "("))
    kept_dot = words.strip(_ENDS + "(")
    joined = " ".join(kept_dot.split())
    if re.search(r"(?i:\b(?:JR|SR|A\.I))\Z", joined):
        joined += "."
    return joined


def _reason_at(words: str) -> int:
    """Where the reason starts; the end of the words when there is none."""
    for token in _TOKEN.finditer(words):
        if token[0][0] in _REASON_INITIALS and _REASON.match(words, token.start()):
            return token.start()
    return len(words)


def names_of(name_title: str) -> tuple[str, ...]:
    """The name in "position name, position": at most one, its letters as printed."""
    if name_title.upper().startswith("DERIVED"):
        return ()
    if "." in name_title or "(" in name_title or "harg" in name_title.lower():
        name_title = _DROPPED.sub(" ", name_title)
    parts = _PARTS.split(name_title)
    for k, part in enumerate(parts):
        name = _without_position(part)
        if name:
            if k + 1 < len(parts) and _SUFFIX.fullmatch(parts[k + 1]):
                name += ", " + parts[k + 1].strip().rstrip(".") + "."
                name = re.sub(r"\b(II|III|IV)\.\Z", r"\1", name)
            return (name,)
    return ()


def _without_position(part: str) -> str:
    words = part.strip(_ENDS.replace(".", "")).split()
    at = 0
    place = False
    while at < len(words):
        word = words[at]
        if not (_is_position(word) or (place and _is_place(words, at))):
            break
        place = word.upper().strip(".,") in _PLACE_BEFORE
        at += 1
    name = " ".join(words[at:]).strip(" ,;:-")
    if name.endswith(".") and not re.search(r"(?i:\b(?:JR|SR|[A-Z]))\.\Z", name):
        name = name.rstrip(".")
    return name if re.search(r"[A-Za-z]{2}", name) else ""


def _is_place(words: list[str], at: int) -> bool:
    """A place or bureau after TO, FOR, OF, IN, as long as a name is left."""
    return len(words) - at > 2 or (len(words) - at > 1 and words[at].isupper())


@lru_cache(maxsize=4096)
def _is_position(word: str) -> bool:
    """A word of the table, one misspelt, one with a slash, or an abbreviation of an office."""
    upper = word.upper().strip(".,;:()'")
    positions = tables().positions
    if upper in positions or word.upper() in positions or "/" in word:
        return True
    if upper.endswith(("OFF", "COUNS")) or not upper:
        return True
    capitals = word[0].isupper()
    if capitals and upper.startswith(_PREFIXES) and len(upper) > 3:
        return True
    if len(upper) < 7:
        return False
    return any(
        len(position) >= 7
        and abs(len(position) - len(upper)) <= 2
        and len(set(position) ^ set(upper)) <= 4
        and _near(upper, position)
        for position in positions
    )


def _near(word: str, other: str) -> bool:
    """Whether two words are within edit distance 2."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        before, row[0] = row[0], i
        for j, expected in enumerate(other, 1):
            before, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, before + (letter != expected)),
            )
    return row[-1] <= 2
