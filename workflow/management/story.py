"""The demo's story: an invented office, its people, and what each of them does to one cable.

Every step goes through the same actions as the portal's buttons; nothing is put into the
database by hand but the people and their rights.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from workflow import clock
from workflow.actions import (
    assigning,
    deciding,
    determining,
    intake,
    marking,
    releasing,
    reviewing,
    settling,
)
from workflow.actions.recording import Act, record
from workflow.actors import SYSTEM, Actor, Level, Role
from workflow.models import AuthorityListing, Caption, Release, Review, RoleGrant, User
from workflow.queries.dossier import dossier_of, portions_in
from workflow.queries.doubting import open_doubts
from workflow.queries.people import actor_of
from workflow.states import Decision, Route

PASSWORD = "declass demo only"  # noqa: S105 - printed on purpose, refused by the server profile
CABLES = Path(__file__).parent / "demo_cables"
RELEASED = "2009_marel_istra_0264.txt"
ROUTES = {
    RELEASED: Route.FOIA,
    "2006_marel_1203_event.txt": Route.FOIA,
    "1996_sable_bay_0902_x1.txt": Route.MDR,
}


@dataclass(frozen=True, slots=True)
class Person:
    """One of the invented office."""

    username: str
    name: str
    does: str
    roles: tuple[Role, ...]
    clearance: Level = Level.TOP_SECRET
    captions: tuple[str, ...] = ("EXDIS",)
    title: str = ""


CAST = (
    Person("otto", "Otto Farrow", "records officer: takes in, assigns", (Role.RECORDS_OFFICER,)),
    Person("alice", "Alice Merrin", "reviewer: marks and decides", (Role.REVIEWER,)),
    Person("boris", "Boris Halm", "senior reviewer: second review", (Role.SENIOR_REVIEWER,)),
    Person(
        "dora",
        "Dora Quist",
        "declassification authority: approves",
        (Role.DECLASSIFICATION_AUTHORITY,),
        title="Director, Records and Declassification",
    ),
    Person("rosa", "Rosa Tell", "release officer: produces", (Role.RELEASE_OFFICER,)),
    Person("oskar", "Oskar Venn", "release officer: checks", (Role.RELEASE_OFFICER,)),
    Person("ada", "Ada Lund", "auditor: reads the log", (Role.AUDITOR,), Level.UNCLASSIFIED, ()),
    Person("adam", "Adam Prior", "administrator", (Role.ADMINISTRATOR,), Level.UNCLASSIFIED, ()),
    Person(
        "charlie",
        "Charlie Nobb",
        "reviewer without clearance: sees nothing classified",
        (Role.REVIEWER,),
        Level.UNCLASSIFIED,
        (),
    ),
)


@dataclass(frozen=True, slots=True)
class Withheld:
    """Words of a cable that the reviewer withholds; several passages are one decision."""

    words: tuple[str, ...]
    codes: tuple[str, ...]
    extent: str = "auto"
    basis: dict[str, str] = field(default_factory=dict)
    everywhere: bool = False


DSCG = {"guide": "DSCG 05-01 item 7"}
WITHHELD = (
    Withheld(("Drovik",), ("1.4(d)", "(b)(6)"), "name", everywhere=True),
    Withheld(("Anselm",), ("1.4(d)", "(b)(6)"), "name"),
    Withheld(("555 0142",), ("(b)(6)",), "number"),
    Withheld(("his sister's number",), ("(b)(6)",)),
    Withheld(
        (
            "confided that his government would lend its own dredger for a season, without"
            " announcing it",
        ),
        ("1.4(b)", "1.4(d)"),
        basis=DSCG,
    ),
    Withheld(
        (
            "and our port attache had promised not to speak of",
            "the arrangement to anybody in Quillon",
        ),
        ("1.4(b)", "1.4(d)"),
        basis=DSCG,
    ),
)


def release_of_the_demo() -> Path | None:
    """The PDF of the demo's release, or None in a database without the demo."""
    release = Release.objects.filter(
        review__cable__file_name=RELEASED, published_at__isnull=False
    ).first()
    if release is None:
        return None
    name = next(file["name"] for file in release.files if file["name"].endswith(".pdf"))
    return Path(settings.PUBLIC) / release.folder / str(name)


def tell() -> None:
    """Make the people, take the cables in, and lead them to where each stands."""
    people = _make_people()
    received = {
        path.name: intake.receive(
            path.read_bytes(),
            file_name=path.name,
            actor=people["otto"],
            route=ROUTES.get(path.name, Route.SYSTEMATIC),
        ).review_id
        for path in sorted(CABLES.glob("*.txt"))
    }
    _lead_to_release(received[RELEASED], people)
    _leave_on_desks(received, people)


def _make_people() -> dict[str, Actor]:
    today = clock.today()
    with transaction.atomic():
        for person in CAST:
            first, last = person.name.split()
            user = User.objects.create_user(
                person.username,
                password=PASSWORD,
                first_name=first,
                last_name=last,
                title=person.title,
                office="Demo office",
                clearance=person.clearance,
            )
            user.captions.set(Caption.objects.get_or_create(name=c)[0] for c in person.captions)
            for role in person.roles:
                RoleGrant.objects.create(user=user, role=role)
            if Role.DECLASSIFICATION_AUTHORITY in person.roles:
                AuthorityListing.objects.create(
                    user=user, office="Demo office", title=person.title, listed_from=today
                )
            record(
                Act.RIGHTS_CHANGED,
                actor=SYSTEM,
                obj=f"user:{user.pk}",
                data={"roles": sorted(person.roles), "clearance": int(person.clearance)},
            )
    return {user.username: actor_of(user, today) for user in User.objects.all()}


def _version(review_id: int) -> int:
    return Review.objects.values_list("version", flat=True).get(pk=review_id)


def _assign(review_id: int, people: dict[str, Actor]) -> None:
    intake.accept(review_id, version=_version(review_id), actor=people["otto"])
    assigning.assign(
        review_id,
        reviewer_id=people["alice"].id,
        version=_version(review_id),
        actor=people["otto"],
    )


def _mark(review_id: int, withheld: Withheld, alice: Actor, today: date) -> None:
    cable = Review.objects.select_related("cable").get(pk=review_id).cable
    places = [(cable.text.index(words), len(words)) for words in withheld.words]
    mark = marking.mark(
        review_id,
        ranges=[(start, start + length) for start, length in places],
        text_sha256=cable.sha256,
        codes=withheld.codes,
        extent=withheld.extent,
        basis=withheld.basis,
        reason="",
        version=_version(review_id),
        actor=alice,
        on=today,
    )
    if withheld.everywhere:
        marking.mark_same_words(
            review_id, number=mark.number, version=_version(review_id), actor=alice, on=today
        )


def _decide_the_rest(review_id: int, alice: Actor) -> None:
    """Every portion with a mark in it goes in part, every other is released."""
    review = Review.objects.select_related("cable").get(pk=review_id)
    marked = [
        (start, end)
        for mark in review.marks.filter(superseded_at__isnull=True)
        for start, end in mark.ranges
    ]
    for portion in portions_in(review.cable):
        touched = any(
            start < span.end and span.start < end for span in portion.spans for start, end in marked
        )
        deciding.decide(
            review_id,
            portion=portion.key,
            decision=Decision.PART if touched else Decision.RELEASE,
            version=_version(review_id),
            actor=alice,
        )


def _settle_doubts(review_id: int, alice: Actor, today: date) -> None:
    """Alice has looked at what the reading warns of, and the text bears it out."""
    review = Review.objects.select_related("cable").get(pk=review_id)
    warnings = open_doubts(dossier_of(review, on=today).doubts)
    if warnings:
        settling.accept_warnings(
            review.cable_id,
            seen=[(doubt.code, doubt.start, doubt.end) for doubt in warnings],
            reason="Compared with the scan.",
            actor=alice,
            on=today,
        )


def _review(review_id: int, people: dict[str, Actor], withheld: tuple[Withheld, ...]) -> None:
    today = clock.today()
    _assign(review_id, people)
    for words in withheld:
        _mark(review_id, words, people["alice"], today)
    _decide_the_rest(review_id, people["alice"])
    _settle_doubts(review_id, people["alice"], today)
    reviewing.submit(review_id, version=_version(review_id), actor=people["alice"], on=today)


def _lead_to_release(review_id: int, people: dict[str, Actor]) -> None:
    today = clock.today()
    _review(review_id, people, WITHHELD)
    reviewing.concur(
        review_id,
        marks_digest=reviewing.digest_of_marks(review_id),
        version=_version(review_id),
        actor=people["boris"],
    )
    determining.approve(
        review_id, remark="", version=_version(review_id), actor=people["dora"], on=today
    )
    releasing.produce(
        review_id,
        stamp={"case": "F-2026-00001", "document": "D00000264"},
        version=_version(review_id),
        actor=people["rosa"],
        on=today,
    )
    releasing.pass_check(review_id, version=_version(review_id), actor=people["oskar"])


def _leave_on_desks(received: dict[str, int], people: dict[str, Actor]) -> None:
    """The others wait at different desks, so that every queue has something in it."""
    _review(
        received["2010_marel_0078_sbu.txt"],
        people,
        (Withheld(("Nadia Tarpon and her son",), ("(b)(6)",)),),
    )
    _assign(received["2006_marel_1203_event.txt"], people)
    _assign(received["2001_marel_0417_date_passed.txt"], people)
    triage = received["1996_sable_bay_0902_x1.txt"]
    intake.accept(triage, version=_version(triage), actor=people["otto"])
