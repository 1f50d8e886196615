"""Many files in one form: each gets its own receipt or its own refusal, and none stops the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from workflow.actions import intake
from workflow.actors import Actor
from workflow.errors import Refused
from workflow.queries import structure


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one file: a receipt, or why it was refused and what to do.

    ``arrival`` is None where the person may take the cable in and not see it.
    """

    name: str
    receipt: intake.Receipt | None = None
    why: str = ""
    cure: str = ""
    arrival: structure.Arrival | None = None


def take_in(
    files: Iterable[UploadedFile[Any]], pasted: str, *, expected: str, actor: Actor
) -> tuple[Answer, ...]:
    """Each file, and the pasted text if there is any, handed to intake on its own.

    ``expected`` is the number each must bear, empty when any will do.
    """
    answers = [_one(_bytes(file), file.name or "a file", expected, actor=actor) for file in files]
    if pasted.strip():
        # A text area sends CRLF whatever was pasted.
        text = pasted.replace("\r\n", "\n").encode()
        answers.append(_one(text, "Pasted text", expected, actor=actor, encoding="utf-8"))
    return tuple(answers)


def _bytes(file: UploadedFile[Any]) -> bytes:
    """The file's bytes; of a file that is too large only enough for intake to say so."""
    read: bytes = file.read(settings.FILE_LIMIT + 1)
    return read


def _one(
    data: bytes, name: str, expected: str, *, actor: Actor, encoding: str | None = None
) -> Answer:
    try:
        receipt = intake.receive(
            data,
            file_name=name,
            actor=actor,
            encoding=encoding,
            expected_mrn=expected or None,
        )
    except Refused as refusal:
        return Answer(name, why=refusal.why, cure=refusal.cure)
    arrival = structure.arrival_of(receipt.cable_id, actor=actor)
    return Answer(name, receipt, arrival=arrival)
