"""The release PDF.

It is generated from released text and holds nothing else. Equal values give equal bytes on
one build of Python, reportlab and zlib, whatever the machine, the clock, the user's settings
and the documents made before.
"""

from __future__ import annotations

from functools import partial

from redaction.face import GRIDS
from redaction.released import ReleasedCable
from redaction.render.compose import compose
from redaction.render.metadata import Facts, identity
from redaction.render.press import Paper, printed
from redaction.stamp import Stamp, furniture


def release_pdf(released: ReleasedCable, stamp: Stamp) -> bytes:
    """The release as a PDF.

    Raises:
        TypeError: given anything but a released cable and its stamp.
        NoGlyph: a released character that the face cannot show.
    """
    return printed(
        Paper(
            passages=compose(released, stamp),
            facts=Facts(released.title, stamp.agency, stamp.date, released.lang),
            identity=identity(released, stamp),
            grid=GRIDS[stamp.page],
            furniture=partial(furniture, stamp),
        )
    )
