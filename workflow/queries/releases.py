"""Releases, to look at: the package, its files and pictures of its pages."""

from __future__ import annotations

import io

import pypdfium2

from workflow.actors import SYSTEM, Actor, Role
from workflow.errors import Absent
from workflow.models import Release
from workflow.queries.access import releases_visible_to, sees
from workflow.queries.packages import CONTENT_TYPES, bytes_of
from workflow.queries.pages import ActView, ReleaseFile, ReleaseLine, ReleasePage
from workflow.queries.parts import act_views
from workflow.states import ReviewState

LABELS = {
    "staged": "Waits for its check",
    "publishing": "Being published",
    "published": "Published",
    "rejected": "Rejected",
}
DOTS_PER_POINT = 1.5


def release_page(release_id: int, *, actor: Actor) -> ReleasePage:
    """What is in a package and where it stands.

    Raises:
        Absent: the actor may not see the release, or there is none.
    """
    release = _the_release(release_id, actor)
    review = release.review
    in_review = actor is SYSTEM or sees(actor, review.cable_id)
    state = _state(release)
    waits = state == "staged" and in_review
    acts: tuple[ActView, ...] = act_views(review.facts(), actor) if waits else ()
    return ReleasePage(
        release_id=release.pk,
        review_id=review.pk if in_review else None,
        version=review.version,
        folder=release.folder,
        title=release.title,
        disposition=release.disposition,
        codes=tuple(release.codes),
        gaps=release.gaps,
        pages=release.pages,
        stamp=release.stamp,
        verification=release.verification,
        files=tuple(ReleaseFile(f["name"], f["size"], f["sha256"]) for f in release.files),
        state=state,
        state_label=LABELS[state],
        rendered_by=release.rendered_by.name,
        rendered_at=release.rendered_at,
        published_at=release.published_at,
        acts=acts,
    )


def release_file(release_id: int, name: str, *, actor: Actor) -> tuple[bytes, str]:
    """A file of a package and its content type, compared with its digest before it is served.

    Published files are for everybody who sees the release; staged ones for release officers
    and the authority, while the copy waits.

    Raises:
        Absent: no such file for this actor.
        Refused: ``bytes-differ``.
    """
    release = _the_release(release_id, actor)
    if not release.published_at and not _may_see_staged(release, actor):
        raise Absent
    data = bytes_of(release, name)
    return data, CONTENT_TYPES.get(name[name.rfind(".") :], "application/octet-stream")


def release_preview(release_id: int, page: int, *, actor: Actor) -> bytes:
    """A picture (PNG) of a page, from 1, drawn from the very bytes that leave.

    Raises:
        Absent, Refused: as :func:`release_file`; Absent also for a page that is not there.
    """
    release = _the_release(release_id, actor)
    name = next(str(f["name"]) for f in release.files if f["name"].endswith(".pdf"))
    data, _ = release_file(release_id, name, actor=actor)
    document = pypdfium2.PdfDocument(data)
    try:
        if not 1 <= page <= len(document):
            raise Absent
        drawn = io.BytesIO()
        document[page - 1].render(scale=DOTS_PER_POINT).to_pil().save(drawn, format="PNG")
        return drawn.getvalue()
    finally:
        document.close()


def release_line(release: Release) -> ReleaseLine:
    """A release in a list."""
    state = _state(release)
    return ReleaseLine(release.pk, release.folder, state, LABELS[state])


def _the_release(release_id: int, actor: Actor) -> Release:
    rows = releases_visible_to(actor).select_related(
        "review__cable", "review__reviewer", "rendered_by"
    )
    release = rows.filter(pk=release_id).first()
    if release is None:
        raise Absent
    return release


def _state(release: Release) -> str:
    if release.published_at:
        return "published"
    if release.rejected_at:
        return "rejected"
    return "publishing" if release.review.state == ReviewState.PUBLISHING else "staged"


def _may_see_staged(release: Release, actor: Actor) -> bool:
    officers = {Role.RELEASE_OFFICER, Role.DECLASSIFICATION_AUTHORITY}
    return bool(actor.roles & officers) and release.rejected_at is None
