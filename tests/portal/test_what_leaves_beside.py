"""What leaves stands beside the words it comes from, and every block stands somewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflow.portal.rows import drawn, leaves_by_portion
from workflow.queries.pages import GapLabel, LeavesBlock

WORDS = {
    "addressees": "FM AMEMBASSY TESTVILLE\nTO SECSTATE",
    "subject": "SUBJECT: A HARBOR",
    "classified_by": "Classified By: Jane Doe",
    "p0": "1. (C) The quay. DOE was there.",
    "h0": "A WARNING",
    "p1": "2. (C) The crane.",
    "signature": "DOE",
}
BLOCKS = st.lists(
    st.builds(
        LeavesBlock,
        kind=st.sampled_from(["line", "banner", "subject", "heading", "paragraph", "text"]),
        label=st.none(),
        portion=st.none(),
        items=st.lists(
            st.sampled_from(["DOE", "The quay.", "A HARBOR", "elsewhere", GapLabel(1, "[B6]")]),
            max_size=3,
        ).map(tuple),
    ),
    max_size=12,
)


def line(*items: str | GapLabel, kind: str = "line", label: str | None = None) -> LeavesBlock:
    return LeavesBlock(kind, label, None, items)


@given(BLOCKS)
def test_every_block_is_placed_once(blocks: list[LeavesBlock]) -> None:
    beside = leaves_by_portion(WORDS, blocks)
    assert set(beside) == set(WORDS)
    assert sorted(map(id, blocks)) == sorted(id(b) for found in beside.values() for b in found)


def test_lines_paragraphs_and_headings_find_their_portions() -> None:
    gap = GapLabel(1, "[B6: name not released]")
    blocks = [
        line("FM AMEMBASSY TESTVILLE"),
        line("SUBJECT: A HARBOR", kind="subject"),
        line("Classified By: ", gap),
        line("The quay. ", gap, " was there.", kind="paragraph", label="1."),
        line(gap, " WARNING", kind="heading"),
        line("The crane.", kind="paragraph", label="2."),
        line("DOE"),
    ]
    beside = leaves_by_portion(WORDS, blocks)
    assert [len(found) for found in beside.values()] == [1] * 7


def test_a_gap_stands_in_a_box_and_released_markup_is_text() -> None:
    html = drawn(line("<b> ", GapLabel(1, "[B6: name not released]"), kind="text", label="1."))
    assert '<span class="gap">[B6: name not released]</span>' in html
    assert "&lt;b&gt;" in html and '<span class="lb">1.</span>' in html


def test_a_cable_without_portions_keeps_no_block() -> None:
    assert leaves_by_portion({}, []) == {}
