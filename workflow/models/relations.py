"""What ties cables together: a sample of the passages of each, and the numbers it refers to.

Intake writes both from the text, ``check_cables`` compares them with it. They are as secret as
the text, and only read through what a person may see.
"""

from __future__ import annotations

from django.db import models

from workflow.models.cables import Cable


class CableSketch(models.Model):
    """One hash of the sample of a cable's passages; two cables with one value may be alike."""

    cable = models.ForeignKey(Cable, on_delete=models.PROTECT, related_name="sketches")
    value = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("value", "cable"), name="cable_sketch_once"),
        )

    def __str__(self) -> str:
        return f"{self.cable_id}"


class CableReference(models.Model):
    """A cable number that a cable refers to; ``label`` is the letter it has in the list."""

    cable = models.ForeignKey(Cable, on_delete=models.PROTECT, related_name="references")
    mrn = models.CharField(max_length=60, db_index=True)
    label = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("cable", "mrn"), name="cable_reference_once"),
        )

    def __str__(self) -> str:
        return self.mrn
