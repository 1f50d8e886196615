"""What is public, compared with what was verified, and with what the log says was passed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from django.conf import settings

from redaction.provenance.entry import read_entry
from workflow.actions.rendering import copy_of, file_names
from workflow.errors import Refused
from workflow.models import AuditEntry, Release
from workflow.models.acts import Act
from workflow.queries.packages import described, is_whole, public

Fault = tuple[str, str]


def check_public(folders: Collection[str] = (), *, again: bool = False) -> tuple[int, list[Fault]]:
    """How many releases were checked, and (folder, fault) for whatever is not as it must be.

    ``folders`` chooses some, by folder or number; ``again`` renders each once more and compares
    the bytes, which must agree within one build of the code, the font and zlib.
    """
    rows = Release.objects.filter(published_at__isnull=False).order_by("number", "version")
    releases = [
        release
        for release in rows.select_related("review__cable")
        if not folders or {release.folder, release.number} & set(folders)
    ]
    faults = [(r.folder, fault) for r in releases for fault in _faults_of(r, again=again)]
    found = {name for release in releases for name in (release.folder, release.number)}
    for name in sorted(set(folders) - found):
        faults.append((name, "no release of that name is published"))
    if not folders:
        faults += _unlisted({release.folder for release in releases})
    return len(releases), faults


def _faults_of(release: Release, *, again: bool) -> Iterator[str]:
    try:
        if not is_whole(public(release), release.files):
            yield "the files are not those that were verified"
    except OSError:
        yield "the folder is missing or cannot be read"
    if _logged(release) != tuple(str(file["sha256"]) for file in release.files):
        yield "the log does not have these files as passed"
    if again:
        yield from _rendered_again(release)


def _logged(release: Release) -> tuple[str, ...] | None:
    """The digests of the files in the entry of the check that passed them."""
    rows = AuditEntry.objects.filter(
        obj=f"review:{release.review_id}", entry__startswith=f'{{"act":"{Act.CHECK_PASSED}"'
    )
    for row in rows.order_by("-seq"):
        data = read_entry(row.entry.encode("ascii")).data
        files = data.get("files")
        if data.get("release") == release.folder and isinstance(files, tuple):
            return tuple(str(digest) for digest in files)
    return None


def _rendered_again(release: Release) -> Iterator[str]:
    try:
        copy = copy_of(release.review, release.stamp, file_name=release.folder)
    except Refused as refusal:
        yield f"it cannot be rendered again: {refusal.code}"
        return
    files = file_names(release.folder, copy)
    if [described(name, data) for name, data in files.items()] != release.files:
        yield "rendered again it has other bytes"


def _unlisted(known: Collection[str]) -> list[Fault]:
    """Whatever lies in public and belongs to no published release."""
    root = Path(settings.PUBLIC)
    found = sorted(path.name for path in root.iterdir()) if root.exists() else []
    return [(name, "it is public, and no release lists it") for name in found if name not in known]
