"""What is kept: cables, reviews, marks, releases, people and the log."""

# Imported to be heard of by Django: log-ins are recorded, and the database is looked at.
from workflow.models import checks, entering
from workflow.models.audit import AuditCheckpoint, AuditEntry, AuditHead, AuditTile
from workflow.models.cables import Cable, CableCaption, CableTag
from workflow.models.marks import Mark, PortionDecision
from workflow.models.people import AuthorityListing, Caption, RoleGrant, User
from workflow.models.relations import CableReference, CableSketch
from workflow.models.releases import Outbox, Release
from workflow.models.reviews import Remark, Review
from workflow.models.settlements import Settlement

__all__ = [
    "AuditCheckpoint",
    "AuditEntry",
    "AuditHead",
    "AuditTile",
    "AuthorityListing",
    "Cable",
    "CableCaption",
    "CableReference",
    "CableSketch",
    "CableTag",
    "Caption",
    "Mark",
    "Outbox",
    "PortionDecision",
    "Release",
    "Remark",
    "Review",
    "RoleGrant",
    "Settlement",
    "User",
    "checks",
    "entering",
]
