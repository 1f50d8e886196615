"""Words of a cable in a template: ``{{ subject|shown }}``."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from workflow.portal import banners, runs

register = template.Library()


@register.filter
def shown(text: object) -> SafeString:
    """The words escaped, with every hidden character labelled and isolated."""
    return runs.shown(str(text))


@register.filter
def level_word(level: str) -> str:
    """``C`` as CONFIDENTIAL; a level that was not read as the highest."""
    return banners.banner(level)
