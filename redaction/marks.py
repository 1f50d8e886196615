"""What a reviewer withholds: where, on what ground, how much is declared.

A :class:`Mark` cannot be built wrong, except that only a text can tell whether its ranges
lie in it: :meth:`Mark.must_fit`. Marks are as secret as the text. What they become is in
``redaction.settle``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final, Literal, Self

from redaction.authority.catalogue import canonical_code
from redaction.errors import MarkError
from redaction.extents import AUTO, CLASSES
from redaction.given import Form
from redaction.spans import Span, Utf16

GROUNDS: Final = ("guide", "statute", "harm", "privilege", "note")
"""What may be said in public about the ground of a mark."""

_FORM: Final = Form("bad_input", "marks")
_HEX: Final = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True)
class Policy:
    """How marks are settled and labelled in one office."""

    snap: Literal["word", "exact"] = "word"
    joiners: Literal["apostrophe-hyphen", "apostrophe"] = "apostrophe-hyphen"
    spare_portion_marks: bool = True
    labels: Literal["codes", "historian"] = "codes"
    residual: Literal["refuse", "warn"] = "refuse"

    @classmethod
    def of(cls, given: object) -> Self:
        """The policy of a JSON object. Raises ``MarkError`` (``bad_input``)."""
        values = _FORM.record(given, "policy", [known.name for known in fields(cls)])
        for name, allowed in _CHOICES.items():
            if name in values:
                _FORM.choice(values[name], allowed, f"policy.{name}")
        spare = values.get("spare_portion_marks", True)
        _FORM.must(isinstance(spare, bool), "policy.spare_portion_marks")
        return cls(**values)


USUAL: Final = Policy()
"""The policy where nothing else is said."""

_CHOICES: Final = {
    "snap": ("word", "exact"),
    "joiners": ("apostrophe-hyphen", "apostrophe"),
    "labels": ("codes", "historian"),
    "residual": ("refuse", "warn"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One decision: ranges of the text as received that are withheld together.

    ``codes`` become canonical and sorted; ``basis`` holds the public grounds of
    :data:`GROUNDS`; ``portion_marks`` ``"withhold"`` takes numbers and portion marks inside
    the ranges along.

    Raises:
        MarkError: ``empty_range``, ``out_of_range``, ``no_code``, ``unknown_code``,
            ``statute_missing``, ``unknown_extent``, ``bad_input``.
    """

    id: str
    ranges: tuple[Span, ...]
    codes: tuple[str, ...]
    extent: str = AUTO
    basis: Mapping[str, str] = field(default_factory=dict)
    portion_marks: Literal["keep", "withhold"] = "keep"
    show_codes: bool = True

    def __post_init__(self) -> None:
        for place in self.ranges:
            if place.start < 0:
                raise self._refused("out_of_range", "a range starts before the text")
            if place.end <= place.start:
                raise self._refused("empty_range", "a range ends where it starts")
        if not self.ranges:
            raise self._refused("empty_range", "a mark without a range")
        if not self.codes:
            raise self._refused("no_code", "a mark without a code")
        if self.extent != AUTO and self.extent not in CLASSES:
            raise self._refused("unknown_extent", "an extent that is not on the list")
        codes = {canonical_code(code) for code in self.codes}
        object.__setattr__(self, "codes", tuple(sorted(codes)))
        object.__setattr__(self, "basis", self._public_basis())
        if "(b)(3)" in codes and "statute" not in self.basis:
            raise self._refused("statute_missing", "(b)(3) names its statute (32 CFR 2001.33(h))")

    def must_fit(self, text: str) -> None:
        """Refuse ranges that end beyond the text. Raises ``MarkError`` (``out_of_range``)."""
        if any(place.end > len(text) for place in self.ranges):
            raise self._refused("out_of_range", "a range ends beyond the text")

    def _public_basis(self) -> dict[str, str]:
        given = _FORM.record(self.basis, "marks.basis", GROUNDS)
        _FORM.must(all(isinstance(words, str) for words in given.values()), "marks.basis")
        joined = {name: " ".join(words.split()) for name, words in given.items()}
        return {
            name: _FORM.text(joined[name], "marks.basis") for name in GROUNDS if joined.get(name)
        }

    def _refused(self, code: str, message: str) -> MarkError:
        return MarkError(code, message, mark=self.id)


@dataclass(frozen=True, slots=True)
class Answer:
    """A residual mention that is none: ``place`` in the text, or every occurrence of ``words``."""

    reason: str
    place: Span | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """What is withheld as one, after all marks are settled; as secret as the text.

    ``pieces`` are its characters in the text as received, without the page marks between
    them; ``extent`` is the class that leaves, ``length`` the measure that proposes one
    (code points, white space run as one); ``bases`` are the distinct public grounds in order
    of position; ``mark_ids`` the marks.
    """

    pieces: tuple[Span, ...]
    codes: tuple[str, ...]
    extent: str
    bases: tuple[Mapping[str, str], ...]
    show_codes: bool
    mark_ids: tuple[str, ...]
    length: int

    @property
    def cover(self) -> Span:
        """From its first character to its last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


@dataclass(frozen=True, slots=True)
class MarksFile:
    """What a MARKS.json, or a line of ``release --jsonl``, decides about a text."""

    marks: tuple[Mark, ...]
    policy: Policy
    answers: tuple[Answer, ...]
    splits: frozenset[int]
    stamp: object

    @classmethod
    def of(cls, given: object, text: str) -> Self:
        """Read and check everything but the stamp.

        Raises:
            MarkError: the codes of :class:`Mark`, ``text_changed``, ``inside_surrogate``,
                ``bad_input``; the first fault in the order of the list.
        """
        if not isinstance(given, Mapping):
            raise MarkError("bad_input", "marks are a JSON object")
        _must_be_of(text, given.get("text_sha256"))
        return cls(
            marks=read_marks(given, text),
            policy=Policy.of(_or(given.get("policy"), {})),
            answers=_answers(given, text),
            splits=_splits(given, text),
            stamp=given.get("stamp"),
        )


def read_marks(given: Mapping[str, Any], text: str) -> tuple[Mark, ...]:
    """The marks of a MARKS.json object, in order, with ranges in code points of ``text``."""
    places = _Places(text, given.get("units"))
    listed = _list(given.get("marks"), "marks")
    marks = []
    for item in listed:
        mark = _mark(item, places)
        mark.must_fit(text)
        marks.append(mark)
    return tuple(marks)


def _mark(item: object, places: _Places) -> Mark:
    values = _FORM.record(item, "marks", [known.name for known in fields(Mark)])
    for name in ("id", "ranges", "codes"):
        _FORM.must(name in values, f"marks.{name}")
    _FORM.must(isinstance(values["id"], str), "marks.id")
    codes = _list(values["codes"], "marks.codes")
    _FORM.must(all(isinstance(code, str) for code in codes), "marks.codes")
    _FORM.must(isinstance(values.get("extent", AUTO), str), "marks.extent")
    _FORM.choice(values.get("portion_marks", "keep"), ("keep", "withhold"), "marks.portion_marks")
    _FORM.must(isinstance(values.get("show_codes", True), bool), "marks.show_codes")
    ranges = [places.read(pair, "marks.ranges") for pair in _list(values["ranges"], "marks.ranges")]
    return Mark(**{**values, "ranges": tuple(ranges), "codes": tuple(codes)})


def _answers(given: Mapping[str, Any], text: str) -> tuple[Answer, ...]:
    places = _Places(text, given.get("units"))
    answers = []
    for item in _list(_or(given.get("residual_ok"), []), "residual_ok"):
        values = _FORM.record(item, "residual_ok", ("range", "words", "reason"))
        for name in {"words", "reason"} & set(values):
            _FORM.must(isinstance(values[name], str) and bool(values[name].strip()), "residual_ok")
        _FORM.must("reason" in values and ("range" in values) != ("words" in values), "residual_ok")
        place = places.read(values["range"], "residual_ok.range") if "range" in values else None
        answers.append(Answer(values["reason"], place, values.get("words")))
    return tuple(answers)


def _splits(given: Mapping[str, Any], text: str) -> frozenset[int]:
    """The ends of gaps where a paragraph is not to be joined."""
    places = _Places(text, given.get("units"))
    listed = _list(_or(given.get("splits"), []), "splits")
    return frozenset(places.read([at, at], "splits").start for at in listed)


class _Places:
    """Reads ranges in the units of the file."""

    def __init__(self, text: str, units: object) -> None:
        chosen = _FORM.choice(_or(units, "code-points"), ("code-points", "utf-16"), "units")
        self._units = Utf16(text) if chosen == "utf-16" else None

    def read(self, pair: object, where: str) -> Span:
        values = _list(pair, where)
        whole = all(isinstance(value, int) and not isinstance(value, bool) for value in values)
        _FORM.must(len(values) == 2 and whole, where)
        start, end = values
        if self._units is None:
            return Span(start, end)
        return Span(self._units.code_points(start), self._units.code_points(end))


def _must_be_of(text: str, digest: object) -> None:
    if digest is None:
        return
    if not isinstance(digest, str) or not _HEX.fullmatch(digest):
        raise _FORM.bad("text_sha256")
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != digest.lower():
        raise MarkError("text_changed", "the marks were made on another text")


def _list(value: object, where: str) -> Sequence[Any]:
    if not isinstance(value, (list, tuple)):
        raise _FORM.bad(where)
    return value


def _or(value: object, default: object) -> object:
    return default if value is None else value
