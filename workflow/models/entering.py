"""Log-ins, failures and log-outs, put on record as Django announces them.

A failure names nobody: the name that was tried enters as a keyed digest, since people type
passwords into the wrong field.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver

from workflow import clock
from workflow.actors import SYSTEM
from workflow.models.acts import Act
from workflow.models.log import keyed, record
from workflow.models.people import User


@receiver(user_logged_in)
def _entered(*, user: User, **_: Any) -> None:
    _record(Act.LOGGED_IN, user)


@receiver(user_logged_out)
def _left(*, user: User | None, **_: Any) -> None:
    if user is not None:
        _record(Act.LOGGED_OUT, user)


@receiver(user_login_failed)
def _failed(*, credentials: dict[str, Any], **_: Any) -> None:
    tried = keyed("log-in", str(credentials.get("username", "")))
    with transaction.atomic():
        record(Act.LOG_IN_FAILED, actor=SYSTEM, obj=f"name:{tried}")


def _record(act: Act, user: User) -> None:
    with transaction.atomic():
        record(act, actor=user.to_actor(on=clock.today()), obj=f"user:{user.pk}")
