"""Answers to the doubts of a reading, guarded like the other records."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from redaction.cable import parse
from workflow.models import guards

BATCH = 200


def count_doubts(apps, schema_editor):
    """Cables that are here already: warnings count as doubts from now on."""
    from workflow.queries.columns import columns_of

    rows = apps.get_model("workflow", "Cable").objects
    for row in rows.only("text", "received_at", "doubts").iterator(BATCH):
        doubts = columns_of(parse(row.text), on=row.received_at.date()).fields["doubts"]
        if doubts != row.doubts:
            rows.filter(pk=row.pk).update(doubts=doubts)


def install(apps, schema_editor):
    edges = import_module("workflow.migrations.0002_guards").EDGES
    guards.install(schema_editor.connection, edges)


class Migration(migrations.Migration):
    dependencies = [("workflow", "0002_guards")]
    operations = [
        migrations.AlterField(
            model_name="portiondecision",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("release", "release"),
                    ("withhold", "withhold"),
                    ("part", "part"),
                    ("refer", "refer"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("accept", "accept"),
                            ("correct", "correct"),
                            ("split", "split"),
                            ("join", "join"),
                        ],
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=40)),
                ("start", models.PositiveIntegerField(default=0)),
                ("end", models.PositiveIntegerField(default=0)),
                (
                    "fact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("number", "number"),
                            ("origin", "origin"),
                            ("level", "level"),
                            ("eo_line", "eo_line"),
                            ("classified_by", "classified_by"),
                            ("subject", "subject"),
                        ],
                        max_length=20,
                    ),
                ),
                ("value", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                (
                    "cable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlements",
                        to="workflow.cable",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ("pk",)},
        ),
        migrations.RunPython(count_doubts, migrations.RunPython.noop),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
