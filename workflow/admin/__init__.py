"""The administrator's side: people and their rights, records to read, the dashboard."""

from workflow.admin import people, records

__all__ = ["people", "records"]
