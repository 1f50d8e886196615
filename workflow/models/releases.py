"""Releases: what left, when, by whose hand; and the outbox that makes publishing safe."""

from __future__ import annotations

from django.db import models

from workflow.models.people import User
from workflow.models.reviews import Review


class Release(models.Model):
    """Version n of a cable's sanitized copy, with the digests of its files.

    ``files`` is a list of {``name``, ``size``, ``sha256``}; ``stamp`` the public stamp as given
    to the renderer; ``verification`` the gate's report: checks run, verdict, versions.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="releases")
    number = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    stamp = models.JSONField()
    title = models.CharField(max_length=200)
    disposition = models.CharField(max_length=3)
    codes = models.JSONField()
    gaps = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    files = models.JSONField()
    verification = models.JSONField()
    marks_digest = models.CharField(max_length=64)
    rendered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    rendered_at = models.DateTimeField()
    rejected_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-rendered_at", "-pk")
        constraints = (
            # A rejected copy never left, so its version is given again.
            models.UniqueConstraint(
                fields=("number", "version"),
                condition=models.Q(rejected_at__isnull=True),
                name="release_version_once",
            ),
        )

    def __str__(self) -> str:
        return self.folder

    @property
    def folder(self) -> str:
        """The name of the package's folder: number and version."""
        return f"{self.number}_v{self.version}"


class Outbox(models.Model):
    """A release on its way out: written with the decision, done when the files are in place."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="outbox")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    refused_code = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "outbox"

    def __str__(self) -> str:
        return self.release.folder
