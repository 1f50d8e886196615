"""The boundary with programs that count otherwise: browsers count UTF-16 units.

Inside the project an offset is a code point of the text as received; these two functions are
called where one comes in or goes out, and nowhere else.
"""

from __future__ import annotations

from redaction.spans import from_utf16, to_utf16

__all__ = ["from_utf16", "to_utf16"]
