"""Who sent cable *i*, when, under what number and level: cheap, so that others can refer to it.

The year of a cable depends on its number modulo ``CYCLE`` alone: the cables ``i``, ``i - CYCLE``,
``i - 2 * CYCLE`` ... are of one year. Post and serial of two cables never agree within a year
below 7.5 million, so that a number comes twice only where it was meant to.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from benchmarks.corpus.stream import Stream
from benchmarks.corpus.words import POSTS

_ROUND = 50_000
# How many of ``CYCLE`` cables each year of a span has.
_YEARS = ((1966, 1972, 1), (1973, 1979, 2), (1980, 1989, 2), (1990, 1999, 2), (2000, 2010, 4))
_WHEEL = tuple(
    year for first, last, share in _YEARS for year in range(first, last + 1) for _ in range(share)
)
CYCLE = len(_WHEEL)
_STEP = 89  # coprime to CYCLE: neighbours are of different years
LEVELS = (("U", 0.45), ("SBU", 0.55), ("C", 0.89), ("S", 0.99), ("TS", 1.0))


class Number(NamedTuple):
    """A message reference number."""

    post: str
    year: int
    serial: int

    @property
    def mrn(self) -> str:
        """Two digits of the year, station, serial."""
        return f"{self.year % 100:02d}{self.post}{self.serial}"


class Face(NamedTuple):
    """What is known of a cable before a word of its body is made."""

    number: Number
    sent: datetime
    mark: str
    duplicate_of: int | None
    repeats: int | None


def year_of(i: int) -> int:
    """The year of cable *i*."""
    return _WHEEL[i * _STEP % CYCLE]


def _slot(seed: int, i: int) -> Number:
    turn, place = divmod(i, _ROUND)
    key = f"{seed}/{place}/post".encode()
    drawn = int.from_bytes(blake2b(key, digest_size=4).digest(), "big") / 2**32
    busy = int(drawn * drawn * len(POSTS))  # some posts write much more than others
    serial = (place * 30_011 + seed * 7_919) % _ROUND + 1
    return Number(POSTS[(busy + turn) % len(POSTS)], year_of(i), serial)


def _earlier(stream: Stream, i: int) -> int | None:
    """An earlier cable of the same year."""
    rounds = i // CYCLE
    return i - CYCLE * stream.between(1, rounds) if rounds else None


def _kinship(stream: Stream) -> tuple[bool, bool]:
    return stream.chance(0.03), stream.chance(0.005)


@lru_cache(maxsize=4096)
def face(seed: int, i: int) -> Face:
    """The face of cable *i*."""
    stream = Stream(seed, i, "face")
    duplicate, repeat = _kinship(stream)
    other = _earlier(stream, i) if duplicate or repeat else None
    if other is not None and any(_kinship(Stream(seed, other, "face"))):
        other = None  # kin of an original only
    number = _slot(seed, i)
    day = date(number.year, 1, 1) + timedelta(days=stream.below(365))
    sent = datetime(day.year, day.month, day.day, stream.below(24), stream.below(60))  # noqa: DTZ001
    drawn = stream.draw()
    mark = next(name for name, upto in LEVELS if drawn < upto)
    if other is not None and duplicate:
        first = face(seed, other)
        return Face(number, _soon_after(first.sent, sent), first.mark, other, None)
    if other is not None:
        return Face(_slot(seed, other), sent, mark, None, other)
    return Face(number, sent, mark, None, None)


def _soon_after(first: datetime, drawn: datetime) -> datetime:
    """A near-duplicate follows its original within the week and the year."""
    later = first + timedelta(days=1 + drawn.day % 6, minutes=drawn.minute)
    return later if later.year == first.year else first


def body_of(seed: int, i: int) -> int:
    """The cable whose words cable *i* carries: its own, or those it nearly repeats."""
    other = face(seed, i).duplicate_of
    return i if other is None else other


def earlier(seed: int, stream: Stream, i: int) -> int | None:
    """An earlier cable, of the same year if one was sent before, null if the corpus has none."""
    sent = face(seed, i).sent
    for _ in range(3):
        other = _earlier(stream, i)
        if other is not None and face(seed, other).sent < sent:
            return other
    for _ in range(6):
        other = stream.below(i) if i else None
        if other is not None and year_of(other) < sent.year:
            return other
    return None
