"""Telegram text in, a ``Cable`` out: facts and review units, each tied to its characters.

The received text is never changed and nothing of it is dropped: the segments of a cable,
put together, are the text. No content makes the reader fail; what looks wrong becomes an
issue of the cable. The rules are those of the telegram format description of the project.
"""

from __future__ import annotations

from redaction.cable.model import Cable
from redaction.cable.parse import parse
from redaction.errors import CableError

__all__ = ["Cable", "CableError", "parse"]
