"""One cable, from the bytes that came in to the files that left."""

from __future__ import annotations

from pathlib import Path

from tests.office import Office
from workflow.states import ReviewState


def test_a_cable_goes_from_file_to_release(office: Office, settings) -> None:
    release = office.released()

    assert office.state(release.review_id) is ReviewState.RELEASED
    assert release.published_at is not None
    assert release.folder == "R-2026-000001_v1"
    folder = Path(settings.PUBLIC) / release.folder
    assert sorted(path.name for path in folder.iterdir()) == [
        "R-2026-000001_v1.json",
        "R-2026-000001_v1.pdf",
        "R-2026-000001_v1.txt",
    ]
