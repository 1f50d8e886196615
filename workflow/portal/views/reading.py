"""How a cable was read: the page of its text, its facts and its doubts."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow.actors import Actor
from workflow.portal import doubts, forms, pieces
from workflow.portal.access import signed_in
from workflow.portal.banners import banner
from workflow.queries import structure


@require_safe
@signed_in
def reading(request: HttpRequest, *, actor: Actor, on: date, cable_id: int) -> HttpResponse:
    """What every character of one cable is, and every fact with its place."""
    at = forms.Place(request.GET).said()["at"] or 0
    page = structure.structure_of(cable_id, actor=actor, on=on, at=at)
    about = doubts.told(page.doubts, may_settle=page.may_settle, back="reading")
    told = {
        "page": page,
        "segments": list(pieces.Page(about["cards"]).rows(page.segments)),
        "levels": doubts.LEVELS,
        "asked": doubts.asked(page),
        "earlier": page.parts[page.number - 1] if page.number else None,
        "later": page.parts[page.number + 1] if page.number + 1 < len(page.parts) else None,
        "banner": banner(page.level),
        **about,
    }
    return render(request, "workflow/reading.html", told)
