"""What people may do and see, put on record whenever an administrator changes it."""

from __future__ import annotations

from django.db import transaction

from workflow.actions.recording import Act, record
from workflow.actors import Actor, Role
from workflow.errors import Refused
from workflow.models import User


def record_rights(user_id: int, *, actor: Actor) -> None:
    """Record the roles, clearance and captions a person holds after a change.

    Called inside the transaction that changed them, so that rights never change without an
    entry. Nobody changes their own.
    """
    if Role.ADMINISTRATOR not in actor.roles:
        raise Refused("role-missing", role=Role.ADMINISTRATOR.label)
    if user_id == actor.id:
        raise Refused("own-rights")
    with transaction.atomic():
        user = User.objects.get(pk=user_id)
        record(
            Act.RIGHTS_CHANGED,
            actor=actor,
            obj=f"user:{user_id}",
            data={
                "clearance": user.clearance,
                "roles": sorted(grant.role for grant in user.grants.all()),
                "captions": user.captions.count(),
                "active": user.is_active,
            },
        )
