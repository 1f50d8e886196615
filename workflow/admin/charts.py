"""Bar charts made on the server: geometry for an inline SVG, and the same numbers as a table.

Lengths are SVG user units; a chart is 720 wide and grows by one row for each bar, so that
labels stay readable on a narrow screen and in print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 720
LABEL_WIDTH = 190
VALUE_WIDTH = 60
ROW = 26
BAR = 16


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its name and the address of the list behind it."""

    name: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with the place of its bar."""

    figure: Figure
    x: int
    y: int
    width: int
    height: int
    text_y: int
    value_x: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars with a title and a sentence for those who do not see them."""

    key: str
    title: str
    caption: str
    bars: tuple[Bar, ...]
    height: int
    width: int = WIDTH

    @property
    def total(self) -> int:
        """The sum of all bars."""
        return sum(bar.figure.count for bar in self.bars)


def bar_chart(key: str, title: str, noun: str, figures: Sequence[Figure]) -> BarChart:
    """A chart of ``figures`` in the given order; ``noun`` is what is counted, in the plural."""
    most = max((figure.count for figure in figures), default=0)
    room = WIDTH - LABEL_WIDTH - VALUE_WIDTH
    bars = []
    for row, figure in enumerate(figures):
        width = round(room * figure.count / most) if most else 0
        width = max(width, 2) if figure.count else 0
        top = row * ROW
        bars.append(
            Bar(
                figure=figure,
                x=LABEL_WIDTH,
                y=top + (ROW - BAR) // 2,
                width=width,
                height=BAR,
                text_y=top + ROW // 2 + 5,
                value_x=LABEL_WIDTH + width + 8,
            )
        )
    total = sum(figure.count for figure in figures)
    highest = max(figures, key=lambda figure: figure.count, default=None)
    caption = f"{total} {noun}"
    if highest is not None and highest.count:
        caption += f"; most in “{highest.name}” ({highest.count})"
    return BarChart(key, title, caption + ".", tuple(bars), max(ROW * len(bars), ROW))
