"""Headings inside the body: one or two short lines that stand alone or are underlined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redaction.cable.limits import is_rule
from redaction.cable.numbering import read_label

_LONGEST = 75
# These end or open a block or a quote; they belong to the text.
_BLOCK_WORDS = re.compile(r"(?:END|BEGIN|UNQUOTE)\b")
_MASK = re.compile(r"[xX]{5,}|[█■]{2,}")


class Titles:
    """Finds headings in a body; ``upper`` says that the text is in capitals throughout."""

    def __init__(self, strips: Sequence[str], stop: int, *, upper: bool) -> None:
        self.strips = strips
        self.stop = stop
        self.upper = upper

    def at(self, i: int, ended: bool) -> int:
        """How many lines from ``i`` on are a heading: 0, 1 or 2.

        ``ended`` says whether the paragraph before is ended. The caller knows that a white
        line, a rule or nothing stands before.
        """
        first = self.strips[i]
        if not self._may_be(first):
            return 0
        count = 1
        if i + 1 < self.stop and self._may_be(self.strips[i + 1]):
            count = 2
        for n in (1, count) if count == 2 else (1,):
            if self._underlined(i + n):
                return n
        after = i + count
        capitals = all(line.isupper() for line in self.strips[i:after])
        if not (ended and capitals and (after >= self.stop or not self.strips[after])):
            return 0
        if self.upper and not self._number_follows(after):
            return 0
        return count

    def _may_be(self, line: str) -> bool:
        if not line or len(line) > _LONGEST or line[-1] in ",;.:!" or line[0] in "-*([":
            return False
        if is_rule(line) or (line[0].isdigit() and read_label(line, 0, len(line))):
            return False
        if _BLOCK_WORDS.match(line):
            return False
        return any(map(str.isalpha, line)) and not _MASK.search(line)

    def _underlined(self, i: int) -> bool:
        return i < self.stop and is_rule(self.strips[i])

    def _number_follows(self, i: int) -> bool:
        while i < self.stop and (not self.strips[i] or is_rule(self.strips[i])):
            i += 1
        if i >= self.stop or not self.strips[i][0].isdigit():
            return False
        return read_label(self.strips[i], 0, len(self.strips[i])) is not None
