"""The transmission header: routing, originator, security, date-time group, addressees.

Lines are recognised one by one, dispatched on their first letter; any may be missing. Names
are never corrected.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from redaction.cable.date_time_group import read_dtg
from redaction.cable.facts import (
    Addressee,
    Dtg,
    Originator,
    Routing,
    Security,
    Sender,
    TransmissionId,
)
from redaction.cable.profiles import Profile
from redaction.cable.sheet import Sheet
from redaction.cable.tables import tables
from redaction.spans import Span

_TID = re.compile(r"VZCZC([A-Z]{2,4})(\d{3,4})(?![A-Z\d])")
_ROUTING = re.compile(r"(ZZ|OO|PP|RR)((?: {1,3}R[A-Z]{3,7}){1,40})$")
_INDICATORS = re.compile(r"R[A-Z]{3,7}(?: {1,3}R[A-Z]{3,7}){0,40}$")
_DE = re.compile(r"DE (R[A-Z]{3,7}) {1,3}#?(\d{3,5})(?:/(\d{1,3}))? {1,3}(\d{7})\b")
_SECURITY = re.compile(r"(ZNR|ZNY) {1,3}([A-Z])(\2{4})(?: ?/ ?([A-Z]{5}))?(?= |$)(.*)")
_ROUTE = re.compile(r"(R[A-Z]{4,7}) ?/ ?(?=\S)")
_SERIAL = re.compile(r"\d{4,5}")
_LABEL = re.compile(r"(TO|INFO|XMT|FM)(?:[ \t\xa0:]{1,10}|(?<=XMT)/|$)")


class Header:
    """The header as read so far; ``line`` reads one more line."""

    def __init__(self, sheet: Sheet, profile: Profile, year: int | None) -> None:
        self.sheet = sheet
        self.profile = profile
        self.year = year
        self.first_from = -1  # the line FM stands on, if addresses come after it
        self.transmission_id: TransmissionId | None = None
        self.routing: Routing | None = None
        self.de: Originator | None = None
        self.security: Security | None = None
        self.dtg: Dtg | None = None
        self.sender: Sender | None = None
        self.lists: dict[str, list[Addressee]] = {"to": [], "info": []}
        self._list = ""  # the list that lines without a word continue
        self._gap = self._paged = False
        self._precedence_words = {printed.split()[-1] for printed in profile.precedence}
        self._readers: dict[str, Callable[[int, str], str]] = {
            "V": self._read_tid,
            "Z": self._read_z,
            "O": self._read_precedence,
            "P": self._read_precedence,
            "R": self._read_r,
            "D": self._read_de,
            "F": self._read_address,
            "T": self._read_address,
            "I": self._read_address,
            "X": self._read_address,
            "B": self._read_break,
        }

    def line(self, i: int) -> str:
        """The segment kind of line ``i``, which is not white; "" when it is no header line."""
        stripped = self.sheet.strips[i]
        kind = ""
        if self._list and "/" in stripped[:10]:  # mostly one more addressee
            kind = self._continue_list(i, stripped)
        if not kind:
            reader = self._readers.get(stripped[0])
            kind = reader(i, stripped) if reader else ""
        if not kind and self._list:
            kind = self._continue_list(i, stripped)
        if kind:
            self._gap = self._paged = False
        return kind

    def white_line(self) -> None:
        """A white line stands between what was read and what follows."""
        self._gap = not self._paged

    def page_mark(self) -> None:
        """A page mark stands between: the white lines around it end no list."""
        self._gap, self._paged = False, True

    def close_lists(self) -> None:
        """Nothing that follows continues a list of addressees."""
        self._list = ""

    def _read_tid(self, i: int, stripped: str) -> str:
        match = _TID.match(stripped)
        if match is None:
            return ""
        at = self.sheet.first(i)
        span = Span(at, at + match.end())
        self.transmission_id = self.transmission_id or TransmissionId(
            match[0], match[1], match[2], span
        )
        self._list = ""
        return "header.tid"

    def _read_z(self, i: int, stripped: str) -> str:
        match = _SECURITY.match(stripped) if stripped.startswith("ZN") else None
        if match is None:
            return self._read_precedence(i, stripped)
        self._list = ""
        self.security = self.security or Security(
            prosign=match[1],
            code=match[2] + match[3],
            special=match[4],
            level=tables().security.get(match[2]),
            signals=tuple(match[5].split()),
            span=self.sheet.visible(i),
        )
        return "header.security"

    def _read_precedence(self, i: int, stripped: str) -> str:
        """A routing line or a date-time group: both start with precedence letters."""
        match = _ROUTING.match(stripped)
        if match is not None:
            self._list = "routing"
            indicators = tuple(match[2].split())
            self.routing = self.routing or Routing(match[1], indicators, (self.sheet.visible(i),))
            return "header.routing"
        dtg = read_dtg(self.sheet, i, self.year)
        if dtg is None:
            return ""
        self._list = ""
        if self.dtg is None:
            self.dtg = dtg
            if dtg.value is None:
                self.sheet.report("BAD_DTG", dtg.span)
        return "header.dtg"

    def _read_r(self, i: int, stripped: str) -> str:
        kind = self._read_precedence(i, stripped)
        if kind or self._list != "routing" or not _INDICATORS.match(stripped):
            return kind
        if self.routing is not None:
            self.routing = Routing(
                self.routing.prosign,
                (*self.routing.indicators, *stripped.split()),
                (*self.routing.spans, self.sheet.visible(i)),
            )
        return "header.routing"

    def _read_de(self, i: int, stripped: str) -> str:
        match = _DE.match(stripped)
        if match is None:
            return ""
        self._list = ""
        self.de = self.de or Originator(
            match[1], match[2], match[3], match[4], self.sheet.visible(i)
        )
        return "header.de"

    def _read_break(self, i: int, stripped: str) -> str:
        if stripped != "BT":
            return ""
        self._list = ""
        return "header.bt"

    def _read_address(self, i: int, stripped: str) -> str:
        label = _LABEL.match(stripped)
        if label is None or not _is_address(stripped[label.end() :]):
            return ""
        word = label[1]
        if i < self.first_from and word != "FM":
            return ""  # a distribution line of an archive
        start = self.sheet.first(i) + label.end()
        if word == "FM":
            if self.sender is None:
                self.sender = self._sender(i, start)
            self._list = ""
            return "header.from"
        if word == "XMT":
            return self._exclude(stripped[label.end() :].strip())
        self._list = word.lower()
        if stripped[label.end() :].strip():
            self.lists[self._list].append(
                self._addressee(self.sheet.trim(start, self.sheet.ends[i]))
            )
        return f"header.{self._list}"

    def _sender(self, i: int, start: int) -> Sender:
        route, name = self._route(self.sheet.shown(start, self.sheet.last(i)))
        return Sender(route, name, self.sheet.visible(i))

    def _exclude(self, name: str) -> str:
        """An ``XMT`` line belongs to the addressee above it, or to none."""
        which = self._list.removeprefix("xmt ")
        which = which if which in self.lists else ""
        self._list = f"xmt {which or 'none'}"
        self._add_excluded(name)
        return f"header.{which or 'to'}"

    def _add_excluded(self, name: str) -> None:
        which = self._list.removeprefix("xmt ")
        addressees = self.lists.get(which, [])
        if addressees and name:
            last = addressees[-1]
            addressees[-1] = Addressee(
                last.route, last.plad, last.precedence, last.serial,
                (*last.excluded, name), last.span,
            )  # fmt: skip

    def _continue_list(self, i: int, stripped: str) -> str:
        """A line without a word, in a list: one more addressee, or one more exclusion."""
        routed = _ROUTE.match(stripped) is not None
        if self._gap and not routed:
            self._list = ""
            return ""
        if self._list.startswith("xmt "):
            which = self._list.removeprefix("xmt ")
            if not routed and _is_address(stripped):
                self._add_excluded(self.sheet.shown(*self.sheet.visible(i)))
                return f"header.{which if which != 'none' else 'to'}"
            self._list = which if which != "none" else ""
        if self._list not in ("to", "info") or not (routed or _is_address(stripped)):
            return ""
        self.lists[self._list].append(self._addressee(self.sheet.visible(i)))
        return f"header.{self._list}"

    def _route(self, words: str) -> tuple[str | None, str]:
        match = _ROUTE.match(words)
        return (match[1], words[match.end() :]) if match else (None, words)

    def _addressee(self, span: Span) -> Addressee:
        """``[indicator/]name [precedence] [serial]``."""
        route, name = self._route(self.sheet.shown(*span))
        serial = None
        before, _, last = name.rpartition(" ")
        if before and _SERIAL.fullmatch(last):
            name, serial = before.rstrip(), last
            before, _, last = name.rpartition(" ")
        precedence = None
        if before and last in self._precedence_words:
            for printed, canonical in self.profile.precedence.items():
                if name.endswith(" " + printed):
                    precedence = canonical
                    name = name[: -len(printed)].rstrip()
                    break
        return Addressee(route, name, precedence, serial, (), span)

    def compare_days(self) -> None:
        """Report an originator line more than a day away from the date-time group."""
        if self.de is None or self.dtg is None or self.dtg.value is None:
            return
        sent = date.fromisoformat(self.dtg.value[:10])
        day = int(self.de.filed[:3])
        years = (sent.year - 1, sent.year, sent.year + 1)
        away = ((sent - date(year, 1, 1)).days - (day - 1) for year in years)
        if not 1 <= day <= 366 or all(abs(days) > 1 for days in away):
            self.sheet.report("DTG_MISMATCH", self.de.span)


def _is_address(words: str) -> bool:
    """Whether words may be an address: short, in capitals, no sentence."""
    stripped = words.strip()
    if not stripped:
        return True
    if not stripped[0].isalnum() or len(stripped) > 90 or stripped[-1] in ".?!;:":
        return False
    return stripped.upper() == stripped
