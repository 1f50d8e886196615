"""What a template looks up by name: ``{{ asked|of:fact }}``."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(words: Mapping[str, object], name: str) -> object | None:
    """What stands under a name, or nothing."""
    return words.get(name)
