"""Rule packs: one country's law as data, read once and compiled.

The engine holds the kinds of instruction and the order of the algorithm; years, limits,
phrases, citations, sentences and labels come from here. Another ministry writes its own
file and changes no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from redaction.authority.banners import BannerForm
from redaction.authority.categories import ReasonForm
from redaction.authority.clock import Clock
from redaction.authority.grammar import Grammar
from redaction.authority.onset import OnsetRule
from redaction.authority.orders import Orders
from redaction.authority.packfile import DEFAULT, pack_data
from redaction.authority.portions import PortionForm
from redaction.authority.reading import Status
from redaction.errors import AuthorityInputError

RULE_IDS = (
    *("R01", "R01B", *(f"R{number:02}" for number in range(2, 29))),
    *("R31", "R32", "R33"),
)
"""The rules the algorithm may cite; a pack has a citation and a sentence for each."""


class Level(NamedTuple):
    """A level of classification, or a handling mark that is none."""

    code: str
    rank: int
    classified: bool
    name: str


class Rule(NamedTuple):
    """A rule by its id: what it says and where that is written.

    ``confirmed`` is False while a part of the citation has not been compared with the
    official text. ``because_dated`` replaces ``because`` once there is a day to speak of.
    """

    title: str
    citation: str
    confirmed: bool
    because: str
    because_dated: str | None


class Period(NamedTuple):
    """The days on which a marking was in use, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A rule pack, compiled. ``data`` is the file itself, for what only some questions need."""

    id: str
    version: str
    title: str
    data: Mapping[str, Any]
    levels: Mapping[str, Level]
    orders: Orders
    onset: OnsetRule
    periods: Mapping[str, Period]
    grammar: Grammar
    rules: Mapping[str, Rule]
    status_phrases: Mapping[str, Mapping[str, str]]
    month_labels: tuple[str, ...]
    reasons: ReasonForm
    portions: PortionForm
    banners: BannerForm
    clock: Clock

    def level(self, text: str | None) -> Level | None:
        """The level a text names, any case; None when it names none."""
        if text is None:
            return None
        return self.levels.get(text) or self.levels.get(" ".join(text.split()).upper())


@cache
def load_pack(name: str | Path = DEFAULT) -> Pack:
    """A shipped pack by its id, or the pack in a file.

    Raises:
        AuthorityInputError: ``unknown_pack`` when there is none, or the file is no pack.
    """
    data = pack_data(name)
    try:
        return _pack(data)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise AuthorityInputError(
            "unknown_pack", "the file of this name is no rule pack"
        ) from error


def _pack(data: Mapping[str, Any]) -> Pack:
    orders = Orders.of(data["orders"], data["periods"]["order_grace_days"])
    return Pack(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        data=data,
        levels=_levels(data),
        orders=orders,
        onset=OnsetRule.of(data["onset"]),
        periods={
            kind: Period(*map(date.fromisoformat, days))
            for kind, days in data["periods"]["kinds"].items()
        },
        grammar=Grammar.of(data["phrases"], data["date_order"]),
        rules={rule: _rule(data["rules"][rule]) for rule in RULE_IDS},
        status_phrases={status: data["status"][status] for status in Status},
        month_labels=tuple(data["phrases"]["month_labels"]),
        reasons=ReasonForm.of(data["reasons"], data["phrases"]["order_prefix"], orders.printed),
        portions=PortionForm.of(data["markings"]),
        clock=Clock.of(data),
        banners=BannerForm.of(
            data["markings"], {row["code"]: row["rank"] for row in data["levels"]}
        ),
    )


def _levels(data: Mapping[str, Any]) -> Mapping[str, Level]:
    return {
        name: Level(row["code"], row["rank"], row["classified"], row["names"][0])
        for row in data["levels"]
        for name in (row["code"], *row["names"])
    }


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        row["title"], row["citation"], row["confirmed"], row["because"], row.get("because_dated")
    )
