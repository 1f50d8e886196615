"""Words that say what somebody is and not who, as data (``words.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def vocabulary() -> Mapping[str, frozenset[str]]:
    """The lists by name: ``titles``, ``particles``, ``offices``, ``gender``, ``kinship``,
    ``number``; words as they are folded."""
    source = files(__package__) / "words.toml"
    lists = tomllib.loads(source.read_text(encoding="utf-8"))
    return MappingProxyType({name: frozenset(listed.split()) for name, listed in lists.items()})
