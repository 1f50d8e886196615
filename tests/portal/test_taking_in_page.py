"""Taking cables in: a receipt or a refusal for each file, and none stops the rest."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.office import data_of
from tests.portal.browsing import Browser, address
from workflow.models import Cable

INTAKE = address("intake")


def test_each_file_gets_its_own_answer(browser_of: Browser) -> None:
    files = [
        SimpleUploadedFile("good.txt", data_of("confidential_wrapped.txt")),
        SimpleUploadedFile("scan.pdf", b"%PDF-1.7 and so on"),
        SimpleUploadedFile("empty.txt", b" "),
        SimpleUploadedFile("other.txt", data_of("unclassified.txt")),
    ]
    answer = browser_of("otto").post(INTAKE, {"files": files})
    answers = answer.context["answers"]
    assert [bool(one.receipt) for one in answers] == [True, False, False, True]
    assert all(one.cure for one in answers if not one.receipt)
    assert Cable.objects.count() == 2


def test_pasted_text_is_one_cable_with_plain_line_ends(browser_of: Browser) -> None:
    text = data_of("unclassified.txt").decode()
    answer = browser_of("otto").post(INTAKE, {"text": text.replace("\n", "\r\n")})
    assert answer.context["answers"][0].receipt
    assert Cable.objects.get().text == text


def test_the_same_file_twice_gets_the_same_receipt(browser_of: Browser) -> None:
    otto = browser_of("otto")
    pages = [
        otto.post(INTAKE, {"files": SimpleUploadedFile("a.txt", data_of("unclassified.txt"))})
        for _ in range(2)
    ]
    first, second = (page.content.decode().split("<form class=")[0] for page in pages)
    assert Cable.objects.count() == 1
    assert first.split("<main")[1] == second.split("<main")[1]


def test_a_file_that_is_too_large_is_refused_and_not_read_to_its_end(browser_of: Browser) -> None:
    large = SimpleUploadedFile("large.txt", b"A line of text.\n" * 80_000)
    answer = browser_of("otto").post(INTAKE, {"files": large})
    assert answer.context["answers"][0].receipt is None
    assert "large.txt" in answer.content.decode()


def test_several_files_of_the_allowed_size_all_arrive(browser_of: Browser) -> None:
    lines = b"Words without any grammar of telegrams.\n" * 25_000
    files = [SimpleUploadedFile(f"{n}.txt", lines + b"%d" % n) for n in range(3)]
    answer = browser_of("otto").post(INTAKE, {"files": files})
    assert len(answer.context["answers"]) == 3


def test_sending_nothing_is_told(browser_of: Browser) -> None:
    assert b"Nothing was sent" in browser_of("otto").post(INTAKE).content


def test_whoever_keeps_no_records_is_refused_file_by_file(browser_of: Browser) -> None:
    for person in ("alice", "charlie"):
        answer = browser_of(person).post(INTAKE, {"text": "Some text"})
        assert [one.receipt for one in answer.context["answers"]] == [None]
        assert "Records officer" in answer.content.decode()
    assert Cable.objects.count() == 0


def test_a_hostile_file_name_is_shown_and_not_obeyed(browser_of: Browser) -> None:
    file = SimpleUploadedFile("..%2f<b>name.exe", b"%PDF-1.4")
    html = browser_of("otto").post(INTAKE, {"files": file}).content.decode()
    assert "<b>name" not in html and "&lt;b&gt;name" in html


def test_a_file_in_another_encoding_is_told_what_to_do_at_a_screen(browser_of: Browser) -> None:
    file = SimpleUploadedFile("old.txt", "Harbour of \u00d6stral".encode("latin-1"))
    answer = browser_of("otto").post(INTAKE, {"files": file}).context["answers"][0]
    assert "offset 11" in answer.why and "--encoding" not in answer.why
    assert "Save the file as UTF-8" in answer.cure


def test_whoever_may_not_take_in_is_told_so_before_choosing_files(browser_of: Browser) -> None:
    page = browser_of("alice").get(INTAKE).content.decode()
    assert "Records officer" in page and 'type="file"' not in page


def test_a_text_with_another_number_than_asked_for_is_refused(browser_of: Browser) -> None:
    form = {"text": data_of("confidential_wrapped.txt").decode(), "number": "09 TESTVILLE 312"}
    (answer,) = browser_of("otto").post(INTAKE, form).context["answers"]
    assert answer.receipt is None and "09TESTVILLE311" in answer.why
    assert not Cable.objects.exists()
