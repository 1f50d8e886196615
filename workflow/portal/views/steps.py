"""The steps of a review from triage to the release check: one view for each act."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from workflow.actions import assigning, determining, intake, releasing, reviewing
from workflow.actors import Actor
from workflow.portal import forms
from workflow.portal.access import signed_in
from workflow.portal.views.review import to_review


@require_POST
@signed_in
def accept(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """A received cable goes to triage."""
    intake.accept(review_id, version=forms.Act(request.POST).said()["version"], actor=actor)
    return to_review(review_id)


@require_POST
@signed_in
def assign(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """A triaged cable goes to a reviewer."""
    said = forms.Assign(request.POST).said()
    assigning.assign(review_id, reviewer_id=said["reviewer"], version=said["version"], actor=actor)
    messages.success(request, "The review is assigned.")
    return to_review(review_id)


@require_POST
@signed_in
def put_back(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """The reviewer gives the cable back to triage."""
    assigning.put_back(review_id, **forms.Remarked(request.POST).said(), actor=actor)
    return to_review(review_id)


@require_POST
@signed_in
def submit(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """The reviewer hands the review to a second pair of eyes."""
    version = forms.Act(request.POST).said()["version"]
    reviewing.submit(review_id, version=version, actor=actor, on=on)
    messages.success(request, "The review is submitted for second review.")
    return to_review(review_id)


@require_POST
@signed_in
def concur(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """The second reviewer agrees with the marks as they were read."""
    reviewing.concur(review_id, **forms.Concur(request.POST).said(), actor=actor)
    messages.success(request, "You concurred; the marks are frozen.")
    return to_review(review_id)


@require_POST
@signed_in
def send_back(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """The second reviewer returns the cable with remarks."""
    reviewing.send_back(review_id, **forms.Remarked(request.POST).said(), actor=actor)
    return to_review(review_id)


@require_POST
@signed_in
def approve(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """The authority approves the release."""
    determining.approve(review_id, **forms.Remarked(request.POST).said(), actor=actor, on=on)
    messages.success(request, "The release is approved.")
    return to_review(review_id)


@require_POST
@signed_in
def deny(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """The authority denies in full, with the finding on segregability."""
    determining.deny(review_id, **forms.Deny(request.POST).said(), actor=actor)
    return to_review(review_id)


@require_POST
@signed_in
def produce(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """The copy is rendered, verified and staged for its check."""
    form = forms.Produce(request.POST)
    stamp = form.stamp()
    version = form.cleaned_data["version"]
    release = releasing.produce(review_id, stamp=stamp, version=version, actor=actor, on=on)
    return redirect("portal:release", release_id=release.pk)


@require_POST
@signed_in
def pass_check(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """A second person passes the copy; it is published."""
    version = forms.Act(request.POST).said()["version"]
    release = releasing.pass_check(review_id, version=version, actor=actor)
    return redirect("portal:release", release_id=release.pk)


@require_POST
@signed_in
def fail_check(request: HttpRequest, *, actor: Actor, on: date, review_id: int) -> HttpResponse:
    """The copy is rejected and goes back to production."""
    releasing.fail_check(review_id, **forms.Remarked(request.POST).said(), actor=actor)
    return to_review(review_id)
