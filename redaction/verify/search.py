"""One pass over a text or over bytes for every needle at once.

Needles stand in a table by their first eight bytes, read as one number; a place is read as
numbers from each of its first eight bytes on, and only a needle whose number is among them is
compared in full. The few needles that are shorter are sought one by one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from redaction.verify import fold
from redaction.verify.needles import Needles

_HEAD = 8


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
        letters = needles.phrases.keys() | needles.parts.keys()
        self._letters = _Table(key.encode() for key in letters)
        self._bytes = _Table(needles.codes.keys() | needles.digests.keys())

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
        return {self._byte_hit(key) for key in self._bytes.found_in(data)}

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
        for stem in self._stems(found) & self._needles.words.keys():
            yield Hit(self._needles.words[stem], form, stem)

    def _stems(self, found: Sequence[str]) -> set[str]:
        """The words, each also without its last letter and without its last two."""
        whole = set(found)
        return whole | {word[:-1] for word in whole} | {word[:-2] for word in whole}

    def _inside(self, run: str, form: str) -> Iterator[Hit]:
        for word, id_ in self._needles.words.items():
            if word in run:
                yield Hit(id_, form, word)
        for key in self._squeezed(run):
            if key in self._needles.phrases:
                yield Hit(self._needles.phrases[key].id, form, key, whole=True)

    def _squeezed(self, text: str) -> Iterator[str]:
        return (key.decode() for key in self._letters.found_in(text.encode()))


class _Table:
    """Needles as bytes, by their first eight."""

    def __init__(self, keys: Iterable[bytes]) -> None:
        self._short: list[bytes] = []
        self._long: dict[int, list[bytes]] = {}
        for key in keys:
            if len(key) < _HEAD:
                self._short.append(key)
            else:
                head = int.from_bytes(key[:_HEAD], sys.byteorder)
                self._long.setdefault(head, []).append(key)
        self._heads = frozenset(self._long)

    def found_in(self, data: bytes) -> Iterator[bytes]:
        """Every needle that stands in ``data``, once."""
        yield from (key for key in self._short if key in data)
        heads: set[int] = set()
        view = memoryview(data)
        for start in range(min(_HEAD, len(data))):
            whole = (len(data) - start) // _HEAD * _HEAD
            heads.update(self._heads.intersection(view[start : start + whole].cast("Q")))
        for head in heads:
            yield from (key for key in self._long[head] if key in data)
