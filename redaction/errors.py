"""Every error the core raises on purpose.

An error is named for what is true. It carries a code of a closed list and facts (counts,
offsets, ids of marks), and never a word of a cable: messages are shown to people, printed
by commands and written to logs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class RedactionError(Exception):
    """Something the core refuses: ``code`` says what, ``message`` says it in a sentence."""

    def __init__(self, code: str, message: str, **facts: Any) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.facts: Mapping[str, Any] = facts

    def to_json(self) -> dict[str, Any]:
        """The ``error`` object that commands print."""
        return {"code": self.code, "message": self.message, **self.facts}


class CableError(RedactionError):
    """A text that cannot be read at all: TOO_LARGE, BAD_ENCODING, BAD_CHARACTER, ..."""


class AuthorityInputError(RedactionError):
    """A question about authority that is malformed: bad_input, bad_date, unknown_pack, ..."""


class MarkError(RedactionError):
    """A mark, policy or stamp that cannot be applied: out_of_range, unknown_code, bad_stamp, ..."""


class ResidualMention(RedactionError):
    """A withheld phrase stands again in what would be released; ``mentions`` says where."""

    def __init__(self, mentions: Sequence[Mapping[str, Any]]) -> None:
        count = len(mentions)
        verb = "phrase stands" if count == 1 else "phrases stand"
        super().__init__(
            "residual_mention",
            f"{count} withheld {verb} again in what would be released: mark it, or answer it"
            " in residual_ok",
            mentions=list(mentions),
        )


class WithheldTextFound(RedactionError):
    """A withheld word stands in a title, stamp, basis, file name or finished file."""

    def __init__(self, where: str) -> None:
        super().__init__(
            "withheld_text_found", f"a withheld word stands in {where}: reword it", where=where
        )


class NoGlyph(RedactionError):
    """A released character that the release face cannot draw; nothing was written."""

    def __init__(self, characters: Sequence[str]) -> None:
        super().__init__(
            "no_glyph",
            f"{len(characters)} released character(s) have no glyph in the release face",
            characters=list(characters),
        )


class VerificationFailed(RedactionError):
    """The finished file is not what was released: a defect of the product; keep the input."""

    def __init__(self, findings: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(
            "verification_failed",
            f"{len(findings)} finding(s); nothing was written; keep the input and report them",
            findings=list(findings),
        )
