"""One line of the audit log: who did what to which thing, and when.

An entry holds ids, codes, times and keyed digests, and its form leaves room for nothing
else: a string has no space, quote or line end, so no sentence of a cable, and no reason or
comment, can be put in. What must be tied to an entry but not shown in it enters as a
:func:`keyed_digest`; a plain digest of a short name is undone by guessing.

One value has one spelling. :func:`read_entry` refuses every other, so that equal entries
have equal bytes and a log cannot be altered in ways a reader does not see.
``verify_audit.py`` holds to the same form, written independently.

The form cannot tell an id from a code word made to look like one; who writes entries
still has to choose what goes in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import HMAC
from typing import Any, Never

from redaction.provenance.canonical import canonical_json
from redaction.provenance.errors import AuditError

VERSION = 1
LONGEST = 200
"""Characters in a string of an entry, at most."""

Scalar = str | int | bool | None
Value = Scalar | tuple[Scalar, ...]

_INTEGERS_END = 2**53
_KEY_BYTES = 32
_ACT = re.compile(r"[a-z][a-z0-9._-]{0,199}")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WORD = re.compile(r"[!#-\[\]-~]{0,200}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was done: ``actor``, in ``role``, did ``act`` to ``obj``.

    ``seq`` counts from 0 within an epoch and is the number of the leaf; ``ts`` is in UTC.
    ``data`` holds what else belongs to the act: a flat mapping of short lower-case keys to
    words, integers below 2**53, booleans, None, or sequences of these.

    Raises:
        AuditError: ``bad_entry`` when any of them does not have its form.
    """

    seq: int
    ts: datetime
    act: str
    actor: str
    role: str
    obj: str
    data: Mapping[str, Value]

    def __post_init__(self) -> None:
        if not _is_integer(self.seq) or self.seq < 0:
            raise _bad("seq")
        if not isinstance(self.ts, datetime) or self.ts.utcoffset() != timedelta():
            raise _bad("ts")
        if not isinstance(self.act, str) or not _ACT.fullmatch(self.act):
            raise _bad("act")
        if not _is_word(self.actor) or not self.actor:
            raise _bad("actor")
        if not _is_word(self.role):
            raise _bad("role")
        if not _is_word(self.obj):
            raise _bad("obj")
        object.__setattr__(self, "ts", self.ts.astimezone(UTC))
        object.__setattr__(self, "data", _checked_data(self.data))


def entry_bytes(entry: Entry, acts: Container[str]) -> bytes:
    """The entry as the log keeps it, without a line end: canonical JSON.

    Raises:
        AuditError: ``unknown_act`` when the act is not in the closed vocabulary ``acts``.
    """
    _must_know(entry.act, acts)
    return _encoded(entry)


def read_entry(line: bytes, acts: Container[str] | None = None) -> Entry:
    """The entry that has exactly these bytes; with ``acts``, only if its act is known.

    Raises:
        AuditError: ``bad_entry`` or ``unknown_act``.
    """
    try:
        value = json.loads(line.decode("ascii"), parse_float=_refuse, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise _bad("json") from None
    if not isinstance(value, dict) or set(value) != _FIELDS:
        raise _bad("fields")
    del value["v"]  # the one version there is, or the spelling differs below
    value["ts"] = _time_of(value["ts"])
    entry = Entry(**value)
    if _encoded(entry) != line:
        raise _bad("spelling")
    if acts is not None:
        _must_know(entry.act, acts)
    return entry


def keyed_digest(key: bytes, domain: str, data: bytes) -> str:
    """HMAC-SHA-256 of ``domain``, a zero byte and ``data``, as 64 hex digits.

    Whoever lacks the key can neither guess the data from it nor compare it with theirs; the
    domain keeps digests made for one purpose from being taken for those of another.

    Raises:
        AuditError: ``short_key`` under 32 bytes; ``bad_domain`` unless a non-empty word.
    """
    if len(key) < _KEY_BYTES:
        raise AuditError("short_key", "an audit key has at least 32 bytes")
    if not domain or not _is_word(domain):
        raise AuditError("bad_domain", "a domain is a printable word")
    return HMAC(key, domain.encode("ascii") + b"\x00" + data, sha256).hexdigest()


_FIELDS = frozenset({"act", "actor", "data", "obj", "role", "seq", "ts", "v"})


def _encoded(entry: Entry) -> bytes:
    return canonical_json(
        {
            "act": entry.act,
            "actor": entry.actor,
            "data": entry.data,
            "obj": entry.obj,
            "role": entry.role,
            "seq": entry.seq,
            "ts": entry.ts.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z",
            "v": VERSION,
        }
    )


def _checked_data(data: Any) -> dict[str, Value]:
    if not isinstance(data, Mapping):
        raise _bad("data")
    checked: dict[str, Value] = {}
    for key, value in data.items():
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            raise _bad("data")
        kept = tuple(value) if isinstance(value, list | tuple) else value
        if not all(map(_is_scalar, kept if isinstance(kept, tuple) else (kept,))):
            raise _bad("data")
        checked[key] = kept
    return checked


def _time_of(value: Any) -> datetime:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise _bad("ts")
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise _bad("ts") from None


def _is_scalar(value: Any) -> bool:
    return value is None or isinstance(value, bool) or _is_integer(value) or _is_word(value)


def _is_integer(value: Any) -> bool:
    return type(value) is int and -_INTEGERS_END < value < _INTEGERS_END


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and _WORD.fullmatch(value) is not None


def _must_know(act: str, acts: Container[str]) -> None:
    if act not in acts:
        raise AuditError("unknown_act", "the act is not in the vocabulary of the log")


def _refuse(_: str) -> Never:
    raise _bad("number")


def _bad(part: str) -> AuditError:
    return AuditError("bad_entry", f"an audit entry has a wrong {part}", part=part)
