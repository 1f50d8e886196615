"""Fingerprints: the same words are found again, and what two texts share is counted."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.cable import parse
from redaction.cable.files import decode
from redaction.consistency import SIZE, body_of, passages, resemblance, sketch, words_digest
from redaction.consistency.fingerprints import passage_hash

words = st.lists(st.text(st.sampled_from("abcäéß19"), min_size=1, max_size=3), max_size=60)
gaps = st.text(st.sampled_from(" \n\r\t.,;:()-\ufeff"), min_size=1, max_size=3)
HASH_OF_EIGHT = -3158981961060963292
TEXT = "UNCLAS TESTVILLE 000001\n\nSUBJECT: FÄHRE\n\n1. The ferry ran late on the eighth of May.\n"


def telegram(chance: random.Random, count: int) -> list[str]:
    """Words of an invented text."""
    return [f"w{chance.randrange(5000)}" for _ in range(count)]


def with_changed(chance: random.Random, said: list[str], kept: float) -> list[str]:
    """The text with runs of words put in the place of others, until ``kept`` is in common."""
    other = list(said)
    while resemblance(" ".join(said), " ".join(other)) > kept:
        other[chance.randrange(len(other))] = f"x{chance.randrange(10**9)}"
    return other


@given(words, words)
def test_resemblance_is_the_same_both_ways_and_between_nothing_and_all(a, b):
    one, other = " ".join(a), " ".join(b)
    assert resemblance(one, other) == resemblance(other, one)
    assert 0.0 <= resemblance(one, other) <= 1.0
    assert resemblance(one, one) == 1.0


@given(words, gaps, gaps)
def test_the_digest_of_the_words_does_not_depend_on_layout(said, gap, other):
    assert words_digest(gap.join(said)) == words_digest(other + other.join(said) + gap)
    assert words_digest(" ".join(said)) == words_digest(" ".join(said).upper())


@given(words, words)
def test_other_words_have_another_digest(a, b):
    same = " ".join(a).casefold() == " ".join(b).casefold()
    assert (words_digest(" ".join(a)) == words_digest(" ".join(b))) == same


@given(words, st.integers(0, 20))
def test_a_sample_holds_the_smallest_hashes_of_passages_that_are_there(said, size):
    text = " ".join(said)
    kept = sketch(text, size)
    hashes = {passage_hash(passage) for passage in passages(text)}
    assert kept == tuple(sorted(hashes))[:size]
    assert all(-(2**63) <= value < 2**63 for value in kept)


@given(words)
def test_a_text_of_fewer_than_eight_words_has_no_passages(said):
    assert bool(sketch(" ".join(said))) == (len(said) >= 8)


def test_a_hash_is_the_same_for_ever():
    assert passage_hash("one two three four five six seven eight") == HASH_OF_EIGHT


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_same_text_in_every_encoding_has_the_same_words(codec, line_end, mark):
    data = (mark + TEXT.replace("\n", line_end)).encode(codec)
    text, _ = decode(data, None if codec.startswith("utf-8") or mark else codec)
    assert words_digest(text) == words_digest(TEXT)
    assert sketch(body_of(parse(text))) == sketch(body_of(parse(TEXT)))


def test_an_accent_written_apart_is_the_same_letter():
    assert words_digest("Fa\u0308hre") == words_digest("Fähre") != words_digest("Fahre")


def test_the_head_of_a_telegram_is_no_passage():
    head = "UNCLAS TESTVILLE 000001\n\nE.O. 12958: N/A\nTAGS: PREL, KZ\nSUBJECT: {}\n\n1. {}\n"
    one = body_of(parse(head.format("FERRY TIMES", "The ferry ran late on the eighth of May.")))
    two = body_of(parse(head.format("GRAIN", "Farmers of the north sold all the wheat early.")))
    assert "TESTVILLE" not in one and "ferry ran late" in one and "FERRY TIMES" in one
    assert not set(sketch(one)) & set(sketch(two))


@pytest.mark.parametrize("kept", [0.5, 0.65, 0.8, 0.95])
def test_texts_that_share_most_passages_share_values_of_their_samples(kept):
    chance = random.Random(int(kept * 100))
    pairs = 60
    found = 0
    for _ in range(pairs):
        said = telegram(chance, chance.randrange(150, 400))
        other = with_changed(chance, said, kept)
        found += len(set(sketch(" ".join(said))) & set(sketch(" ".join(other)))) >= 2
    assert found >= (pairs if kept >= 0.65 else pairs - 2)


def test_the_work_grows_with_the_length_and_not_faster():
    chance = random.Random(7)
    long = telegram(chance, 40_000)
    short = " ".join(long[:10_000])

    def cost(text: str) -> float:
        def once() -> float:
            began = time.process_time()
            sketch(text)
            words_digest(text)
            passages(text)
            return time.process_time() - began

        return min(once() for _ in range(5))

    assert cost(" ".join(long)) / cost(short) < 8
    assert len(sketch(short)) == SIZE
