"""Who may see which row: the one filter through which every reader and every act goes.

What a person may not see does not exist for them. Three things decide: an active person with
a role that reads cables, a clearance that reaches the level of the cable, and admission to
every caption found on it.

What this does not guard against: a query that does not begin here. Screens and the API are
kept from the models by an import rule.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from workflow.actors import SYSTEM, Actor, Role
from workflow.errors import Absent
from workflow.models import Cable, CableCaption, Release, Review


def visible_to(actor: Actor) -> QuerySet[Cable]:
    """The cables an actor may read. The installation itself reads all of them."""
    if actor is SYSTEM:
        return Cable.objects.all()
    if not actor.reads_cables:
        return Cable.objects.none()
    barred = CableCaption.objects.filter(cable=OuterRef("pk")).exclude(name__in=actor.captions)
    return Cable.objects.filter(~Exists(barred), needs_level__lte=actor.clearance)


def reviews_visible_to(actor: Actor) -> QuerySet[Review]:
    """The reviews of the cables an actor may read."""
    return _reviews_of(visible_to(actor), everything=actor is SYSTEM)


def records_visible_to(actor: Actor) -> QuerySet[Review]:
    """The reviews whose record, without any words of the cable, an actor may read.

    An auditor reads every record and no withheld text.
    """
    return _reviews_of(visible_to(actor), everything=actor is SYSTEM or _audits(actor))


def releases_visible_to(actor: Actor) -> QuerySet[Release]:
    """The releases of visible cables; an auditor sees those that are published."""
    if actor is SYSTEM:
        return Release.objects.all()
    seen = Q(review__cable__in=visible_to(actor))
    if _audits(actor):
        seen |= Q(published_at__isnull=False)
    return Release.objects.filter(seen)


def sees(actor: Actor, cable_id: int) -> bool:
    """Whether an actor may read one cable."""
    return visible_to(actor).filter(pk=cable_id).exists()


def the_cable(cable_id: int, *, actor: Actor) -> Cable:
    """One cable.

    Raises:
        Absent: there is none, or none for this actor; the two cannot be told apart.
    """
    cable = visible_to(actor).filter(pk=cable_id).first()
    if cable is None:
        raise Absent
    return cable


def _audits(actor: Actor) -> bool:
    return actor.active and Role.AUDITOR in actor.roles


def _reviews_of(cables: QuerySet[Cable], *, everything: bool) -> QuerySet[Review]:
    return Review.objects.all() if everything else Review.objects.filter(cable__in=cables)
