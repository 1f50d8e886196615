"""The acts as the page shows them: what can be done now, and what cannot and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflow.queries.pages import ActView

# Submission has its own place, at the foot of the page, beside what is still open.
ELSEWHERE = frozenset({"submit"})
GRAVE = frozenset({"put_back", "send_back", "deny", "fail_check"})


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its button, its address, and whether it sends the work back."""

    view: ActView

    @property
    def name(self) -> str:
        """The name of the act, as the rules know it."""
        return self.view.name

    @property
    def label(self) -> str:
        """The words on the button."""
        return self.view.label

    @property
    def address(self) -> str:
        """The name of the URL that the form is sent to."""
        return f"portal:{self.view.name.replace('_', '-')}"

    @property
    def is_grave(self) -> bool:
        """Whether the button says so by its look."""
        return self.view.name in GRAVE


def acts_of(views: Iterable[ActView]) -> tuple[list[Act], list[ActView]]:
    """The acts that may be taken now, and the others with their reasons."""
    shown = [view for view in views if view.name not in ELSEWHERE]
    return [Act(view) for view in shown if view.allowed], [v for v in shown if not v.allowed]
