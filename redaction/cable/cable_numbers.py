"""Reference numbers of cables inside an item: ``[year] STATION serial [year]`` and its kin.

Read token by token: words gather to a station, a number after them is the serial, and what
stands around decides the year. ``AND``, ``,``, ``/`` and ``&`` go on with further serials of the
same station. Words in parentheses are titles and are skipped; a year in them is a year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from redaction.cable.reference_tokens import Token, tokens_of
from redaction.cable.tables import tables

_LONGEST_SERIAL = 8
# Most references are just this, and need no reading word by word.
_USUAL = re.compile(r"(?:(\d\d) )?([A-Z]{3,24}) (\d{1,8})")
_LETTERS = re.compile(r"[^A-Z]")


@dataclass(frozen=True, slots=True)
class CableNumber:
    """A cable number; ``start`` is its place in the item, ``station`` letters only."""

    start: int
    end: int
    station: str
    serial: int
    year: int | None
    mrn: str | None
    swapped: bool


def station_letters(printed: str) -> str:
    """The letters of a station, its alias applied."""
    letters = _LETTERS.sub("", printed.upper())
    return tables().stations.get(letters, letters)


def mrn_value(year: int, station: str, serial: int) -> str:
    """``09TESTVILLE311``."""
    return f"{year % 100:02d}{station}{serial}"


class NumberReader:
    """Reads the cable numbers of an item; ``year`` is the year of the citing cable."""

    def __init__(self, year: int | None) -> None:
        self.cable_year = year

    def read(self, item: str) -> list[CableNumber]:
        """All cable numbers in ``item``, in order."""
        usual = _USUAL.fullmatch(item)
        if usual is None or not _is_station(usual[2]):
            return _Run(self, tokens_of(item)).numbers()
        year = self.year_of(usual[1]) if usual[1] else self.cable_year
        return [_number_of(usual[2], usual[3], year, 0, len(item), swapped=False)]

    def year_of(self, printed: str) -> int:
        """Four digits as they are; two are the latest year not after the cable's + 1."""
        if len(printed) == 4:
            return int(printed)
        two = int(printed)
        if self.cable_year is None:
            return two + (1900 if two >= 45 else 2000)
        latest = self.cable_year + 1
        return latest - (latest - two) % 100


class _Run:
    """One pass over the tokens of an item."""

    def __init__(self, reader: NumberReader, tokens: list[Token]) -> None:
        self.reader = reader
        self.tokens = tokens
        self.at = 0
        self.found: list[CableNumber] = []
        self.words: list[Token] = []
        self.year: Token | None = None
        self.listing = False  # a separator after a serial: a further serial may follow
        self.month = False

    def numbers(self) -> list[CableNumber]:
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.kind == "word":
                self._word(token)
            elif token.kind == "number":
                self._number(token)
            elif token.kind == "bracketed":
                self._year_before(token)
            elif token.kind == "other":
                self._other(token)
        return self.found

    def _word(self, token: Token) -> None:
        upper = token.text.upper().rstrip(".")
        if upper in tables().months:
            self.month = True
            self.words = []
            self.year = None
            return
        if upper == "AND" and self.found and not self.words:
            self.listing = True
            return
        if upper in tables().no_stations:
            self.words = []
            return
        self.month = False
        self.words.append(token)
        del self.words[:-5]

    def _peek(self, ahead: int = 0) -> Token | None:
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def _number(self, token: Token) -> None:
        if self.month:
            self.month = False
            return
        if len(token.text) > _LONGEST_SERIAL:
            return
        if self.words:
            self._serial(token)
            return
        following = self._peek()
        hyphen = following is not None and following.text == "-"
        after = self._peek(1) if hyphen else following
        word_next = after is not None and after.kind == "word" and _is_station(after.text)
        if len(token.text) in (2, 4) and word_next and self._serial_ahead(1 if hyphen else 0):
            self.year = token
            self.at += 1 if hyphen else 0
        elif self.listing and not word_next and self.found:
            self._further(token)
        elif word_next and not hyphen and after is not None and after.start > token.end:
            self._number_first(token)  # 871 Testville, but not 121212Z

    def _serial_ahead(self, skip: int) -> bool:
        """Whether words are followed by a number: then the number before them is a year."""
        place = self.at + skip
        words = 0
        while place < len(self.tokens) and self.tokens[place].kind == "word" and words < 6:
            place += 1
            words += 1
        while place < len(self.tokens) and self.tokens[place].text in ("-", "#", ":", ","):
            place += 1
        return place < len(self.tokens) and self.tokens[place].kind == "number"

    def _number_first(self, token: Token) -> None:
        """``871 Testville``."""
        words: list[Token] = []
        while (word := self._peek()) and word.kind == "word" and _is_station(word.text):
            words.append(word)
            self.at += 1
        if words:
            self.words = words
            self._add(token, token.start, words[-1].end)

    def _year_before(self, token: Token) -> None:
        if not self.words:
            self.year = token

    def _other(self, token: Token) -> None:
        if token.text in "&,/" and self.found and not self.words:
            self.listing = True
        elif token.text not in "#:,-'’.":
            self.words = []
            self.year = None

    def _serial(self, token: Token) -> None:
        first = self.year or self.words[0]
        start = min(first.start, self.words[0].start)
        self._add(token, start, token.end)

    def _further(self, token: Token) -> None:
        """``2791 AND 2762``, ``511/512``: same station and year; ``511/08`` is a year."""
        last = self.found[-1]
        self.listing = False
        self.found.append(
            _number_of(last.station, token.text, last.year, token.start, token.end, swapped=False)
        )

    def _add(self, token: Token, start: int, end: int) -> None:
        station = "".join(word.text for word in self.words).replace("0", "O")
        swapped = any("0" in word.text for word in self.words)
        year = self.reader.year_of(self.year.text) if self.year else self._year_after(token)
        if self.at > 0:
            end = max(end, self.tokens[self.at - 1].end)
        self.found.append(_number_of(station, token.text, year, start, end, swapped=swapped))
        self.words = []
        self.year = None
        self.listing = False

    def _year_after(self, serial: Token) -> int | None:
        """``(07)``, ``-91``, ``/08``, `` 99`` at the end; else the cable's own year."""
        following, then = self._peek(), self._peek(1)
        if following is not None and following.kind == "bracketed":
            self.at += 1
            return self.reader.year_of(following.text)
        if following is not None and following.text in ("-", "/") and then is not None:
            two = then.kind == "number" and len(then.text) in (2, 4) and then.start == following.end
            fits = following.text == "-" or (len(then.text) == 2 and len(serial.text) >= 3)
            if two and fits:
                self.at += 2
                return self.reader.year_of(then.text)
        if (
            following is not None
            and following.kind == "number"
            and len(following.text) == 2
            and then is None
        ):
            self.at += 1
            return self.reader.year_of(following.text)
        return self.reader.cable_year


def _number_of(
    letters: str, serial: str, year: int | None, start: int, end: int, *, swapped: bool
) -> CableNumber:
    station = station_letters(letters)
    number = int(serial.replace("O", "0").replace("o", "0"))
    mrn = mrn_value(year, station, number) if year is not None else None
    return CableNumber(start, end, station, number, year, mrn, swapped)


def _is_station(printed: str) -> bool:
    upper = printed.upper().rstrip(".")
    return upper not in tables().no_stations and upper not in tables().months
