"""One spelling of a JSON value, so that equal values have equal bytes.

UTF-8, keys sorted by code point, no blanks, no floats, no line end. Everything that is
hashed, signed or compared byte by byte goes through here.

It is a canonical form for values this project writes, not for every JSON text in the world:
a number with a fraction, a key that is not a string and a lone surrogate are refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any


def canonical_json(value: Any) -> bytes:
    """The bytes of ``value``; tuples are lists.

    Raises:
        TypeError: a float, a key that is not a string, or a type JSON does not have.
        ValueError: a string that has no UTF-8 form.
    """
    _must_be_exact(value)
    text = json.dumps(
        _plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value


def _must_be_exact(value: Any) -> None:
    if value is None or isinstance(value, (str, bool, int)):
        return
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a key of a canonical object is a string")
        _all_exact(list(value.values()))
    elif isinstance(value, (list, tuple)):
        _all_exact(value)
    else:
        raise TypeError(f"canonical JSON has no {type(value).__name__}")


def _all_exact(values: Sequence[Any]) -> None:
    for value in values:
        _must_be_exact(value)
