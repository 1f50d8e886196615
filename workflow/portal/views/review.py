"""The reviewer's page, the page of words, and what is decided and marked on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workflow.actions import deciding, marking
from workflow.actors import Actor
from workflow.portal import doubts, forms, rows
from workflow.portal.access import signed_in
from workflow.portal.acts import acts_of
from workflow.portal.banners import highest
from workflow.queries import people, reading
from workflow.queries.pages import ReviewPage
from workflow.states import Decision


def to_review(review_id: int, anchor: str = "") -> HttpResponse:
    """Back to the reviewer's page, at the place of the act."""
    address = reverse("portal:review", args=[review_id])
    return redirect(f"{address}#{anchor}" if anchor else address)


def banner_of(page: ReviewPage) -> str:
    """The highest of the overall level and every portion mark."""
    return highest([page.level, *(portion.level or page.level for portion in page.portions)])


def grounds_of(page: ReviewPage) -> dict[str, Any]:
    """What the form of a mark offers."""
    return {
        "presets": rows.presets(page),
        "code_groups": rows.code_groups(page),
        "barred": [code for code in page.codes if not code.allowed],
        "extents": rows.EXTENTS,
    }


@require_safe
@signed_in
def review(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """One review: the text, what leaves, the marks, and what this person can do now."""
    page = reading.review_page(review_id, actor=actor, on=on)
    about = doubts.told(page.doubts, may_settle=page.may_settle, back="review")
    portions = rows.rows_of(page, about["cards"])
    keys = {row.key for row in portions}
    acts_now, acts_not_now = acts_of(page.acts)
    told = {
        "page": page,
        "rows": portions,
        "decided": sum(row.decision is not None for row in portions),
        "marks": rows.mark_rows(page),
        "decisions": rows.DECISIONS,
        "key_sheet": rows.KEY_SHEET,
        "dates": list(rows.dates_of(page.determination)),
        "submit": next((act for act in page.acts if act.name == "submit"), None),
        "acts_now": acts_now,
        "acts_not_now": acts_not_now,
        "reviewers": people.reviewers_for(page.cable_id, actor=actor, on=on),
        "banner": banner_of(page),
        "homeless": [card for card in about["cards"] if card.view.portion not in keys],
        **about,
        **grounds_of(page),
    }
    return render(request, "workflow/review.html", told)


@require_safe
@signed_in
def words(
    request: HttpRequest, *, actor: Actor, on: date, review_id: int, portion: str
) -> HttpResponse:
    """One portion as boxes, a word each: how single words are marked without a script."""
    page = reading.review_page(review_id, actor=actor, on=on)
    found = next((view for view in page.portions if view.key == portion), None)
    if found is None:
        raise Http404
    told = {
        "page": page,
        "portion": found,
        "boxes": list(rows.word_boxes(page.text, found)),
        "banner": banner_of(page),
        **grounds_of(page),
    }
    return render(request, "workflow/words.html", told)


@require_POST
@signed_in
def decide(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """Release, withhold, part or refer one portion."""
    said = forms.Decide(request.POST).said()
    deciding.decide(
        review_id,
        portion=said["portion"],
        decision=Decision(said["decision"]),
        version=said["version"],
        actor=actor,
    )
    return to_review(review_id, f"portion-{said['portion']}")


@require_POST
@signed_in
def mark(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """Withhold words: what was ticked and what was selected, as places."""
    form = forms.MarkWords(request.POST)
    grounds = form.grounds()
    made = marking.mark(
        review_id,
        ranges=form.ranges(reading.text_of(review_id, actor=actor)),
        text_sha256=form.cleaned_data["text_sha256"],
        words_sha256=form.digest,
        actor=actor,
        on=on,
        **grounds,
    )
    messages.success(request, f"M{made.number} is made.")
    return to_review(review_id, f"M{made.number}")


@require_POST
@signed_in
def mark_same(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """The same decision wherever the same words stand."""
    said = forms.OfMark(request.POST).said()
    made = marking.mark_same_words(
        review_id, number=said["number"], version=said["version"], actor=actor, on=on
    )
    messages.success(request, f"{len(made)} more marked the same.")
    return to_review(review_id, f"M{said['number']}")


@require_POST
@signed_in
def remove_mark(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """Take a mark back; its row stays in the record."""
    said = forms.OfMark(request.POST).said()
    marking.remove(review_id, number=said["number"], version=said["version"], actor=actor)
    messages.success(request, f"M{said['number']} is removed.")
    return to_review(review_id, f"portion-{said['portion']}" if said["portion"] else "")


@require_POST
@signed_in
def withhold(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """Withhold a whole portion."""
    form = forms.WithholdPortion(request.POST)
    grounds = form.grounds()
    portion = form.cleaned_data["portion"]
    marking.withhold_portion(review_id, portion=portion, actor=actor, on=on, **grounds)
    return to_review(review_id, f"portion-{portion}")
