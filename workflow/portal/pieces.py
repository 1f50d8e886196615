"""How a cable was read, as HTML: characters with the look of what they are.

Noise and doubts are told by a line, by a sign and by words for the ear, and never by colour
alone. What a screen would hide or obey is shown as in ``runs``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from workflow.portal import runs
from workflow.portal.doubts import DoubtCard
from workflow.queries.kinds import NOISES
from workflow.queries.segments import PieceView, SegmentView


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One segment, drawn: its name in the margin, its words, and the doubts that begin in it."""

    view: SegmentView
    html: SafeString
    doubts: tuple[DoubtCard, ...]


class Page:
    """The segments of one page, and the doubts of the whole cable in their order."""

    def __init__(self, doubts: Sequence[DoubtCard]) -> None:
        self.doubts = {card.number: card for card in doubts}
        self._signed: set[int] = set()

    def rows(self, segments: Sequence[SegmentView]) -> Iterator[SegmentRow]:
        """Every segment in order."""
        for segment in segments:
            found = tuple(self.doubts[number] for number in segment.doubts)
            yield SegmentRow(segment, self._drawn(segment), found)

    def _drawn(self, segment: SegmentView) -> SafeString:
        words = _without_last_line_end([piece.text for piece in segment.pieces])
        drawn = (self._piece(*pair) for pair in zip(segment.pieces, words, strict=True))
        return mark_safe("".join(drawn))  # noqa: S308  every piece is made by format_html

    def _piece(self, piece: PieceView, words: str) -> SafeString:
        html: SafeString = runs.shown(words)
        if piece.noise:
            html = _noise(piece, html)
        elif piece.is_label:
            html = format_html('<span class="lb">{}</span>', html)
        if piece.doubt:
            html = format_html('<span class="doubted">{}</span>{}', html, self._sign(piece.doubt))
        if piece.is_place:
            html = format_html('<span id="c{}" class="place">{}</span>', piece.start, html)
        return html

    def _sign(self, number: int) -> SafeString:
        """A link to the doubt, once."""
        if number in self._signed or number not in self.doubts:
            return SafeString("")
        self._signed.add(number)
        return format_html(
            '<a class="sign" href="#{}"><span class="sr">Doubt </span>?{}</a>',
            self.doubts[number].id,
            number,
        )


def _noise(piece: PieceView, words: SafeString) -> SafeString:
    noise = NOISES[piece.noise]
    drawn = format_html('<span class="nz nz-{}">{}</span>', piece.noise, words)
    if not piece.is_signed:
        return drawn
    return format_html(
        '{}<b class="sign" aria-hidden="true">{}</b><span class="sr"> [{}] </span>',
        drawn,
        noise.sign,
        noise.name,
    )


def _without_last_line_end(words: list[str]) -> list[str]:
    """Line ends as HTML has them; the last is said by the row itself."""
    told: list[str] = []
    for piece, after in zip(words, [*words[1:], ""], strict=True):
        ends = piece[:-1] if piece.endswith("\r") and after.startswith("\n") else piece
        told.append(ends.replace("\r\n", "\n").replace("\r", "\n"))
    for index in range(len(told) - 1, -1, -1):
        if told[index]:
            told[index] = told[index].removesuffix("\n")
            break
    return told
