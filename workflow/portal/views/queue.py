"""The queue, and taking cables in."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from workflow.actors import Actor
from workflow.portal import forms, uploads
from workflow.portal.access import signed_in
from workflow.portal.banners import highest
from workflow.queries import queues


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def queue(request: HttpRequest, *, actor: Actor, on: date) -> HttpResponse:
    """The reviews that wait. A search comes by POST: what was looked for stays out of addresses."""
    asked = request.POST if request.method == "POST" else request.GET
    said = forms.Search(asked).said()
    found = queues.queue(
        actor,
        state=said["state"] or None,
        search=said["search"].strip() or None,
        mine=said["mine"],
        page=said["page"] or 1,
        on=on,
    )
    told = {
        "queue": found,
        "said": said,
        "everywhere": sum(number for _, _, number in found.counts),
        "banner": highest(row.level for row in found.rows),
    }
    return render(request, "workflow/queue.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def intake(request: HttpRequest, *, actor: Actor, on: date) -> HttpResponse:
    """Files and pasted text in; a receipt or a refusal for each out. Nothing is lost by a reload:
    the same text twice is one cable."""
    answers: tuple[uploads.Answer, ...] | None = None
    if request.method == "POST":
        files = request.FILES.getlist("files")
        pasted, expected = request.POST.get("text", ""), request.POST.get("number", "").strip()
        answers = uploads.take_in(files, pasted, expected=expected, actor=actor)
    return render(request, "workflow/intake.html", {"answers": answers})
