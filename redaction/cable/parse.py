"""A telegram's text becomes a ``Cable``: the pieces put together.

Linear in the length of the text, and without any knowledge of clock, place or machine: the same
text gives the same cable for ever.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from redaction.cable.assemble import Assembly
from redaction.cable.editions import shows_edition
from redaction.cable.files import LARGEST
from redaction.cable.model import Cable
from redaction.cable.profiles import FOLDER, Profile, detectable, load
from redaction.cable.sheet import Sheet
from redaction.errors import CableError


def parse(
    text: str,
    *,
    profile: str | Profile | None = None,
    year: int | None = None,
    mrn: str | None = None,
    splits: Collection[int] = (),
) -> Cable:
    """Read one telegram.

    ``year`` and ``mrn`` are the message's year and reference number as the caller knows them; a
    value in the text wins over ``year``. Without ``profile`` the message format is detected.
    ``splits`` are the ends of ``PARAGRAPH_SPLIT`` gaps that a person looked at and does not
    want joined: a paragraph of its own starts there. Any other offset changes nothing.

    Raises:
        CableError: ``TOO_LARGE``, ``BAD_CHARACTER``, ``BAD_PROFILE``; nothing else, whatever
            the text holds.
    """
    chosen = load(profile) if profile is not None else None
    data = _checked(text)
    sheet = Sheet(text)
    return Assembly(
        sheet,
        data,
        chosen or detect(sheet),
        settled=chosen is not None,
        year=year,
        own=mrn,
        splits=frozenset(splits),
    ).cable()


def _checked(text: str) -> bytes:
    """The text in UTF-8, if it can be stored and hashed at all."""
    if len(text) > LARGEST:
        raise CableError("TOO_LARGE", f"the text is larger than {LARGEST} bytes")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise CableError(
            "BAD_CHARACTER", f"a lone surrogate stands at offset {error.start}", offset=error.start
        ) from None
    if len(data) > LARGEST:
        raise CableError("TOO_LARGE", f"the text is larger than {LARGEST} bytes")
    zero = text.find("\0")
    if zero >= 0:
        raise CableError("BAD_CHARACTER", f"U+0000 stands at offset {zero}", offset=zero)
    return data


def detect(sheet: Sheet, folder: Path = FOLDER) -> Profile:
    """The format a text looks like; ``acp127`` until the front shows that it is ``plain``."""
    for profile in detectable(folder):
        rule = profile.detection
        if rule is not None and (
            shows_edition(sheet, profile) if rule.form else rule.shown_by(sheet.text, sheet.strips)
        ):
            return profile
    return load("acp127", folder)
