"""What a profile file may hold, and what is said of one that holds something else.

Every refusal names the file, the key and what is wanted, so that a person who wrote the file
can mend it. A profile that passes can be compiled: nothing later fails on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, NoReturn

from redaction.errors import CableError

MARKS: Final = ("U", "SBU", "R", "C", "S", "TS")
"""The letters of a level, from the lowest to the highest."""
LAYOUTS: Final = ("front", "printed", "plain")
SIGNATURES: Final = ("capitals", "capitalised")
PAGE_BREAKS: Final = ("mrn", "page")
SLUGS: Final = ("eo", "tags", "subject", "refs", "classified_by")
EDITION_FORMS: Final = ("source_note", "marking_line")
OWN: Final = ("name", "about", "source", "extends", "detect")
"""Keys that a profile never takes over from the one it extends."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,31}")


class Want(NamedTuple):
    """What a key holds: in words, and as a test."""

    words: str
    fits: Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_number(value: Any, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _one_of(*allowed: str) -> Want:
    said = ", ".join(f'"{word}"' for word in allowed)
    return Want(f"one of {said}", lambda value: isinstance(value, str) and value in allowed)


_TEXT = Want("words between quotation marks", _is_text)
_WORDS = Want("a list of words, each between quotation marks", _is_words)
_TABLE = Want("a table", lambda value: isinstance(value, dict))
_NUMBER = Want("a whole number, 1 or more", lambda value: _is_number(value, 1))
_RANK = Want("a whole number, 0 for the lowest level", lambda value: _is_number(value, 0))

KEYS: Final[Mapping[str, Want]] = {
    "name": Want("small letters, digits, - and _", lambda v: bool(_NAME.fullmatch(str(v)))),
    "about": _TEXT,
    "source": _TEXT,
    "extends": Want("the name of a profile", lambda value: isinstance(value, str)),
    "detect": _TABLE,
    "layout": _one_of(*LAYOUTS),
    "slugs": _TABLE,
    "captions": _WORDS,
    "controls": _WORDS,
    "reference_captions": _WORDS,
    "precedence": _WORDS,
    "precedence_misprints": _TABLE,
    "passing": _WORDS,
    "page_breaks": Want(
        'a list of "mrn" and "page"', lambda v: _is_words(v) and set(v) <= set(PAGE_BREAKS)
    ),
    "stop_phrases": _WORDS,
    "trailer": _WORDS,
    "stamps": _WORDS,
    "partial_notices": _WORDS,
    "signature": _one_of(*SIGNATURES),
    "series": _TEXT,
    "titles": _WORDS,
    "first_number": _NUMBER,
    "levels": Want("one [[levels]] for every level", lambda v: isinstance(v, list) and bool(v)),
}
_OPTIONAL = frozenset({"extends", "detect", "series", "titles", "first_number"})
_SLUG = Want(
    "a list of names of two letters or more",
    lambda v: _is_words(v) and bool(v) and all(len(name) > 1 for name in v),
)
_LEVEL: Mapping[str, Want] = {
    "name": _TEXT,
    "mark": _one_of(*reversed(MARKS)),
    "rank": _RANK,
    "printed": Want(_WORDS.words, lambda value: _is_words(value) and bool(value)),
}
_DETECT: Mapping[str, Want] = {
    "order": _NUMBER,
    "line_is": _WORDS,
    "line_starts": _WORDS,
    "line_contains": _WORDS,
    "within": _NUMBER,
    "form": _one_of(*EDITION_FORMS),
}


def refuse(file: str, key: str, said: str) -> NoReturn:
    """Refuse a profile file for one key."""
    raise CableError("BAD_PROFILE", f"{file}: {key} {said}")


def check(data: Mapping[str, Any], file: str) -> None:
    """Refuse a file with a key that is not known or a value of the wrong form.

    Raises:
        CableError: ``BAD_PROFILE``, with the file, the key and what is wanted.
    """
    _table(data, KEYS, file, "")
    for key in ("name", "about", "source"):
        if key not in data:
            refuse(file, key, f"is missing: it wants {KEYS[key].words}")
    if data["name"] != file.removesuffix(".toml"):
        refuse(file, "name", "wants the name of the file without .toml")
    _table(data.get("slugs", {}), dict.fromkeys(SLUGS, _SLUG), file, "slugs.")
    for wrong, right in data.get("precedence_misprints", {}).items():
        if not _is_text(right):
            refuse(file, f"precedence_misprints.{wrong}", f"wants {_TEXT.words}")
    for i, level in enumerate(data.get("levels", ()), 1):
        _level(level, file, f"levels[{i}]")
    _trailer(data.get("trailer", ()), file)
    if "detect" in data:
        _detect(data["detect"], file)


def check_whole(data: Mapping[str, Any], own: Mapping[str, Any], file: str) -> None:
    """Refuse a profile that lacks something, or contradicts itself.

    ``data`` is what the file says, ``own``, together with what it took over.

    Raises:
        CableError: ``BAD_PROFILE``, with the file, the key and what is wanted.
    """
    for key, want in KEYS.items():
        if key not in data and key not in _OPTIONAL:
            refuse(file, key, f"is missing: it wants {want.words}; or extend a profile that has it")
    for kind in SLUGS:
        if kind not in data["slugs"]:
            refuse(file, f"slugs.{kind}", f"is missing: it wants {_SLUG.words}")
    for wrong, right in own.get("precedence_misprints", {}).items():
        if right not in data["precedence"]:
            refuse(file, f"precedence_misprints.{wrong}", "wants a word of precedence")
    _order_of_levels(data["levels"], file)


def _table(data: Mapping[str, Any], wants: Mapping[str, Want], file: str, before: str) -> None:
    for key, value in data.items():
        if key not in wants:
            refuse(file, f"{before}{key}", f"is no key; there are: {', '.join(wants)}")
        if not wants[key].fits(value):
            refuse(file, f"{before}{key}", f"wants {wants[key].words}")


def _level(level: Any, file: str, place: str) -> None:
    if not isinstance(level, dict):
        refuse(file, place, "wants a table with name, mark and rank")
    _table(level, _LEVEL, file, f"{place}.")
    for key in ("name", "mark", "rank"):
        if key not in level:
            refuse(file, f"{place}.{key}", f"is missing: it wants {_LEVEL[key].words}")


def _order_of_levels(levels: list[dict[str, Any]], file: str) -> None:
    """A printed form means one level, and ranks ascend with the letters."""
    owners: dict[str, str] = {}
    for i, level in enumerate(levels, 1):
        for printed in level.get("printed", [level["name"]]):
            if owners.setdefault(printed, level["name"]) != level["name"]:
                refuse(file, f"levels[{i}].printed", f"has {printed}, which is another level too")
        for other in levels:
            below = MARKS.index(other["mark"]) - MARKS.index(level["mark"])
            ranks = other["rank"] - level["rank"]
            if (below > 0) != (ranks > 0) or (below < 0) != (ranks < 0):
                refuse(file, f"levels[{i}].rank", f"wants the order {' < '.join(MARKS)}")


def _trailer(forms: list[str] | tuple[()], file: str) -> None:
    for form in forms:
        if not form.strip("* "):
            refuse(file, "trailer", "wants more than * in a form: it would match every line")


def _detect(rule: dict[str, Any], file: str) -> None:
    _table(rule, _DETECT, file, "detect.")
    lines = [key for key in ("line_is", "line_starts", "line_contains") if rule.get(key)]
    if bool(lines) == ("form" in rule):
        refuse(file, "detect", "wants either form or some of line_is, line_starts, line_contains")
