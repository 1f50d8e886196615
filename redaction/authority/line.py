"""Finding the declassification instruction in the line as received.

Telegrams break lines anywhere, number their pages inside header blocks and put several
slugs on one line. What is left here is the order number as printed and the bare
instruction. Nothing is repaired: white space is collapsed and typographic dashes become
hyphens, and that is all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

_LINE_END = re.compile(r"\r\n?")
_TYPOGRAPHY = {
    **{ord(dash): "-" for dash in "‐‑‒–—―−"},
    **{ord(quote): "'" for quote in "‘’"},
}
_EDGES = " .;,:"


class Found(NamedTuple):
    """The order number as printed, and the instruction; None where the line has none."""

    order: str | None
    instruction: str | None


@dataclass(frozen=True, slots=True)
class LineForm:
    """How one pack's lines are built: its words, compiled."""

    page: re.Pattern[str]
    order: re.Pattern[str]
    announced: re.Pattern[str]
    after_order: re.Pattern[str]
    opening: re.Pattern[str]
    tail: re.Pattern[str]

    @classmethod
    def of(cls, phrases: Mapping[str, Any]) -> LineForm:
        """Compile the words that announce and end an instruction."""
        words = rf"(?<![^\W\d_]){any_of(phrases['instruction'])}(?![^\W\d_])\.?"
        prefix = r"\.? ?".join(map(re.escape, phrases["order_prefix"]))
        return cls(
            page=re.compile(rf"^[A-Z ]*\b{re.escape(phrases['page'])}\s+[0-9]{{1,3}}\b"),
            order=re.compile(rf"(?<![^\W\d_]){prefix}\.? ?:? ?([0-9]{{4,5}})(?![0-9])"),
            announced=re.compile(rf"{words} ?[:;]"),
            after_order=re.compile(rf" ?[:;,]? ?(?:{words})?"),
            opening=re.compile(words),
            tail=re.compile(rf"\b{any_of(phrases['tail'])} ?[:;]"),
        )

    def find(self, line: str | None) -> Found:
        """The instruction of a line as received."""
        if line is None or not (text := self._one_line(line)):
            return Found(None, None)
        upper = upper_in_place(text)
        order = self.order.search(upper)
        start = self._start(upper, order)
        tail = self.tail.search(upper, start)
        instruction = text[start : tail.start() if tail else None].strip(_EDGES)
        return Found(order[1] if order else None, instruction or None)

    def _one_line(self, line: str) -> str:
        if not line.isascii():
            line = line.translate(_TYPOGRAPHY)
        if "\n" in line or "\r" in line:
            lines = _LINE_END.sub("\n", line).split("\n")
            line = " ".join(part for part in lines if not self.page.match(part))
        return " ".join(line.split())

    def _start(self, upper: str, order: re.Match[str] | None) -> int:
        """Where the instruction begins: after its word, else after the order, else at 0."""
        if announced := self.announced.search(upper):
            return announced.end()
        if order:
            after = self.after_order.match(upper, order.end())
            return after.end() if after else order.end()
        opening = self.opening.match(upper)
        return opening.end() if opening else 0


def any_of(words: Collection[str]) -> str:
    """A pattern for one of the words, the longest that fits; for none of none."""
    if not words:
        return "(?!)"
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


def upper_in_place(text: str) -> str:
    """Capitals, every character in its place: ``str.upper`` makes SS of one ß."""
    if text.isascii():
        return text.upper()
    return "".join(up if len(up := character.upper()) == 1 else character for character in text)
