"""The release as a text file: what the PDF says, one block a line, gaps as tokens."""

from __future__ import annotations

from redaction.released import ReleasedCable
from redaction.render.compose import Line, compose
from redaction.stamp import Stamp


def release_text(released: ReleasedCable, stamp: Stamp) -> str:
    """The text file: LF ends every line, the last one too."""
    lines: list[str] = []
    for passage in compose(released, stamp):
        if passage.apart:
            lines.append("")
        lines.extend(_printed(line) for line in passage.lines)
    return "\n".join(lines) + "\n"


def _printed(line: Line) -> str:
    return "".join(part if isinstance(part, str) else part.token for part in line)
