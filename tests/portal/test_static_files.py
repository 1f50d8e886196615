"""What the browser is sent besides pages: nothing from elsewhere, nothing kept of a cable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "workflow" / "static" / "workflow"
FILES = sorted(STATIC.iterdir())
LONGEST = 600


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_file_names_an_address_elsewhere(file: Path) -> None:
    found = re.findall(r"(?:https?:)?//[a-z][\w.-]+\.\w+", file.read_text("utf-8"))
    assert [address for address in found if "www.w3.org" not in address] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_files_are_short_enough_to_read(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST


def test_the_script_builds_no_markup_and_runs_no_text() -> None:
    script = (STATIC / "review.js").read_text("utf-8")
    barred = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(")
    assert [word for word in barred if word in script] == []


def test_the_browser_remembers_choices_and_nothing_else() -> None:
    script = (STATIC / "review.js").read_text("utf-8")
    assert re.findall(r"localStorage\.\w+\(([^,)]+)", script) == ["`declass-${name}`"] * 2
    assert re.findall(r'settle\("[\w-]+", "(\w+)"', script) == ["keys", "boxes"]
    assert "sessionStorage" not in script and "document.cookie" not in script
