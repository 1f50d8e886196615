"""How fast release PDFs are made, and how much faster than by reportlab's own layout.

Sixty cables of three pages are rendered warm, tagged and conformant, by ``release_pdf``; the
same lines are laid out by platypus, untagged, in the same face, in the same run. CPU time,
best of three.
"""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator
from io import BytesIO
from time import process_time
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from redaction.face import BODY_SIZE, FACE, LEADING
from redaction.labels import label, token
from redaction.released import Block, ReleasedCable, ReleasedGap
from redaction.render import release_pdf, release_text
from redaction.stamp import Stamp

_DOCUMENTS = 60
_PAGES = 3
_ROUNDS = 3
_TALK = (
    "the embassy reported that a delegation of the ministry met with poloff on february and"
    " discussed port access grain transit customs duties election observers water tariffs"
    " harbour dredging coastal shipping visa waivers airport security pension reform Testville"
    " Newtown parliament opposition coalition budget deficit electricity imports fisheries"
)


def measure() -> Iterator[tuple[str, float, str]]:
    """Pages a second and core by either way, their ratio, and the size of a file."""
    cables = [_cable(random.Random(seed)) for seed in range(_DOCUMENTS)]
    files = [release_pdf(cable, STAMP) for cable in cables]
    pages = sum(file.count(b"/Type/Page/") for file in files)
    ours = pages / _best(lambda: [release_pdf(cable, STAMP) for cable in cables])
    platypus = _platypus([release_text(cable, STAMP) for cable in cables])
    theirs = sum(platypus()) / _best(platypus)
    yield "release pdf", ours, "pages/s"
    yield "platypus, untagged", theirs, "pages/s"
    yield "release pdf to platypus", ours / theirs, "x"
    yield "pages of a cable", pages / len(files), "pages"
    yield "size of a cable", sum(map(len, files)) / len(files) / 1000, "KB"


STAMP = Stamp.of(
    {
        "release": "R-2026-000123",
        "date": "2026-11-23",
        "agency": "U.S. Department of State",
        "case": "F-2026-00123",
        "document": "C00000123",
    }
)


def _best(work: Callable[[], Any]) -> float:
    """CPU seconds of the best round."""
    seconds = []
    for _ in range(_ROUNDS):
        gc.collect()
        start = process_time()
        work()
        seconds.append(process_time() - start)
    return min(seconds)


def _cable(chance: random.Random) -> ReleasedCable:
    """A cable of the usual shape that fills three pages."""
    header = [Block("line", (_sentence(chance, 5).upper(),)) for _ in range(14)]
    blocks = [*header, Block("banner", ("CONFIDENTIAL TESTVILLE 000311",))]
    blocks.append(Block("subject", ("SUBJECT: " + _sentence(chance, 9).upper(),)))
    gaps: list[ReleasedGap] = []
    for number in range(1, 5 * _PAGES):
        if number % 5 == 1:
            blocks.append(Block("heading", (_sentence(chance, 3).upper(),)))
        gaps.append(_gap(len(gaps) + 1))
        before, after = _sentence(chance, 20), _sentence(chance, 28)
        words = (before + " ", gaps[-1].n, f" {after}.")
        blocks.append(Block("paragraph", words, f"{number}.", "(C)"))
    return ReleasedCable("Telegram (released in part)", "en-US", tuple(blocks), tuple(gaps))


def _gap(n: int) -> ReleasedGap:
    codes, extent = ("1.4(b)", "1.4(d)"), "less-than-1-line"
    shown = label(codes, extent, route="foia")
    return ReleasedGap(n, codes, extent, shown, token(n, codes, extent, route="foia"))


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_TALK.split(), k=words)).capitalize()


def _platypus(texts: list[str]) -> Callable[[], list[int]]:
    """Work that lays out the same lines with platypus and says how many pages each took."""
    pdfmetrics.registerFont(TTFont("Benchmark", str(FACE), shapable=False))
    style = ParagraphStyle("body", fontName="Benchmark", fontSize=BODY_SIZE, leading=LEADING)

    def work() -> list[int]:
        counts = []
        for text in texts:
            story: list[Flowable] = [
                Paragraph(escape(line), style) if line else Spacer(1, LEADING)
                for line in text.split("\n")
            ]
            template = SimpleDocTemplate(
                BytesIO(),
                pagesize=(612, 792),
                leftMargin=84,
                rightMargin=84,
                initialFontName="Benchmark",
            )
            template.build(story)
            counts.append(template.page)
        return counts

    return work
