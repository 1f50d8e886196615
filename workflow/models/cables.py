"""Cables as received, and the few facts read from them that queues and search need."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workflow.actors import Level
from workflow.models.people import User


class Cable(models.Model):
    """A telegram: its text is immutable, its facts are written by intake alone.

    Paragraphs, portions and places are not stored: they are computed from the text, so that
    no second truth can drift from it. ``needs_level`` and the captions decide who may see the
    row: the highest of the overall line and every portion mark, TOP SECRET when unreadable.
    """

    text = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    # Two texts with the same words have the same digest, whatever encoding or layout.
    words_sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    encoding = models.CharField(max_length=20)
    file_name = models.CharField(max_length=255, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    parser = models.CharField(max_length=20)
    pack = models.CharField(max_length=60)
    mrn = models.CharField(max_length=60, blank=True, db_index=True)
    mrn_display = models.CharField(max_length=70, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    sender = models.CharField(max_length=120, blank=True)
    origin_date = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=30, blank=True)
    needs_level = models.PositiveSmallIntegerField(
        choices=[(level.value, level.label) for level in Level]
    )
    decl_line = models.TextField(blank=True)
    classified_by_line = models.TextField(blank=True)
    effective_date = models.DateField(null=True, blank=True, db_index=True)
    ceiling_date = models.DateField(null=True, blank=True)
    anniversary_25 = models.DateField(null=True, blank=True, db_index=True)
    proposal_deadline = models.DateField(null=True, blank=True, db_index=True)
    doubts = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(needs_level__lte=Level.TOP_SECRET), name="cable_level_known"
            ),
        )

    def __str__(self) -> str:
        return self.mrn_display or f"Cable {self.pk}"


class CableCaption(models.Model):
    """A caption found on a cable; only people admitted to it see the cable."""

    cable = models.ForeignKey(Cable, on_delete=models.PROTECT, related_name="captions")
    name = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cable", "name"), name="cable_caption_once"),
        )

    def __str__(self) -> str:
        return self.name


class CableTag(models.Model):
    """A TAGS code of a cable."""

    cable = models.ForeignKey(Cable, on_delete=models.PROTECT, related_name="tags")
    code = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=20)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("cable", "code"), name="cable_tag_once"),)

    def __str__(self) -> str:
        return self.code
