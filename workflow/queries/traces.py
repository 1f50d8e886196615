"""What a text leaves in the tables by which cables are found that belong together.

It is of the text as received alone: no answer of a person changes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from redaction.cable import Cable
from redaction.consistency import body_of, sketch, words_digest

LONGEST_NUMBER: Final = 60
LONGEST_LABEL: Final = 20


@dataclass(frozen=True, slots=True)
class Traces:
    """The digest of the words, the sample of passages, and the labels of numbers referred to."""

    words: str
    values: tuple[int, ...]
    references: Mapping[str, str]


def traces_of(text: str, cable: Cable) -> Traces:
    """The traces of a text; ``cable`` is the text as read without any answers."""
    return Traces(words_digest(text), sketch(said_in(text, cable)), _references(cable))


def said_in(text: str, cable: Cable) -> str:
    """The words that are compared with those of other cables: all, when nothing is a body."""
    return body_of(cable) or text


def _references(cable: Cable) -> dict[str, str]:
    """Each number once, with the label it has first."""
    found: dict[str, str] = {}
    for reference in cable.references:
        if reference.mrn and len(reference.mrn) <= LONGEST_NUMBER:
            found.setdefault(reference.mrn, (reference.label or "")[:LONGEST_LABEL])
    return found
