"""The one place where the shell reads the clock.

Everything else takes the day or the moment as an argument, so that a test, a replay and a
forecast can name their own.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, in UTC."""
    return timezone.now()


def today() -> date:
    """This day, in the time zone of the installation."""
    return timezone.localdate()
