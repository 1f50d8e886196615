"""Words as a searcher hears them, each with its place.

Two spellings of one word fold to the same letters: capitals, accents, ligatures, Cyrillic
and Greek look-alikes, characters that no page shows. What this does not undo: synonyms,
translations, misspellings.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from redaction.spans import Span

# A run without ASCII separators or blanks; what is not ASCII in it is looked at below.
_RUN: Final = re.compile(r"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")
_LOOK_ALIKES: Final = str.maketrans(
    "авекмнорстухһіјѕԛԝѵαβεηικμνορτυχζ", "abekmhopctyxhijsqwvabehikmnoptyxz"
)


class Word(NamedTuple):
    """A folded word and where it stands in the text."""

    letters: str
    span: Span


def words(text: str, place: Span | None = None) -> tuple[Word, ...]:
    """The words of ``text``, or of a part of it, in order: runs of letters and digits."""
    return tuple(_words(text, place or Span(0, len(text))))


def bare(text: str) -> tuple[str, ...]:
    """The words of a short text without their places."""
    return tuple(word.letters for word in words(text))


class Said:
    """Words in the order in which they are read, ready to be searched.

    Words of one stretch follow each other; nothing is read across the end of a stretch.
    """

    def __init__(self, stretches: Iterable[Sequence[Word]]) -> None:
        self._words: list[Word | None] = []
        self._at: dict[str, list[int]] = {}
        self._sorted: list[str] = []
        for stretch in stretches:
            for word in stretch:
                self._at.setdefault(word.letters, []).append(len(self._words))
                self._words.append(word)
            self._words.append(None)

    def places(self, phrase: Sequence[str]) -> Iterator[Span]:
        """Where the words of a phrase stand one after the other."""
        for at in self._at.get(phrase[0], []) if phrase else []:
            found = [word for word in self._words[at : at + len(phrase)] if word is not None]
            if [word.letters for word in found] == list(phrase):
                yield Span(found[0].span.start, found[-1].span.end)

    def grown(self, stem: str) -> Iterator[Span]:
        """Where the word stands with one or two letters added at its end."""
        known = self._sorted = self._sorted or sorted(self._at)
        for i in range(bisect_right(known, stem), len(known)):
            if not known[i].startswith(stem):
                break
            if len(known[i]) <= len(stem) + 2:
                yield from self.places([known[i]])


def _words(text: str, place: Span) -> Iterator[Word]:
    for run in _RUN.finditer(text, place.start, place.end):
        if run[0].isascii():
            yield Word(run[0].lower(), Span(*run.span()))
        else:
            yield from _split(run[0], run.start())


def _split(run: str, offset: int) -> Iterator[Word]:
    """The words of a run that has more than ASCII letters, character by character."""
    held: list[str] = []
    start = end = 0
    for i, character in enumerate(run):
        folded = _folded(character)
        if folded is None:
            if held:
                yield Word("".join(held), Span(offset + start, offset + end))
            held = []
        elif folded:
            start = start if held else i
            end = i + 1
            held.append(folded)
    if held:
        yield Word("".join(held), Span(offset + start, offset + end))


@lru_cache(maxsize=4096)
def _folded(character: str) -> str | None:
    """What the character says; nothing for an accent or an unseen one, None between words."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    kinds = {unicodedata.category(part) for part in plain}
    said = "".join(part for part in plain if part.isalnum())
    if said:
        return said.translate(_LOOK_ALIKES)
    return "" if kinds <= {"Mn", "Mc", "Me", "Cf", "Cc", "Co"} else None
