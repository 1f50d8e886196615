"""What the audit log refuses."""

from __future__ import annotations

from redaction.errors import RedactionError


class AuditError(RedactionError):
    """A tree, entry, checkpoint or proof that is not what it must be.

    Codes: ``out_of_range``, ``bad_frontier``, ``bad_entry``, ``unknown_act``, ``short_key``,
    ``bad_domain``, ``bad_checkpoint``, ``bad_key``, ``unknown_key``, ``bad_signature``.
    """
