"""Cables that belong together are found, and never one that the reader may not see."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redaction.cable import parse
from tests.office import Office
from workflow.actions import intake
from workflow.actors import Actor
from workflow.errors import Absent
from workflow.models import Cable, CableReference, CableSketch
from workflow.queries import relations
from workflow.queries.relations import RelatedLine, references_of, related_to

SAID = (
    "ferry harbor grain market lighthouse mill bridge quota herring choir council winter price "
    "road signal pilot school visit chairman letter timber canal tunnel orchard wagon dock"
)
WORDS = SAID.split()


def body(seed: int, count: int = 120) -> list[str]:
    """The words of an invented paragraph."""
    chance = random.Random(seed)
    return [f"{chance.choice(WORDS)}{chance.randrange(40)}" for _ in range(count)]


def telegram(
    said: list[str],
    *,
    number: str = "TESTVILLE 000001",
    level: str = "UNCLAS",
    caption: str = "SIPDIS",
    refs: str = "",
) -> str:
    """A telegram of 2009 with one paragraph of some words."""
    lines = "\n".join(" ".join(said[at : at + 10]) for at in range(0, len(said), 10))
    mark = "" if level == "UNCLAS" else "(C) "
    head = f"R 210900Z FEB 09\nFM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\n\n{level} {number}"
    ref = f"REF: {refs}\n\n" if refs else ""
    lead = "E.O. 12958: N/A\n\nTAGS: PREL, TV\n\nSUBJECT: TALKS\n\n"
    return f"{head}\n\n{caption}\n\n{lead}{ref}1. {mark}{lines}.\n\nPENN\n"


def take_in(office: Office, text: str, codec: str = "utf-8") -> int:
    data = text.encode(codec)
    return intake.receive(data, file_name="a", actor=office.cast.otto).cable_id


def found(cable_id: int, actor: Actor) -> list[tuple[str, int]]:
    return [(line.kind, line.cable_id) for line in related_to(cable_id, actor=actor)]


def references(cable_id: int, actor: Actor) -> list[tuple[str, str, int | None]]:
    row = Cable.objects.get(pk=cable_id)
    views = references_of(row, parse(row.text), actor=actor)
    return [(view.label, view.mrn, view.cable_id) for view in views]


def test_the_same_words_in_another_encoding_or_layout_are_found(office: Office) -> None:
    text = telegram(body(1), number="")
    forms = [
        take_in(office, form, codec)
        for form, codec in (
            (text, "utf-8"),
            ("\ufeff" + text, "utf-16-le"),
            (text.replace("\n", "\r\n"), "utf-8"),
            ("\ufeff" + text.replace("\n", "\r\n"), "utf-16-be"),
        )
    ]

    assert len(set(forms)) == 4
    for form in forms:
        others = sorted(other for other in forms if other != form)
        assert sorted(found(form, office.cast.alice)) == [("same words", one) for one in others]


def test_a_near_duplicate_is_told_with_what_is_in_common(office: Office) -> None:
    said = body(2)
    first = take_in(office, telegram(said))
    other = take_in(office, telegram([*said[:110], *body(3, 10)], number="NEWTOWN 000002"))
    take_in(office, telegram(body(4), number="NEWTOWN 000003"))

    (line,) = related_to(first, actor=office.cast.alice)

    share = int(line.detail.split()[0])
    assert (line.kind, line.cable_id) == ("near-duplicate", other)
    assert 75 <= share <= 90 and line.detail.endswith("of 100 passages in common")
    assert (line.mrn, line.subject, line.level) == ("09 NEWTOWN 2", "TALKS", "UNCLASSIFIED")
    assert line.review_id and line.state_label


def test_cables_that_share_less_than_half_are_no_near_duplicates(office: Office) -> None:
    said = body(5)
    first = take_in(office, telegram(said))
    take_in(office, telegram([*said[:60], *body(6, 60)], number="NEWTOWN 000002"))

    assert found(first, office.cast.alice) == []


def test_short_cables_of_one_post_do_not_all_belong_together(office: Office) -> None:
    ids = [
        take_in(office, telegram(body(seed, 9), number=f"TESTVILLE 00001{seed}"))
        for seed in range(4)
    ]

    assert [found(one, office.cast.alice) for one in ids] == [[], [], [], []]


def test_the_same_number_is_found_also_after_it_was_corrected(office: Office) -> None:
    first = take_in(office, telegram(body(7)))
    other = take_in(office, telegram(body(8)))
    assert found(first, office.cast.alice) == [("same number", other)]

    Cable.objects.filter(pk=other).update(mrn="09NEWTOWN77")

    assert found(first, office.cast.alice) == []


def test_references_are_found_both_ways_with_their_labels(office: Office) -> None:
    target = take_in(office, telegram(body(9), number="NEWTOWN 000012"))
    refs = "A. NEWTOWN 12  B. 08 OLDHAVEN 345"
    source = take_in(office, telegram(body(10), refs=refs))
    alice = office.cast.alice

    (there,) = related_to(source, actor=alice)
    (back,) = related_to(target, actor=alice)

    assert (there.kind, there.cable_id, there.detail) == ("refers to", target, "Ref A")
    assert (back.kind, back.cable_id, back.detail) == ("referred to by", source, "Ref A")
    assert references(source, alice) == [
        ("A", "09NEWTOWN12", target),
        ("B", "08OLDHAVEN345", None),
    ]
    assert list(CableReference.objects.values_list("label", flat=True)) == ["A", "B"]


def test_a_cable_nobody_holds_the_caption_of_is_neither_shown_nor_counted(office: Office) -> None:
    said = body(11)
    refs = "A. NEWTOWN 12  B. NEWTOWN 13"
    source = take_in(office, telegram(said, refs=refs))
    alice = office.cast.alice
    alone = references(source, alice)
    hidden = {"number": "NEWTOWN 000012", "level": "CONFIDENTIAL", "caption": "NODIS"}
    take_in(office, telegram(said, **hidden, refs="A. TESTVILLE 1"))
    take_in(office, telegram(said, **{**hidden, "number": "TESTVILLE 000001"}))
    take_in(office, telegram(said[:115], **hidden))

    assert related_to(source, actor=alice) == ()
    assert references(source, alice) == alone
    assert alone == [("A", "09NEWTOWN12", None), ("B", "09NEWTOWN13", None)]
    admitted = replace(alice, captions=frozenset({"NODIS"}))
    assert {kind for kind, _ in found(source, admitted)} == {
        *("same number", "near-duplicate", "refers to", "referred to by"),
    }


def test_many_hidden_cables_do_not_hide_one_that_may_be_seen(office: Office, monkeypatch) -> None:
    monkeypatch.setattr(relations, "COMMON", 3)
    said = body(12)
    first = take_in(office, telegram(said))
    seen = take_in(office, telegram(said[:115], number="NEWTOWN 000002"))
    for serial in range(6):
        number = f"OLDHAVEN 00001{serial}"
        take_in(office, telegram(said, number=number, level="CONFIDENTIAL", caption="NODIS"))

    assert found(first, office.cast.alice) == [("near-duplicate", seen)]


def test_charlie_learns_nothing_of_cables_above_his_clearance(office: Office) -> None:
    said = body(13)
    first = take_in(office, telegram(said, refs="A. NEWTOWN 12"))
    number = "NEWTOWN 000012"
    above = take_in(office, telegram(said, number=number, level="CONFIDENTIAL"))
    charlie = office.cast.charlie

    assert found(first, office.cast.alice) == [("near-duplicate", above), ("refers to", above)]
    assert related_to(first, actor=charlie) == ()
    assert references(first, charlie) == [("A", "09NEWTOWN12", None)]
    with pytest.raises(Absent):
        related_to(above, actor=charlie)


def test_no_more_than_twenty_of_a_kind_are_shown(office: Office) -> None:
    said = body(14)
    first = take_in(office, telegram(said))
    for extra in range(24):
        take_in(office, telegram([*said, f"extra{extra}"]))
        take_in(office, telegram(said) + "\n" * (extra + 1))

    lines = related_to(first, actor=office.cast.alice)

    kinds = [line.kind for line in lines]
    assert kinds.count("same words") == kinds.count("same number") == 20
    assert kinds.count("near-duplicate") == 20


def test_of_very_long_texts_only_the_likeliest_are_compared(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = body(16)
    first = take_in(office, telegram(said))
    likest = take_in(office, telegram(said[:119], number="NEWTOWN 000002"))
    take_in(office, telegram([*said[:80], *body(17, 15)], number="NEWTOWN 000003"))
    monkeypatch.setattr(relations, "COMPARED", 10)

    assert found(first, office.cast.alice) == [("near-duplicate", likest)]


def test_a_short_text_is_told_by_its_words_only(office: Office) -> None:
    first = take_in(office, "UNCLAS TESTVILLE 000001\n\n1. Nothing to report.\n")
    again = take_in(office, "UNCLAS TESTVILLE 000001\n\n1.  Nothing to report.\n\n")

    assert not CableSketch.objects.exists()
    assert found(first, office.cast.alice) == [("same words", again)]


def crowd(values: list[int], count: int) -> None:
    """Many cables with the same values in their samples, as boilerplate would have them."""
    start = 10**6
    at = datetime(2026, 3, 2, tzinfo=UTC)
    Cable.objects.bulk_create(
        (
            Cable(
                pk=start + n,
                text="x",
                sha256=f"{n:064d}",
                encoding="utf-8",
                received_at=at,
                parser="1",
                pack="p",
                needs_level=0,
                words_sha256=f"{n:064d}",
            )
            for n in range(count)
        ),
        batch_size=500,
    )
    CableSketch.objects.bulk_create(
        (CableSketch(cable_id=start + n, value=value) for n in range(count) for value in values),
        batch_size=500,
    )


def test_a_passage_of_thousands_of_cables_costs_no_more_than_one_of_few(office: Office) -> None:
    said = body(15)
    first = take_in(office, telegram(said))
    other = take_in(office, telegram(said[:110], number="NEWTOWN 000002"))
    values = list(
        CableSketch.objects.filter(cable=first).order_by("value").values_list("value", flat=True)
    )
    crowd(values[:3], 4000)

    with CaptureQueriesContext(connection) as asked:
        began = time.perf_counter()
        lines: tuple[RelatedLine, ...] = related_to(first, actor=office.cast.alice)
        took = time.perf_counter() - began

    assert [line.cable_id for line in lines] == [other]
    assert len(asked) <= 6
    assert took < 1.0
