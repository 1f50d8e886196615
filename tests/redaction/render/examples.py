"""Released cables made by hand: the worked example, a strange one, a long one."""

from __future__ import annotations

from redaction.labels import label, token
from redaction.released import Block, ReleasedCable, ReleasedGap
from redaction.stamp import Stamp

TITLE = "Telegram 09 TESTVILLE 311 (released in part)"
STAMP = Stamp.of(
    {
        "release": "R-2026-000123",
        "date": "2026-11-23",
        "agency": "U.S. Department of State",
        "reviewer": {"name": "Jane A. Roe", "position": "Senior Reviewer"},
    }
)
DECLASSIFIED = Stamp.of(
    {
        "release": "R-2026-000124",
        "date": "2026-11-23",
        "agency": "Ministry of Testing",
        "page": "a4",
        "declassified": {"by": "David Smith", "position": "Chief", "on": "2008-08-17"},
    }
)


def gap(n: int, codes: tuple[str, ...], extent: str = "less-than-1-line") -> ReleasedGap:
    """A gap with the label and token that the sanitizer would give it."""
    cited = tuple(sorted(codes))
    shown = label(cited, extent, route="foia")
    return ReleasedGap(n, cited, extent, shown, token(n, cited, extent, route="foia"))


def cable(*blocks: Block, gaps: tuple[ReleasedGap, ...] = ()) -> ReleasedCable:
    """A released cable of these blocks."""
    return ReleasedCable(TITLE, "en-US", blocks, gaps)


def said(*lines: str) -> ReleasedCable:
    """A cable of plain text blocks."""
    return cable(*(Block("text", (line,)) for line in lines))


def example() -> ReleasedCable:
    """The worked example."""
    name = ("1.4(b)", "1.4(d)")
    return cable(
        Block("line", ("TAGS: PREL OVIP (DOE, JANE)",)),
        Block("subject", ("SUBJECT: TESTLAND: DIRECTOR ", 1, " EXPECTS A NEW MINISTER")),
        Block(
            "paragraph",
            (
                "Director Paul ",
                2,
                " told PolOff on February 20 that ",
                3,
                " were not surprised.",
            ),
            label="1.",
            portion="(C)",
        ),
        Block("heading", (4, " WARNING")),
        Block(
            "paragraph",
            (
                "He asked us to step back ",
                5,
                ". (NOTE: Ann Arlow, a lawyer, was present. END NOTE.)",
            ),
            label="2.",
            portion="(C)",
        ),
        Block("line", ("DOE",)),
        gaps=(
            gap(1, name, "name"),
            gap(2, name, "name"),
            gap(3, (*name, "(b)(6)")),
            gap(4, name, "name"),
            gap(5, ("1.4(d)",)),
        ),
    )


def strange() -> ReleasedCable:
    """Struck banners, a table with a gap and an empty line, long words, other alphabets."""
    return cable(
        Block("banner", ("C O N F I D E N T I A L SECTION 01 OF 02 TESTVILLE 000311",)),
        Block("line", ("E.O. 12958: DECL: 02/20/2019",)),
        Block("banner", ("CONFIDENTIAL " + "NOFORN " * 14 + "END",)),
        Block("subject", ("SUBJECT: ÅNGSTRÖM Ελλάδα Москва, «Київ» – “quoted”",)),
        Block(
            "preformatted",
            (
                "Name      Amount\n\nAlpha        12\n  ",
                1,
                "  13\nlast",
            ),
        ),
        Block("paragraph", ("W" * 200 + " and tail",), label="1.", portion="(U)"),
        Block("text", ("Tiếng Việt: Đường phố Hà Nội. Қазақстан. \\ (one) ((two) three",)),
        gaps=(gap(1, ("(b)(6)",), "name"),),
    )


def long(paragraphs: int = 40) -> ReleasedCable:
    """Several pages: headings, and in each paragraph a gap whose label is broken somewhere."""
    blocks = [Block("subject", ("SUBJECT: PORTS",))]
    for n in range(1, paragraphs + 1):
        if n % 3 == 0:
            blocks.append(Block("heading", (f"PART {n}",)))
        words = "The harbour of Newtown was dredged again. " * (n % 5 + 1)
        blocks.append(Block("paragraph", (words, n, " It reopened."), f"{n}.", "(C)"))
    gaps = tuple(gap(n, ("1.4(b)", "1.4(d)", "(b)(6)")) for n in range(1, paragraphs + 1))
    return cable(*blocks, gaps=gaps)
