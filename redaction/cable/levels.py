"""The level that counts: the classification line, checked against the security line."""

from __future__ import annotations

from redaction.cable.banner import BannerLine
from redaction.cable.cable_numbers import mrn_value
from redaction.cable.ending import Ending
from redaction.cable.facts import Banner, Classification, History, MessageNumber, Security
from redaction.cable.profiles import Level, Profile
from redaction.cable.sheet import Sheet
from redaction.spans import Span

_NO_HISTORY = History()


def banner_of(sheet: Sheet, read: BannerLine) -> Banner:
    """The classification line as printed."""
    captions = tuple(caption.value for caption in read.captions)
    return Banner(read.level.name, read.span.of(sheet.text), read.section, read.span, captions)


def classify(
    sheet: Sheet,
    profile: Profile,
    read: BannerLine | None,
    security: Security | None,
    ending: Ending,
) -> Classification | None:
    """The level that counts; the higher one when two lines disagree."""
    spoken = _of_security(sheet, profile, security)
    if read is None:
        return spoken or _of_attributes(sheet, profile, ending)
    captions = {caption.value for caption in read.captions}
    mark = "SBU" if read.level.mark == "U" and "SENSITIVE" in captions else read.level.mark
    controls = tuple(control for control in profile.controls if control in captions)
    printed = Classification(
        read.level.name, mark, controls, "banner", read.span.of(sheet.text), read.span
    )
    if spoken is None or spoken.mark == mark or (spoken.mark == "U" and mark == "SBU"):
        return printed
    sheet.report("CLASSIFICATION_CONFLICT", read.span)
    higher = profile.ranks[spoken.mark] > profile.ranks[mark]
    return spoken if higher else printed


def _of_security(
    sheet: Sheet, profile: Profile, security: Security | None
) -> Classification | None:
    level = profile.levels.get(security.level or "") if security else None
    if security is None or level is None:
        return None
    return Classification(
        level.name, level.mark, (), "security", security.span.of(sheet.text), security.span
    )


def _of_attributes(sheet: Sheet, profile: Profile, ending: Ending) -> Classification | None:
    printed = ending.attributes.get("Original Classification", "")
    level: Level | None = profile.level_of(printed)
    if level is None:
        return None
    span = ending.places["Original Classification"]
    return Classification(level.name, level.mark, (), "attributes", span.of(sheet.text), span)


def histories(ending: Ending) -> tuple[History, History]:
    """Classification and handling as the archive tells them: original, previous, current."""
    if not (ending.attributes or ending.footers):
        return _NO_HISTORY, _NO_HISTORY
    return (
        _history(ending, "Classification"),
        _history(ending, "Handling Restrictions"),
    )


def _history(ending: Ending, what: str) -> History:
    def value(when: str) -> str | None:
        printed = ending.attributes.get(f"{when} {what}")
        if printed is None and when == "Current":
            printed = ending.footers.get(what)
        return None if printed in (None, "", "n/a", "N/A", "NA") else printed

    return History(value("Original"), value("Previous"), value("Current"))


def number_of(read: BannerLine | None, sheet: Sheet, year: int | None) -> MessageNumber | None:
    """The message reference number of the classification line."""
    if read is None or read.station is None or read.serial is None or read.number is None:
        return None
    return message_number(sheet, read.station, int(read.serial), year, read.number)


def message_number(
    sheet: Sheet, station: str, serial: int, year: int | None, span: Span
) -> MessageNumber:
    """A reference number; without a year it has no value."""
    letters = "".join(character for character in station if character.isalpha())
    return MessageNumber(
        value=mrn_value(year, letters, serial) if year is not None else None,
        display=f"{year % 100:02d} {station} {serial}" if year is not None else None,
        year=year,
        station=station,
        serial=serial,
        raw=span.of(sheet.text),
        span=span,
    )
