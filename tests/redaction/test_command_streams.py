"""Every command ends quietly whatever becomes of the streams it was given."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from redaction.__main__ import LOST_OUTPUT, STOPPED
from tests.redaction.telegrams import HEADER

TELEGRAM = HEADER + "1. (C) Orla came to town.\n"
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
COMMANDS = (
    ["parse", "FILE"],
    ["parse", "--help"],
    ["determine", "--on", "2026-11-23", "FILE"],
    ["release", "FILE", "FILE", "--out", "DIR"],
    ["release", "--help"],
    ["check", "FILE"],
    ["--help"],
)


def command(asked: list[str], folder: Path) -> list[str]:
    """The command line, with a telegram for FILE and a folder for DIR."""
    file = folder / "telegram.txt"
    file.write_text(TELEGRAM, encoding="utf-8")
    places = {"FILE": str(file), "DIR": str(folder / "out")}
    return [sys.executable, "-m", "redaction", *(places.get(word, word) for word in asked)]


@pytest.mark.parametrize("asked", COMMANDS, ids=" ".join)
def test_a_reader_who_stops_reading_gets_no_traceback(asked, tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            command(asked, tmp_path),
            stdout=writing,
            stderr=subprocess.PIPE,
            env=BUFFERED,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.stderr.replace(b"check: this is not a PDF\n", b"") == b""
    assert done.returncode == LOST_OUTPUT


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_is_said_in_one_line_and_is_not_success(tmp_path):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command(["parse", "FILE"], tmp_path), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == LOST_OUTPUT
    assert done.stderr.startswith(b"redaction: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("asked", [["parse", "--jsonl"], ["determine", "--jsonl"]], ids=" ".join)
def test_a_closed_input_holds_no_questions(asked, tmp_path):
    line = " ".join(command(asked, tmp_path))
    for closed in ("<&-", "<&- >&-", "</dev/null >&- 2>&-"):
        done = subprocess.run(["sh", "-c", f"{line} {closed}"], capture_output=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_an_interrupted_command_ends_without_a_traceback(tmp_path):
    line = command(["parse", "--jsonl"], tmp_path)
    with subprocess.Popen(
        line,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A run in the background ignores the signal, and hands that on to its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(b"{}\n" * 100)
        running.stdin.flush()
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.communicate()[1] == b""
    assert running.returncode == STOPPED


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a file without an end")
@pytest.mark.parametrize("asked", (COMMANDS[0], COMMANDS[2], COMMANDS[3]), ids=" ".join)
def test_a_file_without_an_end_is_too_large_and_is_not_read_to_its_end(asked, tmp_path):
    line = [word.replace("FILE", "/dev/zero") for word in asked]
    done = subprocess.run(command(line, tmp_path), capture_output=True, timeout=60, check=False)
    assert b"is larger than" in done.stdout
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_path_that_is_no_path_is_a_file_that_cannot_be_read(tmp_path):
    for asked in ("x" * 300, "a/" * 3000):
        for line in (["parse", asked], ["determine", "--on", "2026-11-23", asked]):
            done = subprocess.run(command(line, tmp_path), capture_output=True, check=False)
            assert (done.returncode, done.stderr) == (1, b"")
        done = subprocess.run(command(["check", asked], tmp_path), capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (2, b"check: PATH cannot be read\n")
