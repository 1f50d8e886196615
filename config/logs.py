"""Log lines say what went wrong and where in the code, and never what a cable says.

A traceback's text may quote a cable, a mark or a form; so only the type of the exception and
the places in the code are written.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path


class OneLine(logging.Formatter):
    """One JSON object a line: time, level, event, and for an exception its type and frames."""

    def format(self, record: logging.LogRecord) -> str:
        """The record without its arguments: those may hold words of a request."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": str(record.msg),
        }
        status = getattr(record, "status_code", None)
        if status is not None:
            line["status"] = status
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["frames"] = [
                f"{Path(frame.filename).name}:{frame.lineno}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=True)
