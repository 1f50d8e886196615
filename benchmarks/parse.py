"""How fast a telegram is read, against a plain regular-expression scan of the same text.

The scan finds header fields, slugs and paragraph numbers in one pass and nothing else: no
portions, segments, spans of values, views or issues. Its rate in the same run says what the
machine can do.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

from redaction.cable import parse

_SENTENCES = (
    "The deputy of the harbour office told PolOff that the new pier will open in spring.",
    "He said the budget of the town had been cut twice, and that nobody expects more.",
    "According to him the council will vote on February 20, after the visit of the choir.",
    "The mayor of Newtown has asked the ministry to send two engineers and a boat.",
    "A spokesman of the port declined to say how many ships had called since January.",
)
_HEAD = """VZCZCXRO2077
OO RUEHAA RUEHBB RUEHEE
RUEHCC
DE RUEHTV #0311/01 0520810
ZNY CCCCC ZZH
O 210810Z FEB 09
FM AMEMBASSY TESTVILLE
TO RUEHC/SECSTATE WASHDC IMMEDIATE 5120
INFO RUEHNT/AMEMBASSY NEWTOWN 0733
RUEHOT/AMEMBASSY OLDTOWN PRIORITY 0102
RUCNISL/ISLAND STATES COLLECTIVE

C O N F I D E N T I A L SECTION 01 OF 02 TESTVILLE 000311

SIPDIS

STATE FOR SCA/CEN

E.O. 12958: DECL: 02/21/2034

TAGS: [PREL](#) [PGOV](#) [ECON](#) [OVIP](#) (DOE, JANE) [KZ](#)

SUBJECT: TESTLAND: HARBOUR OFFICE EXPECTS
A NEW PIER

REF: A. TESTVILLE-NEWTOWN EMAIL FEBRUARY 11 (NOTAL)
[1](#)B. NEWTOWN 0090
[1](#)C. 08 OLDTOWN 1151

Classified By: Ambassador Jane Q. Doe, 1.4 (b) and (d)
"""
_SCAN = re.compile(
    r"^(?:(?:FM|TO|INFO) (?P<address>.*)"
    r"|(?P<slug>E\.O\.|TAGS|SUBJECT|REF|Classified By)\S*:(?P<value>.*)"
    r"|(?:\[1\]\(#\))?(?P<number>\d{1,3})\. (?P<mark>\([A-Z]+\))?"
    r"|(?P<route>R[A-Z]{4,7})/(?P<name>.*)"
    r"|(?P<level>(?:[A-Z] ){5,}[A-Z]) .*)",
    re.MULTILINE,
)


VARIANTS = 60  # so that nothing is won by reading the same line twice


def invented_cable(variant: int = 0) -> str:
    """About 6 kB of an invented cable with the usual noise of transcription.

    Variants differ in day, number, references, names and the date on the E.O. line.
    """
    day, month = variant % 28 + 1, variant % 9 + 1
    head = _HEAD.replace("210810Z FEB 09", f"{day:02d}0810Z FEB 09")
    head = head.replace("000311", f"{311 + 7 * variant:06d}").replace(
        "0520810", f"{31 + day:03d}0810"
    )
    head = head.replace("02/21/2034", f"0{month}/{day:02d}/20{19 + variant % 16}")
    head = head.replace("NEWTOWN 0090", f"NEWTOWN {90 + variant}")
    head = head.replace(
        "Jane Q. Doe", f"Jane {chr(65 + variant % 26)}. Doe{chr(97 + variant % 25)}"
    )
    parts = [head]
    for number in range(1, 10):
        label = f"[1](#){number}" if number < 5 else f"1{number}"
        words = " ".join(_SENTENCES[(number + k) % len(_SENTENCES)] for k in range(7))
        if number == 1:
            words = f"SUMMARY: {words} END SUMMARY."
        if number == 4:
            words = words.replace(". He said", ".\n\nTESTVILLE 00000311 002 OF 002\n\nHe said", 1)
        if number % 3 == 0:
            parts.append("\nPIER TO OPEN IN SPRING\n")
        parts.append(f"\n{label}. (C) {words}\n")
    return "".join([*parts, "\nDOE"])


def _seconds(task: Callable[[], object], repeat: int) -> float:
    """The least processor time of one call, over several rounds."""
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        for _ in range(repeat):
            task()
        best = min(best, (time.process_time() - started) / repeat)
    return best


def _scanned(text: str) -> list[dict[str, str | None]]:
    return [match.groupdict() for match in _SCAN.finditer(text)]


def measure() -> Iterator[tuple[str, float, str]]:
    """Name, value and unit of each figure."""
    texts = [invented_cable(variant) for variant in range(VARIANTS)]
    parsed = _seconds(lambda: [parse(text) for text in texts], 3) / VARIANTS
    scanned = _seconds(lambda: [_scanned(text) for text in texts], 3) / VARIANTS
    yield "size of a cable", sum(map(len, texts)) / VARIANTS, "characters"
    yield "full parses", 1 / parsed, "per second and core"
    yield "time of a full parse", parsed / scanned, "times a regular-expression scan"
