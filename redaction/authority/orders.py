"""Orders in time: which executive order governs a day, and what a printed number says.

Which instruction is legitimate depends on the order in force on the day of origin. A number
that cannot belong to that day is a fact worth telling: a wrong number, a wrong origin, or a
line that was marked again later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from redaction.authority import flags


class Order(NamedTuple):
    """One order, or one amended state of it, and the days on which records were marked by it.

    ``marking_from`` is None where use began with the signature, ``marking_until`` while the
    order is in force.
    """

    number: str
    amended_by: str | None
    signed: date
    marking_from: date | None
    marking_until: date | None
    confirmed: bool


class Printed(NamedTuple):
    """What a number printed on a line stands for: its first signature and last day of use."""

    signed: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders of one pack, oldest first."""

    rows: tuple[Order, ...]
    printed: Mapping[str, Printed]
    grace: timedelta

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, Any]], grace_days: int) -> Orders:
        """Read the pack's rows; an order that was amended has one row for each state."""
        orders = tuple(_order(row) for row in rows)
        printed: dict[str, Printed] = {}
        for order in orders:
            first = printed.get(order.number)
            signed = first.signed if first else order.signed
            printed[order.number] = Printed(signed, order.marking_until)
            if order.amended_by:
                printed[order.amended_by] = Printed(order.signed, order.marking_until)
        return cls(orders, printed, timedelta(days=grace_days))

    @property
    def current_since(self) -> date:
        """The first day on which records are marked under the newest order."""
        return self.rows[-1].marking_from or date.min

    def governing(self, day: date) -> Order | None:
        """The order under which a record of this day was marked."""
        for order in reversed(self.rows):
            if (order.marking_from or order.signed) <= day:
                return order
        return None

    def last_day_of(self, number: str) -> date | None:
        """The last day on which records were marked under a printed number; None if in use."""
        return self.printed[number].until

    def doubts(self, number: str | None, origin: date | None) -> frozenset[str]:
        """What is odd about a printed order number on a record of this origin (flags)."""
        if number is None:
            return frozenset()
        order = self.printed.get(number)
        if order is None:
            return frozenset({flags.ORDER_GARBLED})
        if origin is None:
            return frozenset()
        if order.signed > origin:
            return frozenset({flags.ORDER_POSTDATES_ORIGIN})
        if order.until is not None and origin > order.until + self.grace:
            return frozenset({flags.ORDER_SUPERSEDED})
        return frozenset()


def _order(row: Mapping[str, Any]) -> Order:
    return Order(
        number=row["number"],
        amended_by=row.get("amended_by"),
        signed=date.fromisoformat(row["signed"]),
        marking_from=day_of(row["marking_from"]),
        marking_until=day_of(row["marking_until"]),
        confirmed=row["confirmed"],
    )


def day_of(value: str | None) -> date | None:
    """A day of a pack: ISO or null."""
    return None if value is None else date.fromisoformat(value)
