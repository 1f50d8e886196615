"""The addresses of the portal, and the forms that are sent to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import URLPattern, reverse

from tests.office import Office
from workflow.portal.urls import urlpatterns

Browser = Callable[[str], Client]
PAGES = ("queue", "intake", "account", "cable", "reading", "review", "history", "words", "release")
FILES = ("release-page", "release-copy", "release-file")
OPEN = ("log-in",)
SHOW_AND_SEND = ("queue", "intake", "password", "log-in")
# Pages that are a person's own, or show only what the person may see.
OWN = ("queue", "intake", "account", "password", "log-in", "log-out")
# Answers to doubts are sent to the cable, not to a review.
OF_CABLE = ("accept-doubt", "accept-warnings", "correct-fact", "undo-join", "restore-join")
NOBODYS = 999_999


def names() -> list[str]:
    return [str(pattern.name) for pattern in urlpatterns if isinstance(pattern, URLPattern)]


def address(name: str, number: int = 1, file: str = "R-2026-000001_v1.pdf") -> str:
    """The address of a page about thing ``number``."""
    kwargs: dict[str, dict[str, Any]] = {
        "cable": {"cable_id": number},
        **{name: {"cable_id": number} for name in ("reading", *OF_CABLE)},
        "words": {"review_id": number, "portion": "p0"},
        "release": {"release_id": number},
        "release-page": {"release_id": number, "number": 1},
        "release-copy": {"release_id": number, "name": file},
        "release-file": {"release_id": number, "name": file},
    }
    own = {} if name in OWN else {"review_id": number}
    return reverse(f"portal:{name}", kwargs=kwargs.get(name, own))


def post_only() -> list[str]:
    return [name for name in names() if name not in (*PAGES, *FILES, *SHOW_AND_SEND)]


def form(office: Office, review_id: int, **fields: Any) -> dict[str, Any]:
    """A form as the reviewer's page would send it now."""
    sha256 = office.cable(review_id).sha256
    version = office.version(review_id)
    return {"version": version, "text_sha256": sha256, "extent": "auto", **fields}
