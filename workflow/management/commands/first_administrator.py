"""``first_administrator``: the one account that no other person grants."""

from __future__ import annotations

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from workflow.actions.recording import Act, record
from workflow.actors import SYSTEM, Role
from workflow.models import RoleGrant, User


class Command(BaseCommand):
    """Makes the account, once."""

    help = "Make the first administrator of this installation; asks for the password."

    def add_arguments(self, parser: CommandParser) -> None:
        """The log-in name."""
        parser.add_argument("name", help="log-in name of the administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses when there is an administrator already."""
        if RoleGrant.objects.filter(role=Role.ADMINISTRATOR).exists():
            raise CommandError(
                "There is an administrator already. They make further accounts at /admin/."
            )
        password = getpass("Password (15 characters or more): ")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        if getpass("Again: ") != password:
            raise CommandError("The two are not the same; nothing was made.")
        with transaction.atomic():
            user = User.objects.create_user(options["name"], password=password)
            RoleGrant.objects.create(user=user, role=Role.ADMINISTRATOR)
            record(
                Act.RIGHTS_CHANGED,
                actor=SYSTEM,
                obj=f"user:{user.pk}",
                data={"roles": [Role.ADMINISTRATOR.value]},
            )
        self.stdout.write("Made. Log in at /admin/ and make the other accounts there.")
