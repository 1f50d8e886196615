"""The face comes with the product, whole, and with its licence."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from redaction import face
from redaction.errors import RedactionError
from redaction.render.metadata import versions

ROOT = Path(__file__).parents[3]


def test_the_licence_of_the_face_lies_beside_it():
    licence = (face.FACE.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright (c) 2012 Red Hat, Inc. with Reserved Font Name Liberation" in licence


def test_a_face_that_is_not_the_bundled_one_is_refused(monkeypatch, tmp_path):
    other = tmp_path / "other.ttf"
    other.write_bytes(face.face_bytes()[:-1])
    monkeypatch.setattr(face, "FACE", other)
    face.face_bytes.cache_clear()
    with pytest.raises(RedactionError) as refused:
        face.face_bytes()
    assert refused.value.code == "bad_face"
    monkeypatch.undo()
    assert len(face.face_bytes()) == 319_508


@pytest.mark.parametrize("grid", face.GRIDS.values(), ids=face.GRIDS)
def test_the_body_and_its_furniture_fit_the_sheet(grid):
    assert grid.x(face.COLUMNS) <= grid.width - 72
    assert grid.y(grid.lines - 1) > grid.footer + face.LEADING
    assert grid.header < grid.height - 30
    longest = "x" * grid.measure
    end = grid.furniture_x(longest) + len(longest) * face.advance(face.FURNITURE_SIZE)
    assert grid.furniture_x(longest) == grid.margin
    assert end <= grid.width - grid.margin + 1


def test_a_release_names_the_version_of_the_code_that_made_it():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert versions()["code"] == project["version"]
