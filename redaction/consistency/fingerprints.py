"""Fingerprints of a text: a digest of its words, and a small sample of its passages.

A passage is eight words in a row. The sample keeps the passages of the smallest hashes, so
that two texts keep the same ones of those they share (Broder, On the resemblance and
containment of documents, 1997). A sample only says where to look: how much two texts share is
counted on the texts themselves.

What this does not guard against: the hashes have no key. Whoever holds them can find out
whether a passage that they guess is there, so they are as secret as the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from hashlib import blake2b, sha256
from heapq import nsmallest
from typing import Final
from unicodedata import normalize

from redaction.cable import Cable

LENGTH: Final = 8  # words of a passage
SIZE: Final = 16  # passages of a sample
_WORD: Final = re.compile(r"[^\W_]+")


def words_digest(text: str) -> str:
    """SHA-256 of the words alone, in small letters.

    White space, line ends, punctuation and a byte order mark make no difference.
    """
    return sha256(" ".join(_words(text)).encode("utf-8")).hexdigest()


def body_of(cable: Cable) -> str:
    """What a telegram says: subject, headings and paragraphs.

    The lines above them are much the same in all telegrams of a post, and page marks stand
    anywhere; a text that has none of the three says nothing here.
    """
    subject = cable.subject.value if cable.subject else ""
    headings = (heading.text for heading in cable.headings)
    return "\n".join((subject, *headings, *(part.text for part in cable.paragraphs))).strip()


def passages(text: str) -> frozenset[str]:
    """Every run of eight words; none in a text of fewer."""
    return frozenset(_passages(text))


def sketch(text: str, size: int = SIZE) -> tuple[int, ...]:
    """The smallest hashes of the passages, ascending: at most ``size``, signed, of 64 bits."""
    return tuple(nsmallest(size, {passage_hash(passage) for passage in _passages(text)}))


def passage_hash(passage: str) -> int:
    """A signed number of 64 bits, the same for ever."""
    digest = blake2b(passage.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def resemblance(a: str, b: str) -> float:
    """The share of the passages of two texts that both have, from 0.0 to 1.0.

    Texts too short for a passage resemble each other when all their words are the same.
    """
    ours, theirs = passages(a), passages(b)
    if not ours and not theirs:
        return float(_words(a) == _words(b))
    return in_common(ours, theirs)


def in_common(ours: AbstractSet[str], theirs: AbstractSet[str]) -> float:
    """The share of passages that both sets have; 0.0 when neither has any."""
    shared = len(ours & theirs)
    return shared / (len(ours) + len(theirs) - shared) if shared else 0.0


def _passages(text: str) -> Iterator[str]:
    words = _words(text)
    for at in range(len(words) - LENGTH + 1):
        yield " ".join(words[at : at + LENGTH])


def _words(text: str) -> list[str]:
    """Letters and digits only; an accent written apart is put on its letter first."""
    composed = text if text.isascii() else normalize("NFC", text)
    return _WORD.findall(composed.casefold())
