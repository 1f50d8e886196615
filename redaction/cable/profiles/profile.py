"""A message format with its patterns compiled from the data of a profile file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_NOTHING = "(?!)"  # a pattern that nothing matches: a list without words
# Names by which a security line speaks of a level, whatever word a ministry prints.
_SPOKEN = {
    "TOP SECRET": "TS", "SECRET": "S", "CONFIDENTIAL": "C", "RESTRICTED": "R", "UNCLASSIFIED": "U",
}  # fmt: skip
_LAST = 500  # the order of a profile that states none: after the built-in ones


@dataclass(frozen=True, slots=True)
class Level:
    """A level of classification: its full name, portion letters, and order."""

    name: str
    mark: str
    rank: int


@dataclass(frozen=True, slots=True)
class Detection:
    """How a text shows that it has a format: one line of these, or a form of printed series.

    ``order`` says when it is asked, the lowest first. ``within`` is how many lines are looked
    at; null for all.
    """

    order: int
    line_is: tuple[str, ...]
    line_starts: tuple[str, ...]
    line_contains: tuple[str, ...]
    within: int | None
    form: str

    def shown_by(self, text: str, lines: Sequence[str]) -> bool:
        """Whether a line of ``text`` shows it; ``lines`` are without white space at the ends."""
        told = (*self.line_is, *self.line_starts, *self.line_contains)
        if not any(words in text for words in told):
            return False
        return any(
            line in self.line_is
            or line.startswith(self.line_starts)
            or any(words in line for words in self.line_contains)
            for line in lines[: self.within]
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """A message format, its patterns compiled.

    ``levels`` maps every printed form (also letter-spaced) to its level; ``level`` matches one
    at a place; ``ranks`` orders portion letters; ``layout`` is ``front`` (header and slugs),
    ``plain`` (neither) or ``printed`` (an edited series).
    """

    name: str
    about: str
    detection: Detection | None
    layout: str
    levels: Mapping[str, Level]
    level: re.Pattern[str]
    level_starts: frozenset[str]
    ranks: Mapping[str, int]
    caption: re.Pattern[str]
    caption_line: re.Pattern[str]
    captions: frozenset[str]
    controls: tuple[str, ...]
    reference_captions: frozenset[str]
    precedence: Mapping[str, str]
    passing: re.Pattern[str]
    slug: re.Pattern[str]
    slug_mid: re.Pattern[str]
    slug_names: tuple[str, ...]
    page_breaks: tuple[str, ...]
    stop: re.Pattern[str]
    trailer: re.Pattern[str]
    stamp: re.Pattern[str]
    partial_notice: re.Pattern[str]
    signature: str
    series: str
    title: re.Pattern[str]
    first_number: int

    def level_of(self, printed: str) -> Level | None:
        """The level printed so, white space joined; null for any other words."""
        return self.levels.get(" ".join(printed.upper().split()))


def _one_of(words: Sequence[str]) -> str:
    """An alternation, longest first, in which a blank stands for any run of blanks."""
    if not words:
        return _NOTHING
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[ \t\xa0]{1,8}") for word in ordered)


def _spaced(printed: str) -> str:
    """``SECRET`` as ``S E C R E T``."""
    return " ".join(printed.replace(" ", ""))


def _levels(data: Mapping[str, Any]) -> dict[str, Level]:
    levels: dict[str, Level] = {}
    for row in data["levels"]:
        level = Level(row["name"], row["mark"], row["rank"])
        for printed in row.get("printed", [row["name"]]):
            levels[printed] = level
            levels[_spaced(printed)] = level
    return levels


def _with_spoken(levels: Mapping[str, Level]) -> dict[str, Level]:
    """``levels`` as a security line names them too; these names are no classification line."""
    marks = {level.mark: level for level in reversed(list(levels.values()))}
    return {name: marks[mark] for name, mark in _SPOKEN.items() if mark in marks} | dict(levels)


def _form(form: str) -> str:
    return re.escape(form).replace("dddd", r"\d{4}").replace(r"\*", r".{0,200}")


def _slug_patterns(data: Mapping[str, Any]) -> tuple[str, str]:
    """Patterns for a slug at a line start and in mid line; the group is the kind."""
    slugs: Mapping[str, Sequence[str]] = data["slugs"]
    names_of = {kind: _one_of(words) for kind, words in slugs.items()}
    colon = r"(?=[^\S\r\n]{0,3}:)"
    order = rf"(?i:{names_of['eo']})[^\S\r\n]{{0,3}}:?[^\S\r\n]{{0,3}}\d{{4,5}}(?!\d)"
    start = (
        rf"(?P<eo>{order})"
        rf"|(?P<tags>(?i:{names_of['tags']})(?=[:;,])|(?:{names_of['tags']})(?=\s|$))"
        rf"|(?P<subject>(?i:{names_of['subject']}){colon}|(?:{names_of['subject']})(?=\s|$))"
        rf"|(?P<refs>(?i:{names_of['refs']}){colon}"
        rf"|(?:{names_of['refs']})(?=\.|[ \t]{{1,3}}[(\[]?[A-D]\b))"
        rf"|(?P<classified_by>(?i:{names_of['classified_by']})(?=[^\S\r\n]{{0,3}}:|\s))"
    )
    refs = _one_of([name for name in slugs["refs"] if name != "REFERENCE"])
    mid = (
        r"(?<=[\s.,;])(?:"
        rf"(?P<eo>{order}(?=[^\S\r\n]{{0,3}}(?::|(?i:DECL))))"
        rf"|(?P<tags>(?:{_one_of(slugs['tags'][:2])}){colon})"
        rf"|(?P<subject>(?:{_one_of(slugs['subject'][:2])}){colon})"
        rf"|(?P<refs>(?:{refs}){colon})"
        rf"|(?P<classified_by>(?i:{names_of['classified_by']}){colon}))"
        rf"|(?<=[A-Z])(?:(?P<glued_refs>REFS?)|(?P<glued_classified_by>Classified By)){colon}"
    )
    return start, mid


def _detection(rule: Mapping[str, Any] | None) -> Detection | None:
    if rule is None:
        return None
    return Detection(
        order=rule.get("order", _LAST),
        line_is=tuple(rule.get("line_is", ())),
        line_starts=tuple(rule.get("line_starts", ())),
        line_contains=tuple(rule.get("line_contains", ())),
        within=rule.get("within"),
        form=rule.get("form", ""),
    )


def _any_case(slugs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """How a line with a slug at its start begins: the first two letters in any case."""
    starts = {name[:2] for words in slugs.values() for name in words}
    forms = {form for start in starts for form in (start, start.lower(), start.capitalize())}
    return tuple(sorted(forms | {start[0].lower() + start[1] for start in starts}))


def compiled(data: Mapping[str, Any]) -> Profile:
    """The profile of checked data."""
    levels = _levels(data)
    titles = _one_of(data.get("titles", ["-"]))
    start, mid = _slug_patterns(data)
    caption = rf"(?:{_one_of(data['captions'])})(?![A-Za-z0-9])"
    precedence = {name: name for name in data["precedence"]} | data["precedence_misprints"]
    return Profile(
        name=data["name"],
        about=data["about"],
        detection=_detection(data.get("detect")),
        layout=data["layout"],
        levels=_with_spoken(levels),
        level=re.compile(rf"(?:{_one_of(list(levels))})(?![A-Za-z])"),
        level_starts=frozenset(printed[:2] for printed in levels),
        # A level of U with the caption SENSITIVE is SBU, in a format without that level too.
        ranks={"SBU": 0} | {level.mark: level.rank for level in levels.values()},
        caption=re.compile(caption),
        caption_line=re.compile(rf"{caption}(?:[ \t,/]{{1,8}}{caption}){{0,9}}"),
        captions=frozenset(data["captions"]),
        controls=tuple(data["controls"]),
        reference_captions=frozenset(data["captions"]) | set(data["reference_captions"]),
        precedence=precedence,
        passing=re.compile(
            r"(?=.{0,200}\b(?:FOR|PASS|TO)\b)"
            rf"(?:(?:{_one_of(data['passing'])})\b"
            r"|[A-Z][A-Z./]{0,20}(?: [A-Z./]{1,20}){0,3} (?:FOR|PASS)\b)"
        ),
        slug=re.compile(start),
        slug_mid=re.compile(mid),
        slug_names=_any_case(data["slugs"]),
        page_breaks=tuple(data["page_breaks"]),
        stop=re.compile(rf"\b(?:{_one_of(data['stop_phrases'])})\b", re.IGNORECASE),
        trailer=re.compile("|".join(map(_form, data["trailer"])) or _NOTHING),
        stamp=re.compile("|".join(map(re.escape, data["stamps"])) or _NOTHING),
        partial_notice=re.compile(_one_of(data["partial_notices"]), re.IGNORECASE),
        signature=data["signature"],
        series=data.get("series", ""),
        title=re.compile(rf"(?:(?P<number>\d{{1,4}})\.? )?(?P<words>(?:{titles})\b.*)"),
        first_number=data.get("first_number", 1),
    )
