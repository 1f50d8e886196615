"""One cable from (seed, number), and a run of them.

A cable depends on its seed and number alone: any slice of a corpus, made by any number of
processes, has the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.corpus.body import body, ending, planned
from benchmarks.corpus.front import banner, header, slugs
from benchmarks.corpus.truth import Made
from benchmarks.corpus.writer import Writer


def cable(seed: int, i: int) -> Made:
    """Cable *i* of the corpus of that seed, and the truth about it."""
    writer = Writer(seed, i)
    parts, passage = planned(writer)
    header(writer)
    sectioned = writer.has("section_header") or writer.has("garbled_header")
    banner(writer, 2 if sectioned and not writer.has("split") else 1)
    slugs(writer)
    body(writer, parts, passage)
    ending(writer)
    for kind in ("crlf", "cr"):
        if writer.has(kind):
            writer.damaged(kind, (0, writer.sheet.length))
    return Made(writer.sheet.text(), writer.truth)


def corpus(seed: int, start: int, stop: int) -> Iterator[Made]:
    """The cables of ``[start, stop)``."""
    return (cable(seed, i) for i in range(start, stop))
