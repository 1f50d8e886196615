"""What the gate found, in words of a closed list.

A finding names a code and a place, and a needle by its number: never the words. Whatever
is not understood is a finding; there is no code for "probably harmless".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

CODES = frozenset(
    (
        *("withheld_words", "withheld_digest", "not_on_list", "extra_bytes", "unreferenced"),
        *("revisions", "encrypted", "off_grid", "hidden_text", "untagged_text"),
        *("text_differs", "missing_words", "font_residue", "metadata_differs", "id_differs"),
        *("files_differ", "unlisted_file", "missing_file", "digest_differs"),
        *("bad_signature", "unknown_key"),
    )
)
LEAKS = frozenset(("withheld_words", "withheld_digest"))

Verdict = Literal["clean", "leak", "tampered", "unreadable"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong with a file, and where."""

    code: str
    where: str
    needle: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError("no such finding code")

    def to_json(self) -> dict[str, str]:
        """The object that ``check`` prints."""
        if not self.needle:
            return {"code": self.code, "where": self.where}
        return {"code": self.code, "needle": self.needle, "where": self.where}


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on a file: ``read`` lists what could be read and was checked.

    ``reason`` says in a sentence why a file is ``unreadable``; it is empty otherwise.
    """

    name: str
    verdict: Verdict
    read: tuple[str, ...]
    findings: tuple[Finding, ...]
    reason: str = ""

    @classmethod
    def of(cls, name: str, read: Iterable[str], findings: Iterable[Finding]) -> Report:
        """The report whose verdict follows from its findings."""
        distinct = tuple(dict.fromkeys(findings))
        verdict: Verdict = "clean"
        if distinct:
            verdict = "leak" if any(f.code in LEAKS for f in distinct) else "tampered"
        return cls(name, verdict, tuple(read), distinct)

    @classmethod
    def unreadable(cls, name: str, reason: str) -> Report:
        """The report on a file that says nothing, because it could not be read."""
        return cls(name, "unreadable", (), (), reason)

    def to_json(self) -> dict[str, Any]:
        """The object that ``check`` prints."""
        shown: dict[str, Any] = {
            "path": self.name,
            "verdict": self.verdict,
            "read": list(self.read),
            "findings": [finding.to_json() for finding in self.findings],
        }
        return shown | ({"reason": self.reason} if self.reason else {})
