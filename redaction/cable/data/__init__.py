"""The tables of the trade as data: one TOML file each, with its source.

A ministry edits them here, not in code. Every file says what it is about and which public
handbook or practice it was taken from; a key that nothing reads, a code that stands twice and
a value of the wrong kind are refused with the file and the key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from redaction.errors import CableError

FOLDER: Final = Path(__file__).parent
CAPTION_KINDS: Final = ("distribution", "handling", "control")


class _Wrong(Exception):
    """What is wrong with one value."""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong("wants words between quotation marks")
    return value


def _words(value: Any) -> tuple[str, ...]:
    """A list of words, or one string of words."""
    words = value.split() if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise _Wrong("wants a string of words or a list of words")
    twice = sorted({word for word in words if words.count(word) > 1})
    if twice:
        raise _Wrong(f"{', '.join(twice)} stands twice")
    return tuple(words)


def _names(value: Any) -> dict[str, str]:
    """A code and what it stands for."""
    if not isinstance(value, dict):
        raise _Wrong("wants a table of codes")
    for code, name in value.items():
        if not isinstance(name, str) or not name.strip():
            raise _Wrong(f"{code} wants words between quotation marks")
    return value


def _captions(value: Any) -> dict[str, dict[str, str]]:
    """A caption with its kind and its meaning."""
    if not isinstance(value, dict):
        raise _Wrong("wants a table of captions")
    for caption, said in value.items():
        if not isinstance(said, dict) or set(said) != {"kind", "meaning"}:
            raise _Wrong(f"{caption} wants a kind and a meaning, and nothing else")
        _names(said)
        if said["kind"] not in CAPTION_KINDS:
            raise _Wrong(f"the kind of {caption} is one of: {', '.join(CAPTION_KINDS)}")
    return value


# Each file, its keys, and what a key holds.
FILES: Final[Mapping[str, Mapping[str, Callable[[Any], Any]]]] = {
    "attributes": {"keys": _words},
    "captions": {"captions": _captions},
    "positions": {"words": _words},
    "posts": {"posts": _names},
    "reading": {"kinds": _names, "issues": _names, "noise": _names},
    "references": {"no_stations": _words, "months": _words},
    "security": {"letters": _names},
    "stations": {"aliases": _names},
    "tags": {"subject": _words, "country": _words, "organization": _words},
}


def read(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """The table ``name``: its ``about`` and ``source``, and its keys, checked.

    Raises:
        CableError: ``BAD_TABLE``, with the file and the key.
    """
    keys = {"about": _text, "source": _text, **FILES[name]}
    try:
        data = tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
    except (OSError, ValueError) as error:
        said = "cannot be opened" if isinstance(error, OSError) else f"is no TOML: {error}"
        raise CableError("BAD_TABLE", f"{name}.toml {said}") from None
    for key in sorted(set(data) ^ set(keys)):
        wrong = "is not a key of this file" if key in data else "is missing"
        raise CableError("BAD_TABLE", f"{name}.toml: {key} {wrong}; it has: {', '.join(keys)}")
    for key, check in keys.items():
        try:
            data[key] = check(data[key])
        except _Wrong as wrong:
            raise CableError("BAD_TABLE", f"{name}.toml: {key}: {wrong}") from None
    _each_once(name, data)
    return data


def _each_once(name: str, data: Mapping[str, Any]) -> None:
    """Refuse a code that stands in two lists of one file."""
    owner: dict[str, str] = {}
    for key in FILES[name]:
        for code in data[key]:
            if owner.setdefault(code, key) != key:
                raise CableError(
                    "BAD_TABLE", f"{name}.toml: {key}: {code} stands in {owner[code]} too"
                )
