"""Values that people wrote, checked while they are read.

A :class:`Form` knows the error code of the document it reads. Its messages name the field
and never the value, because the value may be what somebody withholds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from redaction.errors import MarkError

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_hidden(character: str) -> bool:
    """Whether a page would not show the character: controls, format characters, odd blanks."""
    return unicodedata.category(character)[0] in "CZ" and character != " "


@dataclass(frozen=True, slots=True)
class Form:
    """Reads one kind of document; every method raises ``MarkError`` with its code."""

    code: str
    kind: str

    def bad(self, where: str) -> MarkError:
        """The error for a field that is missing or malformed."""
        message = f"{where} of the {self.kind} is missing or malformed"
        return MarkError(self.code, message, field=where)

    def must(self, holds: bool, where: str) -> None:
        """Refuse the field unless the condition holds."""
        if not holds:
            raise self.bad(where)

    def record(self, given: object, where: str, known: Collection[str]) -> dict[str, Any]:
        """An object without its nulls; a key that is not known is a misspelling."""
        if not isinstance(given, Mapping) or not set(known) >= set(given):
            raise self.bad(where)
        return {name: value for name, value in given.items() if value is not None}

    def text(self, value: object, where: str) -> str:
        """One line of visible text, in NFC: nothing that a page would not show."""
        if not isinstance(value, str) or not value.strip() or "[[WITHHELD" in value:
            raise self.bad(where)
        self.must(not any(map(is_hidden, value)), where)
        return unicodedata.normalize("NFC", value)

    def texts(self, given: object, where: str, names: Collection[str]) -> dict[str, str]:
        """An object with exactly these keys, each a line of text."""
        values = self.record(given, where, names)
        self.must(set(values) == set(names), where)
        return {name: self.text(value, f"{where}.{name}") for name, value in values.items()}

    def day(self, value: object, where: str) -> str:
        """A date of the calendar, ``YYYY-MM-DD``."""
        if not isinstance(value, str) or not DAY.fullmatch(value):
            raise self.bad(where)
        try:
            date.fromisoformat(value)
        except ValueError as impossible:
            raise self.bad(where) from impossible
        return value

    def choice(self, value: object, allowed: Collection[str], where: str) -> str:
        """One of the allowed words."""
        if not isinstance(value, str) or value not in allowed:
            raise self.bad(where)
        return value
