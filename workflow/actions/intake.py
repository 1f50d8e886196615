"""Taking cables in: bytes in, one cable and one review out, or a refusal that says why.

A file is data and never a path; what is not plain text is known by its first bytes. The same
text twice is one cable and gets the ordinary receipt, so that nobody learns of a cable by
sending it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from redaction.cable import Cable, parse
from redaction.cable.files import decode
from redaction.errors import CableError
from workflow import clock, policy
from workflow.actions.door import at_the_desk, refusals_recorded
from workflow.actors import SYSTEM, Actor
from workflow.deadlines import due_on
from workflow.errors import Refused
from workflow.models import Cable as CableRow
from workflow.models import CableCaption, CableReference, CableSketch, CableTag, Review
from workflow.models.acts import Act
from workflow.models.digests import TEXT
from workflow.models.log import Data, Deed, keyed, record, record_all
from workflow.queries.columns import columns_of
from workflow.queries.traces import Traces, traces_of
from workflow.states import Route

FIRST_BYTES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "an archive or an Office file"),
    (b"\xd0\xcf\x11\xe0", "an Office file"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x1f\x8b", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
)
AS_TEXT: Final = "Save the cable as plain text (.txt) and send that."
CURES: Final = {
    "BAD_ENCODING": "Save the file as UTF-8 text and send that, or have it taken in by the"
    " command “ingest --encoding NAME”, where NAME is the encoding it was written in.",
    "BAD_CHARACTER": "Save the cable as plain text in UTF-8 and send that; a text in UTF-16 needs"
    " its byte order mark.",
    "TOO_LARGE": "A telegram is a few pages; send one telegram per file.",
}
NUMBER: Final = re.compile(r"(\d{2})([A-Z]+?)0*(\d+)")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came in. ``is_new`` is for counting, and not for whoever sent it."""

    cable_id: int
    review_id: int
    mrn: str
    is_new: bool


def receive(
    data: bytes,
    *,
    file_name: str,
    actor: Actor,
    encoding: str | None = None,
    expected_mrn: str | None = None,
    route: Route = Route.SYSTEMATIC,
    at: datetime | None = None,
) -> Receipt:
    """Take one file in and open a review of it.

    Raises:
        Refused: ``upload-refused`` with a reason and a cure, ``another-number`` when the
            text does not bear the number expected, ``role-missing``.
    """
    with refusals_recorded(act=Act.CABLE_RECEIVED, actor=actor, obj="file"):
        policy.may_take_in(actor)
        text, codec = _text_of(data, encoding)
        cable = _read(text)
        _must_bear(cable, expected_mrn)
        moment = at or clock.now()
        with transaction.atomic(durable=True):
            return _keep(text, codec, cable, file_name, actor, route, moment)


def accept(review_id: int, *, version: int, actor: Actor) -> None:
    """Accept a received cable into triage."""
    with at_the_desk(review_id, act=Act.ACCEPTED, version=version, actor=actor) as desk:
        policy.may_accept(desk.facts(), actor)
        desk.review.accept()


def open_review(
    cable: CableRow, *, route: Route, opened_for: str, actor: Actor, at: datetime
) -> tuple[Review, Deed]:
    """A new review of a cable, not yet saved, and the deed to record with it."""
    review = Review(
        cable=cable,
        route=route.value,
        opened_at=at,
        opened_for=opened_for,
        due_on=due_on(route, at.date()),
        changed_at=at,
        changed_by_id=None if actor is SYSTEM else actor.id,
    )
    deed = Deed(Act.REVIEW_OPENED, actor, f"cable:{cable.pk}", {"for": opened_for})
    return review, deed


def _text_of(data: bytes, encoding: str | None) -> tuple[str, str]:
    """The text and its codec, or why these bytes are no cable."""
    if not data.strip():
        raise _empty()
    for first, kind in FIRST_BYTES:
        if data.startswith(first):
            raise _refused(f"The file is {kind}, and only plain text is taken in.", AS_TEXT)
    if len(data) > settings.FILE_LIMIT:
        limit = settings.FILE_LIMIT // 1024
        raise _refused(f"The file is larger than {limit} KiB.", CURES["TOO_LARGE"])
    try:
        text, codec = decode(data, encoding)
    except CableError as error:
        raise _unreadable(error) from None
    if not text.strip("\ufeff \t\r\n"):
        raise _empty()
    return text, codec


def _empty() -> Refused:
    return _refused("The file is empty.", "Choose the file that holds the text.")


def _read(text: str) -> Cable:
    try:
        return parse(text)
    except CableError as error:
        raise _unreadable(error) from None


def _unreadable(error: CableError) -> Refused:
    """The core speaks of its own options; a person at a screen has none of them."""
    why = f"The file cannot be read: {error.message}."
    if error.code == "BAD_ENCODING":
        at = error.facts.get("offset")
        why = (
            "No text encoding has the name given."
            if at is None
            else f"The file cannot be read as text: the byte at offset {at} does not fit."
        )
    return _refused(why, CURES.get(error.code, AS_TEXT))


def _refused(reason: str, cure: str) -> Refused:
    return Refused("upload-refused", reason=reason, cure=cure)


def _must_bear(cable: Cable, expected: str | None) -> None:
    if not expected or not expected.strip():
        return
    found = (cable.mrn.value or "") if cable.mrn else ""
    if _plain(expected) != found:
        raise Refused("another-number", found=found or "none", expected=expected.strip())


def _plain(number: str) -> str:
    """A reference number without blanks and leading zeros: ``09TESTVILLE311``."""
    letters = re.sub(r"[\s.'-]+", "", number).upper()
    parts = NUMBER.fullmatch(letters)
    return "".join(parts.groups()) if parts else letters


def _keep(
    text: str,
    codec: str,
    cable: Cable,
    file_name: str,
    actor: Actor,
    route: Route,
    at: datetime,
) -> Receipt:
    """The rows of a new cable, or those of one that is here already."""
    columns, traces = columns_of(cable, on=at.date()), traces_of(text, cable)
    row, is_new = CableRow.objects.get_or_create(
        sha256=cable.source.sha256,
        defaults={
            "text": text,
            "words_sha256": traces.words,
            "encoding": codec,
            "file_name": file_name[:255],
            "received_at": at,
            "received_by_id": None if actor is SYSTEM else actor.id,
            **columns.fields,
        },
    )
    if not is_new:
        record(Act.CABLE_RECEIVED_AGAIN, actor=actor, obj=f"cable:{row.pk}")
        latest = row.reviews.latest("opened_at", "pk")
        return Receipt(row.pk, latest.pk, row.mrn_display, is_new=False)
    CableCaption.objects.bulk_create(CableCaption(cable=row, name=c) for c in columns.captions)
    CableTag.objects.bulk_create(CableTag(cable=row, code=c, kind=k) for c, k in columns.tags)
    _keep_traces(row, traces)
    review, opened = open_review(row, route=route, opened_for="intake", actor=actor, at=at)
    review.save()
    data: Data = {"text": keyed(TEXT, text), "parser": row.parser, "size": len(text)}
    record_all([Deed(Act.CABLE_RECEIVED, actor, f"cable:{row.pk}", data), opened], at)
    return Receipt(row.pk, review.pk, row.mrn_display, is_new=True)


def _keep_traces(row: CableRow, traces: Traces) -> None:
    """What other cables are found by that belong to this one."""
    CableSketch.objects.bulk_create(CableSketch(cable=row, value=v) for v in traces.values)
    CableReference.objects.bulk_create(
        CableReference(cable=row, mrn=m, label=label) for m, label in traces.references.items()
    )
