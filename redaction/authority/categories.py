"""The categories named on a "Classified By" line.

The letters a to g of section 1.5 of the order of 1995 and of section 1.4 since 2003 name
the same subjects, so reasons are always given as 1.4 letters and ``section`` keeps what was
printed. Telegrams break lines inside words; all white space is removed before reading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from redaction.authority.line import any_of
from redaction.authority.orders import day_of

MISSING = "reason_missing"
_BREAK = r"(?:\Z|[().,/&+;:-])"
_SKIP = re.compile(r"[().,/&+;:-]+|AND|OR(?![0-9])")


class Reasons(NamedTuple):
    """What a line says of why a record is classified.

    ``section`` is None where no number was printed; ``derivative`` marks a line that names
    its sources instead of a reason (32 CFR 2001.22(d)). Letters and flags are sorted.
    """

    section: str | None
    letters: tuple[str, ...]
    reasons: tuple[str, ...]
    derivative: bool
    flags: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The answer as a JSON object."""
        return {
            "section": self.section,
            "letters": list(self.letters),
            "reasons": list(self.reasons),
            "derivative": self.derivative,
            "flags": list(self.flags),
        }


class _Section(NamedTuple):
    first: date | None
    last: date | None
    letters: str


@dataclass(frozen=True, slots=True)
class ReasonForm:
    """How one pack's lines name their reasons, compiled."""

    cited_as: str
    chapter: str
    sections: Mapping[str, _Section]
    letters: frozenset[str]
    numbered: re.Pattern[str]
    unnumbered: re.Pattern[str]
    letter: re.Pattern[str]
    order_number: re.Pattern[str]
    derivative: re.Pattern[str]

    @classmethod
    def of(cls, row: Mapping[str, Any], prefix: str, orders: Collection[str]) -> ReasonForm:
        """Compile the pack's section ``reasons``; ``prefix`` and ``orders`` spell its orders."""
        letters = frozenset("".join(row["letters"]).upper())
        chapter = row["section"].partition(".")[0]
        written = "".join(re.escape(character) + "[.]?" for character in prefix)
        return cls(
            cited_as=row["section"],
            chapter=chapter,
            sections={
                number: _Section(day_of(era["from"]), day_of(era["until"]), era["letters"].upper())
                for number, era in row["sections"].items()
            },
            letters=letters,
            numbered=re.compile(rf"(?<![0-9.]){re.escape(chapter)}[.,]([1-9])(?![0-9])"),
            unnumbered=re.compile(rf"{any_of(row['words'])}[:;]?(?=\({any_of(letters)})"),
            # Alone, before a separator, or glued to exactly one more letter of the list.
            letter=re.compile(rf"([A-Z])(?={_BREAK}|AND|OR|{any_of(letters)}{_BREAK})"),
            order_number=re.compile(rf"(?:{written}:?)?(?<![0-9]){any_of(orders)}(?![0-9])"),
            derivative=re.compile(any_of(row["derivative"])),
        )

    def read(self, line: str | None, origin: date | None) -> Reasons:
        """Read a "Classified By" line; never fails, whatever the line says."""
        text = "".join((line or "").split()).upper()
        if not text:
            return Reasons(None, (), (), False, (MISSING,))
        derivative = self.derivative.search(text) is not None
        text = self.order_number.sub(" ", text)
        section, start = self._section(text)
        found = () if start is None else tuple(self._letters(text, start))
        letters = sorted(self.letters.intersection(found))
        flags = {
            "section_missing": section is None and start is not None,
            "letter_invalid": not self.letters.issuperset(found),
            "duplicate_letter": any(found.count(letter) > 1 for letter in letters),
            "derivative_no_reason": derivative and not letters,
            MISSING: not derivative and not letters,
            **self._out_of_period(section, letters, origin),
        }
        return Reasons(
            section=section,
            letters=tuple(letter.lower() for letter in letters),
            reasons=tuple(f"{self.cited_as}({letter.lower()})" for letter in letters),
            derivative=derivative,
            flags=tuple(sorted(flag for flag, holds in flags.items() if holds)),
        )

    def _section(self, text: str) -> tuple[str | None, int | None]:
        """The section as printed, and where its letters start; None where there is none."""
        if numbered := self.numbered.search(text):
            return f"{self.chapter}.{numbered[1]}", numbered.end()
        unnumbered = self.unnumbered.search(text)
        return None, unnumbered.end() if unnumbered else None

    def _letters(self, text: str, start: int) -> Iterator[str]:
        """Single letters, separated or not, until the text goes on with something else."""
        here = start
        while True:
            if skipped := _SKIP.match(text, here):
                here = skipped.end()
            elif letter := self.letter.match(text, here):
                yield letter[1]
                here = letter.end()
            else:
                return

    def _out_of_period(
        self, section: str | None, letters: list[str], origin: date | None
    ) -> dict[str, bool]:
        """Whether a section, and its letters, existed on the day of origin."""
        if section is None:
            return {}
        era = self.sections.get(section)
        if era is None:
            return {"section_invalid": True}
        early = era.first is not None and origin is not None and origin < era.first
        late = era.last is not None and origin is not None and origin > era.last
        flags = {"section_out_of_period": early or late}
        if not set(letters) <= set(era.letters):
            flags["letter_invalid"] = True
        return flags
