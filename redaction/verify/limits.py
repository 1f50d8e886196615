"""What reading a stranger's file may cost: memory, time, output, and no core dump.

The limits are those of every reader of foreign files: 512 MiB, 5 seconds of processor, 10 of
waiting. They hold for as long as the file is read and are then as they were. A program that
does nothing else is also stopped from outside a library that never comes back.
"""

from __future__ import annotations

import contextlib
import math
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

try:
    import resource
except ImportError:  # a system without them: the limits of what is inflated still hold
    resource = None  # type: ignore[assignment]

MEMORY: Final = 512 * 1024 * 1024
PROCESSOR: Final = 5
WAITING: Final = 10
OUTPUT: Final = 64 * 1024 * 1024
_DRIFT: Final = 1.25
_ROOM: Final = 256 * 1024 * 1024
"""Memory that is left to read a file in a process that is large already."""


class OverLimit(BaseException):
    """The file asks for more than a reader may spend.

    Not an ``Exception``, so that no library that catches those can go on.
    """


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """Read a stranger's file within the limits.

    Raises:
        OverLimit: processor or waiting time is spent; memory that is spent is ``MemoryError``.
    """
    with contextlib.ExitStack() as undo:
        if resource is not None:
            used = resource.getrusage(resource.RUSAGE_SELF)
            # The limit is held by whole ticks of the clock, which drift from the time that is
            # told: a program that has run for minutes would seem to have spent seconds more.
            spent = math.ceil(_DRIFT * (used.ru_utime + used.ru_stime))
            _hold(undo, resource.RLIMIT_CPU, spent + PROCESSOR, last=spent + 2 * PROCESSOR)
            _hold(undo, resource.RLIMIT_AS, max(MEMORY, _size() + _ROOM))
            _hold(undo, resource.RLIMIT_FSIZE, OUTPUT)
            _hold(undo, resource.RLIMIT_CORE, 0)
        if threading.current_thread() is threading.main_thread() and hasattr(signal, "SIGXCPU"):
            for number in (signal.SIGXCPU, signal.SIGALRM):
                undo.callback(signal.signal, number, signal.signal(number, _stop))
            signal.setitimer(signal.ITIMER_REAL, WAITING)
            undo.callback(signal.setitimer, signal.ITIMER_REAL, 0)
        yield


def _hold(undo: contextlib.ExitStack, kind: int, most: int, last: int | None = None) -> None:
    """Lower a limit, never raise it; ``last`` also sets the one that ends a program of ours."""
    soft, hard = resource.getrlimit(kind)
    infinity = resource.RLIM_INFINITY
    wanted = most if soft == infinity else min(soft, most)
    if last is not None and _is_the_program() and (hard == infinity or hard > last):
        resource.setrlimit(kind, (wanted, last))
        return
    resource.setrlimit(kind, (wanted, hard))
    undo.callback(resource.setrlimit, kind, (soft, hard))


def _is_the_program() -> bool:
    spec = getattr(sys.modules.get("__main__"), "__spec__", None)
    return spec is not None and spec.name == "redaction.__main__"


def _size() -> int:
    """The memory this process has mapped, in bytes; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _stop(_number: int, _frame: object) -> None:
    raise OverLimit
