"""Values as the plain objects of JSON: dicts, lists and scalars.

The shape of each class is worked out once; fields whose type is a scalar are copied as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

from redaction.spans import Span

_SCALARS = frozenset(
    ["str", "str | None", "int", "int | None", "bool", "float | None", "Severity", "Newline"]
)
_ATOMS = frozenset([str, int, float, bool, type(None)])


_Converter = Callable[[Any], dict[str, Any]]
_converters: dict[type, _Converter] = {}


def plain(value: Any) -> Any:
    """``value`` as dicts, lists and scalars; a field ``sender`` is the key ``from``."""
    kind = type(value)
    if kind is Span:
        return [*value]
    if kind is tuple:
        return _list(value) if value else []
    if kind in _ATOMS:
        return value
    converter = _converters.get(kind)
    if converter is None:
        if not (is_dataclass(kind) or hasattr(kind, "_fields")):
            return dict(value) if isinstance(value, Mapping) else value
        converter = _converters[kind] = _converter(kind)
    return converter(value)


def _list(values: tuple[Any, ...]) -> list[Any]:
    """A tuple as a list; mostly its items are of one class, whose converter is known."""
    converter = _converters.get(type(values[0]))
    if converter is not None and len({*map(type, values)}) == 1:
        return list(map(converter, values))
    return list(map(plain, values))


def _types(kind: type) -> dict[str, str]:
    """The fields of a dataclass or a named tuple, each with its type as written."""
    if is_dataclass(kind):
        return {part.name: str(part.type) for part in fields(kind)}
    return {name: said.__forward_arg__ for name, said in kind.__annotations__.items()}


def _converter(kind: type) -> _Converter:
    """The converter of a class: its keys, its values, and the fields that are no scalars."""
    types = _types(kind)
    keys = tuple("from" if name == "sender" else name for name in types)
    values = attrgetter(*types)
    deep = tuple(
        key
        for key, said in zip(keys, types.values(), strict=True)
        if said not in _SCALARS and not said.startswith("Literal[")
    )

    def convert(value: Any) -> dict[str, Any]:
        record = dict(zip(keys, values(value)))  # noqa: B905  as many values as keys
        for key in deep:
            part = record[key]
            if part is not None:
                record[key] = [*part] if type(part) is Span else plain(part)
        return record

    return convert
