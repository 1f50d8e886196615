"""When classification ends, and what may still be withheld: the orders and statutes.

Facts and a day in, a determination with its grounds out. Nothing here knows a clock, a
database or a person; nothing here makes a record releasable, for a record whose
classification has ended may still be withheld on other grounds.
"""

from __future__ import annotations

from redaction.authority.determine import determine
from redaction.authority.instruction import read_instruction
from redaction.authority.pack import Pack, load_pack
from redaction.authority.readers import clock, header, portion, reasons, rollup
from redaction.authority.sources import longest

__all__ = [
    "Pack",
    "clock",
    "determine",
    "header",
    "load_pack",
    "longest",
    "portion",
    "read_instruction",
    "reasons",
    "rollup",
]
