"""The files of releases on disk: where they lie, and whether they are those that were verified.

A folder is named by number and version of its release; nothing a person typed is ever part
of a path.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from workflow.errors import Absent, Refused
from workflow.models import Release

CONTENT_TYPES: Final = {
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
}


def staged(release: Release) -> Path:
    """Where a release waits."""
    return Path(settings.STAGING) / release.folder


def public(release: Release) -> Path:
    """Where a published release lies."""
    return Path(settings.PUBLIC) / release.folder


def described(name: str, data: bytes) -> dict[str, Any]:
    """A file as a release lists it."""
    return {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()}


def is_whole(folder: Path, files: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a folder holds exactly these files, byte for byte, and nothing else."""
    listed = {str(file["name"]): file for file in files}
    if {path.name for path in folder.iterdir()} != set(listed):
        return False
    return all(
        (folder / name).is_file()
        and not (folder / name).is_symlink()
        and described(name, (folder / name).read_bytes()) == dict(file)
        for name, file in listed.items()
    )


def bytes_of(release: Release, name: str) -> bytes:
    """One file of a release, compared with the digest taken when it was verified.

    Raises:
        Absent: the release lists no such file.
        Refused: ``bytes-differ`` when the file is lost or altered.
    """
    listed = next((file for file in release.files if file["name"] == name), None)
    if listed is None:
        raise Absent
    folder = public(release) if release.published_at else staged(release)
    try:
        data = (folder / str(listed["name"])).read_bytes()
    except OSError:
        raise Refused("bytes-differ") from None
    if described(name, data) != listed:
        raise Refused("bytes-differ")
    return data
