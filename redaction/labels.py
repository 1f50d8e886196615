"""What is printed where something was withheld.

``[B1 1.4(B), 1.4(D); B6: 2 lines not declassified]`` on the page, and
``[[WITHHELD B1 1.4(B), 1.4(D); B6 | M3 | 2 LINES]]`` in the text file: the ground and the
amount, at the place of the deletion (5 U.S.C. 552(b), end; 43 CFR 2.25). Both are made once,
by the sanitizer, and only carried along by renderers and checks.
"""

from __future__ import annotations

from collections.abc import Iterable

from redaction.extents import PRINTED

CLASSIFIED = "(b)(1)"


def is_category(code: str) -> bool:
    """Whether a canonical code is a category of an order (``1.4(d)``, ``25X1``)."""
    return not code.startswith("(")


def cites_classification(codes: Iterable[str]) -> bool:
    """Whether any of the codes says that the passage is classified."""
    return any(is_category(code) or code == CLASSIFIED for code in codes)


def code_text(codes: Iterable[str], *, route: str) -> str:
    """Canonical codes as printed: categories first, under ``B1`` when the route is FOIA."""
    cited = sorted(set(codes))
    categories = [code.upper() for code in cited if is_category(code)]
    exemptions = [_short(code) for code in cited if not is_category(code) and code != CLASSIFIED]
    groups = list(exemptions)
    if categories:
        groups.insert(0, ("B1 " if route == "foia" else "") + ", ".join(categories))
    elif CLASSIFIED in cited:
        groups.insert(0, "B1")
    return "; ".join(groups)


def label(codes: Iterable[str], extent: str, *, route: str, show_codes: bool = True) -> str:
    """The words on the page; without shown codes only the amount and the verb."""
    cited = tuple(codes)
    verb = "not declassified" if cites_classification(cited) else "not released"
    ground = f"{code_text(cited, route=route)}: " if show_codes and cited else ""
    return f"[{ground}{PRINTED[extent]} {verb}]"


def token(n: int, codes: Iterable[str], extent: str, *, route: str) -> str:
    """The mark in the text file for gap ``n``; ``codes`` are those that are shown."""
    ground = code_text(codes, route=route)
    return f"[[WITHHELD{' ' + ground if ground else ''} | M{n} | {PRINTED[extent].upper()}]]"


def _short(code: str) -> str:
    """``(b)(7)(C)`` as ``B7(C)``."""
    return "B" + code[4] + code[6:]
