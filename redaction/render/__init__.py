"""The files of a release, made from released values and from nothing else.

A renderer is given a ``ReleasedCable`` and its ``Stamp`` and raises ``TypeError`` for
anything else. Nothing here can reach what has seen an original; an import contract in
``pyproject.toml`` keeps it so.
"""

from __future__ import annotations

from redaction.render.decisions import release_json
from redaction.render.pdf import release_pdf
from redaction.render.text import release_text

__all__ = ["release_json", "release_pdf", "release_text"]
