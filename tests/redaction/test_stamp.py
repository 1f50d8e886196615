"""What is printed about a release, and what a stamp may not say."""

from __future__ import annotations

import pytest

from redaction.errors import MarkError
from redaction.furniture import load
from redaction.provenance.canonical import canonical_json
from redaction.released import Block, ReleasedCable, ReleasedGap
from redaction.stamp import PAGE_SIZES, ROUTES, Stamp, furniture, stamp_lines

PLAIN = {"release": "R-2026-000123", "date": "2026-11-23", "agency": "U.S. Department of State"}
STATE = PLAIN | {"case": "F-2014-20439", "document": "C05758461", "date": "2015-10-30"}
CLASSIFIED = {
    "by": "DAS, A/GIS, DoS",
    "on": "2015-07-30",
    "level": "CONFIDENTIAL",
    "reasons": ["1.4(d)"],
    "declassify_on": "2024-08-14",
}
BY = {"by": "David Smith", "position": "Chief, Division 5", "on": "2008-08-17"}
GUIDE = {"guide": "Guide 05-01", "guide_date": "2005-01-31", "on": "2008-08-17"}
IN_FILES = {"on": "2008-08-17", "authority_in_files": True}


def released(*codes: str) -> ReleasedCable:
    gap = ReleasedGap(1, tuple(sorted(codes)), "name", "[x]", "[[x]]")
    gaps = (gap,) if codes else ()
    return ReleasedCable("Telegram", "en-US", (Block("text", tuple(g.n for g in gaps)),), gaps)


def refused(given: object) -> MarkError:
    with pytest.raises(MarkError) as error:
        Stamp.of(given)
    assert error.value.code == "bad_stamp"
    return error.value


def test_a_stamp_needs_a_number_a_date_and_an_agency_and_fills_in_the_rest():
    stamp = Stamp.of(PLAIN)
    assert (stamp.route, stamp.lang, stamp.profile, stamp.page) == (
        "foia",
        "en-US",
        "plain",
        "letter",
    )
    for missing in PLAIN:
        refused({name: value for name, value in PLAIN.items() if name != missing})


@pytest.mark.parametrize(
    "wrong",
    [
        {"release": ""},
        {"release": "x" * 65},
        {"release": "R 1"},
        {"release": 7},
        {"date": "2026-02-30"},
        {"date": "26-11-23"},
        {"date": "2026-11-23T00:00:00"},
        {"date": "２０２６-11-23"},
        {"date": 20261123},
        {"agency": "  "},
        {"agency": "State\n"},
        {"agency": "St\u200bate"},
        {"agency": "St\u202eate"},
        {"agency": "[[WITHHELD B1 | M1 | NAME]]"},
        {"agency": "x" * 120},
        {"agency": ["State"]},
        {"route": "secret"},
        {"route": ["foia"]},
        {"page": "legal"},
        {"lang": "english please"},
        {"lang": 1},
        {"profile": "state"},
        {"profile": "../stamp"},
        {"profile": "none"},
        {"profile": 3},
        {"case": ""},
        {"title": "two\nlines"},
        {"reviewer": "Jane Roe"},
        {"reviewer": {"name": "Jane Roe"}},
        {"reviewer": {"name": "Jane Roe", "position": "Reviewer", "room": "5"}},
        {"declassified": {"on": "2008-08-17"}},
        {"declassified": BY | {"on": "2008-13-01"}},
        {"declassified": BY | GUIDE},
        {"declassified": {"on": "2008-08-17", "authority_in_files": False}},
        {"declassified": IN_FILES | {"by": "David Smith"}},
        {"declassified": {"authority_in_files": True}},
        {"classified": {"by": "DAS"}},
        {"classified": CLASSIFIED | {"reasons": []}},
        {"classified": CLASSIFIED | {"reasons": "1.4(d)"}},
        {"classified": CLASSIFIED | {"on": "yesterday"}},
        {"declassified": BY, "classified": CLASSIFIED},
        {"declasified": BY},
    ],
)
def test_a_malformed_stamp_is_refused_and_its_values_are_not_repeated(wrong):
    message = str(refused(PLAIN | wrong))
    for value in wrong.values():
        assert not isinstance(value, str) or len(value) < 4 or value not in message


@pytest.mark.parametrize("given", [None, [], "stamp", 5])
def test_a_stamp_is_an_object(given):
    refused(given)


def test_nulls_are_as_good_as_nothing():
    assert Stamp.of(PLAIN | {"title": None, "reviewer": None}) == Stamp.of(PLAIN)


@pytest.mark.parametrize(
    "extra",
    [
        {},
        {"declassified": BY},
        {"declassified": GUIDE},
        {"declassified": IN_FILES},
        {"classified": CLASSIFIED},
        {"reviewer": {"name": "Jane A. Roe", "position": "Senior Reviewer"}, "page": "a4"},
        {"title": "Telegram", "route": "mdr", "lang": "fr"},
    ],
)
def test_a_stamp_says_the_same_after_the_way_to_json_and_back(extra):
    stamp = Stamp.of(STATE | extra)
    assert Stamp.of(stamp.to_json()) == stamp
    assert "title" not in stamp.without_title().to_json()
    assert canonical_json(stamp.to_json()) == canonical_json(Stamp.of(stamp.to_json()).to_json())


def test_a_declassified_record_withholds_nothing_as_classified():
    stamp = Stamp.of(PLAIN | {"declassified": BY})
    stamp.must_suit(["(b)(6)"])
    Stamp.of(PLAIN).must_suit(["1.4(d)"])
    for code in ("(b)(1)", "1.4(d)", "25X1"):
        with pytest.raises(MarkError) as error:
            stamp.must_suit(["(b)(6)", code])
        assert error.value.code == "bad_stamp"


def test_the_stamp_lines_stand_in_their_order():
    reviewer = {"name": "Jane A. Roe", "position": "Senior Reviewer"}
    stamp = Stamp.of(STATE | {"reviewer": reviewer, "classified": CLASSIFIED})
    assert stamp_lines(released("1.4(d)", "(b)(6)"), stamp) == (
        "RELEASE IN PART",
        "B1 1.4(D); B6",
        "REVIEW AUTHORITY: Jane A. Roe, Senior Reviewer",
        "Classified by DAS, A/GIS, DoS on 07/30/2015 ~ Class: CONFIDENTIAL ~ Reason: 1.4(D)"
        " ~ Declassify on: 08/14/2024",
    )
    assert stamp_lines(released(), Stamp.of(PLAIN)) == ("RELEASE IN FULL",)


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (BY, "Declassified by David Smith, Chief, Division 5, August 17, 2008"),
        (GUIDE, "Declassified under Guide 05-01, January 31, 2005, August 17, 2008"),
        (
            GUIDE | {"guide_date": "May 2005"},
            "Declassified under Guide 05-01, May 2005, August 17, 2008",
        ),
        (IN_FILES, "Declassified August 17, 2008 (authority in agency files)"),
    ],
)
def test_a_declassified_record_says_by_whom_and_when(facts, line):
    assert stamp_lines(released(), Stamp.of(PLAIN | {"declassified": facts}))[-1] == line


def test_codes_that_would_tell_are_not_in_the_stamp_lines():
    hidden = ReleasedGap(1, (), "name", "[name not declassified]", "[[WITHHELD | M1 | NAME]]")
    cable = ReleasedCable("Telegram", "en-US", (Block("text", (1,)),), (hidden,))
    assert stamp_lines(cable, Stamp.of(PLAIN)) == ("RELEASE IN PART",)


def test_the_furniture_of_state_is_that_of_its_public_releases():
    line = (
        "UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05758461"
        " Date: 10/30/2015"
    )
    assert furniture(Stamp.of(STATE), 1, 3) == ((line,), (line, "Page 1 of 3"))


def test_plain_furniture_needs_no_case():
    assert furniture(Stamp.of(PLAIN), 2, 12) == (
        ("UNCLASSIFIED", "U.S. Department of State  Release R-2026-000123  2026-11-23"),
        ("UNCLASSIFIED  Page 2 of 12",),
    )
    assert Stamp.of(STATE | {"profile": "plain"}).profile == "plain"


def test_a_furniture_profile_uses_known_fields_only():
    for name in ("state", "plain"):
        assert load(name).fields <= {
            *("release", "date", "date_us", "agency", "case", "document", "page", "pages"),
        }
    for name in ("State", "", "no-such"):
        with pytest.raises(LookupError):
            load(name)


def test_free_text_of_a_stamp_is_searched_and_closed_words_and_days_are_not():
    stamp = Stamp.of(STATE | {"title": "Telegram", "classified": CLASSIFIED})
    assert dict(stamp.strings()) == {
        "stamp.release": "R-2026-000123",
        "stamp.agency": "U.S. Department of State",
        "stamp.case": "F-2014-20439",
        "stamp.document": "C05758461",
        "stamp.title": "Telegram",
        "stamp.classified.by": "DAS, A/GIS, DoS",
        "stamp.classified.level": "CONFIDENTIAL",
        "stamp.classified.reasons": "1.4(d)",
    }


def test_every_route_and_page_size_can_be_stamped():
    for route in ROUTES:
        assert Stamp.of(PLAIN | {"route": route}).route == route
    for page in PAGE_SIZES:
        assert Stamp.of(PLAIN | {"page": page}).page == page
