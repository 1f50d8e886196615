"""Tables that every message format shares: tag codes, station aliases, words of a position.

They are data (``tables.toml``), read once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tables:
    """``tag_kinds`` gives the kind of every known tag code."""

    security: Mapping[str, str]
    stations: Mapping[str, str]
    no_stations: frozenset[str]
    months: frozenset[str]
    tag_kinds: Mapping[str, str]
    positions: frozenset[str]
    attributes: frozenset[str]


@cache
def tables() -> Tables:
    """The tables."""
    data = tomllib.loads(Path(__file__).with_name("tables.toml").read_text("utf-8"))
    kinds: dict[str, str] = {}
    for kind in ("organization", "country", "subject"):  # the later wins
        kinds.update(dict.fromkeys(data["tags"][kind].split(), kind))
    return Tables(
        security=data["security"],
        stations=data["stations"],
        no_stations=frozenset(data["references"]["no_stations"].split()),
        months=frozenset(data["references"]["months"].split()),
        tag_kinds=kinds,
        positions=frozenset(data["people"]["positions"]),
        attributes=frozenset(data["archive"]["attributes"]),
    )
