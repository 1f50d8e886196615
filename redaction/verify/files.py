"""The three files of a release say the same (G10).

The decisions file is the fullest of the three, so the text file is made from it again here
and compared whole, and every label is made again from its codes. Nothing is shared with the
renderer but the printed vocabulary of labels, stamp and extents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, NamedTuple, get_args

from redaction.errors import RedactionError
from redaction.extents import CLASSES, PRINTED
from redaction.labels import label, token
from redaction.provenance.canonical import canonical_json
from redaction.released import Block, BlockKind, ReleasedCable, ReleasedGap
from redaction.stamp import ROUTES, Classified, Declassified, Reviewer, Stamp, stamp_lines
from redaction.verify.findings import Finding

NOTE = "Page and section marks of the transmission are omitted."
TOKEN = re.compile(
    r"\[\[WITHHELD(?: (?P<codes>[^|\]\n]+))? \| M(?P<n>[1-9][0-9]*) \| (?P<extent>[A-Z0-9 -]+)\]\]"
)
_KEYS = frozenset(
    (
        *("schema", "title", "lang", "disposition", "codes", "stamp", "stamp_lines"),
        *("blocks", "gaps", "versions"),
    )
)
_SCHEMA = "redaction-decisions/1"
_CLOSE = ("line", "banner")
FORM = (
    *_KEYS,
    *(field.name for kind in (Block, ReleasedGap) for field in fields(kind)),
    *(field.name for kind in (Stamp, Reviewer, Declassified, Classified) for field in fields(kind)),
    *("gap", "code", "template", "font", "packs", _SCHEMA),
    *get_args(BlockKind),
    *ROUTES,
)
"""The names and closed words of a decisions file: they stand there whatever is released."""


class Decisions(NamedTuple):
    """A decisions file, read: what was released, under which stamp, made by which code."""

    released: ReleasedCable
    stamp: Stamp
    versions: Mapping[str, Any]


def read_decisions(data: bytes, text: str = "") -> tuple[Decisions | None, list[Finding]]:
    """The decisions file, and what is wrong with it; None when it cannot be read at all.

    Where a label hides its codes, ``text`` says whether the token shows them: it does in the
    style of historians, and does not where even the code tells.
    """
    try:
        given = json.loads(data)
        if canonical_json(given) + b"\n" != data:
            return None, [_differs("decisions, canonical form")]
        released = _released(given, text)
        stamp = Stamp.of(given["stamp"])
        decisions = Decisions(released, stamp, given["versions"])
    except (ValueError, TypeError, KeyError, RecursionError, RedactionError):
        return None, [_differs("decisions")]
    findings = [] if set(given) == _KEYS else [_differs("decisions, keys")]
    mine = released.to_json() | {
        "schema": _SCHEMA,
        "stamp": stamp.without_title().to_json(),
        "stamp_lines": list(stamp_lines(released, stamp)),
    }
    findings += [
        _differs(f"decisions, key {key}")
        for key in sorted(_KEYS - {"versions"})
        if given.get(key) != mine.get(key)
    ]
    findings += [_differs(f"decisions, gap {gap.n}") for gap in released.gaps if not gap.token]
    return decisions, findings


def _released(given: Any, text: str) -> ReleasedCable:
    route = given["stamp"].get("route", "foia")
    gaps = tuple(_gap(n, item, route, text) for n, item in enumerate(given["gaps"], 1))
    blocks = tuple(_block(item) for item in given["blocks"])
    numbers = [item for block in blocks for item in block.items if isinstance(item, int)]
    if numbers != [gap.n for gap in gaps]:
        raise ValueError("gaps and blocks")
    return ReleasedCable(given["title"], given["lang"], blocks, gaps)


def _gap(n: int, item: Any, route: str, text: str) -> ReleasedGap:
    """A gap whose label is one that its codes and its extent give, else without a token."""
    codes, extent = tuple(item["codes"]), item["extent"]
    if extent not in CLASSES or item["n"] != n or list(codes) != sorted(set(codes)):
        raise ValueError("gap")
    shown = token(n, codes, extent, route=route)
    hidden = token(n, (), extent, route=route)
    tokens = {
        label(codes, extent, route=route, show_codes=False): (
            shown if route == "frus" and shown in text else hidden
        ),
        label(codes, extent, route=route): shown,
    }
    if not codes:
        # Where the codes are hidden, the verb alone still says that one was a category.
        tokens[label(("(b)(1)",), extent, route=route, show_codes=False)] = hidden
    basis = tuple({str(k): str(v) for k, v in one.items()} for one in item["basis"])
    return ReleasedGap(n, codes, extent, item["label"], tokens.get(item["label"], ""), basis)


def _block(item: Any) -> Block:
    if item["kind"] not in get_args(BlockKind):
        raise ValueError("block")
    items = tuple(part["gap"] if "gap" in part else part["text"] for part in item["items"])
    if not all(isinstance(part, str) or type(part) is int for part in items):
        raise TypeError("item")
    return Block(item["kind"], items, item["label"], item["portion"])


def check_text(text: str, decisions: Decisions) -> list[Finding]:
    """The first line of the text file that is not what the decisions file gives."""
    mine = expected_text(decisions.released, decisions.stamp)
    if mine == text:
        return []
    pairs = enumerate(zip(mine.split("\n"), text.split("\n"), strict=False), 1)
    line = next((n for n, (left, right) in pairs if left != right), 0)
    return [Finding("files_differ", f"text file, line {line}" if line else "text file, length")]


def expected_text(released: ReleasedCable, stamp: Stamp) -> str:
    """The text file of a release, made from its decisions."""
    tokens = {gap.n: gap.token for gap in released.gaps}
    lines = [*stamp_lines(released, stamp), ""]
    above = ""
    for block in released.blocks:
        if above and not (above in _CLOSE and block.kind in _CLOSE):
            lines.append("")
        lines.append("".join(_said(block, tokens)))
        above = block.kind
    if released.blocks:
        lines.append("")
    return "\n".join([*lines, NOTE, ""])


def _said(block: Block, tokens: Mapping[int, str]) -> Iterator[str]:
    opening = " ".join(part for part in (block.label, block.portion) if part)
    words = f"{opening} " if opening and block.items else opening
    for item in block.items:
        if isinstance(item, int):
            yield _told_apart(words)
            yield tokens[item]
            words = ""
        else:
            words += item
    yield _told_apart(words)


def _told_apart(words: str) -> str:
    return words.replace("[[WITHHELD", "[ [WITHHELD")


def labels_of(codes: str | None, extent: str) -> frozenset[str]:
    """The labels on the page that a token may stand for; none for a token nobody writes."""
    printed = next((words for words in PRINTED.values() if words.upper() == extent), None)
    if printed is None:
        return frozenset()
    verbs = ["declassified", "released"]
    if codes is not None:
        verbs = verbs[:1] if re.match(r"B1(?:[ ;]|$)|[0-9]", codes) else verbs[1:]
    grounds = {"", f"{codes}: "} if codes else {""}
    return frozenset(f"[{ground}{printed} not {verb}]" for ground in grounds for verb in verbs)


def _differs(where: str) -> Finding:
    return Finding("files_differ", where)
