"""The damage of transcription: which kind, in what share of the cables, and the issue it calls for.

At most two kinds a cable; a little over half of the cables have none. Page marks inside a
paragraph come with long cables and are no damage.
"""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.corpus.stream import Stream


class Kind(NamedTuple):
    """A kind of damage: share of the cables, first year it is seen, issue or null."""

    share: float
    since: int
    issue: str | None


KINDS: dict[str, Kind] = {
    "link_label": Kind(0.06, 1966, "LINK_ARTEFACT"),
    "link_tag": Kind(0.04, 1974, "LINK_ARTEFACT"),
    "digit_label": Kind(0.03, 1966, "PILCROW_AS_DIGIT"),
    "digit_reference": Kind(0.01, 1966, "PILCROW_AS_DIGIT"),
    "pilcrow": Kind(0.03, 1966, None),
    "page_in_subject": Kind(0.01, 1966, "PAGE_BREAK_IN_SLUG"),
    "page_in_header": Kind(0.01, 1991, "PAGE_BREAK_IN_HEADER"),
    "split": Kind(0.06, 1966, "PARAGRAPH_SPLIT"),
    "section_header": Kind(0.01, 1966, "SECTION_HEADER"),
    "garbled_header": Kind(0.005, 1966, "GARBLED_HEADER"),
    "number_gap": Kind(0.01, 1966, "NUMBER_GAP"),
    "number_repeated": Kind(0.005, 1966, "NUMBER_OUT_OF_SEQUENCE"),
    "broken_word": Kind(0.02, 1966, "LINE_END_HYPHEN"),
    "blank_in_quote": Kind(0.01, 1966, None),
    "dropped_letter": Kind(0.02, 1966, None),
    "glued_words": Kind(0.01, 1966, None),
    "repeated_subject": Kind(0.01, 1966, "REPEATED_SLUG"),
    "misprinted_slug": Kind(0.01, 1974, None),
    "letter_in_serial": Kind(0.01, 1966, None),
    "digit_in_station": Kind(0.005, 1966, "LETTER_DIGIT_SWAP"),
    "excision": Kind(0.015, 1966, "EXISTING_EXCISION"),
    "mask": Kind(0.005, 1966, "EXISTING_EXCISION"),
    "partial": Kind(0.01, 1966, "PARTIAL_RECORD"),
    "crlf": Kind(0.02, 1966, None),
    "cr": Kind(0.002, 1966, None),
    "bom": Kind(0.01, 1966, None),
    "no_break_space": Kind(0.005, 1966, None),
    "backslash": Kind(0.01, 1966, None),
    "entity": Kind(0.015, 1966, "HTML_ENTITY"),
    "mojibake": Kind(0.01, 1966, None),
    "control": Kind(0.003, 1966, "CONTROL_CHARACTER"),
    "glued_tag": Kind(0.01, 1974, "GLUED_TAG"),
    "bad_date": Kind(0.003, 1966, "BAD_DTG"),
    "malformed_mark": Kind(0.004, 1979, "MALFORMED_PORTION"),
    "unmarked": Kind(0.01, 1979, "UNMARKED_PORTION"),
    "above_banner": Kind(0.003, 1979, "PORTION_EXCEEDS_BANNER"),
    "conflict": Kind(0.003, 1990, "CLASSIFICATION_CONFLICT"),
    "self_reference": Kind(0.003, 1966, "SELF_REFERENCE"),
}
_TABLE = tuple(KINDS.items())


def kinds_for(stream: Stream, year: int) -> tuple[str, ...]:
    """The damage a cable of that year gets: none, one or two kinds."""
    found = []
    for _ in range(2):
        drawn = 2 * stream.draw()
        for name, kind in _TABLE:
            drawn -= kind.share
            if drawn < 0:
                if year >= kind.since and name not in found:
                    found.append(name)
                break
    return tuple(found)
