"""Redactions that the received text already has: markers, masks, omitted matter.

They are facts about the text: listed, carried on unchanged, never redacted again and never
counted as withheld by this review. The two makers at the end write markers the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from typing import Literal

from redaction.cable.model import Excision
from redaction.spans import Span

_BRACKETS = re.compile(r"\[([^\[\]]{1,200})\]")
_NOT_DECLASSIFIED = re.compile(r"(?i)(?:(not)\s?|\b)declassified\Z")
_MASK = re.compile(r"(?<!\w)[xX]{5,}(?!\w)|(?<!\w)[█■]{2,}(?!\w)")
_UNIT = r"(line|1ine|paragraph|page|sentence|column|footnote|word)s?"
_QUANTITY = r"(less\s+th[ae]n\s+1|\d{1,4}(?:-1/2|-|/2|½)?|½|one|two)"
_SOURCE = r"(?:\s+of\s+((?:2-column\s+)?source\s+text))?"
_EXTENT = re.compile(
    rf"(?i){_QUANTITY}\s+{_UNIT}{_SOURCE}(?:\s*\({_QUANTITY}\s+{_UNIT}{_SOURCE}\))?{_SOURCE}"
)
_NATURE = re.compile(
    r"(?i)(?:(\d{1,4})\s+)?(name|place|document number|telegram number|dispatch number|number"
    r"|dollar amount|codeword|cryptonym|location|heading|text|handling restriction"
    r"|portion marking|entry in table|entries in table)s?"
)
_WORDS = {"one": 1.0, "two": 2.0, "½": 0.5, "1/2": 0.5}


@dataclass(frozen=True, slots=True)
class _Amount:
    bound: Literal["=", "<", "?"]
    value: float | None
    noise: bool


def _amount(printed: str) -> _Amount:
    """A printed quantity, also the damaged ones whose meaning is sure."""
    words = " ".join(printed.lower().split())
    if words.startswith("less th"):
        return _Amount("<", 1, "then" in words)
    if words in _WORDS:
        return _Amount("=", _WORDS[words], False)
    if words.endswith("-1/2"):
        return _Amount("=", int(words[:-4]) + 0.5, False)
    if words.endswith("½"):
        return _Amount("=", int(words[:-1]) + 0.5, False)
    if words.endswith("-"):  # the half sign lost
        return _Amount("=", int(words[:-1]) + 0.5, True)
    if words.endswith("/2"):  # 11/2 is one and a half: the half sign lost its blank
        whole = words[:-2]
        if len(whole) > 1 and whole.endswith("1"):
            return _Amount("=", int(whole[:-1]) + 0.5, True)
        return _Amount("?", None, True)
    return _Amount("=", float(int(words)), False)


def _blank(raw: str) -> Excision:
    return Excision(
        kind="frus", form="other", bound=None, amount=None, unit=None, sub_amount=None,
        sub_unit=None, nature=None, count=None, source_text=False, noise=False, raw=raw,
        span=Span(0, len(raw)), paragraph=None,
    )  # fmt: skip


def read_marker(raw: str) -> Excision | None:
    """A marker in square brackets, read; null for any other brackets.

    ``span`` is that of ``raw`` itself and ``paragraph`` is null: the caller knows the place.
    """
    match = _BRACKETS.fullmatch(raw)
    if match is None:
        return None
    inner = " ".join(match[1].replace("_", " ").replace("*", " ").split())
    blank = _blank(raw)
    if inner.lower() == "matter omitted":
        return replace(blank, kind="omitted", form=None)
    tail = _NOT_DECLASSIFIED.search(inner)
    if tail is None:
        return None
    noise = tail[1] is None or "notdecl" in inner.lower()
    body = inner[: tail.start()].rstrip()
    extent = _EXTENT.fullmatch(body)
    if extent is not None:
        return _extent(blank, extent, noise)
    if tail[1] is None:
        return None
    nature = _NATURE.fullmatch(body)
    if nature is not None:
        noun = nature[2].lower().replace("entries", "entry")
        count = int(nature[1]) if nature[1] else None
        return replace(blank, form="nature", nature=noun, count=count, noise=noise)
    return replace(blank, noise=noise)


def _extent(blank: Excision, match: re.Match[str], noise: bool) -> Excision:
    amount = _amount(match[1])
    sub = _amount(match[4]) if match[4] else None
    units = [unit.lower().replace("1", "l") if unit else None for unit in match.group(2, 5)]
    return replace(
        blank,
        form="extent",
        bound=amount.bound,
        amount=amount.value,
        unit=units[0],
        sub_amount=sub.value if sub else None,
        sub_unit=units[1],
        source_text=any(match.group(3, 6, 7)),
        noise=noise or amount.noise or bool(sub and sub.noise) or "1ine" in match[0].lower(),
    )


def find_excisions(text: str) -> Iterator[Excision]:
    """Every excision in ``text``, ascending; ``paragraph`` is left to the caller."""
    found: list[Excision] = []
    folded = text.lower()
    if "declassified]" in folded or "omitted]" in folded or "declassified\n]" in folded:
        for match in _BRACKETS.finditer(text):
            read = read_marker(match[0])
            if read is not None:
                found.append(replace(read, span=Span(*match.span())))
    if "xxxxx" in folded or "██" in text or "■■" in text or "█■" in text or "■█" in text:
        for match in _MASK.finditer(text):
            blank = _blank(match[0])
            found.append(replace(blank, kind="mask", form=None, span=Span(*match.span())))
    found.sort(key=lambda excision: excision.span)
    yield from found


def _halves(amount: Fraction) -> str:
    """Rounded to the nearest half, halves of a half up: ``1``, ``1-1/2``."""
    halves = max(1, floor(amount * 2 + Fraction(1, 2)))
    whole, half = divmod(halves, 2)
    if not half:
        return str(whole)
    return f"{whole}-1/2" if whole else "1/2"


def _counted(amount: str, noun: str) -> str:
    return f"{amount} {noun}" if amount == "1" else f"{amount} {noun}s"


def extent_marker(
    lines: Fraction | float, *, paragraphs: int = 0, pages: Fraction | float = 0
) -> str:
    """How existing series print an extent; ``lines`` and ``pages`` measured on the page."""
    if pages:
        return f"[{_counted(_halves(Fraction(pages)), 'page')} not declassified]"
    size = _counted(_halves(Fraction(lines)), "line")
    if paragraphs:
        if Fraction(lines) < 1:
            size = "less than 1 line"
        return f"[{_counted(str(paragraphs), 'paragraph')} ({size}) not declassified]"
    if Fraction(lines) < 1:
        return "[less than 1 line not declassified]"
    return f"[{size} not declassified]"


def nature_marker(noun: str, count: int | None = None) -> str:
    """``[name not declassified]``, ``[2 names not declassified]``."""
    if count is None:
        return f"[{noun} not declassified]"
    return f"[{_counted(str(count), noun)} not declassified]"
