"""The drawing of a cable's life: days in order, labels apart, today in its place."""

from __future__ import annotations

from datetime import date

import pytest

from redaction.authority import determine, load_pack
from workflow.portal import timeline

PACK = load_pack("us-eo13526")


def line(origin: date | None, decl: str, on: date = date(2026, 3, 2)) -> timeline.Line | None:
    return timeline.of(determine(origin, decl, None, "CONFIDENTIAL", on, pack=PACK), on=on)


@pytest.mark.parametrize(
    "decl", ["DECL: 02/13/2034", "DECL: 02/13/2012", "DECL: 25X1-HUMAN", "DECL: OADR", ""]
)
def test_points_ascend_and_stay_within_the_drawing(decl: str) -> None:
    drawn = line(date(2009, 2, 13), decl)
    assert drawn is not None
    places = [point.x for point in drawn.points]
    assert places == sorted(places)
    assert all(0 <= x <= timeline.WIDTH for x in (*places, drawn.today, drawn.until))


def test_labels_of_two_days_close_together_turn_away_from_each_other() -> None:
    drawn = line(date(2009, 2, 13), "DECL: 02/13/2034")
    assert drawn is not None
    anchors = {point.name: point.anchor for point in drawn.points}
    assert (anchors["Marked date"], anchors["25-year rule"]) == ("end", "start")


def test_no_line_is_drawn_from_no_date() -> None:
    assert line(None, "DECL: 02/13/2034") is None
