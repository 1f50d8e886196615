"""What screens show of a review, a cable and a release: frozen values, cut to the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from redaction.authority.determination import Determination
from workflow.queries.doubting import DoubtView
from workflow.queries.points import OpenPoint


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive characters ``[start, end)`` of the text under the same marks.

    ``is_label`` tells numbers, field names and portion marks, which stay when words go.
    """

    start: int
    end: int
    text: str
    mark_numbers: tuple[int, ...] = ()
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class PortionView:
    """One portion; ``open`` counts its open points."""

    key: str
    name: str
    mark: str
    level: str
    decision: str | None
    runs: tuple[Run, ...]
    mark_count: int
    open: int


@dataclass(frozen=True, slots=True)
class MarkView:
    """One live mark with its words.

    ``extent`` is as declared, ``extent_proposed`` the class measured on the gap it is part
    of, ``extent_label`` what will be printed; ``elsewhere`` are places (start, end, portion)
    where the same words stand unmarked.
    """

    number: int
    codes: tuple[str, ...]
    extent: str
    extent_proposed: str
    extent_label: str
    basis: Mapping[str, str]
    reason: str
    state: str
    made_by: str
    made_at: datetime
    words: str
    ranges: tuple[tuple[int, int], ...]
    elsewhere: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class GapLabel:
    """What is printed where words are withheld."""

    number: int
    label: str

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class LeavesBlock:
    """One block of the release as the real sanitizer makes it."""

    kind: str
    label: str | None
    portion: str | None
    items: tuple[str | GapLabel, ...]


@dataclass(frozen=True, slots=True)
class ActView:
    """A button: whether the person may, and if not why and what would cure it."""

    name: str
    label: str
    allowed: bool
    why: str = ""
    cure: str = ""


@dataclass(frozen=True, slots=True)
class CodeView:
    """A code that may or may not be cited that day; ``needs`` is what must be named with it."""

    code: str
    title: str
    kind: str
    needs: str
    allowed: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class RemarkView:
    """Words from one person to the next."""

    who: str
    at: datetime
    act: str
    text: str


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A release in a list."""

    release_id: int
    folder: str
    state: str
    state_label: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review in a list."""

    review_id: int
    route: str
    state: str
    state_label: str
    opened_at: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything the reviewer's page shows.

    ``due_why`` is the clock that runs, if any; ``declassifies`` says that a release of these
    marks would end a classification that still runs.
    """

    review_id: int
    cable_id: int
    version: int
    state: str
    state_label: str
    route: str
    due_on: date | None
    due_why: str
    is_overdue: bool
    reviewer_name: str
    may_decide: bool
    declassifies: bool
    mrn: str
    subject: str
    level: str
    captions: tuple[str, ...]
    text: str
    text_sha256: str
    marks_digest: str
    determination: Determination
    reasons: tuple[str, ...]
    code_family: str
    portions: tuple[PortionView, ...]
    marks: tuple[MarkView, ...]
    leaves: tuple[LeavesBlock, ...]
    open_points: tuple[OpenPoint, ...]
    acts: tuple[ActView, ...]
    codes: tuple[CodeView, ...]
    releases: tuple[ReleaseLine, ...]
    remarks: tuple[RemarkView, ...]
    doubts: tuple[DoubtView, ...]
    may_settle: bool


@dataclass(frozen=True, slots=True)
class CablePage:
    """The facts of a cable and its reviews."""

    cable_id: int
    mrn: str
    subject: str
    sender: str
    level: str
    captions: tuple[str, ...]
    tags: tuple[tuple[str, str], ...]
    origin_date: date | None
    decl_line: str
    classified_by_line: str
    determination: Determination
    received_at: datetime
    received_by: str
    file_name: str
    encoding: str
    sha256: str
    parser: str
    doubts: tuple[DoubtView, ...]
    may_settle: bool
    reviews: tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act of the log, in words."""

    at: datetime
    who: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a package, with the digest taken when it was verified."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """A release: what is in the package, what the gate found, and where it stands.

    ``review_id`` is None for whoever may not see the review, and ``acts`` is empty then.
    """

    release_id: int
    review_id: int | None
    version: int
    folder: str
    title: str
    disposition: str
    codes: tuple[str, ...]
    gaps: int
    pages: int
    stamp: Mapping[str, Any]
    verification: Mapping[str, Any]
    files: tuple[ReleaseFile, ...]
    state: str
    state_label: str
    rendered_by: str
    rendered_at: datetime
    published_at: datetime | None
    acts: tuple[ActView, ...]
