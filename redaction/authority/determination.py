"""A determination: where classification stands on a day, by which rule, and why.

The value carries everything needed to explain it. Callers store its
dates, the facts and the version of the pack, never the status: the calendar changes the
status with no write. A determination never says that a record may be released.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from redaction.authority.attention import NextAction
from redaction.authority.categories import Reasons
from redaction.authority.days import iso
from redaction.authority.facts import Facts
from redaction.authority.outcome import Way
from redaction.authority.pack import Pack
from redaction.authority.reading import Kind, Reading, Status


class Dates(NamedTuple):
    """Every day derived on the way; None where a day does not apply.

    The names are those of the first pack: ``onset_25`` is the first onset of any pack.
    """

    origin: date | None = None
    marked: date | None = None
    anniversary_25: date | None = None
    onset_25: date | None = None
    onset_50: date | None = None
    onset_75: date | None = None
    review_horizon: date | None = None
    proposal_deadline: date | None = None
    source_remark: date | None = None
    review: date | None = None

    def to_json(self) -> dict[str, str | None]:
        """The days as ISO strings."""
        return {name: iso(day) for name, day in zip(self._fields, self, strict=True)}


class Inputs(NamedTuple):
    """The question as it was asked; ``facts`` as received."""

    origin_date: date | None
    decl_line: str | None
    classified_by_line: str | None
    level: str | None
    as_of: date
    facts: Mapping[str, Any] | None

    def to_json(self) -> dict[str, Any]:
        """The question as JSON has it."""
        facts = None if self.facts is None else {n: _plain(v) for n, v in self.facts.items()}
        days = {"origin_date": iso(self.origin_date), "as_of": iso(self.as_of), "facts": facts}
        return self._asdict() | days


@dataclass(frozen=True, slots=True)
class Determination:
    """The answer to one question, with its grounds."""

    pack: Pack
    kind: Kind
    effective_date: date | None
    ceiling_date: date | None
    status: Status
    way: Way
    needs_human: bool
    rule: str
    flags: tuple[str, ...]
    next_action: NextAction
    dates: Dates
    reading: Reading
    inputs: Inputs
    facts: Facts

    @property
    def codes(self) -> tuple[str, ...]:
        """The exemption codes read from the line, in order."""
        return self.reading.codes

    @property
    def citation(self) -> str:
        """Where the rule is written."""
        return self.pack.rules[self.rule].citation

    @property
    def confirmed(self) -> bool:
        """Whether the citation has been compared with the official text."""
        return self.pack.rules[self.rule].confirmed

    @property
    def reasons(self) -> Reasons:
        """The categories on the "Classified By" line."""
        return self.pack.reasons.read(self.inputs.classified_by_line, self.inputs.origin_date)

    @property
    def reason(self) -> str:
        """One plain sentence: the status, why, and the citation."""
        phrase = self.pack.status_phrases[self.status]
        dated = self.ceiling_date is not None and "dated" in phrase
        status = phrase["dated" if dated else "undated"]
        rule = self.pack.rules[self.rule]
        because = (rule.because_dated if self.effective_date else None) or rule.because
        sentence = f"{status}: {because} ({rule.citation})."
        for name, words in self._words().items():
            sentence = sentence.replace(f"{{{name}}}", words)
        return sentence

    def _words(self) -> dict[str, str]:
        """What the sentences of the pack may speak of."""
        level = self.pack.level(self.inputs.level)
        return {
            "end": self._spoken(self.ceiling_date),
            "origin": self._spoken(self.dates.origin),
            "event": self._spoken(self.facts.event_occurred_on),
            "scheduled": self._spoken(self.facts.scheduled_permanent_on),
            "codes": ", ".join(self.codes),
            "n": str(self.reading.years),
            "level": level.name if level else "",
        }

    def _spoken(self, day: date | None) -> str:
        return (
            "" if day is None else f"{day.day} {self.pack.month_labels[day.month - 1]} {day.year}"
        )

    def to_json(self) -> dict[str, Any]:
        """The answer as a JSON object, without ``id`` and ``what``."""
        return {
            "pack": {"id": self.pack.id, "version": self.pack.version},
            "kind": self.kind,
            "effective_date": iso(self.effective_date),
            "ceiling_date": iso(self.ceiling_date),
            "status": self.status,
            "needs_human": self.needs_human,
            "rule": self.rule,
            "citation": self.citation,
            "reason": self.reason,
            "flags": list(self.flags),
            "next_action": self.next_action,
            "codes": list(self.codes),
            "dates": self.dates.to_json(),
            "reading": {"order": self.reading.order, "instruction": self.reading.instruction},
            "reasons": self.reasons.to_json(),
            "inputs": self.inputs.to_json(),
        }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
