"""Finding the file of a rule pack and reading its JSON.

A pack is data: years, phrases, citations and sentences of one country. This module knows
where packs live and nothing of what they say.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from redaction.errors import AuthorityInputError

DEFAULT = "us-eo13526"
SHIPPED = Path(__file__).parent / "packs"

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def path_of(name: str | Path) -> Path:
    """The file of a shipped pack named by its id, or the path itself."""
    if isinstance(name, str) and _ID.fullmatch(name):
        return SHIPPED / f"{name}.json"
    return Path(name)


@cache
def pack_data(name: str | Path = DEFAULT) -> dict[str, Any]:
    """The JSON object of a pack, read once; callers do not change it.

    Raises:
        AuthorityInputError: ``unknown_pack`` when there is no such file or it is no object.
    """
    try:
        data = json.loads(path_of(name).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise AuthorityInputError("unknown_pack", "there is no rule pack of this name") from error
    if not isinstance(data, dict):
        raise AuthorityInputError("unknown_pack", "the file of this name is no rule pack")
    return data
