"""Values as the plain objects of JSON: dicts, lists and scalars.

The shape of each class is worked out once; fields whose type is a scalar are copied as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from redaction.spans import Span

_SCALARS = frozenset(
    ["str", "str | None", "int", "int | None", "bool", "float | None", "Severity", "Newline"]
)
_ATOMS = frozenset([str, int, float, bool, type(None)])


class _Plan(NamedTuple):
    """The JSON keys of a class, a getter of all values, and the keys that are no scalars."""

    keys: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]
    deep: tuple[str, ...]


_plans: dict[type, _Plan] = {}


def plain(value: Any) -> Any:
    """``value`` as dicts, lists and scalars; a field ``sender`` is the key ``from``."""
    kind = type(value)
    if kind is Span:
        return [*value]
    if kind is tuple:
        return [plain(item) for item in value] if value else []
    if kind in _ATOMS:
        return value
    plan = _plans.get(kind)
    if plan is None:
        if not is_dataclass(kind):
            return dict(value) if isinstance(value, Mapping) else value
        plan = _plans[kind] = _plan(kind)
    record = dict(zip(plan.keys, plan.values(value), strict=True))
    for key in plan.deep:
        part = record[key]
        if part is not None:
            record[key] = [*part] if type(part) is Span else plain(part)
    return record


def _plan(kind: type) -> _Plan:
    parts = fields(kind)
    keys = tuple("from" if part.name == "sender" else part.name for part in parts)
    deep = tuple(
        key
        for key, part in zip(keys, parts, strict=True)
        if part.type not in _SCALARS and not str(part.type).startswith("Literal[")
    )
    return _Plan(keys, attrgetter(*(part.name for part in parts)), deep)
