"""People, as the rules and the screens see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from workflow import clock
from workflow.actors import Actor, Role
from workflow.errors import Absent
from workflow.models import User
from workflow.queries.access import sees, the_cable


def actor_of(user: User, on: date | None = None) -> Actor:
    """The person on a day, read anew: a changed role or clearance acts on the next request."""
    return actor_with(user.pk, on=on)


def actor_with(user_id: int, *, on: date | None = None) -> Actor:
    """The person with this id on a day (default: today).

    Raises:
        Absent: there is no such person.
    """
    user = _people().filter(pk=user_id).first()
    if user is None:
        raise Absent
    return user.to_actor(on=on or clock.today())


def reviewers_for(
    cable_id: int, *, actor: Actor, on: date | None = None
) -> tuple[tuple[int, str], ...]:
    """Who may be assigned a cable: (id, name) of reviewers whose access covers it, by name.

    Raises:
        Absent: the actor may not see the cable.
    """
    the_cable(cable_id, actor=actor)
    reviewers = _people().filter(is_active=True, grants__role=Role.REVIEWER)
    named = [
        (user.pk, user.name)
        for user in reviewers
        if sees(user.to_actor(on=on or clock.today()), cable_id)
    ]
    return tuple(sorted(named, key=lambda person: person[1].casefold()))


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """The names of people, by id."""
    return {user.pk: user.name for user in User.objects.filter(pk__in=set(ids))}


def _people() -> QuerySet[User]:
    return User.objects.prefetch_related("grants", "captions", "listings")
