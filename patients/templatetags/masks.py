"""`{% load masks %}`: how a sealed address is shown."""

from django import template

from patients import identifiers

register = template.Library()


@register.filter
def mask_address(value: str) -> str:
    """`l***@hospital.cn`; empty stays empty."""
    return identifiers.masked_address(value)
