"""The text file and the decisions file, exactly."""

from __future__ import annotations

import json

import pytest

from redaction.face import FACE_SHA256
from redaction.released import Block
from redaction.render import release_json, release_pdf, release_text
from redaction.stamp import Stamp
from tests.redaction.render.examples import DECLASSIFIED, STAMP, cable, example, gap, said, strange

EXAMPLE = """\
RELEASE IN PART
B1 1.4(B), 1.4(D); B6
REVIEW AUTHORITY: Jane A. Roe, Senior Reviewer

TAGS: PREL OVIP (DOE, JANE)

SUBJECT: TESTLAND: DIRECTOR [[WITHHELD B1 1.4(B), 1.4(D) | M1 | NAME]] EXPECTS A NEW MINISTER

1. (C) Director Paul [[WITHHELD B1 1.4(B), 1.4(D) | M2 | NAME]] told PolOff on February 20 that \
[[WITHHELD B1 1.4(B), 1.4(D); B6 | M3 | LESS THAN 1 LINE]] were not surprised.

[[WITHHELD B1 1.4(B), 1.4(D) | M4 | NAME]] WARNING

2. (C) He asked us to step back [[WITHHELD B1 1.4(D) | M5 | LESS THAN 1 LINE]]. \
(NOTE: Ann Arlow, a lawyer, was present. END NOTE.)

DOE

Page and section marks of the transmission are omitted.
"""


def test_the_example_of_the_specification_is_printed_as_it_stands_there():
    assert release_text(example(), STAMP) == EXAMPLE


def test_lines_and_banners_stand_together_and_all_other_blocks_apart():
    released = cable(
        Block("line", ("FM TESTVILLE",)),
        Block("line", ("TO TESTLAND",)),
        Block("banner", ("CONFIDENTIAL",)),
        Block("text", ("Words.",)),
        Block("text", ("More words.",)),
        Block("line", ("DOE",)),
    )
    body = release_text(released, STAMP).split("\n\n", 1)[1]
    assert body.startswith(
        "FM TESTVILLE\nTO TESTLAND\nCONFIDENTIAL\n\nWords.\n\nMore words.\n\nDOE\n\nPage and"
    )


def test_a_preformatted_block_keeps_its_lines_the_empty_ones_too():
    lines = release_text(strange(), DECLASSIFIED).split("\n")
    first = lines.index("Name      Amount")
    assert lines[first + 1 : first + 5] == [
        "",
        "Alpha        12",
        "  [[WITHHELD B6 | M1 | NAME]]  13",
        "last",
    ]


def test_words_that_look_like_a_token_are_told_apart_from_one():
    text = release_text(said("He wrote [[WITHHELD B6 | M1 | NAME]] himself."), STAMP)
    assert "He wrote [ [WITHHELD B6 | M1 | NAME]] himself." in text


def test_a_bracket_before_a_gap_does_not_hide_its_token():
    released = cable(Block("text", ("it [", 1, "]")), gaps=(gap(1, ("(b)(6)",), "name"),))
    assert "it [[[WITHHELD B6 | M1 | NAME]]]" in release_text(released, STAMP)


def test_a_paragraph_of_which_only_label_and_portion_mark_are_left_ends_with_them():
    released = cable(Block("paragraph", (), label="3.", portion="(S)"))
    assert "\n3. (S)\n" in release_text(released, STAMP)


def test_a_release_in_full_says_so():
    assert release_text(said("All of it."), STAMP).startswith("RELEASE IN FULL\nREVIEW AUTHORITY")


def test_the_decisions_file_is_canonical_and_holds_what_was_released_and_no_more():
    data = release_json(example(), STAMP)
    decisions = json.loads(data)
    again = json.dumps(decisions, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert data == again.encode() + b"\n"
    assert set(decisions) == {
        *("schema", "title", "lang", "disposition", "codes", "blocks", "gaps"),
        *("stamp", "stamp_lines", "versions"),
    }
    assert decisions["schema"] == "redaction-decisions/1"
    assert decisions["codes"] == ["(b)(6)", "1.4(b)", "1.4(d)"]
    assert decisions["gaps"][4] == {
        "n": 5,
        "block": 4,
        "codes": ["1.4(d)"],
        "extent": "less-than-1-line",
        "label": "[B1 1.4(D): less than 1 line not declassified]",
        "basis": [],
    }
    assert decisions["stamp_lines"] == EXAMPLE.split("\n")[:3]
    assert set(decisions["versions"]) == {"code", "template", "font", "packs"}
    assert decisions["versions"]["font"] == FACE_SHA256


def test_the_stamp_in_the_decisions_file_has_no_title_of_its_own():
    stamp = Stamp.of({**STAMP.to_json(), "title": "A public title"})
    assert json.loads(release_json(example(), stamp))["stamp"] == STAMP.to_json()


@pytest.mark.parametrize("render", [release_text, release_json, release_pdf])
def test_a_renderer_is_given_a_released_cable_or_raises(render):
    for released, stamp in ((EXAMPLE, STAMP), (example(), STAMP.to_json()), (None, STAMP)):
        with pytest.raises(TypeError):
            render(released, stamp)
