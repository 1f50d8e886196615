"""What the makers of the parts of one cable share: its sheet, its truth, its draws and damage."""

from __future__ import annotations

from benchmarks.corpus.identity import Face, face
from benchmarks.corpus.noise import KINDS, kinds_for
from benchmarks.corpus.sheet import Sheet
from benchmarks.corpus.stream import Stream
from benchmarks.corpus.truth import Noise, Span, Truth

LEVEL_NAMES = {
    "U": "UNCLASSIFIED",
    "C": "CONFIDENTIAL",
    "S": "SECRET",
    "TS": "TOP SECRET",
}
_CAPITALS_UNTIL = 1990
_SPACED_SINCE = 1973
_TAGS_SINCE = "1973-07-01"
_MARKS_SINCE = "1978-12-01"


class Writer:
    """One cable on its way."""

    def __init__(self, seed: int, i: int) -> None:
        self.seed, self.i = seed, i
        self.face: Face = face(seed, i)
        self.stream = Stream(seed, i, "cable")
        year = self.face.sent.year
        self.capitals = year <= _CAPITALS_UNTIL
        self.modern = year > _CAPITALS_UNTIL
        self.damage = kinds_for(self.stream, year)
        newline = "\r\n" if "crlf" in self.damage else "\r" if "cr" in self.damage else "\n"
        self.sheet = Sheet(newline)
        self.pages = 1
        number = self.face.number
        self.truth = Truth(
            number=i,
            mrn=number.mrn,
            mrn_span=(0, 0),
            sent=self.face.sent.strftime("%Y-%m-%dT%H:%M:00Z"),
            sent_span=(0, 0),
            level="",
            mark=self.face.mark,
            near_duplicate_of=self.face.duplicate_of,
            repeats_number_of=self.face.repeats,
        )

    @property
    def day(self) -> str:
        """The day the cable was sent."""
        return self.face.sent.date().isoformat()

    def has_tags(self) -> bool:
        """Whether the TAGS line was in use."""
        return self.day >= _TAGS_SINCE

    def has_marks(self) -> bool:
        """Whether portions were marked in those days."""
        return self.day >= _MARKS_SINCE

    def serial(self) -> str:
        """The serial as the post prints it."""
        return f"{self.face.number.serial:0{6 if self.modern else 4}d}"

    def level_line(self) -> str:
        """Level as printed in the classification line; sets the level of the truth."""
        mark = self.face.mark
        if mark == "SBU":
            self.truth.level = "UNCLASSIFIED" if self.modern else "LIMITED OFFICIAL USE"
            return "UNCLAS SENSITIVE" if self.modern else "LIMITED OFFICIAL USE"
        name = LEVEL_NAMES[mark]
        self.truth.level = name
        if mark == "U":
            return "UNCLAS"
        return " ".join(name.replace(" ", "")) if self.face.sent.year >= _SPACED_SINCE else name

    def has(self, kind: str) -> bool:
        """Whether the cable gets that damage."""
        return kind in self.damage

    def damaged(self, kind: str, span: Span) -> None:
        """Writes down the damage put in at that place."""
        self.truth.noise.append(Noise(kind, span, KINDS[kind].issue))

    def page_mark(self, *, close: bool = False) -> tuple[str, int, int]:
        """A page mark with its lines; the mark is ``[first, last)`` of it.

        ``close`` leaves no white lines around it.
        """
        self.pages += 1
        number, nl = self.face.number, self.sheet.newline
        before = nl if close else nl + nl
        if self.modern:
            mark = (
                f"{number.post} {number.serial:08d} {self.pages:03d} OF {max(self.pages, 12):03d}"
            )
        else:
            level = LEVEL_NAMES.get(self.face.mark, "LIMITED OFFICIAL USE")
            before += "" if close else level + nl + nl
            sent = self.face.sent.strftime("%d%H%MZ")
            mark = f"PAGE {self.pages:02d}        {number.post[:6]}  {number.serial:05d}  {sent}"
        return before + mark + (nl if close else nl + nl), len(before), len(before) + len(mark)
