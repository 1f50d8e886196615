"""What is on record: the cable, the history of a review, releases and their files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from workflow.actors import Actor
from workflow.portal import doubts, rows, timeline
from workflow.portal.access import View, signed_in
from workflow.portal.acts import acts_of
from workflow.portal.banners import banner
from workflow.queries import reading, relations

PDF = "application/pdf"


@require_safe
@signed_in
def cable(request: HttpRequest, *, actor: Actor, on: date, cable_id: int) -> HttpResponse:
    """The facts of one cable, how long it stays classified and why, and its reviews."""
    page = reading.cable_page(cable_id, actor=actor, on=on)
    told = {
        "page": page,
        "dates": list(rows.dates_of(page.determination)),
        "line": timeline.of(page.determination, on=on),
        "related": relations.related_to(cable_id, actor=actor),
        "banner": banner(page.level),
        **doubts.told(page.doubts, may_settle=page.may_settle, back="reading"),
    }
    return render(request, "workflow/cable.html", told)


@require_safe
@signed_in
def history(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """Who did what to a review, in sentences."""
    lines = reading.history(review_id, actor=actor)
    return render(request, "workflow/history.html", {"lines": lines, "review_id": review_id})


@require_safe
@signed_in
def release(request: HttpRequest, *, actor: Actor, on: date, release_id: int) -> HttpResponse:
    """One release: the real pages, what the gate found, the files, and the check."""
    page = reading.release_page(release_id, actor=actor)
    acts_now, acts_not_now = acts_of(page.acts)
    told = {
        "page": page,
        "numbers": range(1, page.pages + 1),
        "pdf": next(file.name for file in page.files if file.name.endswith(".pdf")),
        "acts_now": acts_now,
        "acts_not_now": acts_not_now,
        "checks": [fact for fact in _in_words(page.verification) if fact[0] != "Verdict"],
        "stamp": _in_words(page.stamp),
    }
    return render(request, "workflow/release.html", told)


@require_safe
@signed_in
def release_page(
    request: HttpRequest, *, actor: Actor, on: date, release_id: int, number: int
) -> HttpResponse:
    """A picture of one page, drawn from the bytes that leave."""
    picture = reading.release_preview(release_id, number, actor=actor)
    return HttpResponse(picture, content_type="image/png")


def may_be_framed(view: View) -> View:
    """For the one response that a page of ours may show in a frame."""
    from_here = csp_replace({"frame-ancestors": ["'self'"]})
    framed: View = from_here(xframe_options_sameorigin(view))
    return framed


@require_safe
@signed_in
@may_be_framed
def release_copy(
    request: HttpRequest, *, actor: Actor, on: date, release_id: int, name: str
) -> HttpResponse:
    """The PDF of a release, to look at in a frame."""
    data, kind = reading.release_file(release_id, name, actor=actor)
    return _file(name, data, kind, shown=kind == PDF)


@require_safe
@signed_in
def release_file(
    request: HttpRequest, *, actor: Actor, on: date, release_id: int, name: str
) -> HttpResponse:
    """A file of a release, to keep."""
    data, kind = reading.release_file(release_id, name, actor=actor)
    return _file(name, data, kind, shown=False)


def _file(name: str, data: bytes, kind: str, *, shown: bool) -> HttpResponse:
    """The name is one the release lists: a number, a version and an ending."""
    how = "inline" if shown else "attachment"
    return HttpResponse(
        data, content_type=kind, headers={"Content-Disposition": f'{how}; filename="{name}"'}
    )


def _in_words(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names and values for a list; what has parts is said in one line."""
    return [(name.replace("_", " ").capitalize(), _value(value)) for name, value in facts.items()]


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(
            f"{name.replace('_', ' ')}: {_value(part)}" for name, part in value.items()
        )
    if isinstance(value, list | tuple):
        return ", ".join(_value(part) for part in value) or "none"
    return str(value)
