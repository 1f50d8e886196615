"""Files that appear together or not at all.

Written to names nobody looks for, made durable, then renamed in the order given; the last
one to appear says that the others are there. When a step fails, what stood there before
stands there again.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Leaf(NamedTuple):
    """A file to be: its final place and its bytes."""

    path: Path
    data: bytes


def put(leaves: Sequence[Leaf]) -> None:
    """Write the files, all in one folder.

    Raises:
        OSError: nothing was changed.
    """
    waiting = [_beside(leaf.path) for leaf in leaves]
    try:
        for leaf, path in zip(leaves, waiting, strict=True):
            _write(path, leaf.data)
        _swap([leaf.path for leaf in leaves], waiting)
    finally:
        for path in waiting:
            path.unlink(missing_ok=True)
    for folder in {leaf.path.parent for leaf in leaves}:
        _settle(folder)


def _swap(finals: Sequence[Path], waiting: Sequence[Path]) -> None:
    before: list[tuple[Path, Path | None]] = []
    try:
        for final, path in zip(finals, waiting, strict=True):
            before.append((final, _copy_of(final)))
            path.replace(final)
    except OSError:
        for final, copy in reversed(before):
            if copy is not None:
                copy.replace(final)
            elif final.is_file():
                final.unlink()
        raise
    finally:
        for _, copy in before:
            if copy is not None:
                copy.unlink(missing_ok=True)


def _copy_of(final: Path) -> Path | None:
    if not final.exists():
        return None
    copy = _beside(final)
    shutil.copyfile(final, copy)
    return copy


def _beside(path: Path) -> Path:
    return path.with_name(f".{secrets.token_hex(8)}.tmp")


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Make the new names durable, where folders can be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
