"""Message formats as data: one TOML file each, read once.

A ministry adds a format by adding a file; levels, captions, precedence, slug names, end marks,
notices and how the format is detected are all here and nowhere in code. A file that is not as
it should be is refused with its name, the key and what is wanted.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from redaction.cable.profiles.form import OWN, check, check_whole, refuse
from redaction.cable.profiles.profile import Detection, Level, Profile, compiled
from redaction.errors import CableError

__all__ = ["FOLDER", "Detection", "Level", "Profile", "detectable", "load", "load_file", "names"]

FOLDER: Final = Path(__file__).parent
_TABLES = ("slugs", "precedence_misprints")  # taken over key by key; other keys as a whole


def names(folder: Path = FOLDER) -> tuple[str, ...]:
    """The names of the profiles there are."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def load(name: str | Profile, folder: Path = FOLDER) -> Profile:
    """The profile ``name``; a profile that is loaded already is given back.

    Raises:
        CableError: ``BAD_PROFILE`` when there is none, or its file is not as it should be.
    """
    return name if isinstance(name, Profile) else _load(name, folder)


@cache
def _load(name: str, folder: Path) -> Profile:
    if name not in names(folder):
        raise CableError("BAD_PROFILE", f"no such profile; there are: {', '.join(names(folder))}")
    return compiled(whole(folder / f"{name}.toml", folder))


def load_file(path: Path) -> Profile:
    """The profile in a file that is not in its place yet; what it extends may lie beside it.

    Raises:
        CableError: ``BAD_PROFILE``, with the file, the key and what is wanted.
    """
    return compiled(whole(path, FOLDER))


@cache
def detectable(folder: Path = FOLDER) -> tuple[Profile, ...]:
    """The profiles that a text may show, in the order in which they are asked.

    Raises:
        CableError: ``BAD_PROFILE`` when a file is not as it should be.
    """
    asked = [
        (profile.detection.order, name, profile)
        for name in names(folder)
        if (profile := load(name, folder)).detection is not None
    ]
    return tuple(profile for _, _, profile in sorted(asked, key=lambda entry: entry[:2]))


def whole(path: Path, folder: Path = FOLDER) -> Mapping[str, Any]:
    """Everything a profile file says, with what it takes over from those it extends.

    Raises:
        CableError: ``BAD_PROFILE``, with the file, the key and what is wanted.
    """
    data = _merged(path, folder, ())
    check_whole(data, _read(path), path.name)
    return data


def _merged(path: Path, folder: Path, below: tuple[str, ...]) -> dict[str, Any]:
    data = _read(path)
    extended = data.get("extends", "")
    if not extended:
        return data
    below = (*below, data["name"])
    if extended in below:
        refuse(path.name, "extends", f"goes in a circle: {' -> '.join((*below, extended))}")
    place = next((f for f in (folder, path.parent) if extended in names(f)), None)
    if place is None:
        refuse(path.name, "extends", f"names no profile; there are: {', '.join(names(folder))}")
    parent = _merged(place / f"{extended}.toml", folder, below)
    taken = {key: value for key, value in parent.items() if key not in OWN}
    for key in _TABLES:
        data[key] = taken.get(key, {}) | data.get(key, {})
    return taken | data


def _read(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError:
        raise CableError("BAD_PROFILE", f"{path.name}: the file cannot be opened") from None
    except ValueError as error:
        raise CableError("BAD_PROFILE", f"{path.name}: the file is no TOML: {error}") from None
    check(data, path.name)
    return data
