"""What a browser may send about doubts: which one, by code and place, and what a person says of it.

The words a person writes here go to the action and come back only to them.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from workflow.portal.forms import Sent
from workflow.states import Fact

READING, REVIEW = "reading", "review"
_CODE = r"[A-Z_]{1,40}"
_SEEN = re.compile(rf"({_CODE}):(\d{{1,8}}):(\d{{1,8}})")
MOST_SEEN = 50_000


class Settling(Sent):
    """Any answer to a doubt: why, and the page to go back to."""

    reason = forms.CharField(required=False, max_length=4000)
    back = forms.ChoiceField(choices=[(READING, READING), (REVIEW, REVIEW)])
    review = forms.IntegerField(required=False, min_value=1)


class OfDoubt(Settling):
    """An answer to one doubt, named by its code and place."""

    code = forms.RegexField(_CODE)
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=0)


class Correct(Settling):
    """What a fact should say, with the doubt that this settles, if it was one."""

    fact = forms.ChoiceField(choices=[(fact.value, fact.value) for fact in Fact])
    value = forms.CharField(required=False, max_length=4000)
    code = forms.RegexField(_CODE, required=False)
    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=0)


class OfJoin(Settling):
    """A joined paragraph, named by where its second part begins; ``start`` leads back to it."""

    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(min_value=0)


class Seen(forms.Field):
    """``CODE:12:80,CODE:90:95``: the doubts that stood on the page."""

    def to_python(self, value: Any) -> tuple[tuple[str, int, int], ...]:
        """Each as code, start and end; none when the field is empty."""
        if not value:
            return ()
        found = [_SEEN.fullmatch(piece) for piece in value.split(",", MOST_SEEN)]
        if not all(found):
            raise ValidationError("not doubts")
        return tuple((m[1], int(m[2]), int(m[3])) for m in found if m)


class AcceptWarnings(Settling):
    """All warnings at once: exactly those that were seen."""

    seen = Seen(required=False)
