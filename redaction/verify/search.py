"""One pass over a text or over bytes for every needle at once.

Letters are compared with a table of the first five letters of the needles, bytes with a
table of their first eight; only where the table answers is a needle compared in full.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from redaction.verify import fold
from redaction.verify.needles import Needles

_HEAD = 5
_WORD_ENDINGS = 3
_EIGHT = 8


class Hit(NamedTuple):
    """A needle that was found: ``key`` is the needle itself and must not be shown.

    ``whole`` needles are whole phrases; ``form`` is how the needle was written there.
    """

    id: str
    form: str
    key: str | bytes
    whole: bool = False
    digest: bool = False

    @property
    def is_phrase(self) -> bool:
        """Whether a whole phrase stands there, as whole words, in reading order."""
        return self.form == "words"


class Searcher:
    """Needles made ready to be sought in many places."""

    def __init__(self, needles: Needles) -> None:
        self._needles = needles
        self._letters = _heads(needles.phrases.keys() | needles.parts.keys(), _HEAD)
        self._bytes = _heads(needles.codes.keys() | needles.digests.keys(), _EIGHT)
        self._numbers = frozenset(int.from_bytes(head, sys.byteorder) for head in self._bytes)

    def in_text(self, text: str) -> set[Hit]:
        """Every needle in ``text``: forward, backward, rotated, spelled out."""
        found = fold.words(text)
        hits = set(self._in_words(found, "text"))
        hits.update(self._in_words(fold.backward(found), "backward"))
        hits.update(self._in_words(fold.rotated(found), "rot13"))
        for run in fold.spelled(found):
            hits.update(self._inside(run, "spelled"))
            hits.update(self._inside(run[::-1], "spelled backward"))
        return hits

    def in_bytes(self, data: bytes) -> set[Hit]:
        """Every encoded phrase and every digest in ``data``."""
        if not self._numbers or self._no_head_in(data):
            return set()
        hits = set()
        for at in range(len(data) - _EIGHT + 1):
            for key in self._bytes.get(data[at : at + _EIGHT], ()):
                if data.startswith(key, at):
                    hits.add(self._byte_hit(key))
        return hits

    def _no_head_in(self, data: bytes) -> bool:
        view = memoryview(data)
        for start in range(min(_EIGHT, len(data))):
            whole = (len(data) - start) // _EIGHT * _EIGHT
            if not self._numbers.isdisjoint(view[start : start + whole].cast("Q")):
                return False
        return True

    def _byte_hit(self, key: bytes) -> Hit:
        digest = key in self._needles.digests
        id_ = self._needles.digests[key] if digest else self._needles.codes[key]
        return Hit(id_, "encoded", key, digest=digest)

    def _in_words(self, found: Sequence[str], form: str) -> Iterator[Hit]:
        spaced = f" {' '.join(found)} "
        squeezed = "".join(found)
        for key in self._squeezed(squeezed):
            phrase = self._needles.phrases.get(key)
            if phrase is None:
                yield Hit(self._needles.parts[key], form, key)
            elif form == "text" and phrase.spaced in spaced:
                yield Hit(phrase.id, "words", key, whole=True)
            else:
                yield Hit(phrase.id, form, key, whole=True)
        for key, phrase in self._needles.short.items():
            if key in spaced:
                yield Hit(phrase.id, "words" if form == "text" else form, key, whole=True)
        for word in set(found):
            yield from self._telling(word, form)

    def _telling(self, word: str, form: str) -> Iterator[Hit]:
        for ending in range(_WORD_ENDINGS):
            stem = word[: len(word) - ending]
            if stem in self._needles.words:
                yield Hit(self._needles.words[stem], form, stem)

    def _inside(self, run: str, form: str) -> Iterator[Hit]:
        for word, id_ in self._needles.words.items():
            if word in run:
                yield Hit(id_, form, word)
        for key in self._squeezed(run):
            if key in self._needles.phrases:
                yield Hit(self._needles.phrases[key].id, form, key, whole=True)

    def _squeezed(self, text: str) -> Iterator[str]:
        table = self._letters
        heads = [at for at in range(len(text) - _HEAD + 1) if text[at : at + _HEAD] in table]
        for at in heads:
            yield from (key for key in table[text[at : at + _HEAD]] if text.startswith(key, at))


_Key = TypeVar("_Key", str, bytes)


def _heads(keys: Iterable[_Key], length: int) -> dict[_Key, list[_Key]]:
    heads: dict[_Key, list[_Key]] = {}
    for key in keys:
        heads.setdefault(key[:length], []).append(key)
    return heads
