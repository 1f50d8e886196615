"""What withheld words might look like, if they had stayed in a release.

Needles are as secret as the passages they are made from: they never reach a finding, a
message or a log, and printing them shows a count. A finding names a needle by its number.

Which words count: a phrase of five or more letters wherever its letters stand together; a
shorter one as whole words; and, when the released text is known, what tells of the phrase
in parts. What this does not find: paraphrase, translation, initials.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from redaction.errors import RedactionError
from redaction.released import ReleasedCable
from redaction.verify import encodings, fold

if TYPE_CHECKING:
    from redaction.marks import Gap

_PHRASE = 5
_RUN = 8
_PART = 12
_ANSWERABLE = 4
"""Phrases up to so many words are judged by the search for residual mentions."""


class Passage(NamedTuple):
    """A withheld passage; ``id`` is what findings call it."""

    id: str
    text: str


class Phrase(NamedTuple):
    """A whole withheld phrase: ``spaced`` is its folded words with one blank between."""

    id: str
    spaced: str


@dataclass(frozen=True, slots=True, repr=False)
class Needles:
    """Everything to look for. Keys are what is sought; values are the ids of passages.

    ``phrases`` and ``parts`` are letters without blanks; ``words`` and ``short`` are whole
    words; ``codes`` and ``digests`` are bytes.
    """

    phrases: dict[str, Phrase] = field(default_factory=dict)
    short: dict[str, Phrase] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    codes: dict[bytes, str] = field(default_factory=dict)
    digests: dict[bytes, str] = field(default_factory=dict)

    def __len__(self) -> int:
        texts = len(self.phrases) + len(self.short) + len(self.parts) + len(self.words)
        return texts + len(self.codes) + len(self.digests)

    def __repr__(self) -> str:
        return f"<{len(self)} needles>"


def needles_of(text: str, gaps: Sequence[Gap], released: ReleasedCable) -> Needles:
    """The needles of one release: its gaps in ``text`` as received, and the original itself.

    A phrase of at most four words that stands in ``released`` has been judged there by the
    search for residual mentions, so it is public and no needle. A longer one stays: it was
    withheld, and a release that repeats it is refused.
    """
    passages = [
        Passage(str(n), " ".join(piece.of(text) for piece in gap.pieces))
        for n, gap in enumerate(gaps, 1)
    ]
    return make_needles(passages, _public_text(released), answered=True, original=text)


def make_needles(
    passages: Iterable[Passage],
    public: str | None = None,
    *,
    answered: bool = False,
    original: str | None = None,
) -> Needles:
    """The needles of ``passages``.

    ``public`` is the released text: without it only whole phrases, their encodings and
    digests are sought, since shorter needles need to know what may be said. ``answered``:
    short phrases in ``public`` were allowed there.
    """
    needles = Needles()
    released = None if public is None else _Public.of(public)
    for passage in passages:
        _add_phrase(needles, passage, released if answered else None)
        if released is not None:
            _add_parts(needles, passage, released)
        for digest in encodings.digests(passage.text):
            needles.digests.setdefault(digest, passage.id)
    for digest in encodings.digests(original) if original is not None else ():
        needles.digests.setdefault(digest, "original")
    return needles


def read_withheld(data: bytes) -> tuple[Passage, ...]:
    """The passages of a ``--withheld`` file: JSON, or plain text with one passage a line.

    Raises:
        RedactionError: ``bad_input`` when the file is neither, or holds no passage.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RedactionError("bad_input", "the withheld list is not UTF-8") from error
    if text.lstrip().startswith("["):
        found = _from_json(text)
    else:
        lines = enumerate(text.split("\n"), 1)
        found = [Passage(str(n), line.strip()) for n, line in lines]
    kept = tuple(passage for passage in found if fold.words(passage.text))
    if not kept:
        raise RedactionError("bad_input", "the withheld list holds no passage")
    return kept


def _from_json(text: str) -> list[Passage]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RedactionError("bad_input", "the withheld list is not JSON") from error
    passages = []
    for n, item in enumerate(items, 1):
        if isinstance(item, str):
            passages.append(Passage(str(n), item))
        elif isinstance(item, dict) and isinstance(item.get("text"), str):
            passages.append(Passage(str(item.get("id", n)), item["text"]))
        else:
            raise RedactionError("bad_input", f"item {n} of the withheld list is no passage")
    return passages


class _Public(NamedTuple):
    """The released text in the shapes that needles are compared with."""

    spaced: str
    squeezed: str
    words: frozenset[str]
    stems: frozenset[str]
    parts: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Public:
        found = fold.words(text)
        squeezed = "".join(found)
        whole = frozenset(found)
        stems = whole | {word[:-1] for word in whole} | {word[:-2] for word in whole}
        ends = range(max(len(squeezed) - _PART + 1, 0))
        parts = frozenset(squeezed[i : i + _PART] for i in ends)
        return cls(f" {' '.join(found)} ", squeezed, whole, stems, parts)


def _add_phrase(needles: Needles, passage: Passage, answered: _Public | None) -> None:
    found = fold.words(passage.text)
    squeezed = "".join(found)
    phrase = Phrase(passage.id, f" {' '.join(found)} ")
    if not squeezed or (answered is not None and _is_answered(phrase, squeezed, answered)):
        return
    if len(squeezed) < _PHRASE:
        needles.short.setdefault(phrase.spaced, phrase)
        return
    needles.phrases.setdefault(squeezed, phrase)
    for code in encodings.encoded(passage.text.strip()):
        needles.codes.setdefault(code, passage.id)


def _is_answered(phrase: Phrase, squeezed: str, public: _Public) -> bool:
    if phrase.spaced not in public.spaced:
        return squeezed in public.squeezed
    return phrase.spaced.count(" ") - 1 <= _ANSWERABLE


def _add_parts(needles: Needles, passage: Passage, public: _Public) -> None:
    found = fold.words(passage.text)
    for word in found:
        if _tells(word) and word not in public.stems:
            needles.words.setdefault(word, passage.id)
    squeezed = "".join(found)
    starts = [0, *accumulate(map(len, found))]
    for start in starts:
        part = squeezed[start : start + _PART]
        if len(part) == _PART and part not in public.parts:
            needles.parts.setdefault(part, passage.id)
    for run in _runs(squeezed, starts, public):
        needles.parts.setdefault(run, passage.id)


def _runs(squeezed: str, starts: Sequence[int], public: _Public) -> Iterator[str]:
    """Runs of two to five words; one that holds a sought part of twelve letters adds nothing."""
    for first in range(len(starts) - 2):
        for last in range(first + 2, min(first + 6, len(starts))):
            run = squeezed[starts[first] : starts[last]]
            if len(run) < _RUN:
                continue
            if run[:_PART] not in public.parts and len(run) >= _PART:
                break
            if run not in public.squeezed:
                yield run


def _tells(word: str) -> bool:
    if word.isdigit():
        return len(word) >= 5
    return len(word) >= 4 or (len(word) == 3 and any(c.isdigit() for c in word))


def _public_text(released: ReleasedCable) -> str:
    """The released words; a gap parts them, so that nothing is read across it."""
    lines = [released.title]
    for block in released.blocks:
        lines += [block.label or "", block.portion or ""]
        lines += [item if isinstance(item, str) else " \ufffc " for item in block.items]
    return "\n".join(lines)
