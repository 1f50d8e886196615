"""Where classification stands, by which rule, and who must be asked: the edges of the page."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest

from redaction.authority import determine, load_pack
from redaction.authority.determination import Determination
from redaction.errors import AuthorityInputError


def ask(line: str | None, made: str | None = "2009-02-13", **more: Any) -> Determination:
    level, on = more.pop("level", "SECRET"), more.pop("on", "2026-01-01")
    return determine(made, line, None, level, on, more)


def said(answer: Determination) -> tuple[str, str | None, str, bool]:
    end = answer.effective_date
    return answer.status, end and end.isoformat(), answer.rule, answer.needs_human


def test_the_answer_is_a_sentence_with_its_citation() -> None:
    assert ask("DECL: 02/13/2034").reason == (
        "Classified until 13 Feb 2034: marked date, 25 years or less from 13 Feb 2009"
        " (EO 13526 1.5(a); 32 CFR 2001.12(c)(1))."
    )
    assert ask("WHEN TRAVEL IS COMPLETED").reason.startswith(
        "Classified until the marked event is confirmed, at the latest 31 Dec 2034: waits for"
    )
    came = ask("WHEN TRAVEL IS COMPLETED", event_occurred_on="2010-01-05")
    assert "the marked event came on 5 Jan 2010" in came.reason
    assert "exemption 25X1, 25X6, at most" in ask("25X1, 25X6, 20450101").reason
    late = ask("X1", "1997-01-01", on="2020-01-01", scheduled_permanent_on="2019-04-01")
    assert "scheduled on 1 Apr 2019" in late.reason
    assert "level SENSITIVE BUT UNCLASSIFIED, no instruction" in ask("N/A", level="SBU").reason
    future = ask("DECLASSIFIED BY NARA 1/1/2030")
    assert future.reason.startswith("Cannot be determined from the face of the record")


def test_the_json_has_every_field_of_the_page_whatever_the_line_says() -> None:
    answer = determine(None, None, None, None, date(2026, 1, 1)).to_json()
    assert set(answer) == {
        "pack", "kind", "effective_date", "ceiling_date", "status", "needs_human", "rule",
        "citation", "reason", "flags", "next_action", "codes", "dates", "reading", "reasons",
        "inputs",
    }  # fmt: skip
    assert set(answer["dates"]) == {
        "origin", "marked", "anniversary_25", "onset_25", "onset_50", "onset_75",
        "review_horizon", "proposal_deadline", "source_remark", "review",
    }  # fmt: skip
    assert set(answer["inputs"]) == {
        "origin_date", "decl_line", "classified_by_line", "level", "as_of", "facts",
    }  # fmt: skip
    assert json.loads(json.dumps(answer)) == answer


def test_days_and_facts_may_be_values_or_json() -> None:
    facts = {"event_occurred_on": date(2010, 1, 5)}
    made, on = date(2009, 2, 13), date(2026, 1, 1)
    values = determine(made, "END OF TALKS", None, "S", on, facts)
    written = ask("END OF TALKS", level="S", event_occurred_on="2010-01-05")
    assert values.to_json() == written.to_json()


@pytest.mark.parametrize("code", ["X6", "OADR", "MR", "25X1", "50X1-HUM", "GDS", "RDS-1 1/1/30"])
def test_a_record_that_section_3_3_does_not_reach_has_no_onset(code: str) -> None:
    for status in ("temporary", "nonrecord", "unscheduled"):
        answer = ask(f"DECL: {code}", record_status=status)
        if answer.kind.startswith(("exempt", "hum")):
            assert answer.effective_date is not None
        else:
            rule = "R27" if status == "unscheduled" else "R28"
            assert said(answer) == ("CLASSIFIED", None, rule, True)


def test_a_confirmed_event_cannot_be_undone_by_a_later_extension() -> None:
    facts = {"event_occurred_on": "2010-01-05", "extended_to": "2020-01-01"}
    late = ask("END OF TALKS", **facts, extended_on="2011-01-01")
    assert said(late) == ("DECLASSIFIED", "2010-01-05", "R05", True)
    assert late.flags == ("extension_after_expiry",)
    timely = ask("END OF TALKS", **facts, extended_on="2010-01-05")
    assert said(timely) == ("DECLASSIFIED", "2020-01-01", "R21", False)


def test_an_extension_after_the_date_has_passed_is_only_a_question() -> None:
    answer = ask("02/13/2019", extended_to="2025-01-01", extended_on="2019-02-14")
    assert said(answer) == ("DECLASSIFIED", "2019-02-13", "R01", True)
    assert answer.flags == ("extension_after_expiry",)


def test_a_date_and_an_event_must_both_have_come() -> None:
    line = "12/31/2015 AND CONCLUSION OF TALKS"
    assert said(ask(line)) == ("EVENT_PENDING", None, "R05", True)
    assert said(ask(line, event_occurred_on="2012-01-01"))[1] == "2015-12-31"
    assert said(ask(line, event_occurred_on="2017-01-01"))[1] == "2017-01-01"


def test_a_date_or_an_event_ends_with_whichever_comes_first() -> None:
    line = "12/31/2015 OR CONCLUSION OF TALKS"
    first = ask(line, event_occurred_on="2012-01-01")
    assert said(first) == ("DECLASSIFIED", "2012-01-01", "R05", False)
    assert said(ask(line, event_occurred_on="2017-01-01"))[1:3] == ("2015-12-31", "R01")
    assert ask(line, on="2014-01-01").needs_human
    assert not ask(line, on="2014-01-01", extended_to="2016-01-01").needs_human


@pytest.mark.parametrize(
    ("facts", "onset", "rule"),
    [
        ({"media_delay_until": "2040-01-01"}, "2027-12-31", "R23"),
        ({"newly_discovered_on": "2022-02-28"}, "2025-02-28", "R24"),
        ({"referral_notified_on": "2021-01-01"}, "2024-01-01", "R25"),
        ({"file_series_exempt_until": "2030-06-01"}, "2030-06-01", "R26"),
        ({"scheduled_permanent_on": "2018-01-01"}, "2023-01-01", "R27"),
        ({"integral_file_block_latest": "2000-01-01"}, "2025-12-31", "R22"),
        ({"media_delay_until": "2001-01-01"}, "2022-12-31", "R03"),
        (
            {"newly_discovered_on": "2022-12-31", "integral_file_block_latest": "2000-01-01"},
            "2025-12-31",
            "R22",
        ),
    ],
)
def test_the_latest_custody_fact_moves_the_onset_and_none_moves_it_back(
    facts: dict[str, str], onset: str, rule: str
) -> None:
    answer = ask("X1", "1997-05-05", on="2000-01-01", **facts)
    assert answer.to_json()["dates"]["onset_25"] == onset
    assert (answer.rule, answer.effective_date) == (rule, answer.dates.onset_25)


def test_a_level_that_contradicts_the_instruction_is_for_a_person() -> None:
    assert said(ask("02/13/2019", level="UNCLASSIFIED")) == ("INDETERMINATE", None, "R16", True)
    assert said(ask("N/A", level=None)) == ("INDETERMINATE", None, "R16", True)
    assert said(ask("N/A", level="u")) == ("UNCLASSIFIED", None, "R15", False)
    assert ask("N/A", level="U", no_such_fact=1).needs_human
    assert said(ask("02/13/2019", None)) == ("DECLASSIFIED", "2019-02-13", "R31", True)
    assert said(ask("02/13/2029", None)) == ("CLASSIFIED", "2029-02-13", "R31", True)
    assert said(ask("X1", None)) == ("INDETERMINATE", None, "R31", True)


def test_an_annotation_needs_its_date_and_its_authority() -> None:
    line = "DECLASSIFIED BY NARA 9/2/2019"
    assert ask(line).next_action == "VERIFY_AUTHORITY"
    verified = ask(line, authority_verified=True)
    assert said(verified) == ("DECLASSIFIED", "2019-09-02", "R17", False)
    assert verified.next_action == "MARK_AND_RELEASE_REVIEW"
    before = ask("DECLASSIFIED BY NARA 9/2/2001", authority_verified=True)
    assert said(before) == ("INDETERMINATE", None, "R17", True)
    assert before.flags == ("decl_not_after_origin",)


def test_a_leak_changes_nothing() -> None:
    plain, leaked = ask("02/13/2034"), ask("02/13/2034", unauthorized_disclosure=True)
    assert said(plain) == said(leaked)


def test_every_rule_of_the_engine_is_in_the_pack_and_says_whether_it_is_confirmed() -> None:
    rules = load_pack().rules
    assert {rule for rule, row in rules.items() if not row.confirmed} == {
        "R10", "R13", "R14", "R16", "R18", "R28",
    }  # fmt: skip
    assert not ask("N/A TO NATO PORTIONS").confirmed


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"on": "2026-02-30"}, "bad_date"),
        ({"on": "20260101"}, "bad_date"),
        ({"on": "1899-12-31"}, "bad_date"),
        ({"on": 2026}, "bad_input"),
        ({"on": datetime(2026, 1, 1)}, "bad_input"),  # noqa: DTZ001
        ({"on": "2009-02-12"}, "as_of_before_origin"),
        ({"level": 7}, "bad_input"),
        ({"extended_to": True}, "bad_input"),
        ({"extended_to": "soon"}, "bad_date"),
        ({"record_status": "lost"}, "bad_input"),
        ({"exemption_approved": "yes"}, "bad_input"),
    ],
)
def test_a_malformed_question_is_refused(given: dict[str, Any], code: str) -> None:
    with pytest.raises(AuthorityInputError) as refused:
        ask("X1", **given)
    assert refused.value.code == code


def test_a_null_fact_is_no_fact_and_an_unknown_name_is_never_dropped() -> None:
    assert ask("X1", extended_to=None).to_json()["flags"] == ask("X1").to_json()["flags"]
    assert "unknown_fact:leaked" in ask("02/13/2034", leaked=None).flags
