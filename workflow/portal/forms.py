"""What a browser may send: places, digests, choices, and words a person wrote. Nothing else.

No form has a field for words of a cable; where a mark stands is said by offsets. A form that
cannot be read at all did not come from our pages and is answered with 400; a choice that the
rules do not allow is for the actions to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.http import QueryDict

from redaction.errors import MarkError
from redaction.extents import AUTO, CLASSES
from redaction.spans import Span, from_utf16
from workflow.errors import Refused
from workflow.states import Decision

_PLACES = re.compile(r"\d{1,8}-\d{1,8}(?:,\d{1,8}-\d{1,8}){0,199}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
MAX_RANGES = 2000
BASES = ("statute", "privilege", "guide", "harm", "note")


class Sent(forms.Form):
    """A form as it arrived; :meth:`said` is what it says."""

    def said(self) -> dict[str, Any]:
        """The cleaned fields.

        Raises:
            BadRequest: a field is missing or malformed, which no page of ours can cause.
        """
        if not self.is_valid():
            raise BadRequest
        return self.cleaned_data


class Search(Sent):
    """The queue: which reviews, and which page of them."""

    search = forms.CharField(required=False, max_length=200)
    state = forms.CharField(required=False, max_length=30)
    mine = forms.BooleanField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)


class Place(Sent):
    """The page of a reading: the character to begin with."""

    at = forms.IntegerField(required=False, min_value=0, max_value=100_000_000)

    def __init__(self, sent: QueryDict) -> None:
        super().__init__({"at": sent.get("from")})


class Act(Sent):
    """Any act on a review: the version the person saw."""

    version = forms.IntegerField(min_value=0)


class Remarked(Act):
    """An act with words from one person to the next."""

    remark = forms.CharField(required=False, max_length=4000)


class Assign(Act):
    """Who shall review."""

    reviewer = forms.IntegerField(min_value=1)


class Decide(Act):
    """What is said of one portion."""

    portion = forms.SlugField(max_length=20)
    decision = forms.ChoiceField(choices=[(d.value, d.value) for d in Decision])


class Concur(Act):
    """Second review: the digest of the marks as they were read."""

    marks_digest = forms.RegexField(_DIGEST)


class Deny(Act):
    """A denial: the finding that nothing can be released separately."""

    segregability = forms.CharField(required=False, max_length=4000)


class OfMark(Act):
    """An act on one mark; ``portion`` says where to go back to."""

    number = forms.IntegerField(min_value=1)
    portion = forms.SlugField(required=False, max_length=20)


class Places(forms.Field):
    """``12-80,90-95``: half-open ranges, as numbers and never as words."""

    def to_python(self, value: Any) -> tuple[tuple[int, int], ...]:
        """The ranges; none when the field is empty."""
        if not value:
            return ()
        if not _PLACES.fullmatch(value):
            raise ValidationError("not places")
        pairs = (piece.split("-") for piece in value.split(","))
        return tuple((int(start), int(end)) for start, end in pairs)


class Grounds(Act):
    """Why and how much: codes, extent, what may be said of it in public and what in private."""

    codes = forms.TypedMultipleChoiceField(required=False)
    extent = forms.ChoiceField(choices=[(name, name) for name in (AUTO, *CLASSES)])
    reason = forms.CharField(required=False, max_length=4000)
    statute = forms.CharField(required=False, max_length=200)
    privilege = forms.CharField(required=False, max_length=200)
    guide = forms.CharField(required=False, max_length=200)
    harm = forms.CharField(required=False, max_length=400)
    note = forms.CharField(required=False, max_length=400)

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent)
        # Which codes exist and may be cited is for the action to say; here they are strings.
        codes = [code for code in sent.getlist("codes") if len(code) <= 12]
        self.fields["codes"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]

    def grounds(self) -> dict[str, Any]:
        """The arguments of an action that withholds."""
        said = self.said()
        return {
            "version": said["version"],
            "codes": said["codes"],
            "extent": said["extent"],
            "basis": {name: said[name].strip() for name in BASES if said[name].strip()},
            "reason": said["reason"].strip(),
        }


class WithholdPortion(Grounds):
    """A whole portion."""

    portion = forms.SlugField(max_length=20)


class MarkWords(Grounds):
    """Words: ticked sentences and words (code points), or a selection (UTF-16 units)."""

    text_sha256 = forms.RegexField(_DIGEST)
    words_sha256 = forms.RegexField(_DIGEST, required=False)
    selection = Places(required=False)

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent)
        self.ticked = sent.getlist("ranges")

    @property
    def digest(self) -> str | None:
        """The digest of the words selected; ticks come with none."""
        return None if self.ticked else self.cleaned_data["words_sha256"] or None

    def ranges(self, text: str) -> list[tuple[int, int]]:
        """The places to mark, in code points.

        Raises:
            BadRequest: a tick is not a place.
            Refused: ``mark-refused``, no words were chosen or they lie outside the text.
        """
        if len(self.ticked) > MAX_RANGES or not all(map(_PLACES.fullmatch, self.ticked)):
            raise BadRequest
        ticks = [place for tick in self.ticked for place in Places().to_python(tick)]
        chosen = [*_joined(text, ticks), *_selected(text, self.cleaned_data["selection"])]
        if not chosen:
            raise Refused("mark-refused", reason="no words were chosen")
        return chosen


def _joined(text: str, ticks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ticked words side by side, with nothing but white space between them, are one range."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ticks):
        if joined and not Span(joined[-1][1], start).of(text).strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _selected(text: str, units: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """A browser's selection in code points."""
    try:
        return [(from_utf16(text, start), from_utf16(text, end)) for start, end in units]
    except MarkError as error:
        raise Refused("mark-refused", reason=error.message) from error


class Produce(Act):
    """What is printed about the release. All of it is public."""

    case = forms.CharField(required=False, max_length=60)
    document = forms.CharField(required=False, max_length=60)
    title = forms.CharField(required=False, max_length=200)
    reviewer_name = forms.CharField(required=False, max_length=100)
    reviewer_position = forms.CharField(required=False, max_length=100)

    def stamp(self) -> dict[str, Any]:
        """The stamp, without the fields that were left empty."""
        said = self.said()
        stamp: dict[str, Any] = {
            name: said[name].strip() for name in ("case", "document", "title") if said[name].strip()
        }
        if said["reviewer_name"].strip():
            stamp["reviewer"] = {
                "name": said["reviewer_name"].strip(),
                "position": said["reviewer_position"].strip(),
            }
        return stamp
