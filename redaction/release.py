"""The dangerous function: it makes the files that may leave, or raises.

Nothing is handed over that has not passed the gate, and nothing is written here. What the
gate cannot know is whether the reviewers marked everything they should have.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from redaction.cable import parse
from redaction.errors import ResidualMention, VerificationFailed
from redaction.hints import hints
from redaction.marks import USUAL, Answer, Mark, Policy
from redaction.released import ReleasedCable
from redaction.render import release_json, release_pdf, release_text
from redaction.residual import left_of, mentions, must_be_seen, must_not_say, secrets_of
from redaction.sanitize import Sanitized, sanitize
from redaction.settle import unseen
from redaction.stamp import Stamp
from redaction.verify.check import check_nothing_leaks
from redaction.verify.needles import needles_of

_PAGES: Final = re.compile(rb"/Type/Pages/Count ([0-9]+)")


@dataclass(frozen=True, slots=True)
class ReleaseCopy:
    """A release that passed the gate: three files, and what stays inside.

    ``released`` may leave; ``warnings`` name marks and places, and may not.
    """

    pdf: bytes
    txt: str
    decisions: bytes
    released: ReleasedCable
    gaps: int
    pages: int
    warnings: tuple[Mapping[str, Any], ...]


def build_release_copy(
    text: str,
    marks: Sequence[Mark],
    stamp: Stamp,
    policy: Policy = USUAL,
    residual_ok: Sequence[Answer] = (),
    *,
    splits: Collection[int] = (),
    file_name: str = "",
) -> ReleaseCopy:
    """Make the release of one cable, or raise rather than hand over one that leaks.

    ``splits`` are the paragraph joins that a person undid (``redaction.cable.parse``).

    Raises:
        CableError: a text that cannot be read.
        MarkError: marks, policy or stamp that cannot be applied.
        ResidualMention: a withheld phrase stands again in what would be released.
        WithheldTextFound: a withheld word in title, stamp, basis, file name or a finished file.
        NoGlyph: a released character that cannot be drawn.
        VerificationFailed: a finished file is not what was released: a defect.
    """
    sanitized = sanitize(text, marks, stamp, policy, splits)
    warnings = _nothing_is_said_twice(text, marks, stamp, sanitized, policy, residual_ok, file_name)
    released = sanitized.released
    pdf = release_pdf(released, stamp)
    txt = release_text(released, stamp)
    decisions = release_json(released, stamp)
    check_nothing_leaks(pdf, txt, decisions, needles_of(text, sanitized.gaps, released))
    return ReleaseCopy(pdf, txt, decisions, released, len(released.gaps), _pages(pdf), warnings)


def preview(
    text: str, marks: Sequence[Mark], policy: Policy = USUAL, *, splits: Collection[int] = ()
) -> Sanitized:
    """What would be released, for the people who decide: no stamp, no files, no gate.

    Raises:
        CableError, MarkError: as :func:`build_release_copy`.
    """
    return sanitize(text, marks, _DRAFT[policy.labels], policy, splits)


def rehearse(
    text: str, marks: Sequence[Mark], policy: Policy = USUAL, *, splits: Collection[int] = ()
) -> None:
    """Make the release as it would be today and throw it away.

    A basis that says a withheld word, or a character that cannot be drawn, is found while the
    reviewer can still mend it.

    Raises:
        RedactionError: as :func:`build_release_copy`.
    """
    build_release_copy(text, marks, _DRAFT[policy.labels], policy, splits=splits)


_DRAFT: Final = {
    labels: Stamp(release="draft", date="1970-01-01", agency="draft", route=route)
    for labels, route in (("codes", "foia"), ("historian", "frus"))
}


def _nothing_is_said_twice(
    text: str,
    marks: Sequence[Mark],
    stamp: Stamp,
    sanitized: Sanitized,
    policy: Policy,
    residual_ok: Sequence[Answer],
    file_name: str,
) -> tuple[Mapping[str, Any], ...]:
    """All warnings of the release, or an error for words that are withheld and left."""
    released, gaps, warnings = sanitized
    cable = parse(text)
    hidden = unseen(cable)
    secrets = secrets_of(text, marks, gaps, hidden)
    left = left_of(text, gaps, hidden)
    must_not_say(secrets, _public_strings(sanitized, stamp, file_name))
    must_be_seen(secrets, left, released)
    found = [
        {"mark": mention.mark, "range": list(mention.span)}
        for mention in mentions(secrets, left, residual_ok)
    ]
    if found and policy.residual == "refuse":
        raise ResidualMention(found)
    residual = [{"code": "residual_mention", "mentions": found}] if found else []
    hinted = [
        {"code": "hint", "kind": hint.kind, "mark": hint.mark}
        for hint in hints(text, cable, gaps, released)
    ]
    return (*warnings, *residual, *hinted)


def _public_strings(
    sanitized: Sanitized, stamp: Stamp, file_name: str
) -> Iterator[tuple[str, str]]:
    """Every string that leaves and is not text of the cable: (where, text)."""
    yield ("stamp.title" if stamp.title else "title"), sanitized.released.title
    yield from stamp.without_title().strings()
    for gap in sanitized.gaps:
        for basis in gap.bases:
            yield from (("basis", words) for words in basis.values())
    yield "file name", file_name


def _pages(pdf: bytes) -> int:
    found = _PAGES.search(pdf)
    if found is None:
        raise VerificationFailed([{"code": "not_on_list", "where": "page tree"}])
    return int(found[1])
