"""Tables that every message format shares: tag codes, posts, captions, words of a position.

They are data (``redaction/cable/data``), read once. ``post_of`` and ``caption_meaning`` explain
a code to a person; nothing is read out of a telegram with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from redaction.cable.data import read


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
    tags, references = read("tags"), read("references")
    kinds = ("organization", "country", "subject")
    return Tables(
        security=read("security")["letters"],
        stations=read("stations")["aliases"],
        no_stations=frozenset(references["no_stations"]),
        months=frozenset(references["months"]),
        tag_kinds={code: kind for kind in kinds for code in tags[kind]},
        positions=frozenset(read("positions")["words"]),
        attributes=frozenset(read("attributes")["keys"]),
    )


def post_of(indicator: str) -> str | None:
    """The post or office that a routing indicator reaches (``RUEHC``); null when not listed."""
    return _posts().get(indicator.upper())


def caption_meaning(name: str) -> str | None:
    """What a caption or control says, in one line (``NODIS``); null when not listed."""
    said = _captions().get(" ".join(name.upper().split()))
    return said["meaning"] if said else None


@cache
def _posts() -> Mapping[str, str]:
    posts: Mapping[str, str] = read("posts")["posts"]
    return posts


@cache
def _captions() -> Mapping[str, Mapping[str, str]]:
    captions: Mapping[str, Mapping[str, str]] = read("captions")["captions"]
    return captions
