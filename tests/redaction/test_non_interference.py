"""What is withheld cannot change a byte of what leaves.

Pairs of originals that differ only under their marks (in words, length within a class,
alphabet, structure, white space, page marks, and in how the marks were drawn) give the same
release. And a text in which every character occurs once is parted by its marks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from redaction.errors import MarkError
from redaction.marks import Mark, Policy
from redaction.render import release_json, release_pdf, release_text
from redaction.sanitize import sanitize
from redaction.spans import Span
from tests.redaction.telegrams import PAGE_MARK, STAMP, shown_words

# What is public; each {} is a hole. Beside ~ is running text, beside ^ a column of a table.
SKELETON = """\
FM AMEMBASSY TESTVILLE
TO {}
INFO RUEHNT/AMEMBASSY NEWTOWN 0733

C O N F I D E N T I A L TESTVILLE 000311

SIPDIS

E.O. 12958: DECL: 02/21/2034
TAGS: PREL, OVIP ({})
SUBJECT: TESTLAND: {}

REF: NEWTOWN 0090

1. (C) The director told us that~{}~will leave before the spring, and that
nobody expected~{}~to come back.

THE SECOND MATTER

2. (C) {}

3. (S/NF) He asked us to step back in favor of~{}~after the talks:
  Alpha^{}^ 12     30
  Beta      5      17     40
{}
"""
PARTS = SKELETON.split("{}")
PLAIN = st.sampled_from("abcxyz ABC 0129 éß жщ 水火 😀 ,.-'")
STRUCTURE = (
    *("2. (C) Orla left.", "14. Orla", "A HEADING", "SUBJECT: ORLA", "REF: A. ORLA 12", "BT"),
    *("CONFIDENTIAL", "Classified By: Orla, reason 1.4 (b)", "E.O. 12958: DECL: 1", "NNNN"),
    *("----------", "END SUMMARY.", "QUOTE:", "(U) Orla", "a   b     c", "[PINR](#)", "¶3. x"),
    *(PAGE_MARK, "SECTION 02 OF 02", "INFO ORLA", "Message Attributes", "&amp;", "VENNER"),
    "-------- 000311 210810Z /46\nFM X\n\nC O N F I D E N T I A L SECTION 02 OF 02 TESTVILLE 1",
)
BESIDE = (" ", "\n", "  ", " \n", "\t", f"\n\n{PAGE_MARK}\n\n", "\n\n", f" \n{PAGE_MARK}\n")
COLUMNS = (" ", "   ", "         ", "\t")
WORD = re.compile(r"\S+")
DECLARED = ("name", "place", "2-lines", "3-to-5-lines", "unstated", "paragraph")


class Original(NamedTuple):
    """A text, its marks and the policy they are settled under."""

    text: str
    marks: tuple[Mark, ...]


@st.composite
def plain_secrets(draw: st.DrawFn, longest: int) -> str:
    """Words of any alphabet; at most ``longest`` characters when measured."""
    middle = draw(st.text(PLAIN, max_size=longest - 2))
    return draw(st.sampled_from("aZ7ж水")) + middle + draw(st.sampled_from("aZ7ж水"))


@st.composite
def structured_secrets(draw: st.DrawFn) -> str:
    """Lines that look like parts of a telegram."""
    lines = draw(st.lists(st.sampled_from(STRUCTURE), min_size=1, max_size=4))
    return "Orla " + draw(st.sampled_from(["\n", "\n\n", " "])).join(lines) + " Orla"


def drawn(draw: st.DrawFn, n: int, text: str, place: Span, extent: str) -> list[Mark]:
    """The same decision drawn once, word by word, or with others nested in it."""
    codes = ("1.4(d)",) if n % 2 else ("(b)(6)",)
    ground = {"note": f"ground {n}"}
    ends = draw(st.lists(st.integers(place.start + 1, place.end), max_size=3))
    spans = [place, *(Span(place.start, end) for end in ends)]
    words = [Span(*found.span()) for found in WORD.finditer(text, *place)]
    ways = [[tuple(words)], [tuple(spans)], [(span,) for span in spans]]
    return [
        Mark(f"m{n}-{i}", tuple(draw(st.permutations(ranges))), codes, extent, ground)
        for i, ranges in enumerate(draw(st.permutations(draw(st.sampled_from(ways)))))
    ]


@st.composite
def originals(draw: st.DrawFn, secrets: st.SearchStrategy[str], extents: list[str]) -> Original:
    """The skeleton with secrets in its holes, and marks over them in any order."""
    text, marks = "", []
    for n, part in enumerate(PARTS):
        for side in re.split("([~^])", part):
            beside = {"~": BESIDE, "^": COLUMNS}.get(side)
            text += draw(st.sampled_from(beside)) if beside else side
        if n == len(PARTS) - 1:
            break
        secret = draw(secrets)
        place = Span(len(text), len(text) + len(secret))
        marks += drawn(draw, n, text + secret, place, extents[n])
        text += secret + draw(st.sampled_from(["", "", "'s", "-led", "ish"]))
    return Original(text, tuple(draw(st.permutations(marks))))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Original, Original, Policy]:
    """Two originals that differ only in what is withheld and how."""
    holes = len(PARTS) - 1
    if draw(st.booleans()):
        extents = ["auto"] * holes
        secrets, policy = plain_secrets(60), Policy()
    else:
        extents = [draw(st.sampled_from(DECLARED)) for _ in range(holes)]
        secrets = st.one_of(structured_secrets(), plain_secrets(1500))
        policy = Policy(spare_portion_marks=False)
    made = [draw(originals(secrets, extents)) for _ in range(2)]
    return made[0], made[1], policy


@settings(max_examples=150, deadline=None)
@given(pairs())
def test_originals_that_differ_only_under_their_marks_give_the_same_bytes(pair):
    first, second, policy = pair
    try:
        one, other = (sanitize(o.text, o.marks, STAMP, policy).released for o in (first, second))
    except MarkError as refused:
        # A withheld "section header" can swallow the words of another mark: refused, not leaked.
        assert refused.code == "empty_mark"
        reject()
    assert shown_words(one) == shown_words(other)
    assert one == other
    assert release_text(one, STAMP) == release_text(other, STAMP)
    assert release_json(one, STAMP) == release_json(other, STAMP)
    assert release_pdf(one, STAMP) == release_pdf(other, STAMP)


ONCE = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 260))


def once(places: list[tuple[int, int]]) -> Original:
    """A paragraph in which every character occurs once, and marks over some of it."""
    shown = " ".join(ONCE[i : i + 2] for i in range(0, len(ONCE), 2))
    text = f"1. (C) {shown}\n"
    spans = [Span(8 + start, min(8 + start + length, len(text))) for start, length in places]
    kept = [span for span in spans if any(c.isalnum() for c in span.of(text))]
    return Original(text, tuple(Mark(str(n), (s,), ("(b)(6)",)) for n, s in enumerate(kept)))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 380), st.integers(1, 40)), max_size=8))
def test_every_character_is_either_shown_or_withheld_and_never_both(places):
    text, marks = once(places)
    made = sanitize(text, marks, STAMP)
    shown = set(shown_words(made.released)) & set(ONCE)
    withheld = {c for gap in made.gaps for piece in gap.pieces for c in piece.of(text)} & set(ONCE)
    assert shown | withheld == set(ONCE)
    assert not shown & withheld
    marked = {c for mark in marks for span in mark.ranges for c in span.of(text)} & set(ONCE)
    assert marked <= withheld


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 380), st.integers(1, 40)), max_size=6), st.randoms())
def test_the_order_and_number_of_marks_do_not_matter(places, random):
    text, marks = once(places)
    again = [Mark(f"again{n}", one.ranges, one.codes) for n, one in enumerate(marks)]
    mixed = [*marks, *again]
    random.shuffle(mixed)
    assert sanitize(text, mixed, STAMP).released == sanitize(text, marks, STAMP).released
