"""The head and foot of a page, as data.

A profile is a TOML file in this folder: lines with fields, nothing else. An installation
adds one without touching code. A line may hold the fields of :data:`FIELDS` only, so a page
can say nothing at its edges that the stamp, the page number and the number of pages do not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

# Columns of furniture type (8 points) that fit beside the left margin of every page size.
COLUMNS: Final = 100
FIELDS: Final = frozenset(
    {"release", "date", "date_us", "agency", "case", "document", "page", "pages"}
)

_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,31}")
_FIELD: Final = re.compile(r"\{([a-z_]*)\}")


class Profile(NamedTuple):
    """Lines with fields, from top to bottom."""

    name: str
    header: tuple[str, ...]
    footer: tuple[str, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The fields its lines use."""
        lines = self.header + self.footer
        return frozenset(name for line in lines for name in _FIELD.findall(line))


@cache
def load(name: str) -> Profile:
    """The profile of that name.

    Raises:
        LookupError: no such profile, or one that uses a field that is not on the list.
    """
    if not _NAME.fullmatch(name):
        raise LookupError("not the name of a furniture profile")
    source = files(__package__) / f"{name}.toml"
    if not source.is_file():
        raise LookupError("no furniture profile of that name")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    profile = Profile(name, tuple(table["header"]), tuple(table["footer"]))
    if not profile.fields <= FIELDS:
        raise LookupError("a furniture profile uses an unknown field")
    return profile


def fill(lines: tuple[str, ...], values: Mapping[str, str]) -> tuple[str, ...]:
    """The lines with every field replaced by its value."""
    return tuple(_FIELD.sub(lambda field: values[field[1]], line) for line in lines)
