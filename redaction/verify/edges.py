"""Furniture without a decisions file: the lines of one installed profile (G5).

The agency and the date must be those of Info, the numbers those of the page; the number of
the release, of the case and of the document must be the same on every page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from redaction import furniture
from redaction.verify.content import Page
from redaction.verify.findings import Finding
from redaction.verify.metadata import Facts

_FIELD = re.compile(r"\\\{([a-z_]+)\\\}")
_NUMBER = r"[^\x00-\x1f]{1,64}"


@cache
def profiles() -> tuple[furniture.Profile, ...]:
    """Every installed profile."""
    names = sorted(f.name for f in files(furniture.__name__).iterdir() if f.name.endswith(".toml"))
    return tuple(furniture.load(name.removesuffix(".toml")) for name in names)


def check_edges(pages: Sequence[Page], facts: Facts) -> list[Finding]:
    """A finding, unless the furniture is that of one profile with one set of values."""
    for profile in profiles():
        pattern = _pattern(profile, facts)
        found = [_values(pattern, page, n, len(pages)) for n, page in enumerate(pages, 1)]
        if None not in found and all(values == found[0] for values in found):
            return []
    return [Finding("text_differs", "furniture")]


def _pattern(profile: furniture.Profile, facts: Facts) -> re.Pattern[str]:
    """The lines of the profile; a field that stands twice holds the same twice."""
    year, _, rest = (facts.date or "-").partition("-")
    known = {
        "agency": re.escape(facts.agency),
        "date": re.escape(facts.date),
        "date_us": re.escape(f"{rest.replace('-', '/')}/{year}"),
    }
    seen: set[str] = set()

    def field(match: re.Match[str]) -> str:
        name = match[1]
        if name in known:
            return known[name]
        again = name in seen
        seen.add(name)
        return f"(?P={name})" if again else f"(?P<{name}>{_NUMBER})"

    lines = "\n".join(["\n".join(profile.header), "", "\n".join(profile.footer)])
    return re.compile(_FIELD.sub(field, re.escape(lines)))


def _values(pattern: re.Pattern[str], page: Page, number: int, pages: int) -> dict[str, str] | None:
    """What the fields hold that no page may change; None when the lines are others."""
    told = "\n".join(["\n".join(page.header), "", "\n".join(page.footer)])
    match = pattern.fullmatch(told)
    if match is None:
        return None
    held = match.groupdict()
    counted = (held.pop("page", str(number)), held.pop("pages", str(pages)))
    return held if counted == (str(number), str(pages)) else None
