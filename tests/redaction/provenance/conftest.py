"""An export in a folder, and a way to check many without checking one signature many times."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from redaction.provenance import verify_audit
from tests.redaction.provenance.exports import Export


@pytest.fixture
def export(tmp_path: Path) -> Export:
    return Export(tmp_path)


@pytest.fixture
def quick_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check each signature once, for tests in which something else changes."""
    checked = lru_cache(verify_audit.ed25519_verifies)
    monkeypatch.setattr(verify_audit, "ed25519_verifies", checked)
