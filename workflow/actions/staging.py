"""Putting files where they survive a crash: written, flushed, renamed, and the folder flushed.

A folder appears under its name whole or not at all. Staging and public lie on one file
system, so that a rename moves no bytes.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

FORGOTTEN: Final = timedelta(days=1)


@contextmanager
def alone() -> Iterator[None]:
    """One publisher at a time on the disk that holds the folders; others wait their turn.

    Two at once would each see files that the other is moving and take them for altered. The
    lock is the system's, so a publisher that dies holds nobody up.
    """
    root = Path(settings.STAGING)
    root.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def written(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A nameless folder in staging with these files, flushed; gone at the end unless moved."""
    Path(settings.STAGING).mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".", dir=settings.STAGING))
    try:
        for name, data in files.items():
            _write(folder / name, data)
        folder.chmod(0o755)
        _flush(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def replace(folder: Path, target: Path) -> None:
    """Move a folder to its place in staging; a copy that was rejected gives way."""
    if target.exists():
        shutil.rmtree(target)
    move(folder, target)


def move(folder: Path, target: Path) -> None:
    """Move a folder that is complete to a place that is free, and make that last.

    Raises:
        OSError: the folder is gone, or the place is taken.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    folder.rename(target)
    _flush(target.parent)
    _flush(folder.parent)


def forget(kept: frozenset[str], *, at: datetime) -> int:
    """Remove folders of staging that no release needs and that are older than a day."""
    root = Path(settings.STAGING)
    oldest = (at - FORGOTTEN).timestamp()
    found = [
        path
        for path in (root.iterdir() if root.exists() else ())
        if path.name not in kept and path.stat().st_mtime < oldest
    ]
    for path in found:
        shutil.rmtree(path)
    return len(found)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
