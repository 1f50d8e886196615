"""The classification line of a telegram, and the level of the whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from redaction.authority.line import any_of
from redaction.errors import AuthorityInputError

BELOW_PORTION = "header_below_highest_portion"
ABOVE_PORTIONS = "header_above_highest_portion"
UNMARKED = "unmarked_portion"


class Rollup(NamedTuple):
    """The level of a whole text, and what does not fit (flags, sorted)."""

    overall: str | None
    flags: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The answer as a JSON object."""
        return {"overall": self.overall, "flags": list(self.flags)}


@dataclass(frozen=True, slots=True)
class BannerForm:
    """The words of one pack's classification lines, and its levels by rank."""

    banners: tuple[tuple[re.Pattern[str], str], ...]
    sensitive_of: str
    sensitive: str
    sensitive_word: re.Pattern[str]
    ranks: Mapping[str, int]

    @classmethod
    def of(cls, row: Mapping[str, Any], ranks: Mapping[str, int]) -> BannerForm:
        """Compile the pack's section ``markings``; ``ranks`` order the levels by code."""
        return cls(
            banners=tuple(
                (re.compile(rf"\s*{_spaced(word)}(?!\w)"), level)
                for word, level in row["banner"].items()
            ),
            sensitive_of=row["sensitive"]["of"],
            sensitive=row["sensitive"]["level"],
            sensitive_word=re.compile(rf"\b{any_of(row['sensitive']['words'])}\b"),
            ranks=ranks,
        )

    def level(self, line: str) -> str | None:
        """The level at the start of a classification line, its letters possibly spaced."""
        for banner, level in self.banners:
            if match := banner.match(line):
                if level == self.sensitive_of and self.sensitive_word.search(line, match.end()):
                    return self.sensitive
                return level
        return None

    def rollup(self, portions: Sequence[str | None], header: str | None) -> Rollup:
        """The higher of the highest portion and the header; None only if both are missing.

        An unmarked portion (None) takes the level of the header, never less.

        Raises:
            AuthorityInputError: ``bad_input`` for a level the pack does not know.
        """
        marked = [portion for portion in portions if portion is not None]
        highest = max(marked, key=self._rank, default=None)
        levels = [level for level in (highest, header) if level is not None]
        flags = set[str]()
        if None in portions:
            flags.add(UNMARKED)
        if highest is not None and header is not None:
            if self._rank(highest) > self._rank(header):
                flags.add(BELOW_PORTION)
            elif self._rank(highest) < self._rank(header) and None not in portions:
                flags.add(ABOVE_PORTIONS)
        return Rollup(max(levels, key=self._rank, default=None), tuple(sorted(flags)))

    def _rank(self, level: str) -> int:
        if level not in self.ranks:
            raise AuthorityInputError("bad_input", "a level is not one of the listed values")
        return self.ranks[level]


def _spaced(word: str) -> str:
    """The word with or without a space after each letter (``S E C R E T``)."""
    return " {0,3}".join(map(re.escape, word.replace(" ", "")))
