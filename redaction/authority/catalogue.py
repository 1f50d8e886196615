"""Every code that may be cited when words are withheld, with its title and citation.

Two kinds: a *category* says why information is classified (1.4 letters, and the 25X, 50X
and 75X exemptions that keep it so with age), an *exemption* is a paragraph of the Freedom
of Information Act. The texts are data of the default rule pack; there is no second list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from redaction.authority.packfile import pack_data
from redaction.errors import MarkError

CodeKind = Literal["category", "exemption"]
Need = Literal["category", "statute", "privilege"]
Family = Literal["1.4", "25X", "50X", "75X"]


@dataclass(frozen=True, slots=True)
class Code:
    """One code.

    ``label`` is how releases print it (``1.4(B)``, ``B7(C)``). ``needs`` is what a citation
    of the code must name as well: a category of an order for (b)(1), the statute for (b)(3),
    the privilege for (b)(5). ``family`` is the age group of a category.
    """

    code: str
    title: str
    citation: str
    kind: CodeKind
    label: str
    family: Family | None = None
    needs: Need | None = None


def canonical_code(raw: str) -> str:
    """The code as the catalogue spells it; any case, and ``B6``, ``b7(c)`` for paragraphs.

    Raises:
        MarkError: ``unknown_code`` for anything that is not in the catalogue.
    """
    code = _SPELLINGS.get(raw.strip().casefold()) if isinstance(raw, str) else None
    if code is None:
        raise MarkError("unknown_code", "a code is not in the catalogue of codes")
    return code


def family_of(code: str) -> Family | None:
    """The age group a category belongs to; None for the paragraphs (b)(1)-(b)(9).

    Raises:
        MarkError: ``unknown_code`` for a code that is not spelt as the catalogue spells it.
    """
    if code not in CODES:
        raise MarkError("unknown_code", "a code is not in the catalogue of codes")
    return CODES[code].family


def code_family(origin: date | None, on: date, data: Mapping[str, Any] | None = None) -> Family:
    """The age group that a (b)(1) deletion decided on a day must cite.

    It changes on 31 December of the origin year + 25, + 50, + 75; neither the floor of 2006
    nor custody facts move it. A record of unknown origin is of the youngest group.
    """
    data = data or pack_data()
    month, day = map(int, data["onset"]["month_day"].split("-"))
    family: Family = data["code_family"][0]["family"]
    for row in data["code_family"][1:]:
        if origin is not None and on >= date(origin.year + row["from_years"], month, day):
            family = row["family"]
    return family


def _categories(data: Mapping[str, Any]) -> Iterator[Code]:
    reasons, section = data["reasons"], data["reasons"]["section"]
    for letter, title in reasons["letters"].items():
        citation = reasons["citation"].format(letter=letter)
        label = f"{section}({letter.upper()})"
        yield Code(f"{section}({letter})", title, citation, "category", label, section)
    exemptions = data["exemptions"]
    for series, citation in exemptions["series"].items():
        for number, title in exemptions["numbers"].items():
            code = f"{series}{number}"
            yield Code(code, title, citation.format(number=number), "category", code, series)
    for code, row in exemptions["named"].items():
        yield Code(code, row["title"], row["citation"], "category", code, code[:3])


def _paragraphs(data: Mapping[str, Any]) -> Iterator[Code]:
    for code, row in data["foia"]["codes"].items():
        citation = data["foia"]["citation"].format(code=code)
        needs = row.get("needs")
        yield Code(code, row["title"], citation, "exemption", row["label"], needs=needs)


def _catalogue(data: Mapping[str, Any]) -> Mapping[str, Code]:
    codes = [*_categories(data), *_paragraphs(data)]
    return MappingProxyType({code.code: code for code in codes})


CODES: Mapping[str, Code] = _catalogue(pack_data())
"""Every code by its canonical spelling, categories first, in the order of the law."""

_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        spelling.casefold(): code.code
        for code in CODES.values()
        for spelling in (code.code, code.label)
    }
)
