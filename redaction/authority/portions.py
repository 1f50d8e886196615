"""The portion mark: the level of one paragraph, where it starts.

What cannot be read is no mark, or a mark with a flag; a level is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from redaction.authority.line import any_of

UNBALANCED = "unbalanced_parenthesis"
ENTIRE_TEXT = "entire_text"
RESTRICTED = "foreign_restricted_handled_as_C"
UNKNOWN_CONTROL = "unknown_control"

_NUMBER = re.compile(r"\s*(?:[0-9]{1,4}[.)]\s*)?")
_BODY = re.compile(r"\(([^()\r\n]{1,60})\)")
_SEPARATOR = re.compile(r" ?(?://|/|-) ?")
_LONGEST_UNKNOWN_FIRST_CONTROL = 12


class PortionMark(NamedTuple):
    """A portion mark; ``end`` is the offset in code points just after it."""

    level: str
    controls: tuple[str, ...]
    flags: tuple[str, ...]
    end: int

    def to_json(self) -> dict[str, Any]:
        """The answer as a JSON object."""
        return {
            "level": self.level,
            "controls": list(self.controls),
            "flags": list(self.flags),
            "end": self.end,
        }


class _Body(NamedTuple):
    """What stands between the parentheses, read."""

    level: str
    controls: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    def ending(self, end: int, *flags: str) -> PortionMark:
        return PortionMark(self.level, self.controls, tuple(sorted(self.flags + flags)), end)


@dataclass(frozen=True, slots=True)
class _Controls:
    """The control marks that follow a level."""

    named: Mapping[str, str]
    raising: Mapping[str, Mapping[str, str]]
    release_to: str
    foreign: str
    countries: re.Pattern[str]

    def read(self, body: _Body, text: str) -> _Body | None:
        """Add the controls of ``text``; an unknown one ends the reading, or it is no mark."""
        level, controls, flags = body
        for place, control in enumerate(_SEPARATOR.split(text)[1:]):
            raised = self.raising.get(level, {}).get(control)
            emitted = self._emitted(control)
            if raised is not None:
                level = raised
            elif emitted is not None:
                controls += (emitted,)
            elif place == 0 and len(control) > _LONGEST_UNKNOWN_FIRST_CONTROL:
                return None
            else:
                flags += (f"{UNKNOWN_CONTROL}:{control}",)
                break
        return _Body(level, controls, flags)

    def _emitted(self, control: str) -> str | None:
        """A control as it is emitted, or None when it is unknown."""
        if control in self.named:
            return self.named[control]
        word, _, rest = control.partition(" ")
        listed = rest.removeprefix("TO ") if word == self.release_to else rest
        countries = listed.replace(",", " ").split()
        if not all(map(self.countries.fullmatch, countries)):
            return None
        if word == self.release_to and countries:
            return f"{word} TO {', '.join(countries)}"
        return " ".join([word, *countries]) if word == self.foreign else None


@dataclass(frozen=True, slots=True)
class _Foreign:
    """Marks of other governments: where they come from, and their level read as ours."""

    word: str
    levels: Mapping[str, str]
    restricted: str
    form: re.Pattern[str]

    @classmethod
    def of(cls, row: Mapping[str, Any], own: str) -> _Foreign:
        word, levels = row["word"], row["levels"]
        after_hyphen = [level for level in levels if level not in row["only_after_slashes"]]
        # "//" at the start says that the mark is foreign, so longer names and more levels do.
        form = (
            rf"// ?(?!{own} )([A-Z]{{3,4}}) ({any_of(levels)})"
            rf"|(?!{own}-)([A-Z]{{3}}) ?- ?({any_of(after_hyphen)})"
        )
        return cls(word, levels, row["restricted"], re.compile(form))

    def read(self, body: str) -> _Body | None:
        match = self.form.fullmatch(body)
        if match is None:
            return None
        origin, level = match[1] or match[3], match[2] or match[4]
        control = self.word if origin == self.word else f"{self.word} {origin}"
        flags = (RESTRICTED,) if level == self.restricted else ()
        return _Body(self.levels[level], (control,), flags)


@dataclass(frozen=True, slots=True)
class PortionForm:
    """How one pack marks portions, compiled."""

    levels: Mapping[str, str]
    legacy: frozenset[str]
    level: re.Pattern[str]
    bare: re.Pattern[str]
    entire: re.Pattern[str]
    controls: _Controls
    foreign: _Foreign

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> PortionForm:
        """Compile the pack's section ``markings``."""
        levels, foreign = {**row["levels"], **row["words"]}, row["foreign"]
        entire = rf"\(? ?({any_of(levels)})\s?[-–—]\s?{re.escape(row['entire_text'])}(?!\w)"
        return cls(
            levels=levels,
            legacy=frozenset(row["legacy"]),
            level=re.compile(rf"{any_of(row['levels'])}(?=\Z| ?[-/])"),
            bare=re.compile(rf"({any_of(row['bare'])}(?:[-/][A-Z/]{{1,12}})?)\)"),
            entire=re.compile(rf"{entire}\.?(?: ?\))?", re.IGNORECASE),
            controls=_Controls(
                named=row["controls"],
                raising=row["raising"],
                release_to=row["release_to"],
                foreign=foreign["word"],
                countries=re.compile(r"[A-Z]{2,5}"),
            ),
            foreign=_Foreign.of(foreign, row["never_foreign"]),
        )

    def read(self, text: str) -> PortionMark | None:
        """The mark at the start of a paragraph, after its number; None if there is none."""
        number = _NUMBER.match(text)
        start = number.end() if number else 0
        if entire := self.entire.match(text, start):
            return _Body(self.levels[entire[1].upper()]).ending(entire.end(), ENTIRE_TEXT)
        if whole := _BODY.match(text, start):
            body = self._body(" ".join(whole[1].upper().split()))
            return body.ending(whole.end()) if body else None
        if half := self.bare.match(text, start):
            body = self._body(half[1])
            return body.ending(half.end(), UNBALANCED) if body else None
        return None

    def _body(self, body: str) -> _Body | None:
        level = self.level.match(body)
        if level is None:
            return self.foreign.read(body)
        flags = (f"legacy_{level[0]}",) if level[0] in self.legacy else ()
        return self.controls.read(_Body(self.levels[level[0]], (), flags), body[level.end() :])
