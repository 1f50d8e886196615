"""What validators by other people say; none of them is the gate.

outloud checks PDF/UA-1. PDFBox Preflight knows PDF/A-1b only, so it is given the same bytes
with the version and the two identifiers of PDF/A-1b, which are as long. Preflight is found
among the Java libraries of the system. outloud brings half a gigabyte and an AGPL library, so
it stays out of the lock files and is asked by hand: with it on the path, ``pytest -m by_hand``.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from redaction.render import release_pdf
from tests.redaction.render.examples import DECLASSIFIED, STAMP, example, long, said, strange

JARS = Path("/usr/share/java")
NEEDED = (
    *("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging"),
    *("jaxb-api", "jaxb-runtime", "javax.activation"),
)
SAMPLES = {
    "example": (example(), STAMP),
    "strange": (strange(), DECLASSIFIED),
    "long": (long(), STAMP),
    "full": (said("One line."), STAMP),
}


@pytest.fixture(params=SAMPLES)
def release(request) -> bytes:
    return release_pdf(*SAMPLES[request.param])


@pytest.mark.by_hand
def test_outloud_finds_no_error_in_a_release(release, tmp_path):
    outloud = shutil.which("outloud")
    assert outloud is not None, "outloud is not installed"
    path = tmp_path / "release.pdf"
    path.write_bytes(release)
    run = subprocess.run([outloud, str(path)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_preflight_finds_a_release_to_be_an_archival_file(release, tmp_path):
    java = shutil.which("java")
    jars = [JARS / f"{name}.jar" for name in NEEDED]
    if java is None or not all(jar.exists() for jar in jars):
        pytest.skip("PDFBox Preflight is not installed")
    told = (
        (b"%PDF-1.7", b"%PDF-1.4"),
        (b"<pdfaid:part>2<", b"<pdfaid:part>1<"),
        (b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<"),
    )
    for ours, theirs in told:
        assert release.count(ours) == 1
        release = release.replace(ours, theirs)
    path = tmp_path / "release.pdf"
    path.write_bytes(release)
    validator = "org.apache.pdfbox.preflight.Validator_A1b"
    run = subprocess.run(
        [java, "-cp", ":".join(map(str, jars)), validator, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "is a valid PDF/A-1b file" in run.stdout, run.stdout
