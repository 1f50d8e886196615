"""The same fact often stands twice: what is withheld here and left there.

Looks for every short secret in everything that would leave: the text outside the gaps, the
title, the stamp, the public grounds and the file name. It finds the same
words in other dress; it does not find a paraphrase, and a long passage does not make its
words secret.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from redaction.errors import WithheldTextFound
from redaction.extents import is_nature
from redaction.folding import Said, bare, words
from redaction.marks import Answer, Gap, Mark
from redaction.masked import trimmed
from redaction.released import ReleasedCable
from redaction.spans import Places, Span, merge, subtract
from redaction.vocabulary import vocabulary

_MOST_WORDS: Final = 4
_SHORTEST: Final = 3
_GROWS_FROM: Final = 6


class Secret(NamedTuple):
    """A phrase that is withheld as one, folded; as secret as the text.

    ``nature`` is the declared nature, or empty; the words of a ``name`` are secret one by one.
    """

    mark: str
    words: tuple[str, ...]
    nature: str


class Mention(NamedTuple):
    """A place where a secret stands again; ``mark`` is the id of the mark that withholds it."""

    mark: str
    span: Span


def secrets_of(
    text: str, marks: Sequence[Mark], gaps: Sequence[Gap], hidden: Sequence[Span]
) -> tuple[Secret, ...]:
    """The short secrets: gaps of at most four words, and every mark that declares a nature.

    What several marks withhold in the same words is one secret, of the first of them.
    """
    unread = Places(hidden)
    found: list[Secret] = []
    for gap in gaps:
        phrase = " ".join(piece.of(text) for piece in gap.pieces)
        if len(phrase.split()) <= _MOST_WORDS:
            nature = gap.extent if is_nature(gap.extent) and gap.extent != "name" else ""
            found += _phrases(gap.mark_ids[0], bare(phrase), nature)
    for mark in marks:
        if is_nature(mark.extent):
            for drawn in _drawn(text, mark, unread):
                found += _phrases(mark.id, drawn, mark.extent)
    first: dict[tuple[object, ...], Secret] = {}
    for secret in found:
        first.setdefault(secret[1:], secret)
    return tuple(first.values())


def left_of(text: str, gaps: Sequence[Gap], hidden: Sequence[Span]) -> Said:
    """What is read of ``text`` outside the gaps; nothing is read across a gap.

    ``hidden`` are the places that are shown to nobody: page marks, remains of links.
    """
    covers = [gap.cover for gap in gaps]
    unread = Places(hidden)
    return Said(
        [word for part in unread.outside(stretch) for word in words(text, part)]
        for stretch in subtract([Span(0, len(text))], covers)
    )


def mentions(
    secrets: Iterable[Secret], left: Said, answers: Sequence[Answer] = ()
) -> tuple[Mention, ...]:
    """Where the secrets stand again in what is left, unless that is answered."""
    answered = [answer.place for answer in answers if answer.place is not None]
    for answer in answers:
        answered += left.places(bare(answer.words or ""))
    answered.sort()
    furthest = list(accumulate((answer.end for answer in answered), max))
    found: dict[Span, str] = {}
    for secret in secrets:
        for place in _places(secret, left):
            begun = bisect_right(answered, place.start, key=_start)
            if not begun or furthest[begun - 1] < place.end:
                found.setdefault(place, secret.mark)
    return tuple(Mention(mark, place) for place, mark in sorted(found.items()))


def must_not_say(secrets: Sequence[Secret], strings: Iterable[tuple[str, str]]) -> None:
    """No public string names a secret; ``strings`` are (where, text).

    Raises:
        WithheldTextFound: with the first place, never the words.
    """
    for where, text in strings:
        said = Said([words(text)])
        if any(True for secret in secrets for _ in _places(secret, said)):
            raise WithheldTextFound(where)


def must_be_seen(secrets: Iterable[Secret], left: Said, released: ReleasedCable) -> None:
    """Every secret that the release repeats was there to be found in what is left.

    Raises:
        WithheldTextFound: the release says a secret at a place that :func:`mentions` did not
            look at.
    """
    shown = Said(words(stretch) for stretch in _stretches(released))
    for secret in secrets:
        if sum(1 for _ in _places(secret, shown)) > sum(1 for _ in _places(secret, left)):
            raise WithheldTextFound("the released text")


def elsewhere(text: str, span: Span) -> tuple[Span, ...]:
    """Every other place of the words at ``span``, in any case, possessive or not."""
    whole = words(text)
    phrase = tuple(word.letters for word in whole if word.span.overlaps(span))
    said = Said([whole])
    found = {place for known in _variants(phrase) for place in said.places(known)}
    return tuple(sorted(place for place in found if not place.overlaps(span)))


def _stretches(released: ReleasedCable) -> Iterator[str]:
    for block in released.blocks:
        yield " ".join(part for part in (block.label, block.portion) if part)
        yield from (item for item in block.items if isinstance(item, str))


def _start(place: Span) -> int:
    return place.start


def _drawn(text: str, mark: Mark, hidden: Places) -> Iterator[tuple[str, ...]]:
    """The words a mark touches; ranges with no word between them are one phrase."""
    phrase: list[str] = []
    end = -1
    for place in merge(trimmed(text, given) for given in mark.ranges):
        between = hidden.outside(Span(end, place.start)) if end >= 0 else ()
        if any(words(text, part) for part in between):
            yield tuple(phrase)
            phrase = []
        for part in hidden.outside(_word_around(text, place)):
            phrase += [word.letters for word in words(text, part)]
        end = place.end
    yield tuple(phrase)


def _word_around(text: str, place: Span) -> Span:
    """``place`` grown to the ends of the words it cuts."""
    start, end = place
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(start, end)


def _phrases(mark: str, phrase: tuple[str, ...], nature: str) -> Iterator[Secret]:
    for known in _variants(phrase):
        if len(known) > 1 or nature or len(known[0]) >= _SHORTEST:
            yield Secret(mark, known, nature)


def _variants(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The phrase, and the phrase without the possessive at its end."""
    if phrase:
        yield phrase
    if len(phrase) > 1 and phrase[-1] == "s":
        yield phrase[:-1]


def _places(secret: Secret, said: Said) -> Iterator[Span]:
    yield from said.places(secret.words)
    if secret.nature != "name":
        return
    known = vocabulary()
    for word in secret.words:
        if len(word) < _SHORTEST or word in known["titles"] or word in known["particles"]:
            continue
        yield from said.places([word])
        if len(word) >= _GROWS_FROM and word.isalpha():
            yield from said.grown(word)
