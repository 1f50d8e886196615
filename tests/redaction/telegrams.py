"""Invented telegrams, marks by the words they cover, and the lines of what is released."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from redaction.marks import USUAL, Mark, Policy
from redaction.released import ReleasedCable
from redaction.render import release_text
from redaction.sanitize import Sanitized, sanitize
from redaction.spans import Span
from redaction.stamp import Stamp

STAMP = Stamp.of(
    {"release": "R-2026-000123", "date": "2026-11-23", "agency": "U.S. Department of State"}
)

HEADER = """\
FM AMEMBASSY TESTVILLE
TO SECSTATE WASHDC

C O N F I D E N T I A L TESTVILLE 000311

E.O. 12958: DECL: 02/21/2034
TAGS: PREL
SUBJECT: TESTLAND: HARBOUR TALKS

"""
PAGE_MARK = "TESTVILLE 00000311  002 OF 002"

# The example of the release page.
MARLOW = """\
TAGS: [PREL](#) [OVIP](#) (DOE, JANE)
SUBJECT: TESTLAND: DIRECTOR MARLOW EXPECTS A NEW MINISTER

1. (C) Director Paul Marlow told PolOff on February 20 that the minister's brother owns the port. Marlow-watchers were not surprised.

MARLOW'S WARNING

2. (C) He asked us to step back in favor of

TESTVILLE 00000311 002 OF 002

Newtown, after nobody agreed. (NOTE: Ann Arlow, a lawyer, was present. END NOTE.)
DOE
"""  # noqa: E501


def place(text: str, words: str, nth: int = 0) -> Span:
    """The place of the nth occurrence of ``words``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def mark(text: str, *words: str, codes: Sequence[str] = ("1.4(d)",), **more: Any) -> Mark:
    """One mark over the first occurrence of each of ``words``."""
    ranges = tuple(place(text, one) for one in words)
    return Mark(more.pop("id", "m1"), ranges, tuple(codes), **more)


def name(text: str, words: str, nth: int = 0, **more: Any) -> Mark:
    """A private name, withheld as such."""
    where = (place(text, words, nth),)
    return Mark(more.pop("id", "m1"), where, ("(b)(6)",), extent="name", **more)


def released(text: str, *marks: Mark, policy: Policy = USUAL, stamp: Stamp = STAMP) -> Sanitized:
    """What is released of ``text``."""
    return sanitize(text, marks, stamp, policy)


def lines(text: str, *marks: Mark, policy: Policy = USUAL) -> list[str]:
    """The lines of the text file between the stamp and the note, white lines left out."""
    printed = release_text(released(text, *marks, policy=policy).released, STAMP).split("\n")
    stamped = 2 if marks else 1
    return [line for line in printed[stamped:-2] if line]


def body(text: str, *marks: Mark, policy: Policy = USUAL) -> list[str]:
    """The same for ``HEADER + text``: only the lines of ``text``; marks lie in the whole."""
    return lines(text, *marks, policy=policy)[len(lines(HEADER)) :]


def shown_words(cable: ReleasedCable) -> str:
    """Everything a reader reads of the blocks, gaps as ``[1]``."""
    parts = []
    for block in cable.blocks:
        items = "".join(item if isinstance(item, str) else f"[{item}]" for item in block.items)
        parts.append(" ".join(part for part in (block.label, block.portion, items) if part))
    return "\n".join(parts)


def request(text: str, *marks: Mark, **more: Any) -> Mapping[str, Any]:
    """The object of a line of ``release --jsonl``."""
    given = [
        {
            "id": one.id,
            "ranges": [list(span) for span in one.ranges],
            "codes": list(one.codes),
            "extent": one.extent,
            "basis": dict(one.basis),
            "portion_marks": one.portion_marks,
            "show_codes": one.show_codes,
        }
        for one in marks
    ]
    return {"id": "D000123", "text": text, "marks": given, "stamp": STAMP.to_json(), **more}
