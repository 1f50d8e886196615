"""The gate of the portal: who is asking, and on which day.

Every page but the log-in goes through :func:`signed_in`; a test walks the addresses and finds
one that does not. What the person may then see or do is asked further down, of queries and
actions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from workflow import clock
from workflow.queries import people

# A page or an act: it is given the request, and by name the person (``actor``), the day
# (``on``) and what the address says.
View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """The view for people who are logged in; others are sent to the log-in and back.

    A form sent after the session ended is lost on purpose: nobody repeats an act for somebody
    who has left.
    """

    @wraps(view)
    def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_log_in(request)
        on = clock.today()
        actor = people.actor_of(request.user, on)
        request.actor = actor  # type: ignore[attr-defined]  # for the masthead, see context.py
        return view(request, actor=actor, on=on, **named)

    return guarded


def _to_log_in(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(request.path if request.method in {"GET", "HEAD"} else "/")
