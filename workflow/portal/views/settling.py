"""Answers to what a reading left in doubt: one view for each act, back to where it was given."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from workflow.actions import settling
from workflow.actors import Actor
from workflow.answers import JOINED
from workflow.portal import doubt_forms
from workflow.portal.access import signed_in
from workflow.portal.doubts import anchor
from workflow.portal.views.review import to_review
from workflow.states import Fact


@require_POST
@signed_in
def accept(request: HttpRequest, *, actor: Actor, on: date, cable_id: int) -> HttpResponse:
    """One doubt: the reading is right."""
    said = doubt_forms.OfDoubt(request.POST).said()
    settling.accept(
        cable_id,
        code=said["code"],
        start=said["start"],
        end=said["end"],
        reason=said["reason"].strip(),
        actor=actor,
        on=on,
    )
    messages.success(request, "The reading is accepted.")
    return _back(cable_id, said, said["code"], said["start"], said["end"])


@require_POST
@signed_in
def accept_warnings(request: HttpRequest, *, actor: Actor, on: date, cable_id: int) -> HttpResponse:
    """All warnings that stood on the page."""
    said = doubt_forms.AcceptWarnings(request.POST).said()
    number = settling.accept_warnings(
        cable_id, seen=said["seen"], reason=said["reason"].strip(), actor=actor, on=on
    )
    messages.success(request, f"{number} warning{'' if number == 1 else 's'} accepted as read.")
    return _back(cable_id, said)


@require_POST
@signed_in
def correct(request: HttpRequest, *, actor: Actor, on: date, cable_id: int) -> HttpResponse:
    """A fact is not what was read; an empty value takes a correction back."""
    said = doubt_forms.Correct(request.POST).said()
    start, end = said["start"] or 0, said["end"] or 0
    settling.correct(
        cable_id,
        fact=Fact(said["fact"]),
        value=said["value"].strip(),
        reason=said["reason"].strip(),
        code=said["code"],
        start=start,
        end=end,
        actor=actor,
        on=on,
    )
    done = "corrected" if said["value"].strip() else "what the text says again"
    messages.success(request, f"The fact is {done}.")
    return _back(cable_id, said, said["code"], start, end)


@require_POST
@signed_in
def split(request: HttpRequest, *, actor: Actor, on: date, cable_id: int) -> HttpResponse:
    """What was joined over a white line stays two paragraphs."""
    said = doubt_forms.OfJoin(request.POST).said()
    settling.split(cable_id, end=said["end"], reason=said["reason"].strip(), actor=actor, on=on)
    messages.success(request, "The two are kept apart: they are two paragraphs now.")
    return _back(cable_id, said, JOINED, said["start"] or 0, said["end"])


@require_POST
@signed_in
def join(request: HttpRequest, *, actor: Actor, on: date, cable_id: int) -> HttpResponse:
    """What was kept apart is one paragraph again."""
    said = doubt_forms.OfJoin(request.POST).said()
    settling.join(cable_id, end=said["end"], reason=said["reason"].strip(), actor=actor, on=on)
    messages.success(request, "The two are one paragraph again.")
    return _back(cable_id, said, JOINED, said["start"] or 0, said["end"])


def _back(
    cable_id: int, said: dict[str, Any], code: str = "", start: int = 0, end: int = 0
) -> HttpResponse:
    """To the page the answer was given on, at the doubt."""
    place = anchor(code, start, end) if code else "doubts"
    if said["back"] == doubt_forms.REVIEW and said["review"]:
        return to_review(said["review"], place)
    address = reverse("portal:reading", args=[cable_id])
    part = f"?{urlencode({'from': start})}" if start else ""
    return redirect(f"{address}{part}#{place}")
