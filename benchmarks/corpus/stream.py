"""Draws that depend on nothing but (seed, number, purpose).

Only ``random()`` of the generator is used: its sequence for a given seed is the same in every
version of the language, on every machine, in every process.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from hashlib import blake2b
from math import exp
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")

_STEPS = 512
_LOG_NORMAL: tuple[int, ...] = tuple(
    round(1000 * exp(0.62 * NormalDist().inv_cdf((step + 0.5) / _STEPS))) for step in range(_STEPS)
)


class Stream:
    """A stream of draws with the few shapes that the corpus needs."""

    __slots__ = ("draw",)

    def __init__(self, seed: int, number: int, purpose: str) -> None:
        key = f"{seed}/{number}/{purpose}".encode()
        start = int.from_bytes(blake2b(key, digest_size=8).digest(), "big")
        self.draw: Callable[[], float] = random.Random(start).random

    def below(self, stop: int) -> int:
        """An integer of [0, stop)."""
        return int(self.draw() * stop)

    def between(self, first: int, last: int) -> int:
        """An integer of [first, last]."""
        return first + int(self.draw() * (last - first + 1))

    def chance(self, share: float) -> bool:
        """True in that share of the draws."""
        return self.draw() < share

    def one_of(self, table: Sequence[T]) -> T:
        """An element, each as likely."""
        return table[int(self.draw() * len(table))]

    def log_normal(self, median: int) -> int:
        """A length around ``median``; some are much longer."""
        return median * _LOG_NORMAL[int(self.draw() * _STEPS)] // 1000
