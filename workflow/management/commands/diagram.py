"""``diagram``: the states of a review and its transitions, as ``docs/decisions.md``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from workflow.policy import RULES
from workflow.states import ARROWS, LABELS, Arrow


def _row(arrow: Arrow) -> str:
    sources = ", ".join(LABELS[source] for source in arrow.sources)
    who = arrow.role.label if arrow.role else "The publisher"
    rule = (RULES[arrow.name].__doc__ or "").split("\n")[0] if arrow.name in RULES else ""
    return f"| {arrow.label} | {sources} | {LABELS[arrow.target]} | {who} | {rule} |"


def decisions_page() -> str:
    """The page as Markdown: a diagram, then every transition with its rule."""
    diagram = "\n".join(
        f"    {source.value} --> {arrow.target.value}: {arrow.label}"
        for arrow in ARROWS
        for source in arrow.sources
    )
    rows = "\n".join(_row(arrow) for arrow in ARROWS)
    return f"""# Decisions: the states of a review

Made from `workflow/states.py` and `workflow/policy.py` by `python manage.py diagram`; a test
compares. The state says where a review stands; whether a cable is still classified is another
question, answered from its own face on any day ([authority](authority.md)).

```mermaid
stateDiagram-v2
    [*] --> RECEIVED
{diagram}
```

| act | from | to | who | rule |
|---|---|---|---|---|
{rows}
"""


class Command(BaseCommand):
    """Prints the page."""

    help = "Print docs/decisions.md: the state diagram of a review and its transitions."

    def handle(self, *args: Any, **options: Any) -> None:
        """To standard output."""
        self.stdout.write(decisions_page(), ending="")
