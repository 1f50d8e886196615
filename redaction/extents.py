"""How much was withheld: a closed list of classes.

The law wants the amount of every deletion; an exact amount identifies a name. So the amount
that leaves is one of nineteen classes: a size in teletype lines, a nature (``name``), or
``unstated`` where even the amount would harm (5 U.S.C. 552(b); 12 CFR 792.12 accepts an
estimate). A class is declared by a reviewer, or proposed by :func:`measured`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from types import MappingProxyType
from typing import Final

AUTO: Final = "auto"
UNSTATED: Final = "unstated"

# In the order of growing size; the last two are declared only.
SIZES: Final = (
    "less-than-1-line",
    "1-line",
    "2-lines",
    "3-to-5-lines",
    "6-to-15-lines",
    "more-than-15-lines",
    "paragraph",
    "document",
)
NATURES: Final = (
    "name",
    "place",
    "number",
    "date",
    "title",
    "heading",
    "cryptonym",
    "codeword",
    "amount",
    "handling",
)
CLASSES: Final = (*SIZES, *NATURES, UNSTATED)

PRINTED: Final = MappingProxyType(
    {
        **{name: name.replace("-", " ") for name in CLASSES},
        "paragraph": "1 paragraph",
        "amount": "dollar amount",
        "handling": "handling restriction",
        UNSTATED: "text",
    }
)

# The longest measure of each of the first five sizes: whole lines of 69 characters, halves up.
_LONGEST: Final = (68, 103, 172, 379, 1069)


def is_size(extent: str) -> bool:
    """Whether the class states an amount of text."""
    return extent in SIZES


def is_nature(extent: str) -> bool:
    """Whether the class states what kind of thing is withheld, and no amount."""
    return extent in NATURES


def measured(length: int) -> str:
    """The class proposed for ``length`` characters (code points, white space run as one)."""
    return SIZES[bisect_left(_LONGEST, length)]


def together(extents: Collection[str], length: int) -> str:
    """The class of a gap made of several marks; ``length`` is the measure of the whole gap.

    The first that applies: any ``unstated``; any ``auto`` means measured on the whole; all
    equal; the largest size; else ``unstated``.
    """
    if UNSTATED in extents:
        return UNSTATED
    if AUTO in extents:
        return measured(length)
    if len(set(extents)) == 1:
        return next(iter(extents))
    sizes = [extent for extent in extents if is_size(extent)]
    return max(sizes, key=SIZES.index) if sizes else UNSTATED


def far_apart(declared: str, length: int) -> bool:
    """Whether a declared size is more than one class away from the measured one."""
    lines = SIZES[: len(_LONGEST) + 1]
    if declared not in lines:
        return False
    return abs(lines.index(declared) - lines.index(measured(length))) > 1
