"""What is printed about a release: its number, date, agency and authority.

Every string of a stamp is public and every date is declared; nothing here asks a clock. The
stamp lines stand at the top of page 1 (32 CFR 2001.25(b)), the furniture at the head and
foot of every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Final, Self

from redaction import furniture as page_edges
from redaction.errors import MarkError
from redaction.given import DAY, Form
from redaction.labels import cites_classification, code_text
from redaction.released import ReleasedCable

ROUTES: Final = ("foia", "mdr", "automatic", "systematic", "discretionary", "frus")
# Width and height in points.
PAGE_SIZES: Final = MappingProxyType({"letter": (612.0, 792.0), "a4": (595.28, 841.89)})

_RELEASE: Final = re.compile(r"[A-Za-z0-9._/-]{1,64}")
_LANG: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_FORM: Final = Form("bad_stamp", "stamp")
_MOST_PAGES: Final = "9999"
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who answers for the review, as printed."""

    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Declassified:
    """The record is declassified: by an official, under a guide, or by authority on file.

    Exactly one of ``by`` with ``position``, ``guide`` with ``guide_date``, and
    ``authority_in_files`` is given; ``on`` is the date of declassification.
    """

    on: str
    by: str | None = None
    position: str | None = None
    guide: str | None = None
    guide_date: str | None = None
    authority_in_files: bool | None = None


@dataclass(frozen=True, slots=True)
class Classified:
    """The record was found classified at review."""

    by: str
    on: str
    level: str
    reasons: tuple[str, ...]
    declassify_on: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a release says about itself; dates are ``YYYY-MM-DD``.

    Built by :meth:`of`, which checks everything; field names are those of the JSON.
    """

    release: str
    date: str
    agency: str
    route: str = "foia"
    case: str | None = None
    document: str | None = None
    title: str | None = None
    lang: str = "en-US"
    reviewer: Reviewer | None = None
    declassified: Declassified | None = None
    classified: Classified | None = None
    profile: str = "plain"
    page: str = "letter"

    @classmethod
    def of(cls, given: object) -> Self:
        """The stamp of a JSON object.

        Raises:
            MarkError: ``bad_stamp``; the message names the field, never its value.
        """
        values = _FORM.record(given, "stamp", _names(cls))
        release = values.get("release")
        _FORM.must(isinstance(release, str) and bool(_RELEASE.fullmatch(release)), "release")
        _FORM.day(values.get("date"), "date")
        values["agency"] = _FORM.text(values.get("agency"), "agency")
        for name in ("case", "document", "title"):
            if name in values:
                values[name] = _FORM.text(values[name], name)
        _FORM.choice(values.setdefault("route", "foia"), ROUTES, "route")
        _FORM.choice(values.setdefault("page", "letter"), PAGE_SIZES, "page")
        lang = values.setdefault("lang", "en-US")
        _FORM.must(isinstance(lang, str) and bool(_LANG.fullmatch(lang)), "lang")
        for name, read in _PARTS.items():
            if name in values:
                values[name] = read(values[name])
        _FORM.must(not {"declassified", "classified"} <= set(values), "declassified")
        both = {"case", "document"} <= set(values)
        profile = values.setdefault("profile", "state" if both else "plain")
        _FORM.must(isinstance(profile, str), "profile")
        stamp = cls(**values)
        _must_fit_the_page(stamp)
        return stamp

    def to_json(self) -> dict[str, Any]:
        """The JSON object; ``Stamp.of(stamp.to_json()) == stamp``, with or without title."""
        return _given(self)

    def must_suit(self, codes: Iterable[str]) -> None:
        """A record from which classified information is withheld has not been declassified.

        Raises:
            MarkError: ``bad_stamp``.
        """
        if self.declassified is not None and cites_classification(codes):
            raise MarkError("bad_stamp", "a declassified record withholds nothing as classified")

    def strings(self) -> Iterator[tuple[str, str]]:
        """Every free text of the stamp with its path: ``("stamp.agency", ...)``.

        Words of closed lists, the language and calendar dates are not free text: they say
        nothing of a cable, and a withheld ``23`` is not named by the day of a release.
        """
        chosen = {"route", "lang", "profile", "page"}
        free = {name: value for name, value in self.to_json().items() if name not in chosen}
        found = _strings("stamp", free)
        yield from ((where, text) for where, text in found if not DAY.fullmatch(text))

    def without_title(self) -> Self:
        """The stamp as it is printed in the decisions file."""
        return replace(self, title=None)


def stamp_lines(released: ReleasedCable, stamp: Stamp) -> tuple[str, ...]:
    """The lines at the top of page 1, in order."""
    lines = ["RELEASE IN PART" if released.gaps else "RELEASE IN FULL"]
    if codes := code_text(released.codes, route=stamp.route):
        lines.append(codes)
    if stamp.reviewer is not None:
        lines.append(f"REVIEW AUTHORITY: {stamp.reviewer.name}, {stamp.reviewer.position}")
    if stamp.declassified is not None:
        lines.append(_declassified_line(stamp.declassified))
    if stamp.classified is not None:
        lines.append(_classified_line(stamp.classified))
    return tuple(lines)


def furniture(stamp: Stamp, page: int, pages: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The header lines and the footer lines of one page, counted from 1."""
    return _edges(stamp, str(page), str(pages))


def _edges(stamp: Stamp, page: str, pages: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    profile = page_edges.load(stamp.profile)
    values = {
        "release": stamp.release,
        "date": stamp.date,
        "date_us": _us(stamp.date),
        "agency": stamp.agency,
        "case": stamp.case or "",
        "document": stamp.document or "",
        "page": page,
        "pages": pages,
    }
    return page_edges.fill(profile.header, values), page_edges.fill(profile.footer, values)


def _must_fit_the_page(stamp: Stamp) -> None:
    try:
        needed = page_edges.load(stamp.profile).fields
    except LookupError as unknown:
        raise _FORM.bad("profile") from unknown
    for name in ("case", "document"):
        _FORM.must(name not in needed or getattr(stamp, name) is not None, name)
    header, footer = _edges(stamp, _MOST_PAGES, _MOST_PAGES)
    _FORM.must(all(len(line) <= page_edges.COLUMNS for line in header + footer), "agency")


def _declassified_line(facts: Declassified) -> str:
    on = _long(facts.on)
    if facts.by is not None:
        return f"Declassified by {facts.by}, {facts.position}, {on}"
    if facts.guide is not None:
        return f"Declassified under {facts.guide}, {_long(facts.guide_date or '')}, {on}"
    return f"Declassified {on} (authority in agency files)"


def _classified_line(facts: Classified) -> str:
    reasons = ", ".join(reason.upper() for reason in facts.reasons)
    return (
        f"Classified by {facts.by} on {_us(facts.on)} ~ Class: {facts.level}"
        f" ~ Reason: {reasons} ~ Declassify on: {_us(facts.declassify_on)}"
    )


def _long(day: str) -> str:
    """``2008-08-17`` as ``August 17, 2008``; anything else as it is."""
    if not DAY.fullmatch(day):
        return day
    year, month, number = day.split("-")
    return f"{_MONTHS[int(month) - 1]} {int(number)}, {year}"


def _us(day: str) -> str:
    """``2015-10-30`` as ``10/30/2015``; anything else as it is."""
    if not DAY.fullmatch(day):
        return day
    year, month, number = day.split("-")
    return f"{month}/{number}/{year}"


def _names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


def _reviewer(given: object) -> Reviewer:
    return Reviewer(**_FORM.texts(given, "reviewer", _names(Reviewer)))


def _declassified(given: object) -> Declassified:
    where = "declassified"
    values = _FORM.record(given, where, _names(Declassified))
    if "authority_in_files" in values:
        _FORM.must(set(values) == {"on", "authority_in_files"}, where)
        _FORM.must(values["authority_in_files"] is True, f"{where}.authority_in_files")
        return Declassified(on=_FORM.day(values["on"], f"{where}.on"), authority_in_files=True)
    official, guide = {"by", "position", "on"}, {"guide", "guide_date", "on"}
    _FORM.must(set(values) in (official, guide), where)
    texts = _FORM.texts(values, where, set(values))
    _FORM.day(texts["on"], f"{where}.on")
    return Declassified(**dict[str, Any](texts))


def _classified(given: object) -> Classified:
    where = "classified"
    values = _FORM.record(given, where, _names(Classified))
    reasons = values.pop("reasons", None)
    if not isinstance(reasons, (list, tuple)) or not reasons:
        raise _FORM.bad(f"{where}.reasons")
    cited = tuple(_FORM.text(reason, f"{where}.reasons") for reason in reasons)
    texts = _FORM.texts(values, where, _names(Classified) - {"reasons"})
    _FORM.day(texts["on"], f"{where}.on")
    return Classified(reasons=cited, **texts)


_PARTS: Final = MappingProxyType(
    {"reviewer": _reviewer, "declassified": _declassified, "classified": _classified}
)


def _given(value: Any) -> dict[str, Any]:
    """The fields that are given, nested values as objects."""
    plain: dict[str, Any] = {}
    for field in fields(value):
        inner = getattr(value, field.name)
        if isinstance(inner, (Reviewer, Declassified, Classified)):
            plain[field.name] = _given(inner)
        elif isinstance(inner, tuple):
            plain[field.name] = list(inner)
        elif inner is not None:
            plain[field.name] = inner
    return plain


def _strings(where: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _strings(f"{where}.{name}", inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(where, inner)
