"""The corpus from the command line: written to a folder, or measured.

``python -m benchmarks corpus --n 1000 --seed 1 --out DIR`` writes ``0000000.txt`` ... and
``truth.jsonl``; without ``--out`` it yields sizes, shares and the rate.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus.made import corpus
from benchmarks.corpus.truth import Made

Figure = tuple[str, float, str]
_SHINGLE = 8


def write(seed: int, n: int, folder: Path) -> None:
    """Writes the first ``n`` cables, byte for byte, and one line of truth for each."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as truths:
        for made in corpus(seed, 0, n):
            path = folder / f"{made.truth.number:07d}.txt"
            path.write_bytes(made.text.encode())
            truths.write(json.dumps(made.truth.as_dict(), separators=(",", ":")) + "\n")


def measure(n: int = 1000, seed: int = 1) -> Iterator[Figure]:
    """Name, value and unit of each figure."""
    started = time.process_time()
    for _ in corpus(seed, 0, n):
        pass
    yield "cables made", n / (time.process_time() - started), "per second and core"
    found = list(corpus(seed, 0, n))
    yield from _sizes(found)
    yield from _shares(found)
    yield "eight words in a row that come again", 100 * repeated(found), "% of all"


def _sizes(found: list[Made]) -> Iterator[Figure]:
    sizes = [len(made.text.encode()) for made in found]
    yield "mean size", sum(sizes) / len(sizes), "bytes"
    yield "smallest", min(sizes), "bytes"
    yield "largest", max(sizes), "bytes"
    yield "portions", sum(len(made.truth.portions) for made in found) / len(found), "a cable"


def _shares(found: list[Made]) -> Iterator[Figure]:
    counted: Counter[str] = Counter()
    cited = inside = 0
    for made in found:
        truth = made.truth
        counted[f"level {truth.mark}"] += 1
        counted["near-duplicate of an earlier one"] += truth.near_duplicate_of is not None
        counted["quotes an earlier one"] += bool(truth.shared)
        counted["has the number of an earlier one"] += truth.repeats_number_of is not None
        counted["without damage"] += not truth.noise
        counted.update({f"damage {noise.kind}" for noise in truth.noise})
        counted[f"line {truth.line.kind if truth.line else 'none'}"] += 1
        cited += len(truth.references)
        inside += sum(one.cable is not None for one in truth.references)
    for name in sorted(counted):
        yield name, 100 * counted[name] / len(found), "% of cables"
    yield "references to cables of the corpus", 100 * inside / max(1, cited), "% of references"


def repeated(found: list[Made]) -> float:
    """The share of eight-word runs that stand in another place too, by chance alone.

    Kin are left out: near-duplicates and cables that quote repeat words on purpose.
    """
    seen: Counter[int] = Counter()
    for made in found:
        if made.truth.shared or made.truth.near_duplicate_of is not None:
            continue
        for unit in made.truth.portions:
            words = " ".join(made.text[first:last] for first, last in unit.ranges).split()
            seen.update(
                hash(tuple(words[at : at + _SHINGLE])) for at in range(len(words) - _SHINGLE + 1)
            )
    return sum(n for n in seen.values() if n > 1) / max(1, seen.total())
