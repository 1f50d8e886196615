"""What ties cables together, also of those that are here already."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from redaction.cable import parse
from workflow.models import guards

BATCH = 200


def install(apps, schema_editor):
    """A table that was made anew to get a column has lost its guards."""
    edges = import_module("workflow.migrations.0002_guards").EDGES
    guards.install(schema_editor.connection, edges)


def fill(apps, schema_editor):
    from workflow.queries.traces import traces_of

    cable = apps.get_model("workflow", "Cable")
    sketch = apps.get_model("workflow", "CableSketch")
    reference = apps.get_model("workflow", "CableReference")
    for row in cable.objects.only("text").iterator(BATCH):
        traces = traces_of(row.text, parse(row.text))
        cable.objects.filter(pk=row.pk).update(words_sha256=traces.words)
        sketch.objects.bulk_create(
            [sketch(cable_id=row.pk, value=value) for value in traces.values]
        )
        reference.objects.bulk_create(
            [
                reference(cable_id=row.pk, mrn=mrn, label=label)
                for mrn, label in traces.references.items()
            ]
        )


class Migration(migrations.Migration):
    dependencies = [("workflow", "0003_settlements")]
    operations = [
        # On the way back the column goes first, and the guards of the remade table after it.
        migrations.RunPython(migrations.RunPython.noop, install),
        migrations.AddField(
            model_name='cable',
            name='words_sha256',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
        migrations.CreateModel(
            name='CableReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mrn', models.CharField(db_index=True, max_length=60)),
                ('label', models.CharField(blank=True, max_length=20)),
                ('cable', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='references', to='workflow.cable')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('cable', 'mrn'), name='cable_reference_once')],
            },
        ),
        migrations.CreateModel(
            name='CableSketch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.BigIntegerField()),
                ('cable', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sketches', to='workflow.cable')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('value', 'cable'), name='cable_sketch_once')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
