"""Rules are data: the shipped pack, a pack of another country, and files that are no pack."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from redaction.authority import Pack, determine, header, load_pack, portion, reasons
from redaction.authority.catalogue import code_family
from redaction.authority.determination import Determination
from redaction.authority.pack import RULE_IDS
from redaction.authority.packfile import SHIPPED
from redaction.errors import AuthorityInputError

HERE = Path(__file__).parent
DIGESTS = json.loads((HERE / "packs" / "digests.json").read_text())
ENGINE = sorted(SHIPPED.parent.glob("*.py"))


@pytest.fixture
def example() -> Pack:
    return load_pack(HERE / "packs" / "example-30y.json")


def ask(line: str | None, pack: Pack, level: str = "RESERVADO") -> Determination:
    return determine("2009-02-13", line, "MOTIVO 4.2 (p)", level, "2026-01-01", pack=pack)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.json")), ids=lambda path: path.stem)
def test_a_change_of_a_pack_is_a_new_version(path: Path) -> None:
    data = json.loads(path.read_bytes())
    assert data["id"] == path.stem
    recorded = DIGESTS[data["id"]][data["version"]]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == recorded


def test_the_shipped_pack_has_every_section_of_the_page() -> None:
    assert {
        "id", "version", "title", "jurisdiction", "language", "date_order", "levels", "orders",
        "onset", "periods", "schedules", "phrases", "rules", "reasons", "exemptions",
        "code_family", "foia", "clocks", "holidays", "release_marks",
    } <= load_pack().data.keys()  # fmt: skip


def test_the_engine_cites_no_rule_a_pack_need_not_have() -> None:
    cited = {rule for path in ENGINE for rule in re.findall(r'"(R\d\dB?)"', path.read_text())}
    assert cited <= set(RULE_IDS)


def test_the_order_of_a_day_is_known() -> None:
    orders = load_pack().orders
    governing = {
        day: order.number if (order := orders.governing(date.fromisoformat(day))) else None
        for day in ("1950-01-01", "1975-06-01", "1978-12-01", "2003-09-22", "2026-01-01")
    }
    assert list(governing.values()) == [None, "11652", "12065", "12958", "13526"]


def test_another_country_ends_after_thirty_years_in_the_middle_of_a_year(example: Pack) -> None:
    answer = ask(None, example)
    assert answer.dates.onset_25 == date(2039, 6, 30)
    assert answer.dates.anniversary_25 == date(2039, 2, 13)
    assert (answer.dates.onset_50, answer.dates.onset_75) == (None, None)
    assert answer.dates.review_horizon == date(2037, 6, 30)


def test_another_country_writes_the_day_first_and_its_own_words(example: Pack) -> None:
    assert ask("D.L. 7301: HASTA: 02/03/2034", example).effective_date == date(2034, 3, 2)
    assert ask("HASTA: 02/13/2034", example).flags == ("day_first_order",)
    assert ask("HASTA: 2 MARZO 2034 ASUNTO: X", example).effective_date == date(2034, 3, 2)
    assert ask("DIEZ ANOS", example).effective_date == date(2019, 2, 13)
    assert ask("AL CIERRE DE LA MISION", example).kind == "event"
    assert ask("02/03/2034 O AL CIERRE", example).flags == ("date_and_event",)
    assert "invented" not in ask(None, example).reason
    assert ask(None, example).reason.startswith("Reserved until 30 jun 2039: ")


@pytest.mark.parametrize(
    "line", ["OADR", "X1", "GDS", "25X1", "50X1-HUM", "N/A", "RD", "MR", "E.O. 12958"]
)
def test_another_country_has_never_heard_of_american_markings(line: str, example: Pack) -> None:
    answer = ask(line, example)
    assert (answer.kind, answer.codes, answer.reading.order) == ("malformed", (), None)


def test_another_country_has_its_own_levels_reasons_marks_and_holidays(example: Pack) -> None:
    assert ask("NINGUNA", example, "ABIERTO").status == "UNCLASSIFIED"
    assert "level_missing" in ask("NINGUNA", example, "SECRET").flags
    assert ask(None, example).reasons.reasons == ("4.2(p)",)
    assert reasons("1.4 (b)", None, example).reasons == ()
    assert portion("(S) text", example) is None
    assert portion("(R) text", example) is not None
    assert header("R E S E R V A D O", example) == "R"
    assert example.clock.due("respuesta", date(2026, 2, 25)) == date(2026, 3, 12)
    assert code_family(date(1950, 1, 1), date(2026, 1, 1), example.data) == "4.2"


def _without(data: dict[str, Any], section: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != section}


@pytest.mark.parametrize("section", ["id", "orders", "phrases", "rules", "status", "holidays"])
def test_a_file_without_a_section_is_no_pack(section: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.json"
    path.write_text(json.dumps(_without(dict(load_pack().data), section)))
    with pytest.raises(AuthorityInputError) as refused:
        load_pack(path)
    assert refused.value.code == "unknown_pack"


@pytest.mark.parametrize("text", ["", "[]", "{", "7", "{}", '{"id": 1}'])
def test_a_file_that_is_no_pack_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.json"
    path.write_text(text)
    with pytest.raises(AuthorityInputError):
        load_pack(path)


@pytest.mark.parametrize("name", ["no-such-pack", "../us-eo13526", "", "US-EO13526\0"])
def test_a_name_nobody_knows_is_refused(name: str) -> None:
    with pytest.raises(AuthorityInputError) as refused:
        load_pack(name)
    assert refused.value.code == "unknown_pack"
