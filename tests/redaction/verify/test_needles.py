"""What withheld words might look like, and finding them in one pass."""

from __future__ import annotations

import base64
import codecs
import hashlib
import time
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.errors import RedactionError
from redaction.released import Block, ReleasedCable
from redaction.spans import Span
from redaction.verify import fold
from redaction.verify.needles import Passage, make_needles, needles_of, read_withheld
from redaction.verify.search import Searcher

PHRASE = "Konrad Vexley owns the quiet harbor"
PUBLIC = "The minister said that the quiet season was over. Marshall and Orlando agreed."


def forms(text: str, *phrases: str, public: str | None = PUBLIC) -> set[str]:
    """How the phrases were found in ``text``."""
    passages = [Passage(str(n), phrase) for n, phrase in enumerate(phrases or [PHRASE], 1)]
    return {hit.form for hit in Searcher(make_needles(passages, public)).in_text(text)}


def found(data: bytes, phrase: str = PHRASE) -> set[bool]:
    """Whether an encoded phrase (False) or a digest (True) was found in ``data``."""
    needles = make_needles([Passage("1", phrase)], original="the whole of it")
    return {hit.digest for hit in Searcher(needles).in_bytes(data)}


@pytest.mark.parametrize(
    "text",
    [
        PHRASE,
        PHRASE.upper(),
        "KONRAD-VEXLEY/OWNS: the quiet\nharbor",
        "x".join(["", PHRASE.replace(" ", ""), ""]),
        "Konrad Vexley owns the quiet har\u00adbor",
        "K\u043enr\u0430d V\u0435xl\u0435y owns the quiet harb\u043er",
        "Konrád Vexlëy owns the quiet harbor",
        "Ｋｏｎｒａｄ Ｖｅｘｌｅｙ owns the quiet harbor",
        " ".join(PHRASE),
    ],
)
def test_a_phrase_is_found_however_it_is_spelled(text):
    assert forms(text, public=None) & {"words", "text"}


def test_a_phrase_is_found_backward_rotated_and_spelled_out():
    assert "backward" in forms(PHRASE[::-1])
    assert "rot13" in forms(codecs.encode(PHRASE, "rot13"))
    assert "spelled" in forms("and V e x l e y said")
    assert "spelled backward" in forms("and y e l x e V said")


@pytest.mark.parametrize(
    "text", ["owns the", "Vexley", "Vexleys", "harborer", "akonradvexleyx", "yowns the quiet h"]
)
def test_parts_of_a_phrase_tell_when_it_is_known_what_is_public(text):
    assert forms(text)
    assert not forms(text, public=None)


@pytest.mark.parametrize("text", ["the quiet season", "quiet", "that the", "own", "Vexleyish"])
def test_what_is_public_or_says_little_is_no_needle(text):
    assert not forms(text)


def test_a_short_phrase_is_sought_as_whole_words_only():
    assert forms("near Ulm", "Ulm") == {"words"}
    assert not forms("Ulmer fulminates", "Ulm")


def test_numbers_tell_from_five_digits_and_words_with_a_digit_from_three():
    secret = "file 90210 or 4711 under B52 of X1"
    assert forms("90210", secret)
    assert forms("b52", secret)
    assert not forms("4711", secret)
    assert not forms("x1", secret)


@pytest.mark.parametrize(
    "encode",
    [
        lambda raw: raw.encode(),
        lambda raw: raw.encode()[::-1],
        lambda raw: raw.upper().encode("utf-16-be"),
        lambda raw: raw.encode("utf-16-le"),
        lambda raw: raw.encode("utf-32"),
        lambda raw: raw.encode().hex().encode(),
        lambda raw: raw.encode().hex().upper().encode(),
        lambda raw: base64.b64encode(raw.encode()),
        lambda raw: base64.b64encode(b"1" + raw.encode() + b"1"),
        lambda raw: base64.b64encode(b"12" + raw.encode() + b"12"),
        lambda raw: base64.b32encode(raw.encode()),
        lambda raw: base64.a85encode(raw.encode()),
        lambda raw: "".join(f"\\{ord(c):03o}" for c in raw).encode(),
        lambda raw: "".join(f"%{ord(c):02X}" for c in raw).encode(),
        lambda raw: "".join(f"&#{ord(c)};" for c in raw).encode(),
        lambda raw: "".join(f"&#x{ord(c):x};" for c in raw).encode(),
        lambda raw: "".join(f"\\u{ord(c):04x}" for c in raw).encode(),
    ],
)
def test_an_encoded_phrase_is_found_at_every_place(encode):
    for before in range(9):
        assert found(b"." * before + encode(PHRASE) + b"..") == {False}


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b"])
def test_a_digest_of_a_passage_or_of_the_original_is_found(name):
    for text in (PHRASE, PHRASE.upper(), PHRASE + "\n", PHRASE.replace(" ", ""), "the whole of it"):
        digest = hashlib.new(name, text.encode())
        assert found(b"id " + digest.digest()) == {True}
        assert found(digest.digest()[:16]) == {True}
        assert found(f"<{digest.hexdigest()}>".encode()) == {True}
        assert found(digest.hexdigest().upper().encode()) == {True}


@given(st.binary(max_size=200))
def test_bytes_that_hold_nothing_give_nothing(data):
    assert found(data) == set()


@given(st.lists(st.text("abcdeé-' ", min_size=1, max_size=12), max_size=8), st.data())
@settings(max_examples=200)
def test_no_needle_is_found_in_the_text_that_is_public(parts, data):
    public = " ".join(parts)
    start = data.draw(st.integers(0, len(public)))
    phrase = " ".join(fold.words(public[start : start + 9])[:4])
    needles = make_needles([Passage("1", phrase)], public, answered=True)
    hits = Searcher(needles).in_text(public)
    assert not {hit.form for hit in hits} & {"words", "text"}


def test_a_phrase_of_four_words_that_is_released_has_been_judged_and_a_longer_one_has_not():
    text = "He saw the marsh. They came in the dead of night. the marsh; in the dead of night"
    short, longer = Span(7, 16), Span(28, 48)
    released = ReleasedCable(
        "Telegram", "en", (Block("text", ("the marsh; came in the dead of night",)),), ()
    )
    gaps = [SimpleNamespace(pieces=(short,)), SimpleNamespace(pieces=(longer,))]
    needles = needles_of(text, gaps, released)
    assert [phrase.id for phrase in needles.phrases.values()] == ["2"]


def test_needles_never_show_what_they_are():
    needles = make_needles([Passage("1", PHRASE)], PUBLIC)
    assert "Konrad" not in repr(needles)
    assert "konrad" not in f"{needles}"
    assert repr(needles) == f"<{len(needles)} needles>"


def test_a_withheld_list_is_json_or_lines():
    assert read_withheld(b'["a b", {"id": "m7", "text": "c"}]') == (("1", "a b"), ("m7", "c"))
    assert read_withheld(b"\xef\xbb\xbfa b\r\n\n c \n") == (("1", "a b"), ("3", "c"))


@pytest.mark.parametrize("data", [b"", b"\n \n", b"[", b"[1]", b'[{"id": 1}]', b"[]", b"\xff"])
def test_a_withheld_list_that_lists_nothing_is_refused(data):
    with pytest.raises(RedactionError) as refused:
        read_withheld(data)
    assert refused.value.code == "bad_input"


def test_folding_joins_what_looks_alike_and_parts_words():
    assert fold.words("Orla's Ångström-Lee № ﬁne") == ["orla", "s", "angstrom", "lee", "no", "fine"]


def test_a_hundred_times_the_needles_do_not_take_a_hundred_times_as_long():
    words = [f"word{n:05d}" for n in range(6000)]
    passages = [Passage(str(n), " ".join(words[n * 60 : n * 60 + 60])) for n in range(100)]
    page = "the quick brown fox jumps over the lazy dog and comes home " * 200

    def seconds(searcher: Searcher) -> float:
        start = time.process_time()
        for _ in range(25):  # the processor's clock may tick a hundred times a second
            assert not searcher.in_text(page)
            assert not searcher.in_bytes(page.encode() * 4)
        return time.process_time() - start

    many = make_needles(passages, "nothing of it")
    assert len(many) >= 12_000
    few, all_of_them = Searcher(make_needles(passages[:1], "nothing of it")), Searcher(many)
    assert min(seconds(all_of_them) for _ in range(2)) < 20 * max(seconds(few), 0.02)
