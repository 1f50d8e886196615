"""What must hold for every text that is not refused (I1 to I10), as one check.

Failures name the invariant and a place, never words of a text.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from redaction.cable import Cable
from redaction.cable.issues import SEVERITIES
from redaction.cable.view import to_source, to_view

KINDS = """
blank header.tid header.routing header.de header.security header.dtg header.from header.to
header.info header.bt header.other banner slug.caption slug.passing slug.eo slug.tags slug.subject
slug.refs slug.classified_by slug.other title dateline source_note footnote archive_ref note
heading rule para page_break section_header signature trailer attributes unknown
""".split()  # noqa: SIM905
ONE_SPAN = ("span", "keeps", "label_span", "qualifier_span")
SPANS = ("ranges", "spans", "trailer", "preformatted", "classification_spans")


def must(holds: bool, *what: Any) -> None:
    if not holds:
        raise AssertionError(f"broken: {what}")


def is_white(character: str) -> bool:
    return character.isspace() or character == "\ufeff"


def check(text: str, cable: Cable) -> None:
    """Assert every invariant of ``cable``, read from ``text``."""
    must(cable.source.length == len(text), "I1 length")
    must(cable.source.sha256 == sha256(text.encode("utf-8")).hexdigest(), "I1 digest")
    hidden = {i for artefact in cable.artefacts for i in range(*artefact.span)}
    _segments(text, cable, hidden)
    _spans(cable.as_dict(), len(text), "")
    _ranges(cable)
    for paragraph in cable.paragraphs:
        _view(text, paragraph, hidden)
    for issue in cable.issues:
        must(SEVERITIES.get(issue.code) == issue.severity, "I9", issue.code)
    for fact in (*cable.excisions, cable.dtg, cable.banner):
        if fact is not None:
            must(fact.span.of(text) == fact.raw, "I10", fact.span)
    if cable.signature is not None:
        must(cable.signature.span.of(text) == cable.signature.value, "I10 signature")


def _segments(text: str, cable: Cable, hidden: set[int]) -> None:
    at = 0
    for segment in cable.segments:
        must(segment.span.start == at < segment.span.end, "I2", segment.span)
        at = segment.span.end
        must(segment.kind in KINDS, "I3", segment.kind)
        must((segment.paragraph is not None) == (segment.kind == "para"), "I3", segment.span)
        if segment.kind == "blank":
            must(all(is_white(text[i]) or i in hidden for i in range(*segment.span)), "I4")
    must(at == len(text), "I2 end", at)


def _spans(value: Any, length: int, path: str) -> None:
    if isinstance(value, list):
        for item in value:
            _spans(item, length, path)
    if not isinstance(value, dict):
        return
    for key, part in value.items():
        if part is not None and key in ONE_SPAN:
            must(0 <= part[0] <= part[1] <= length, "I5", path, key)
        elif key in SPANS:
            must(part == sorted(part), "ascending", path, key)
            must(all(0 <= start <= end <= length for start, end in part), "I5", path, key)
        else:
            _spans(part, length, f"{path}.{key}")


def _ranges(cable: Cable) -> None:
    owner = {
        i: segment.paragraph
        for segment in cable.segments
        if segment.paragraph is not None
        for i in range(*segment.span)
    }
    used: set[int] = set()
    for paragraph in cable.paragraphs:
        last = -1
        for part in paragraph.ranges:
            must(last <= part.start < part.end, "I6 ascending", part)
            last = part.end
            for i in range(*part):
                must(owner.get(i) == paragraph.index, "I6 segment", i)
                must(i not in used, "I6 overlap", i)
                used.add(i)


def _view(text: str, paragraph: Any, hidden: set[int]) -> None:
    at, source = 0, -1
    shown: set[int] = set()
    for view, n, start, end in paragraph.map:
        must(view >= at and n > 0 and source <= start < end, "I7 order", view)
        must(not paragraph.text[at:view].strip(" \n"), "I7 joint", view)
        if n == end - start:
            words = text[start:end].replace("\n", " ")
            must(paragraph.text[view : view + n] == words, "I7 verbatim", view)
        must(to_view(paragraph, start, end) == (view, view + n), "to_view", view)
        at, source = view + n, end
        shown.update(range(start, end))
    must(at == len(paragraph.text), "I7 end")
    visible = {
        i for part in paragraph.ranges for i in range(*part) if not is_white(text[i])
    } - hidden
    must(visible <= shown, "I8", paragraph.index)
    selected = {i for part in to_source(paragraph, 0, at) for i in range(*part)}
    must(visible <= selected, "selecting all", paragraph.index)
    ranges = {i for part in paragraph.ranges for i in range(*part)}
    must(selected <= ranges, "nothing between ranges", paragraph.index)
