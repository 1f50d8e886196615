"""Sentences of invented events, so many that eight words in a row rarely come twice.

Every sentence is a frame with slots filled from tables; none ends in a number, none holds a
lone letter, so that no broken line can look like the label of a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.corpus.stream import Stream
from benchmarks.corpus.words import (
    ACTIONS,
    ADJECTIVES,
    COUNTED,
    DAYS,
    MONTHS,
    NOUNS,
    POSTS,
    REASONS,
    SURNAMES,
    TITLES,
    VERBS,
)

_PLACES = tuple(post.capitalize() for post in POSTS)
_WHEN = tuple(f"on {month} {day}" for month in MONTHS for day in range(1, 29))
_COUNT = tuple(f"{number} {things}" for number in range(12, 97) for things in COUNTED)
_REASONS = tuple(f"{reason} in {place}" for reason in REASONS for place in _PLACES)
_THING = tuple(f"{adjective} {noun}" for adjective in ADJECTIVES for noun in NOUNS)
_TITLES = tuple(title[0].upper() + title[1:] for title in TITLES)
_TABLES: dict[str, tuple[str, ...]] = {
    "N": SURNAMES,
    "T": TITLES,
    "U": _TITLES,
    "V": VERBS,
    "X": _THING,
    "A": ACTIONS,
    "P": _PLACES,
    "W": _WHEN,
    "C": _COUNT,
    "R": _REASONS,
    "D": DAYS,
}
_FRAMES = (
    "@U @N @V @W that the @X of @P would @A the @X @R.",
    "In @P, @T @N @V that @C and the @X could @A the @X.",
    "According to @N, the @X near @P had lost @C @W, @R.",
    "@N of @P and @N of @P agreed @D to @A the @X for @C.",
    "The @X will @A some @C from @P to @P, @N @V @W at noon.",
    "Asked about the @X, @N @V that @P must @A its @X @R.",
    "@U @N met @T @N in @P @W and spoke of the @X and @C.",
    "On @D the @X of @P counted @C; @N called the @X a failure.",
    "We hear from @N that @T @N wants to @A the @X in @P.",
    "Neither @N nor @T @N would @A the @X @R, wrote @N.",
    "A note of @N to the @X in @P speaks of @C lost @W at sea.",
    "Since @N left @P, the @X has sent @C and a @X to @P.",
    "If @N should @A the @X, then @P and @P will @A the @X.",
    "@U @N wished to @A the @X, but @N and @C stood against it.",
    "Its @X cost @P about @C @W, @T @N @V @R.",
    "@N @V that the @X had begun to @A @C outside @P.",
)


def _split(frame: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    slots = tuple(_TABLES[piece[0]] for piece in frame.split("@")[1:])
    return "%s".join(
        [frame.split("@", maxsplit=1)[0], *(piece[1:] for piece in frame.split("@")[1:])]
    ), slots


_READY = tuple((shape, tuple((t, len(t)) for t in slots)) for shape, slots in map(_split, _FRAMES))


def sentence(draw: Callable[[], float]) -> str:
    """One sentence."""
    shape, slots = _READY[int(draw() * len(_READY))]
    return shape % tuple([table[int(draw() * size)] for table, size in slots])


def paragraph(stream: Stream, length: int) -> str:
    """Sentences until about ``length`` characters are there; at least one."""
    parts: list[str] = []
    draw, size = stream.draw, 0
    while size < length - 40 or not parts:
        parts.append(sentence(draw))
        size += len(parts[-1]) + 1
    return " ".join(parts)


def title(stream: Stream, longest: int = 90) -> str:
    """A subject in capitals."""
    words = (
        f"{stream.one_of(POSTS)}: {stream.one_of(_THING)} to {stream.one_of(ACTIONS)} "
        f"{stream.one_of(_COUNT)} and {stream.one_of(_THING)}"
    )
    return words.upper()[:longest].rsplit(" ", 1)[0] if len(words) > longest else words.upper()


def heading(stream: Stream) -> str:
    """A heading in capitals."""
    return f"{stream.one_of(_THING)} of {stream.one_of(POSTS)}".upper()
