"""``prepare``: what ``./start`` does between installing and serving. Safe to run again."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ADDRESS = "http://127.0.0.1:8000"


class Command(BaseCommand):
    """Migrates, gathers static files, finishes pending publications, prepares the demo."""

    help = (
        "Bring the database up to date, gather static files, finish publications that a crash"
        " interrupted, and prepare the demo when the database is empty (laptop profile only)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Each step is skipped when there is nothing to do."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
            self.stderr.write("The database is up to date.")
        self._gather_static_files()
        for folder in (settings.STAGING, settings.PUBLIC, settings.CHECKPOINTS):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        call_command("publish", verbosity=0)
        if settings.SERVER:
            return
        self.stdout.write(f"Portal {ADDRESS}/   dashboard {ADDRESS}/admin/")
        call_command("demo", if_empty=True, stdout=self.stdout, stderr=self.stderr)

    def _gather_static_files(self) -> None:
        root = Path(settings.STATIC_ROOT)
        newest = max(
            file.stat().st_mtime
            for file in (settings.BASE_DIR / "workflow" / "static").rglob("*")
            if file.is_file()
        )
        manifest = root / "staticfiles.json"
        if manifest.exists() and manifest.stat().st_mtime >= newest:
            return
        shutil.rmtree(root, ignore_errors=True)
        call_command("collectstatic", interactive=False, verbosity=0)
