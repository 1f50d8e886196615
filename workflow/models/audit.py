"""The audit log: one Merkle tree per installation. Rows are added by ``actions.recording`` alone.

Triggers in the database refuse to change or delete an entry; the tree and the checkpoints
kept elsewhere show it when somebody does so all the same.
"""

from __future__ import annotations

from django.db import models


class AuditEntry(models.Model):
    """One act: canonical JSON without any word of a cable, and its leaf hash.

    ``obj`` repeats the object of the entry so that a history can be found; ``check_audit``
    compares the two.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    obj = models.CharField(max_length=80, db_index=True)
    entry = models.TextField()
    leaf = models.BinaryField(max_length=32)

    class Meta:
        ordering = ("seq",)
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"Entry {self.seq}"


class AuditHead(models.Model):
    """The tree's head, one row: epoch, size, and the roots of its complete subtrees."""

    epoch = models.PositiveIntegerField(primary_key=True)
    size = models.PositiveBigIntegerField(default=0)
    frontier = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"Epoch {self.epoch}, {self.size} entries"


class AuditTile(models.Model):
    """The hash of ``256**level`` complete leaves, so that a proof reads few rows."""

    level = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)

    class Meta:
        ordering = ("level", "number")
        constraints = (models.UniqueConstraint(fields=("level", "number"), name="tile_once"),)

    def __str__(self) -> str:
        return f"Tile {self.level}/{self.number}"


class AuditCheckpoint(models.Model):
    """A signed note on the tree's size and root; a copy is kept off the machine."""

    size = models.PositiveBigIntegerField()
    note = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-size",)

    def __str__(self) -> str:
        return f"Checkpoint at {self.size}"
