"""Words as a searcher hears them: without case, accents, look-alikes and punctuation.

Two spellings of one word fold to the same letters, so that a copy in capitals, in a
ligature, with Cyrillic letters among the Latin or with marks on them is still that word.
What this does not undo: synonyms, translations, misspellings.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence

_ASCII_WORD = re.compile(r"[a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")

_LOOK_ALIKES = str.maketrans(
    "авекмнорстухһіјѕԛԝѵ" + "αβεηικμνορτυχζ",
    "abekmhopctyxhijsqwv" + "abehikmnoptyxz",
)


def words(text: str) -> list[str]:
    """The runs of letters and digits of ``text``, folded, in order."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    unheard = {ord(c): None for c in set(plain) if c in _INVISIBLE or _is_mark(c)}
    return _WORD.findall(plain.translate(unheard).translate(_LOOK_ALIKES))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


def backward(found: Sequence[str]) -> list[str]:
    """The same words read from the last letter to the first."""
    return [word[::-1] for word in reversed(found)]


def rotated(found: Sequence[str]) -> list[str]:
    """The same words with each Latin letter moved by thirteen places."""
    return codecs.encode("\n".join(found), "rot13").split("\n")


def spelled(found: Sequence[str]) -> list[str]:
    """Every run of three or more single letters joined: ``V e n n e r`` is ``venner``."""
    runs: list[str] = []
    run: list[str] = []
    for word in [*found, ""]:
        if len(word) == 1:
            run.append(word)
            continue
        if len(run) > 2:
            runs.append("".join(run))
        run = []
    return runs
