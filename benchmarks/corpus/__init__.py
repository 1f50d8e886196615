"""A corpus of invented telegrams of any size, each with the truth about it.

``cable(seed, i)`` is a pure function; ``corpus(seed, start, stop)`` is a slice.
"""

from __future__ import annotations

from benchmarks.corpus.made import cable, corpus
from benchmarks.corpus.statistics import measure
from benchmarks.corpus.truth import Made, Truth

__all__ = ["Made", "Truth", "cable", "corpus", "measure"]
