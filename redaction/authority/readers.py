"""The readers of single lines, by the names the rest of the project calls them.

Each takes the rule pack last; without one it reads with the default pack.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from redaction.authority.banners import Rollup
from redaction.authority.categories import Reasons
from redaction.authority.clock import Clock
from redaction.authority.pack import Pack, load_pack
from redaction.authority.portions import PortionMark


def reasons(line: str | None, origin_date: date | None, pack: Pack | None = None) -> Reasons:
    """The categories a "Classified By" line names."""
    return (pack or load_pack()).reasons.read(line, origin_date)


def portion(text: str, pack: Pack | None = None) -> PortionMark | None:
    """The portion mark at the start of a paragraph, or None."""
    return (pack or load_pack()).portions.read(text)


def header(line: str, pack: Pack | None = None) -> str | None:
    """The level at the start of a classification line, or None."""
    return (pack or load_pack()).banners.level(line)


def rollup(portions: Sequence[str | None], header: str | None, pack: Pack | None = None) -> Rollup:
    """The level of a whole text from its portions and its header."""
    return (pack or load_pack()).banners.rollup(portions, header)


def clock(pack: Pack | None = None) -> Clock:
    """The holidays and legal limits that count from a day."""
    return (pack or load_pack()).clock
