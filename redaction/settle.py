"""From marks to gaps: trimmed, widened to whole words, merged, measured.

What goes in is what reviewers drew; what comes out are the passages that are withheld, each
once, and the text in which they are masked. The parse of the original is used for sparing
numbers and portion marks, for measuring and for refusing empty marks, and for nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from redaction.authority.portions import UNKNOWN_CONTROL
from redaction.cable import parse
from redaction.cable.facts import Portion
from redaction.cable.model import Cable
from redaction.errors import MarkError
from redaction.extents import together
from redaction.marks import Gap, Mark, Policy
from redaction.masked import (
    MASK,
    MaskedCable,
    carried,
    lift,
    lifted,
    mask,
    read,
    trimmed,
)
from redaction.spans import Places, Span, merge, subtract

_APOSTROPHES: Final = frozenset("'\u2019\u02bc")
# The soft hyphen and zero-width characters are dropped from a release: what they join is
# one word to its readers.
_HYPHENS: Final = frozenset("-\u2010\u2011")
_UNSEEN: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060")
_WHITE: Final = re.compile(r"[\s\ufeff]+")
_ODD_NUMBERS: Final = frozenset({"NUMBER_GAP", "NUMBER_OUT_OF_SEQUENCE"})


class Piece(NamedTuple):
    """A range of one mark, as it is withheld."""

    span: Span
    mark: Mark


class Settled(NamedTuple):
    """The gaps in reading order, and the text with one U+FFFC for each and nothing lifted."""

    gaps: tuple[Gap, ...]
    masked: MaskedCable
    original: Cable


def settle(
    text: str, marks: Sequence[Mark], policy: Policy, splits: Collection[int] = ()
) -> tuple[Gap, ...]:
    """What the marks withhold of ``text``, in reading order; ``splits`` are undone joins.

    Raises:
        MarkError: ``out_of_range``, ``empty_mark``.
        CableError: a text that cannot be read.
    """
    return settled(text, marks, policy, splits).gaps


def settled(
    text: str, marks: Sequence[Mark], policy: Policy, splits: Collection[int] = ()
) -> Settled:
    """The same with the masked text; raises as :func:`settle`."""
    for mark in marks:
        mark.must_fit(text)
    cable = parse(text, splits=splits)
    hidden = Places(unseen(cable))
    spared = _spared(text, cable)
    pieces = [piece for mark in marks for piece in _pieces(text, mark, policy, hidden, spared)]
    pieces.sort(key=lambda piece: (piece.span.start, sorted(piece.mark.basis.items())))
    passages = merge(piece.span for piece in pieces)
    first = read(mask(text, passages), carried(text, passages, splits))
    groups = _groups(first)
    places = [group.place for group in groups]
    merged = mask(first.text, places)
    second = first
    if merged != first.text:
        second = read(merged, carried(first.text, places, first.splits))
    gaps = tuple(
        _gap(text, passages[group.first : group.last + 1], pieces, hidden)
        for group, stays in zip(groups, _staying(second), strict=True)
        if stays
    )
    return Settled(gaps, lift(second), cable)


def _pieces(text: str, mark: Mark, policy: Policy, hidden: Places, spared: Places) -> list[Piece]:
    """One mark trimmed, snapped and spared."""
    drawn = [
        place for place in (trimmed(text, given) for given in mark.ranges) if any(place.of(text))
    ]
    if not any(_has_words(text, place, hidden) for place in drawn):
        raise MarkError("empty_mark", "a mark without a letter or digit", mark=mark.id)
    wide = [snapped(text, place, policy) for place in drawn]
    if mark.portion_marks == "withhold" or not policy.spare_portion_marks:
        return [Piece(place, mark) for place in wide]
    kept: list[Span] = []
    for place in wide:
        rest = spared.outside(place)
        if rest == (place,):
            kept.append(place)
            continue
        parts = (trimmed(text, part) for part in rest)
        kept += [part for part in parts if _has_words(text, part, hidden)]
    if not kept:
        raise MarkError("empty_mark", "a mark of numbers and portion marks only", mark=mark.id)
    return [Piece(place, mark) for place in kept]


def snapped(text: str, place: Span, policy: Policy) -> Span:
    """``place`` widened to whole words, possessive included.

    Only characters outside are looked at, so that nothing depends on how the withheld words
    begin or end.
    """
    start, end = place
    joiners = _UNSEEN | (_HYPHENS if policy.joiners == "apostrophe-hyphen" else frozenset())
    if policy.snap == "exact":
        while end < len(text) and _is_accent(text[end]):
            end += 1
        return Span(start, end)
    while end < len(text) and (
        _is_word(text[end])
        or text[end] in _APOSTROPHES
        or (text[end] in joiners and _is_word(text[end + 1 : end + 2]))
    ):
        end += 1
    joiners |= _APOSTROPHES
    while start > 0 and (
        _is_word(text[start - 1])
        or (text[start - 1] in joiners and _is_word(text[max(start - 2, 0) : start - 1]))
    ):
        start -= 1
    return Span(start, end)


class _Group(NamedTuple):
    """Passages ``first`` to ``last`` with no word between them, and their place when masked."""

    first: int
    last: int
    place: Span


def _groups(masked: MaskedCable) -> list[_Group]:
    """Neighbours without a letter or digit between them become one.

    Page marks and section headers do not count as text. A passage inside one stays by
    itself, unless it goes with the passages on both sides.
    """
    text, marks = masked.text, Places(lifted(masked.cable))
    groups: list[_Group] = []
    inside: list[_Group] = []
    for i, found in enumerate(re.finditer(MASK, text)):
        place = Span(*found.span())
        if marks.touching(place):
            inside.append(_Group(i, i, place))
        elif groups and not _has_words(text, Span(groups[-1].place.end, place.start), marks):
            groups[-1] = _Group(groups[-1].first, i, Span(groups[-1].place.start, place.end))
            inside = []
        else:
            groups += [*inside, _Group(i, i, place)]
            inside = []
    return groups + inside


def _staying(masked: MaskedCable) -> list[bool]:
    """For each passage, whether it outlives the lifting of page marks and section headers."""
    marks = Places(lifted(masked.cable))
    return [not marks.touching(Span(*found.span())) for found in re.finditer(MASK, masked.text)]


def _gap(text: str, passages: Sequence[Span], pieces: Sequence[Piece], hidden: Places) -> Gap:
    cover = Span(passages[0].start, passages[-1].end)
    first, last = (bisect_left(pieces, edge, key=_start) for edge in cover)
    marks = [piece.mark for piece in pieces[first:last]]
    shown = (trimmed(text, part) for part in hidden.outside(cover))
    length = _measure(text, cover, hidden)
    bases: list[dict[str, str]] = []
    for mark in marks:
        if mark.basis and mark.basis not in bases:
            bases.append(dict(mark.basis))
    return Gap(
        pieces=tuple(part for part in shown if part.of(text)) or (cover,),
        codes=tuple(sorted({code for mark in marks for code in mark.codes})),
        extent=together([mark.extent for mark in marks], length),
        bases=tuple(bases),
        show_codes=all(mark.show_codes for mark in marks),
        mark_ids=tuple(dict.fromkeys(mark.id for mark in marks)),
        length=length,
    )


def _start(piece: Piece) -> int:
    return piece.span.start


def _measure(text: str, cover: Span, hidden: Places) -> int:
    """Code points of the passage in NFC, a run of white space as one."""
    shown = "".join(part.of(text) for part in hidden.outside(cover)).replace(MASK, "")
    return len(_WHITE.sub(" ", unicodedata.normalize("NFC", shown)).strip())


def unseen(cable: Cable) -> tuple[Span, ...]:
    """What no reader of a release sees: page marks, section headers, remains of links."""
    return merge([*lifted(cable), *_residue(cable)])


def _residue(cable: Cable) -> Iterable[Span]:
    """The brackets that a conversion left around a word."""
    for artefact in cable.artefacts:
        if artefact.kind == "link":
            yield from subtract([artefact.span], [artefact.keeps] if artefact.keeps else [])


def _spared(text: str, cable: Cable) -> Places:
    """Paragraph numbers and portion marks (Canning v. Department of State).

    Only what is of the closed vocabulary: a control nobody knows may be a codeword, and a
    number that neither follows nor has a portion mark may be the number of a house.
    """
    odd = Places(issue.span for issue in cable.issues if issue.code in _ODD_NUMBERS)
    found = [_known(cable.subject.portion if cable.subject else None)]
    for paragraph in cable.paragraphs:
        label, mark = paragraph.label_span, _known(paragraph.portion)
        if label is None or mark is not None:
            found.append(label or mark)
        elif not odd.touching(label):
            unknown = [paragraph.portion.span] if paragraph.portion else []
            found += subtract([label], unknown)
    return Places(trimmed(text, place) for place in found if place is not None)


def _known(portion: Portion | None) -> Span | None:
    """The place of a portion mark that stands in the text and is read to its end."""
    if portion is None or portion.source != "mark":
        return None
    return None if any(flag.startswith(UNKNOWN_CONTROL) for flag in portion.flags) else portion.span


def _has_words(text: str, place: Span, hidden: Places) -> bool:
    parts = hidden.outside(place)
    return any(character.isalnum() for part in parts for character in part.of(text))


def _is_word(character: str) -> bool:
    return character == "_" or (bool(character) and unicodedata.category(character)[0] in "LNM")


def _is_accent(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"
