"""The gate: a release says what was released, all of it, in order, and nothing else.

``check_pdf`` reports on any file; ``check_nothing_leaks`` is the last step of making a
release and raises rather than let one pass. Both look at every byte of the file, demand that
it equals what the released words give, and then still search it for the withheld ones.

What this does not guard against: released words from which a clever reader infers more, and
a machine on which this code is not the code that was reviewed.
"""

from __future__ import annotations

from collections.abc import Mapping

from redaction.errors import VerificationFailed, WithheldTextFound
from redaction.verify import foreign
from redaction.verify.document import TooLarge, read_document
from redaction.verify.files import Decisions, check_text, read_decisions
from redaction.verify.findings import LEAKS, Finding, Report
from redaction.verify.haystacks import Places, find_needles
from redaction.verify.needles import Needles
from redaction.verify.reading import Reading, read_parts
from redaction.verify.structure import check_structure
from redaction.verify.words import check_present, is_text_file

_MOST_BYTES = 64 * 1024 * 1024
_PARTS = ("text", "geometry", "font", "metadata")


def check_nothing_leaks(pdf: bytes, txt: str, decisions: bytes, needles: Needles) -> None:
    """Let the three files of a release pass, or raise.

    Raises:
        WithheldTextFound: a withheld word, or a digest of one, stands in one of them.
        VerificationFailed: one of them is not what was released: a defect of the product.
    """
    report = check_pdf(pdf, text=txt, decisions=decisions, needles=needles)
    if report.verdict == "clean":
        return
    for finding in report.findings:
        if finding.code in LEAKS:
            raise WithheldTextFound(finding.where)
    unread = [{"code": "not_on_list", "where": report.reason}] if report.reason else []
    raise VerificationFailed([*unread, *(finding.to_json() for finding in report.findings)])


def check_pdf(
    pdf: bytes,
    *,
    text: str | None = None,
    decisions: bytes | None = None,
    needles: Needles | None = None,
    name: str = "",
) -> Report:
    """The report on one PDF, with the text file, decisions file and needles there are.

    ``text`` is the text file of the release, compared line by line, or any text whose words
    must stand on the pages in order. ``name`` is the name of the file: it is searched too,
    and never read. A file that is no PDF, or that holds more than 64 MiB, is ``unreadable``.
    """
    if b"%PDF-" not in pdf[:1024]:
        return Report.unreadable(name, "this is not a PDF")
    if len(pdf) > _MOST_BYTES:
        return Report.unreadable(name, "the file is larger than 64 MiB")
    try:
        document = read_document(pdf)
    except TooLarge:
        return Report.unreadable(name, "the file inflates to more than 64 MiB")
    given, findings = _check_files(text, decisions)
    structure = check_structure(document)
    findings += [*document.findings, *structure]
    told = text if text is not None and (given is not None or is_text_file(text)) else None
    reading = Reading(document) if structure else read_parts(document, told, given)
    findings += reading.findings
    pages, found = foreign.read_pages(pdf, plain=not structure)
    findings += found
    if reading.pages:
        findings += foreign.check_pages(pages, [page.shown() for page in reading.pages])
    if text is not None and (findings or told is None):
        findings += check_present(text, [line.text for line in reading.lines] or _any(pages))
    read = ["bytes", "objects", "streams", *(_PARTS if reading.lines else ())]
    if needles is not None:
        places = Places(pdf, reading, pages, text, decisions, name)
        findings += find_needles(places, needles, sound=not findings)
        read.append("needles")
    return Report.of(name, read, findings)


def _any(pages: Mapping[str, list[str]]) -> list[str]:
    """The pages of the first reader that could read them."""
    return next(iter(pages.values()), [])


def _check_files(
    text: str | None, decisions: bytes | None
) -> tuple[Decisions | None, list[Finding]]:
    """The decisions, and where the other two files do not say the same (G10)."""
    if decisions is None:
        return None, []
    given, findings = read_decisions(decisions, text or "")
    if given is not None and text is not None:
        findings += check_text(text, given)
    return given, findings
