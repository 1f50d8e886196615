"""Equal values give equal bytes, whatever the machine, the user and what was made before."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest

from redaction.render import release_pdf
from tests.redaction.render.examples import DECLASSIFIED, STAMP, example, long, said, strange

ROOT = Path(__file__).parents[3]
SCRIPT = """
import hashlib
from redaction.render import release_json, release_pdf, release_text
from tests.redaction.render.examples import DECLASSIFIED, example, strange, STAMP
for cable, stamp in ((strange(), DECLASSIFIED), (example(), STAMP)):
    text = release_text(cable, stamp).encode()
    parts = release_pdf(cable, stamp), text, release_json(cable, stamp)
    print(*(hashlib.sha256(part).hexdigest() for part in parts))
"""
HOSTILE = """
open({marker!r}, "w").close()
invariant = 0
pdfComments = 1
pdfMultiLine = 1
pageCompression = 1
useA85 = 1
documentLang = "xx"
ttfAsciiReadable = 1
"""


def digests(**environment: str) -> str:
    """What a fresh process makes."""
    run = subprocess.run(
        [sys.executable, *(["-O"] if "OPTIMIZE" in environment else []), "-c", SCRIPT],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


@pytest.fixture(scope="module")
def plain() -> str:
    return digests(PYTHONHASHSEED="0", HOME="/nonexistent")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "USER": "mallory"},
        {"SOURCE_DATE_EPOCH": "1", "LC_ALL": "C", "OPTIMIZE": "1"},
        {
            "RL_invariant": "0",
            "RL_pdfComments": "1",
            "RL_pdfMultiLine": "1",
            "RL_pageCompression": "1",
            "RL_useA85": "1",
            "RL_documentLang": "xx",
        },
    ],
    ids=["hash seed, zone, user", "epoch, locale, optimized", "reportlab variables"],
)
def test_no_environment_changes_a_byte(environment, plain):
    assert digests(**environment) == plain


def test_files_of_the_home_directory_are_neither_run_nor_obeyed(tmp_path, plain):
    markers = [tmp_path / "settings-ran", tmp_path / "mods-ran"]
    for name, marker in zip((".reportlab_settings", ".reportlab_mods"), markers, strict=True):
        (tmp_path / name).write_text(HOSTILE.format(marker=str(marker)))
    assert digests(HOME=str(tmp_path)) == plain
    assert not any(marker.exists() for marker in markers)


def test_what_was_rendered_before_changes_nothing():
    work = {
        "example": lambda: release_pdf(example(), STAMP),
        "strange": lambda: release_pdf(strange(), DECLASSIFIED),
        "long": lambda: release_pdf(long(), STAMP),
    }
    fresh = {name: hashlib.sha256(make()).digest() for name, make in work.items()}
    for order in permutations(work):
        for name in order:
            assert hashlib.sha256(work[name]()).digest() == fresh[name]


def test_a_different_word_gives_a_different_id_and_the_same_word_the_same():
    one, same, other = (release_pdf(said(word), STAMP) for word in ("port", "port", "bort"))
    assert one == same
    assert one[one.rindex(b"/ID") :] != other[other.rindex(b"/ID") :]
