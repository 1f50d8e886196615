"""The made corpus: the same bytes in every slice, and a truth that the reader confirms."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpus import Made, cable, corpus
from benchmarks.corpus.noise import KINDS
from benchmarks.corpus.statistics import repeated, write
from benchmarks.corpus.words import POSTS, SURNAMES
from redaction.cable import parse
from redaction.cable.data import read
from redaction.cable.model import Cable

ROOT = Path(__file__).resolve().parents[2]
SEED, MANY = 1, 300
REPORTED = [name for name, kind in KINDS.items() if kind.issue]
GOLDEN = "05c454e0870a1750d813111a622b1a82b13436394d9a54e727d9f0058a2bc453"


def _digest(found: list[Made]) -> str:
    """What a run of cables and their truth comes to."""
    said = [[made.text, made.truth.as_dict()] for made in found]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


@pytest.fixture(scope="module")
def found() -> list[Made]:
    return list(corpus(SEED, 0, 2500))


def test_a_slice_of_the_corpus_is_the_same_as_that_part_of_a_longer_run(found: list[Made]) -> None:
    assert list(corpus(SEED, 200, 240)) == found[200:240]
    backwards = [cable(SEED, i) for i in reversed(range(200, 240))]
    assert backwards[::-1] == found[200:240]
    assert cable(SEED + 1, 200) != found[200]


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_another_process_with_another_order_of_hashes_makes_the_same_bytes(
    found: list[Made], hash_seed: str
) -> None:
    program = (
        "import hashlib, json\n"
        "from benchmarks.corpus import corpus\n"
        "said = [[made.text, made.truth.as_dict()] for made in corpus(1, 100, 400)]\n"
        "print(hashlib.sha256(json.dumps(said).encode()).hexdigest())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == _digest(found[100:400])


def test_the_bytes_of_a_cable_stay_the_same_from_year_to_year() -> None:
    assert _digest(list(corpus(7, 1000, 1010))) == GOLDEN


def said_by_the_reader(read: Cable) -> dict[str, object]:
    """What the reader found, in the shape of the truth."""
    line, by, subject = read.declassification, read.classified_by, read.subject
    return {
        "number": read.mrn and (read.mrn.value, read.mrn.span),
        "sent": read.dtg and (read.dtg.value, read.dtg.span),
        "level": read.classification and (read.classification.level, read.classification.mark),
        "captions": [tuple(one) for one in read.captions],
        "tags": [(one.code, one.span) for one in read.tags],
        "subject": subject and (subject.value, (subject.ranges[0][0], subject.ranges[-1][1])),
        "line": line and (line.order, line.raw, line.kind, line.date, line.span),
        "classified by": by and (by.section, tuple(by.letters), by.span),
        "references": [(one.label, one.mrn, one.raw, one.span) for one in read.references],
        "portions": [
            (
                part.number or 1,
                part.portion and part.portion.level,
                part.portion and part.portion.span,
                part.ranges,
            )
            for part in read.paragraphs
        ],
        "headings": [(one.text, one.span) for one in read.headings],
        "page marks": [one.span for one in read.page_breaks],
        "signature": read.signature and (read.signature.value, read.signature.span),
    }


def said_by_the_maker(made: Made) -> dict[str, object]:
    """The truth in the same shape."""
    truth = made.truth
    line, by = truth.line, truth.classified_by
    return {
        "number": (truth.mrn, truth.mrn_span),
        "sent": (truth.sent, truth.sent_span),
        "level": (truth.level, truth.mark),
        "captions": [tuple(one) for one in truth.captions],
        "tags": [tuple(one) for one in truth.tags],
        "subject": truth.subject and tuple(truth.subject),
        "line": line and (line.order, line.raw, line.kind, line.date, line.span),
        "classified by": by and tuple(by),
        "references": [(one.label, one.mrn, one.raw, one.span) for one in truth.references],
        "portions": [tuple(part) for part in truth.portions],
        "headings": [tuple(one) for one in truth.headings],
        "page marks": truth.page_marks,
        "signature": truth.signature and tuple(truth.signature),
    }


def test_the_reader_finds_in_an_undamaged_cable_what_its_maker_wrote(found: list[Made]) -> None:
    clean = [made for made in found if not made.truth.noise]
    assert len(clean) > MANY
    for made in clean[:MANY]:
        read = said_by_the_reader(parse(made.text))
        for name, value in said_by_the_maker(made).items():
            assert read[name] == value, (made.truth.number, name)


def test_an_undamaged_cable_gives_no_cause_for_doubt(found: list[Made]) -> None:
    for made in [made for made in found if not made.truth.noise]:
        codes = {issue.code for issue in parse(made.text).issues}
        damaged_line = made.truth.line is not None and made.truth.line.kind == "malformed"
        allowed = {"PAGE_BREAK_IN_PARAGRAPH"} | ({"BAD_DECL_DATE"} if damaged_line else set())
        assert codes <= allowed, made.truth.number


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.issue])
def test_the_reader_reports_each_kind_of_damage(found: list[Made], kind: str) -> None:
    hit = [(made, noise) for made in found for noise in made.truth.noise if noise.kind == kind]
    assert hit
    for made, noise in hit:
        issues = parse(made.text).issues
        assert noise.issue in {issue.code for issue in issues}, (made.truth.number, kind)


def test_the_reader_says_that_a_record_is_partial(found: list[Made]) -> None:
    hit = [m for m in found if any(noise.kind == "partial" for noise in m.truth.noise)]
    assert hit
    assert all(parse(made.text).partial for made in hit)


def test_damage_stands_where_the_truth_says(found: list[Made]) -> None:
    shown = {
        "link_label": "[1](#)",
        "pilcrow": "¶",
        "digit_label": "1",
        "entity": "&amp;",
        "mojibake": "MINISTERÆS",
        "control": "\x07",
        "bom": "\ufeff",
        "mask": "XXXXXXXXXXXX",
        "no_break_space": "\u00a0",
        "backslash": "\\",
    }
    for made in found:
        for noise in made.truth.noise:
            if noise.kind in shown:
                assert made.text[slice(*noise.span)] == shown[noise.kind], made.truth.number


def words_of(made: Made, ranges: tuple[tuple[int, int], ...]) -> str:
    return " ".join(" ".join(made.text[first:last] for first, last in ranges).split())


def test_a_passage_that_is_quoted_stands_in_the_earlier_cable_word_for_word(
    found: list[Made],
) -> None:
    quoting = [made for made in found if made.truth.shared]
    for made in quoting:
        (shared,) = made.truth.shared
        source = found[shared.cable]
        passage = words_of(made, shared.ranges)
        assert shared.cable < made.truth.number
        assert shared.words == len(passage.split())
        if not source.truth.noise:
            assert passage in words_of(source, source.truth.portions[shared.paragraph].ranges)


def test_a_number_comes_twice_only_where_the_truth_says_so(found: list[Made]) -> None:
    numbers: dict[str, int] = {}
    for made in found:
        if made.truth.repeats_number_of is not None:
            assert made.truth.mrn == found[made.truth.repeats_number_of].truth.mrn
            continue
        assert numbers.setdefault(made.truth.mrn, made.truth.number) == made.truth.number


def test_references_to_the_corpus_bear_the_number_of_an_earlier_cable(found: list[Made]) -> None:
    for made in found:
        for one in made.truth.references:
            if one.cable is not None:
                assert one.cable < made.truth.number
                assert found[one.cable].truth.mrn == one.mrn


def test_the_shares_are_those_of_an_archive(found: list[Made]) -> None:
    n = len(found)
    sizes = [len(made.text.encode()) for made in found]
    assert 5_200 < sum(sizes) / n < 6_200
    assert min(sizes) > 300
    assert max(sizes) < 34_000
    assert 0.40 < sum(made.truth.mark == "U" for made in found) / n < 0.50
    assert 0.02 < sum(made.truth.near_duplicate_of is not None for made in found) / n < 0.04
    assert 0.03 < sum(bool(made.truth.shared) for made in found) / n < 0.07
    assert repeated(found[:1000]) < 0.03


def test_no_invented_post_is_the_name_of_a_real_one() -> None:
    real = {word for name in read("posts")["posts"].values() for word in name.split()}
    assert len(POSTS) == len(set(POSTS)) == 150
    assert len(SURNAMES) == len(set(SURNAMES)) == 400
    assert not real & set(POSTS)


def test_the_corpus_is_written_byte_for_byte(tmp_path: Path) -> None:
    write(SEED, 30, tmp_path)
    for made in corpus(SEED, 0, 30):
        kept = (tmp_path / f"{made.truth.number:07d}.txt").read_bytes()
        assert kept == made.text.encode()
    lines = (tmp_path / "truth.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["number"] for line in lines] == list(range(30))
