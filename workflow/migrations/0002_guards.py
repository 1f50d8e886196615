"""The guards of the database, and the head of the log.

The arrows are written out here: a later change of the arrows needs a migration of its own,
and a test compares them with ``workflow.states``.
"""

from django.db import migrations

from workflow.models import guards

EDGES = (
    ("APPEAL_DENIED", "AT_ISCAP"),
    ("APPEAL_DENIED", "CLOSED"),
    ("APPEAL_DENIED", "LITIGATION"),
    ("AT_ISCAP", "CLOSED"),
    ("DENIED", "ON_APPEAL"),
    ("DETERMINED", "DENIED"),
    ("DETERMINED", "EXEMPTED"),
    ("DETERMINED", "PRODUCTION"),
    ("EXEMPTED", "INITIAL_REVIEW"),
    ("INITIAL_REVIEW", "REFERRED"),
    ("INITIAL_REVIEW", "SECOND_REVIEW"),
    ("INITIAL_REVIEW", "TRIAGE"),
    ("LITIGATION", "CLOSED"),
    ("ON_APPEAL", "APPEAL_DENIED"),
    ("ON_APPEAL", "CLOSED"),
    ("PRODUCTION", "RELEASE_QC"),
    ("PUBLISHING", "PRODUCTION"),
    ("PUBLISHING", "RELEASED"),
    ("RECEIVED", "TRIAGE"),
    ("REFERRED", "INITIAL_REVIEW"),
    ("REFERRED", "SECOND_REVIEW"),
    ("RELEASED", "ON_APPEAL"),
    ("RELEASE_QC", "PRODUCTION"),
    ("RELEASE_QC", "PUBLISHING"),
    ("SECOND_REVIEW", "DETERMINED"),
    ("SECOND_REVIEW", "INITIAL_REVIEW"),
    ("TRIAGE", "INITIAL_REVIEW"),
    ("TRIAGE", "REFERRED"),
)


def install(apps, schema_editor):
    guards.install(schema_editor.connection, EDGES)


def lift(apps, schema_editor):
    guards.lift(schema_editor.connection)


def begin_the_log(apps, schema_editor):
    apps.get_model("workflow", "AuditHead").objects.get_or_create(epoch=1)


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_records")]
    operations = [
        migrations.RunPython(begin_the_log, migrations.RunPython.noop),
        migrations.RunPython(install, lift),
    ]
