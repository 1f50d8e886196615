"""The one way to write a value in a release.

Where a format allows two spellings, somebody can say something by choosing: blanks, escapes,
leading zeros. So each object is written again from what was read, and compared.
"""

from __future__ import annotations

from redaction.verify.syntax import Name, Ref, Text, Value

_SPACED = frozenset(("K", "Widths", "FontBBox"))
"""Keys that a release writes with a blank before their list."""
_CLOSE = frozenset(("OutputConditionIdentifier", "Info"))
"""Keys that a release writes without a blank before their string."""
_ESCAPES = {code: f"\\{code:03o}" for code in range(256) if not 32 <= code < 127}
_ESCAPES |= {ord(character): f"\\{character}" for character in "\\()"}


def written(value: Value) -> bytes:
    """The bytes of ``value``."""
    return _write(value).encode("latin-1")


def written_by_reportlab(value: Value) -> bytes:
    """The bytes of a dictionary that reportlab writes itself: one key a line."""
    if not isinstance(value, dict):
        return b""
    lines = "\n".join(f"/{key} {_write(inner)}" for key, inner in sorted(value.items()))
    return f"<<\n{lines}\n>>".encode("latin-1")


def _write(value: Value) -> str:
    if isinstance(value, dict):
        return f"<<{''.join(_entry(key, inner) for key, inner in value.items())}>>"
    if isinstance(value, list):
        return _list(value)
    if isinstance(value, Text):
        if value.hexadecimal:
            return f"<{value.raw.hex()}>"
        return f"({value.raw.decode('latin-1').translate(_ESCAPES)})"
    if isinstance(value, Name):
        return f"/{value}"
    if isinstance(value, Ref):
        return f"{value.number} 0 R"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f"{value:.8f}".rstrip("0") if isinstance(value, float) else str(value)


def _entry(key: str, value: Value) -> str:
    told = _write(value)
    if isinstance(value, list):
        apart = key in _SPACED
    elif told[0] == "(":
        apart = key not in _CLOSE
    else:
        apart = told[0] not in "/<"
    return f"/{key} {told}" if apart else f"/{key}{told}"


def _list(items: list[Value]) -> str:
    out = ""
    for n, item in enumerate(items):
        close = isinstance(item, (Name, list)) or isinstance(items[n - 1], list)
        hexadecimal = isinstance(item, Text) and item.hexadecimal
        out += ("" if n == 0 or close or hexadecimal else " ") + _write(item)
    return f"[{out}]"
