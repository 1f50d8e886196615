"""A cable as the public may see it.

These types have no field that could hold withheld text, or its length, or its place in the
original. Renderers and the gate are given these and nothing else; an import contract in
``pyproject.toml`` keeps it so.

What this does not guard against: a reviewer who releases words that tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

BlockKind = Literal["line", "banner", "subject", "heading", "paragraph", "text", "preformatted"]


@dataclass(frozen=True, slots=True)
class ReleasedGap:
    """A passage that was withheld: why, and how much by its declared class.

    ``n`` counts gaps from 1 in reading order; ``codes`` are canonical and sorted
    (``1.4(d)``, ``(b)(6)``); ``extent`` is a class of ``redaction.extents``; ``label`` is
    what stands on the page (``[B1 1.4(D): 2 lines not declassified]``); ``token`` is what
    stands in the text file (``[[WITHHELD B1 1.4(D) | M1 | 2 LINES]]``); ``basis`` are the
    distinct public grounds in order of position.
    """

    n: int
    codes: tuple[str, ...]
    extent: str
    label: str
    token: str
    basis: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of the page; an item is released text or the number of a gap.

    ``label`` (``2.``) and ``portion`` (``(C)``) stand before the items, each followed by one
    space. Line feeds occur in the items of ``preformatted`` blocks only.
    """

    kind: BlockKind
    items: tuple[str | int, ...]
    label: str | None = None
    portion: str | None = None


@dataclass(frozen=True, slots=True)
class ReleasedCable:
    """Everything that leaves of one cable.

    ``title`` is the public title and never made from the SUBJECT; ``lang`` a BCP 47 tag.
    """

    title: str
    lang: str
    blocks: tuple[Block, ...]
    gaps: tuple[ReleasedGap, ...]

    @property
    def disposition(self) -> Literal["RIF", "RIP"]:
        """RIF released in full, RIP released in part."""
        return "RIP" if self.gaps else "RIF"

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all gaps, sorted, each once."""
        return tuple(sorted({code for gap in self.gaps for code in gap.codes}))

    def to_json(self) -> dict[str, Any]:
        """Blocks and gaps in the shape of ``decisions.json``."""
        places = {item: i for i, block in enumerate(self.blocks) for item in block.items}
        return {
            "title": self.title,
            "lang": self.lang,
            "disposition": self.disposition,
            "codes": list(self.codes),
            "blocks": [
                {
                    "kind": block.kind,
                    "label": block.label,
                    "portion": block.portion,
                    "items": [
                        {"gap": item} if isinstance(item, int) else {"text": item}
                        for item in block.items
                    ],
                }
                for block in self.blocks
            ],
            "gaps": [_gap_json(gap, places[gap.n]) for gap in self.gaps],
        }


def _gap_json(gap: ReleasedGap, block: int) -> dict[str, Any]:
    return {
        "n": gap.n,
        "block": block,
        "codes": list(gap.codes),
        "extent": gap.extent,
        "label": gap.label,
        "basis": [dict(basis) for basis in gap.basis],
    }
