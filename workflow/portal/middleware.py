"""What every response carries, and how a refusal becomes a page.

The headers are set here once, on every status and every kind of answer. What this does not
guard against: a view that sets one of them itself; a test walks all addresses and compares.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from workflow import clock
from workflow.errors import Absent, Refused

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Every feature a browser can lend to a page, lent to none.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "clipboard-read",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "hid",
        "idle-detection",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "publickey-credentials-get",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
# Somebody else acted first, or the page is older than the record.
STALE = frozenset(
    {"changed-meanwhile", "text-changed", "marks-changed", "doubts-changed", "doubt-settled"}
)
# What a person wrote by hand; a refused act shows it again, so that nothing is lost.
WRITTEN = ("remark", "value", "reason", "segregability")
TOUCH_SECONDS = 60
SESSION_SECONDS = 12 * 60 * 60


class ResponseHeaders:
    """Sets the headers of every response; versioned static files alone may be kept."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "immutable" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store"
            # The same on every page, or its absence would tell a known address from an
            # unknown one.
            patch_vary_headers(response, ["Cookie"])
        return response


class SessionsEnd:
    """A session ends when it is idle too long, and twelve hours after log-in at the latest.

    The time of the last request is stored at most once a minute; how long idle may last is
    Django's ``SESSION_COOKIE_AGE``, which counts from the last time the session was stored.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = int(clock.now().timestamp())
            began = request.session.setdefault("began", now)
            if now - began >= SESSION_SECONDS:
                logout(request)
            elif now - request.session.get("seen", 0) >= TOUCH_SECONDS:
                request.session["seen"] = now
        return self.get_response(request)


class RefusalsBecomePages:
    """Refused becomes a page that says why and what to do; Absent becomes the common 404."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal; other errors are left to fail."""
        if isinstance(error, Absent):
            raise Http404
        if isinstance(error, Refused):
            return refused(request, error)
        return None


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """The page of a refusal: 409 when the page was stale, 403 otherwise."""
    place = request.resolver_match.kwargs if request.resolver_match else {}
    stale = error.code in STALE
    told = {
        "why": error.why,
        "cure": error.cure,
        "stale": stale,
        "written": [text for name in WRITTEN if (text := request.POST.get(name, "").strip())],
        "review_id": place.get("review_id"),
        "release_id": place.get("release_id"),
        "cable_id": place.get("cable_id"),
    }
    return render(request, "workflow/refused.html", told, status=409 if stale else 403)
