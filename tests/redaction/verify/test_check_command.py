"""``python -m redaction check``: verdicts, exit status, and what it never says."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from redaction.commands.check import run
from redaction.verify.limits import MEMORY, limited
from tests.redaction.verify import plants_objects
from tests.redaction.verify.planting import SECRET, Pdf, release

HERE = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = release()
    (tmp_path / "a.pdf").write_bytes(made.pdf)
    (tmp_path / "a.txt").write_text(made.txt, encoding="utf-8")
    (tmp_path / "w.json").write_text(json.dumps([{"id": "m1", "text": SECRET}]))
    leaking = Pdf(made.pdf)
    plants_objects.in_an_annotation(leaking)
    (tmp_path / "leak.pdf").write_bytes(leaking.save())
    return tmp_path


def said(capsys) -> dict:
    out, _ = capsys.readouterr()
    assert out.count("\n") == 1
    return json.loads(out)


def test_a_clean_release_is_clean(folder, capsys):
    assert run([str(folder / "a.pdf")]) == 0
    assert said(capsys) == {
        "path": str(folder / "a.pdf"),
        "verdict": "clean",
        "read": ["bytes", "objects", "streams", "text", "geometry", "font", "metadata"],
        "findings": [],
    }


def test_a_clean_release_is_clean_with_its_text_and_its_secrets(folder, capsys):
    asked = ["--withheld", str(folder / "w.json"), "--released", str(folder / "a.txt")]
    assert run([str(folder / "a.pdf"), *asked]) == 0
    assert said(capsys)["read"][-1] == "needles"


def test_a_leak_is_one_and_named_by_place_and_number(folder, capsys):
    assert run([str(folder / "leak.pdf"), "--withheld", str(folder / "w.json")]) == 1
    told = said(capsys)
    assert told["verdict"] == "leak"
    assert {"code": "not_on_list", "where": f"object {page()}, key /Annots"} in told["findings"]
    assert any(f["code"] == "withheld_words" and f["needle"] == "m1" for f in told["findings"])
    assert not any(word in json.dumps(told) for word in SECRET.split() if len(word) > 3)


def page() -> int:
    return Pdf(release().pdf).page()


def test_a_changed_file_is_tampered_with(folder, capsys):
    assert run([str(folder / "leak.pdf")]) == 1
    assert said(capsys)["verdict"] == "tampered"


def test_words_of_the_page_that_should_be_withheld_are_a_leak(folder, capsys):
    (folder / "w.txt").write_text("quite plain water\n")
    assert run([str(folder / "a.pdf"), "--withheld", str(folder / "w.txt")]) == 1
    assert said(capsys)["verdict"] == "leak"


def test_public_words_that_were_lost_are_missing(folder, capsys):
    (folder / "b.txt").write_text("said the judge and the jury")
    assert run([str(folder / "a.pdf"), "--released", str(folder / "b.txt")]) == 1
    assert [f["code"] for f in said(capsys)["findings"]] == ["missing_words"]


@pytest.mark.parametrize(
    ("data", "status", "verdict"),
    [
        (b"", 2, "unreadable"),
        (b"hello", 2, "unreadable"),
        (b"x" * 1024 + b"%PDF-1.7\n", 2, "unreadable"),
        (b"junk %PDF-1.7\n", 1, "tampered"),
        (b"%PDF-1.4\n%%EOF\n", 1, "tampered"),
        (b"%PDF-1.7\n" + b"1 0 obj\n<<" * 5000, 1, "tampered"),
        (b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000, 1, "tampered"),
    ],
)
def test_what_is_no_pdf_is_unreadable_and_what_is_another_pdf_is_tampered(
    tmp_path, capsys, data, status, verdict
):
    (tmp_path / "x.pdf").write_bytes(data)
    assert run([str(tmp_path / "x.pdf")]) == status
    assert said(capsys)["verdict"] == verdict


def test_a_missing_file_a_folder_and_a_bad_list_are_unreadable(folder, capsys):
    (folder / "bad.json").write_text("[3]")
    for argv in (
        ["none.pdf"],
        [str(folder)],
        [str(folder / "a.pdf"), "--withheld", str(folder / "bad.json")],
        [str(folder / "a.pdf"), "--released", str(folder / "none.txt")],
    ):
        assert run(argv) == 2
        assert said(capsys)["verdict"] == "unreadable"


def test_a_folder_is_not_yet_a_package_and_the_answer_says_so(folder, capsys):
    run([str(folder)])
    assert "not yet" in said(capsys)["reason"]


def test_a_wrong_call_is_two_and_help_is_nought(capsys):
    assert run([]) == 2
    assert run(["--nonsense", "a"]) == 2
    assert run(["--help"]) == 0


def test_limits_hold_while_a_file_is_read_and_no_longer():
    before = [resource.getrlimit(kind) for kind in range(resource.RLIMIT_NOFILE)]
    with limited():
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
        assert resource.getrlimit(resource.RLIMIT_CPU)[0] > 0
        assert resource.getrlimit(resource.RLIMIT_AS)[0] >= MEMORY
    assert [resource.getrlimit(kind) for kind in range(resource.RLIMIT_NOFILE)] == before


def test_check_starts_without_the_pdf_writer(folder):
    program = (
        "import sys; from redaction.__main__ import main; status = main(sys.argv[1:]); "
        "print('reportlab' in sys.modules, 'django' in sys.modules); sys.exit(status)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "check", str(folder / "a.pdf")],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout.splitlines()[-1]) == (0, "False False")


def test_the_command_as_people_call_it(folder):
    ended = subprocess.run(
        [sys.executable, "-m", "redaction", "check", str(folder / "leak.pdf")],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (1, "")
    assert json.loads(ended.stdout)["verdict"] == "tampered"
