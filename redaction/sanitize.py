"""From a text and its marks to what may leave: the only module that sees both sides.

The marks are settled, the text is masked, and everything that is released is read from the
masked text. What is returned as ``released`` has no field for withheld
text, its length or its place; gaps and warnings stay inside.

This does not look for withheld words in what is left: ``redaction.residual`` does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from redaction import labels
from redaction.blocks import Reading, read_blocks
from redaction.cable.model import Cable
from redaction.errors import MarkError, VerificationFailed
from redaction.extents import far_apart
from redaction.marks import USUAL, Gap, Mark, Policy
from redaction.masked import MaskedCable
from redaction.released import ReleasedCable, ReleasedGap
from redaction.settle import settled
from redaction.stamp import Stamp

Warned = Mapping[str, Any]


class Sanitized(NamedTuple):
    """What may leave, and what stays: ``gaps[i]`` is the gap that is printed as ``M(i+1)``."""

    released: ReleasedCable
    gaps: tuple[Gap, ...]
    warnings: tuple[Warned, ...]


def sanitize(
    text: str,
    marks: Sequence[Mark],
    stamp: Stamp,
    policy: Policy = USUAL,
    splits: Collection[int] = (),
) -> Sanitized:
    """What is released of ``text`` when ``marks`` are withheld; ``splits`` are undone joins.

    Raises:
        MarkError: ``out_of_range``, ``empty_mark``, ``bad_stamp``, ``bad_input``.
        CableError: a text that cannot be read.
        VerificationFailed: a gap was lost on the way: a defect.
    """
    stamp.must_suit(code for mark in marks for code in mark.codes)
    if policy.labels == "historian" and stamp.route != "frus":
        raise MarkError("bad_input", "historian labels are for the route frus")
    gaps, masked, original = settled(text, marks, policy, splits)
    reading = read_blocks(masked)
    shown = tuple(_released(n, gap, stamp, policy) for n, gap in enumerate(gaps, 1))
    _every_gap_must_show(reading, shown)
    title = stamp.title or _public_title(masked, in_part=bool(gaps))
    released = ReleasedCable(title, stamp.lang, reading.blocks, shown)
    return Sanitized(released, gaps, tuple(_warnings(gaps, reading, original)))


def _released(n: int, gap: Gap, stamp: Stamp, policy: Policy) -> ReleasedGap:
    """The gap as the public sees it: no ground at all where the ground itself would tell."""
    codes = gap.codes if gap.show_codes else ()
    printed = gap.show_codes and policy.labels == "codes"
    return ReleasedGap(
        n=n,
        codes=codes,
        extent=gap.extent,
        label=labels.label(gap.codes, gap.extent, route=stamp.route, show_codes=printed),
        token=labels.token(n, codes, gap.extent, route=stamp.route),
        basis=gap.bases if gap.show_codes else (),
    )


def _public_title(masked: MaskedCable, *, in_part: bool) -> str:
    """The reference number as it is released, and never the SUBJECT."""
    number = masked.cable.mrn.display if masked.cable.mrn else None
    name = f"Telegram {number}" if number else "Telegram"
    return f"{name} (released in {'part' if in_part else 'full'})"


def _every_gap_must_show(reading: Reading, gaps: Sequence[ReleasedGap]) -> None:
    printed = [item for block in reading.blocks for item in block.items if isinstance(item, int)]
    if printed != [gap.n for gap in gaps]:
        raise VerificationFailed([{"code": "files_differ", "where": "gaps of the masked text"}])


def _warnings(gaps: Sequence[Gap], reading: Reading, original: Cable) -> list[Warned]:
    """What a reviewer should know, in a fixed order; stays inside."""
    found: list[Warned] = [
        {"code": "extent_differs", "mark": gap.mark_ids[0]}
        for gap in gaps
        if far_apart(gap.extent, gap.length)
    ]
    if reading.dropped:
        found.append({"code": "characters_dropped", "count": reading.dropped})
    issues = sorted({issue.code for issue in original.issues if issue.severity == "error"})
    found += [{"code": "issue", "issue": issue} for issue in issues]
    return found
