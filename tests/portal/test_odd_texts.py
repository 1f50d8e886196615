"""Texts that are no proper cable: each becomes a record to read, or a refusal to act on."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.office import data_of
from tests.portal.browsing import Browser, address
from workflow.queries import segments

PLAIN = "FM AMEMBASSY TESTVILLE\n\nUNCLAS TESTVILLE 000001\n"
MAIL = (
    "From: desk@example.org\nTo: records@example.org\nSubject: a cable\n"
    "Content-Type: multipart/mixed; boundary=xx\n\n--xx\nContent-Type: text/plain\n\nHello\n"
)
HEADER = (
    "VZCZCXRO3071\nOO RUEHXA\nDE RUEHXB #0264/01 0610915\nZNY CCCCC ZZH\n"
    "O 020915Z MAR 09\nFM AMEMBASSY TESTVILLE\n"
)
HOSTILE = "<!DOCTYPE html>\n<title>A cable</title><script>alert(1)</script>\n<pre>UNCLAS</pre>\n"
TAKEN = {
    "utf-16 with its mark": PLAIN.encode("utf-16"),
    "a page of the web": HOSTILE.encode(),
    "an e-mail": MAIL.encode(),
    "JSON": b'{"number": "09 TESTVILLE 1", "text": "1. (U) Words."}',
    "one line of a megabyte": b"WORDS " * 170_000,
    "nothing but a header": HEADER.encode(),
    "two cables": data_of("confidential_wrapped.txt") + b"\n\n" + data_of("unclassified.txt"),
    "emoji": f"{PLAIN}\nSUBJECT: A \U0001f388\n\n1. (U) \U0001f469\u200d\U0001f467\n".encode(),
    "right to left": f"{PLAIN}\nSUBJECT: \u05e9\u05dc\u05d5 \u202egnp\n\n1. \u2067x\n".encode(),
    "control characters": f"{PLAIN}\n1. (U) Bell\x07 and escape\x1b[2J.\n".encode(),
    "a megabyte of lines": b"1. (U) Words.\n" * 70_000,
    "a megabyte of controls": b"\x01" * 1_000_000,
    "line ends of all kinds": b"UNCLAS TESTVILLE 000001\r\n\r\r\n1. (U) Words.\r2. (U) More.\n\r\n",
}
REFUSED = {
    "empty lines": b"\n\n \t\r\n\n",
    "only a byte order mark": b"\xef\xbb\xbf\r\n",
    "a PDF": b"%PDF-1.7\n1 0 obj\n",
    "an archive": b"\x1f\x8b\x08\x00",
    "latin-1": "Harbour of \u00d6stral\n".encode("latin-1"),
    "utf-16 without its mark": PLAIN.encode("utf-16-le"),
    "NUL bytes": b"UNCLAS TESTVILLE 000001\n\x00\x00\n1. (U) Words.\n",
    "half a pair": b"UNCLAS \xed\xa0\x80\n",
}
# What a screen would obey: controls but for white space, and marks of direction.
OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MOST = 3_000_000  # characters of a page that a browser still draws at once


def answer_to(browser: Client, data: bytes) -> Any:
    """The answer to one file."""
    sent = browser.post(address("intake"), {"files": SimpleUploadedFile("odd.txt", data)})
    assert sent.status_code == 200
    (answer,) = sent.context["answers"]
    return answer


@pytest.mark.parametrize("name", TAKEN)
def test_an_odd_text_is_taken_in_and_can_be_read(browser_of: Browser, name: str) -> None:
    otto = browser_of("otto")
    answer = answer_to(otto, TAKEN[name])
    assert answer.receipt, answer.why
    page = otto.get(address("reading", answer.receipt.cable_id))
    html = page.content.decode()
    assert page.status_code == 200
    assert len(html) < MOST
    assert not OBEYED.search(html)
    assert "<script>alert" not in html


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_a_record_is_refused_with_what_to_do(browser_of: Browser, name: str) -> None:
    answer = answer_to(browser_of("otto"), REFUSED[name])
    assert answer.receipt is None
    assert answer.why.endswith(".") and len(answer.cure) > 20


@pytest.mark.parametrize("name", [name for name in TAKEN if name != "utf-16 with its mark"])
def test_the_same_text_may_be_pasted(browser_of: Browser, name: str) -> None:
    sent = browser_of("otto").post(address("intake"), {"text": TAKEN[name].decode()})
    assert [bool(answer.receipt) for answer in sent.context["answers"]] == [True]


def test_nothing_but_empty_lines_pasted_is_told(browser_of: Browser) -> None:
    sent = browser_of("otto").post(address("intake"), {"text": "\r\n \r\n\t\r\n"})
    assert b"Nothing was sent" in sent.content


def test_every_character_of_a_long_text_stands_on_exactly_one_page(
    browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "PART", 300_000)
    otto = browser_of("otto")
    answer = answer_to(otto, data_of("confidential_wrapped.txt") + b"8. (U) Words.\n" * 300)
    place = address("reading", answer.receipt.cable_id)
    here, seen = 0, []
    while True:
        page = otto.get(place, {"from": here}).context["page"]
        for segment in page.segments:
            seen += [(segment.start, segment.end)]
            assert sum(len(piece.text) for piece in segment.pieces) == segment.end - segment.start
        if page.number + 1 == len(page.parts):
            break
        here = page.parts[page.number + 1].start
    assert len(page.parts) > 2
    assert seen[0][0] == 0 and seen[-1][1] == page.length
    assert all(one[1] == after[0] for one, after in pairwise(seen))
