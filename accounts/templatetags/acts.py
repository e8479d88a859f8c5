"""The one-time key of a form that acts; also a tag that every template knows."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from accounts.once.keys import key_input

register = template.Library()


@register.simple_tag(takes_context=True)
def form_key(context: Any) -> SafeString:
    """The hidden field beside `csrf_token`: the form acts once, and over nobody's head."""
    return key_input(context["request"])
