"""The gate lets a release pass, and nothing that differs from it."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaction.authority.catalogue import CODES
from redaction.errors import VerificationFailed, WithheldTextFound
from redaction.labels import code_text
from redaction.provenance.canonical import canonical_json
from redaction.released import Block
from redaction.render import release_json, release_pdf, release_text
from redaction.stamp import Stamp
from redaction.verify import fold, haystacks
from redaction.verify.check import check_nothing_leaks, check_pdf
from redaction.verify.document import MOST_INFLATED
from redaction.verify.needles import Needles, Passage, make_needles
from tests.redaction.render.examples import DECLASSIFIED, cable, example, long, said, strange
from tests.redaction.render.examples import STAMP as ROE
from tests.redaction.verify.planting import NAME, Pdf, release

STATE = Stamp.of(
    {
        "release": "R-9",
        "date": "2015-10-30",
        "agency": "U.S. Department of State",
        "case": "F-2014-20439",
        "document": "C05758461",
    }
)


def codes(report) -> set[str]:
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    ("released", "stamp"),
    [
        (example(), ROE),
        (example(), STATE),
        (strange(), DECLASSIFIED),
        (long(), ROE),
        (cable(), ROE),
        (said(*("x" * n for n in range(1, 160))), STATE),
    ],
)
@pytest.mark.parametrize("files", ["all", "text", "alone"])
def test_every_release_of_the_product_is_clean(released, stamp, files):
    pdf = release_pdf(released, stamp)
    text = None if files == "alone" else release_text(released, stamp)
    decisions = release_json(released, stamp) if files == "all" else None
    report = check_pdf(pdf, text=text, decisions=decisions)
    assert report.findings == ()
    assert report.verdict == "clean"
    assert report.read[-4:] == ("text", "geometry", "font", "metadata")


WORDS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=90)
LINES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
KINDS = st.sampled_from(["line", "banner", "heading", "text", "subject"])


@given(
    blocks=st.lists(st.tuples(KINDS, LINES), max_size=12),
    table=st.lists(st.sampled_from(["", "A  B", "1   22"]), max_size=60),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_released_passes_whole(blocks, table):
    rows = ["TABLE", *table, "END"]
    released = cable(
        Block("preformatted", ("\n".join(rows),)), *(Block(kind, (line,)) for kind, line in blocks)
    )
    check_nothing_leaks(
        release_pdf(released, ROE),
        release_text(released, ROE),
        release_json(released, ROE),
        Needles(),
    )


def test_a_clean_release_passes_the_gate_with_its_needles():
    made = release()
    check_nothing_leaks(made.pdf, made.txt, made.decisions, made.needles)


def test_the_gate_raises_withheld_text_found_and_names_only_the_place():
    made = release()
    pdf = Pdf(made.pdf)
    pdf.key(pdf.find(b"/Producer"), f"/Keywords ({NAME})".encode())
    with pytest.raises(WithheldTextFound) as refused:
        check_nothing_leaks(pdf.save(), made.txt, made.decisions, made.needles)
    assert NAME not in str(refused.value)
    assert refused.value.facts["where"].startswith("object ")


def test_the_gate_raises_verification_failed_with_its_findings():
    made = release()
    with pytest.raises(VerificationFailed) as refused:
        check_nothing_leaks(made.pdf + b"\n", made.txt, made.decisions, made.needles)
    assert refused.value.facts["findings"] == [{"code": "extra_bytes", "where": "after the end"}]


def test_a_file_that_is_no_pdf_fails_the_gate_as_well():
    made = release()
    with pytest.raises(VerificationFailed):
        check_nothing_leaks(b"plain text", made.txt, made.decisions, made.needles)


@pytest.mark.parametrize("line", range(0, 30, 3))
def test_a_line_that_the_text_file_lacks_or_changes_is_found(line):
    made = release()
    lines = made.txt.split("\n")
    lacking = "\n".join(lines[:line] + lines[line + 1 :])
    changed = "\n".join([*lines[:line], lines[line] + "x", *lines[line + 1 :]])
    for text in (lacking, changed):
        report = check_pdf(made.pdf, text=text, decisions=made.decisions)
        assert "files_differ" in codes(report)
        assert codes(report) & {"text_differs", "off_grid"}


def test_the_text_file_alone_shows_a_word_more_or_less():
    made = release()
    for text in (made.txt.replace("judge", "jury"), made.txt.replace("\n\nWHAT FOLLOWS", "")):
        report = check_pdf(made.pdf, text=text)
        assert "text_differs" in codes(report)


def test_public_words_that_are_not_on_the_pages_are_missing():
    made = release()
    report = check_pdf(made.pdf, text="Pack my box with five dozen jars of quite plain water")
    assert codes(report) == {"missing_words"}
    assert check_pdf(made.pdf, text="pack my BOX\n\nsaid the judge").verdict == "clean"
    assert codes(check_pdf(made.pdf, text="said the judge\npack my box" * 99)) == {"missing_words"}


def test_a_gap_that_claims_another_amount_or_code_is_found():
    made = release()
    told = made.txt.replace("| NAME]]", "| PLACE]]")
    assert "text_differs" in codes(check_pdf(made.pdf, text=told))
    told = made.txt.replace("1.4(B) | M1", "1.4(C) | M1")
    assert "text_differs" in codes(check_pdf(made.pdf, text=told))
    assert "files_differ" in codes(check_pdf(made.pdf, text=told, decisions=made.decisions))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Telegram (released in part)"},
        {"disposition": "RIF"},
        {"codes": []},
        {"stamp_lines": ["RELEASE IN FULL"]},
        {"schema": "redaction-decisions/2"},
        {"more": 1},
    ],
)
def test_decisions_that_say_anything_else_are_found(change):
    made = release()
    given = json.loads(made.decisions) | change
    report = check_pdf(made.pdf, text=made.txt, decisions=canonical_json(given) + b"\n")
    assert codes(report) & {"files_differ", "metadata_differs"}


@pytest.mark.parametrize("spoilt", [b"", b"{}\n", b"[1]\n", b"nul", b"\xff"])
def test_decisions_that_cannot_be_read_are_a_finding(spoilt):
    made = release()
    assert "files_differ" in codes(check_pdf(made.pdf, text=made.txt, decisions=spoilt))


def test_decisions_in_another_spelling_are_a_finding():
    made = release()
    spaced = json.dumps(json.loads(made.decisions)).encode() + b"\n"
    assert "files_differ" in codes(check_pdf(made.pdf, decisions=spaced))


def test_a_label_in_the_decisions_that_its_codes_do_not_give_is_found():
    made = release()
    given = json.loads(made.decisions)
    given["gaps"][0]["label"] = "[B6: name not released]"
    report = check_pdf(made.pdf, decisions=canonical_json(given) + b"\n")
    assert "files_differ" in codes(report)


def test_furniture_of_another_stamp_is_found():
    released = example()
    other = Stamp.of({**STATE.to_json(), "case": "F-2014-20438"})
    pdf, text = release_pdf(released, other), release_text(released, STATE)
    report = check_pdf(pdf, text=text, decisions=release_json(released, STATE))
    assert {"text_differs", "id_differs"} <= codes(report)


def test_a_flipped_byte_is_always_found():
    made, rng = release(), random.Random(2026)
    for at in rng.sample(range(len(made.pdf)), 200):
        flipped = bytearray(made.pdf)
        flipped[at] ^= rng.randrange(1, 256)
        assert check_pdf(bytes(flipped)).verdict != "clean", at


def test_a_shortened_file_is_always_found():
    made, rng = release(), random.Random(2027)
    for end in rng.sample(range(1024, len(made.pdf)), 40):
        assert check_pdf(made.pdf[:end]).verdict == "tampered", end


def test_a_file_without_the_mark_of_a_pdf_is_unreadable():
    report = check_pdf(b"x" * 2000)
    assert (report.verdict, report.findings) == ("unreadable", ())


def test_a_file_that_inflates_beyond_the_limit_is_unreadable():
    pdf = Pdf(release().pdf)
    pdf.put_stream(pdf.content(), bytes(MOST_INFLATED + 1))
    assert check_pdf(pdf.save()).verdict == "unreadable"


def test_the_name_of_the_file_is_searched():
    made = release()
    report = check_pdf(made.pdf, text=made.txt, needles=made.needles, name="out/vexley.pdf")
    assert {finding.where for finding in report.findings} == {"file name"}
    report = check_pdf(made.pdf, text=made.txt, needles=made.needles, name="vexley/a.pdf")
    assert report.verdict == "clean"


def test_every_code_of_the_catalogue_is_a_fixed_word():
    fixed = {word for line in haystacks._fixed() for word in fold.words(line)}
    printed = (code_text([code], route="foia") for code in CODES)
    assert {word for code in printed for word in fold.words(code)} <= fixed


@pytest.mark.parametrize(
    "words",
    [
        *("Page", "Declassified", "section marks", "Telegram", "catalog", "creator", "B6", "3"),
        *("the name not released yet", "versions", "position", "disposition", "decisions"),
    ],
)
def test_fixed_words_of_the_product_are_no_leak(words):
    made = release()
    needles = make_needles([Passage("1", words)], made.txt)
    assert (
        check_pdf(made.pdf, text=made.txt, decisions=made.decisions, needles=needles).findings == ()
    )
    for public in (made.txt, None):
        needles = make_needles([Passage("1", words)], public)
        assert check_pdf(made.pdf, text=public, needles=needles).verdict == "clean"


def test_a_basis_that_holds_withheld_words_is_found():
    made = release()
    given = json.loads(made.decisions)
    given["gaps"][0]["basis"] = [{"harm": f"would harm {NAME}"}]
    report = check_pdf(
        made.pdf, text=made.txt, decisions=canonical_json(given) + b"\n", needles=made.needles
    )
    assert ("withheld_words", "decisions file") in {(f.code, f.where) for f in report.findings}


def test_a_phrase_that_is_broken_over_two_pages_is_found():
    words = [f"w{n}ord" for n in range(900)]
    pdf = release_pdf(said(" ".join(words)), ROE)
    pages = [n for n in range(900) if n % 3 == 0]
    passages = [Passage(str(n), " ".join(words[n : n + 6])) for n in pages]
    report = check_pdf(pdf, needles=make_needles(passages))
    assert {finding.needle for finding in report.findings} == {str(n) for n in pages}
