"""What a release says, in order, before it is text or pages.

The text file and the PDF are made from this one list, so neither can say more than the
other: stamp lines, blocks, note. A gap stays a gap here; the text file shows its token, the
page its label.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from redaction.released import Block, ReleasedCable, ReleasedGap
from redaction.stamp import Stamp, stamp_lines

NOTE: Final = "Page and section marks of the transmission are omitted."

Tag = Literal["P", "H1", "H2"]
Line = tuple[str | ReleasedGap, ...]

_CLOSE: Final = frozenset({"line", "banner"})
_HEADINGS: Final = frozenset({"subject", "heading"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or heading: its tag and its lines, more than one when preformatted.

    ``apart`` asks for a white line above; ``struck`` for a stroke through the words.
    """

    tag: Tag
    lines: tuple[Line, ...]
    apart: bool = False
    struck: bool = False
    preformatted: bool = False


def compose(released: ReleasedCable, stamp: Stamp) -> tuple[Passage, ...]:
    """Everything a release says.

    Raises:
        TypeError: given anything but a released cable and its stamp.
    """
    if not isinstance(released, ReleasedCable) or not isinstance(stamp, Stamp):
        raise TypeError("only a ReleasedCable and its Stamp can be rendered")
    stamped = (Passage("P", ((line,),)) for line in stamp_lines(released, stamp))
    note = Passage("P", ((NOTE,),), apart=True)
    return (*stamped, *_passages(released, struck=stamp.declassified is not None), note)


def _passages(released: ReleasedCable, *, struck: bool) -> Iterator[Passage]:
    gaps = {gap.n: gap for gap in released.gaps}
    above = ""
    titled = False
    for block in released.blocks:
        titled = titled or block.kind == "subject"
        yield Passage(
            tag=_tag(block, titled=titled),
            lines=_lines(block, gaps),
            apart=not (above in _CLOSE and block.kind in _CLOSE),
            struck=struck and block.kind == "banner",
            preformatted=block.kind == "preformatted",
        )
        above = block.kind


def _tag(block: Block, *, titled: bool) -> Tag:
    """The first heading is an H1 and no level is skipped (ISO 14289-1, 7.4.2)."""
    if block.kind not in _HEADINGS:
        return "P"
    return "H2" if titled and block.kind == "heading" else "H1"


def _lines(block: Block, gaps: dict[int, ReleasedGap]) -> tuple[Line, ...]:
    """The block as it is read: label, portion mark, words; broken only when preformatted."""
    opening = " ".join(part for part in (block.label, block.portion) if part)
    text = f"{opening} " if opening and block.items else opening
    lines: list[Line] = []
    line: list[str | ReleasedGap] = []
    for item in block.items:
        if isinstance(item, str):
            text += item
            continue
        text = _break(text, line, lines) if block.kind == "preformatted" else text
        _say(text, line)
        line.append(gaps[item])
        text = ""
    text = _break(text, line, lines) if block.kind == "preformatted" else text
    _say(text, line)
    return (*lines, tuple(line))


def _break(text: str, line: list[str | ReleasedGap], lines: list[Line]) -> str:
    """End a line at each line break of ``text``; what follows the last one is handed back."""
    *ended, rest = text.split("\n")
    for words in ended:
        _say(words, line)
        lines.append(tuple(line))
        line.clear()
    return rest


def _say(text: str, line: list[str | ReleasedGap]) -> None:
    """Add released words; words that look like the token of a gap are told apart from one."""
    if text:
        line.append(text.replace("[[WITHHELD", "[ [WITHHELD"))
