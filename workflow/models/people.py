"""People: roles, clearance, captions, and the list of declassification authorities."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from workflow.actors import Actor, Level, Role


class Caption(models.Model):
    """A restriction of distribution that a person must be admitted to (NODIS, EXDIS, ...)."""

    name = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """One person. What they may do hangs on roles, what they may see on clearance and captions."""

    office = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=100, blank=True)
    clearance = models.PositiveSmallIntegerField(
        choices=[(level.value, level.label) for level in Level], default=Level.UNCLASSIFIED
    )
    captions = models.ManyToManyField(Caption, blank=True)

    @property
    def name(self) -> str:
        """The name as screens and histories print it."""
        return self.get_full_name() or self.username

    def to_actor(self, *, on: date) -> Actor:
        """The person as the rules see them on a day."""
        return Actor(
            id=self.pk,
            name=self.name,
            roles=frozenset(Role(grant.role) for grant in self.grants.all()),
            clearance=Level(self.clearance),
            captions=frozenset(caption.name for caption in self.captions.all()),
            active=self.is_active,
            listed=any(listing.covers(on) for listing in self.listings.all()),
        )


class RoleGrant(models.Model):
    """A role held by a person, and who granted it: never the person themselves."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40, choices=[(role.value, role.label) for role in Role])
    granted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ("role",)
        constraints = (
            models.UniqueConstraint(fields=("user", "role"), name="role_granted_once"),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user")),
                name="nobody_grants_to_themselves",
            ),
        )

    def __str__(self) -> str:
        return Role(self.role).label


class AuthorityListing(models.Model):
    """An official designated to declassify, from a day, until a day (32 CFR 2001.92(m))."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="listings")
    office = models.CharField(max_length=100)
    title = models.CharField(max_length=100)
    listed_from = models.DateField()
    listed_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("listed_from",)
        verbose_name_plural = "authority listings"
        constraints = (
            models.CheckConstraint(
                condition=Q(listed_until__isnull=True) | Q(listed_until__gte=F("listed_from")),
                name="listing_ends_after_it_begins",
            ),
        )

    def covers(self, day: date) -> bool:
        """Whether the designation holds on a day."""
        return self.listed_from <= day and (self.listed_until is None or day <= self.listed_until)

    def __str__(self) -> str:
        return f"{self.title}, {self.office}"
