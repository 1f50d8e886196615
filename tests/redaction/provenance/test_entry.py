"""An entry has one spelling, and no room for words of a cable."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.provenance import verify_audit
from redaction.provenance.entry import Entry, entry_bytes, keyed_digest, read_entry
from redaction.provenance.errors import AuditError

ACTS = frozenset({"review.concur", "release.published", "login"})
ENTRY = Entry(
    seq=41,
    ts=datetime(2031, 5, 6, 7, 8, 9, 10, tzinfo=UTC),
    act="review.concur",
    actor="user:7",
    role="SENIOR_REVIEWER",
    obj="review:12",
    data={"marks": 3, "codes": ("1.4(b)", "1.4(d)"), "again": False, "digest": None},
)
LINE = (
    b'{"act":"review.concur","actor":"user:7",'
    b'"data":{"again":false,"codes":["1.4(b)","1.4(d)"],"digest":null,"marks":3},'
    b'"obj":"review:12","role":"SENIOR_REVIEWER","seq":41,'
    b'"ts":"2031-05-06T07:08:09.000010Z","v":1}'
)

words = st.text(
    st.characters(min_codepoint=33, max_codepoint=126, exclude_characters='"\\'), max_size=200
)
integers = st.integers(-(2**53) + 1, 2**53 - 1)
scalars = st.one_of(words, integers, st.booleans(), st.none())
entries = st.builds(
    Entry,
    seq=st.integers(0, 2**53 - 1),
    ts=st.datetimes(timezones=st.just(UTC)),
    act=st.sampled_from(sorted(ACTS)),
    actor=words.filter(bool),
    role=words,
    obj=words,
    data=st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True),
        scalars | st.lists(scalars, max_size=3).map(tuple),
        max_size=4,
    ),
)


def test_an_entry_is_written_in_its_one_spelling() -> None:
    assert entry_bytes(ENTRY, ACTS) == LINE
    assert read_entry(LINE, ACTS) == ENTRY
    assert verify_audit.is_entry(LINE + b"\n", 41)


@given(entries)
def test_what_is_written_is_read_back(entry: Entry) -> None:
    line = entry_bytes(entry, ACTS)
    assert line.isascii()
    assert b"\n" not in line
    assert read_entry(line) == entry


@given(entries, st.data())
def test_no_change_of_a_byte_keeps_the_meaning(entry: Entry, data: st.DataObject) -> None:
    line = bytearray(entry_bytes(entry, ACTS))
    line[data.draw(st.integers(0, len(line) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        assert read_entry(bytes(line)) != entry
    except AuditError as refused:
        assert refused.code == "bad_entry"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"seq":41', b'"seq": 41'),
        (b'"seq":41', b'"seq":41.0'),
        (b'"seq":41', b'"seq":4.1e1'),
        (b'"seq":41', b'"seq":041'),
        (b'"seq":41', b'"seq":-0'),
        (b'"seq":41', b'"seq":-1'),
        (b'"seq":41', b'"seq":true'),
        (b'"seq":41', b'"seq":"41"'),
        (b'"seq":41', b'"seq":9007199254740992'),
        (b'"seq":41', b'"seq":41,"seq":41'),
        (b'"seq":41,', b""),
        (b'"seq":41', b'"seq":41,"sex":1'),
        (b'"marks":3', b'"marks":3.5'),
        (b'"marks":3', b'"marks":NaN'),
        (b'"marks":3', b'"marks":-Infinity'),
        (b'"marks":3', b'"marks":-9007199254740992'),
        (b'"marks":3', b'"marks":' + b"9" * 5000),
        (b'"marks":3', b'"marks":{"n":3}'),
        (b'"marks":3', b'"marks":[[3]]'),
        (b'"marks":3', b'"marks":' + b"[" * 100_000),
        (b'"marks":3', b'"marks":3,"marks":3'),
        (b'"marks":3', b'"Marks":3'),
        (b'"digest":null,"marks":3', b'"marks":3,"digest":null'),
        (b'"v":1', b'"v":2'),
        (b'"v":1', b'"v":true'),
        (b"user:7", b"user\\u003a7"),
        (b"user:7", b"user 7"),
        (b"user:7", b'user\\"7'),
        (b"user:7", b"user\\n7"),
        (b"user:7", b"us\xc3\xa9r:7"),
        (b"user:7", b""),
        (b"review:12", b"x" * 201),
        (b"review.concur", b"Review"),
        (b"2031-05-06T07:08:09.000010Z", b"2031-05-06T07:08:09.000010+00:00"),
        (b"2031-05-06T07:08:09.000010Z", b"2031-05-06T07:08:09.00001Z"),
        (b"2031-05-06T07:08:09.000010Z", b"2031-02-30T07:08:09.000010Z"),
        (b"2031-05-06T07:08:09.000010Z", b"2031-05-06T07:08:60.000010Z"),
        (b'"v":1}', b'"v":1}\n'),
        (b'{"act"', b'[{"act"'),
        (LINE, b"null"),
        (LINE, b""),
    ],
)
def test_every_other_spelling_is_refused(old: bytes, new: bytes) -> None:
    changed = LINE.replace(old, new)
    assert changed != LINE
    with pytest.raises(AuditError, match="bad_entry"):
        read_entry(changed)
    assert not verify_audit.is_entry(changed + b"\n", 41)


@pytest.mark.parametrize(
    "wrong",
    [
        {"seq": -1},
        {"seq": 2**53},
        {"seq": True},
        {"ts": datetime(2031, 5, 6)},  # noqa: DTZ001
        {"ts": datetime(2031, 5, 6, tzinfo=timezone(timedelta(hours=1)))},
        {"ts": "2031-05-06T07:08:09.000010Z"},
        {"act": ""},
        {"actor": ""},
        {"actor": None},
        {"role": "two words"},
        {"obj": "line\nend"},
        {"obj": "caf\u00e9"},
        {"data": None},
        {"data": {"n": 1.0}},
        {"data": {"n": {"m": 1}}},
        {"data": {"n": [[1]]}},
        {"data": {"n": 2**53}},
        {"data": {"n": b"bytes"}},
        {"data": {"n": "x" * 201}},
        {"data": {"reason": "it names a source"}},
        {"data": {"two words": 1}},
        {"data": {7: 1}},
    ],
)
def test_an_entry_without_its_form_cannot_be_built(wrong: dict[str, Any]) -> None:
    with pytest.raises(AuditError, match="bad_entry") as refused:
        replace(ENTRY, **wrong)
    assert "source" not in str(refused.value)


def test_an_act_outside_the_vocabulary_is_neither_written_nor_read() -> None:
    with pytest.raises(AuditError, match="unknown_act"):
        entry_bytes(replace(ENTRY, act="review.forget"), ACTS)
    with pytest.raises(AuditError, match="unknown_act"):
        read_entry(LINE, frozenset({"login"}))


def test_an_entry_does_not_follow_later_changes_of_what_it_was_made_from() -> None:
    data: dict[str, Any] = {"codes": ["1.4(b)"]}
    entry = replace(ENTRY, data=data)
    data["codes"].append("1.4(d)")
    data["more"] = 1
    assert entry.data == {"codes": ("1.4(b)",)}


def test_a_keyed_digest_depends_on_key_domain_and_data() -> None:
    key = bytes(range(32))
    digest = keyed_digest(key, "mark", b"words")
    assert digest == hmac.new(key, b"mark\x00words", hashlib.sha256).hexdigest()
    others = {
        keyed_digest(bytes(32), "mark", b"words"),
        keyed_digest(key, "markw", b"ords"),
        keyed_digest(key, "mark", b"word"),
    }
    assert len(others | {digest}) == 4


def test_a_short_key_or_an_unprintable_domain_is_refused() -> None:
    with pytest.raises(AuditError, match="short_key"):
        keyed_digest(bytes(31), "mark", b"")
    for domain in ("", "a\x00b", "two words"):
        with pytest.raises(AuditError, match="bad_domain"):
            keyed_digest(bytes(32), domain, b"")
