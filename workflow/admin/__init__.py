"""The administrator's side: people and their rights, records to read, the dashboard."""

from workflow.admin import people, records
from workflow.admin.site import office

__all__ = ["office", "people", "records"]
