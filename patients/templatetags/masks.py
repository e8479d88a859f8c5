"""`{% load masks %}`: how a sealed address is shown."""

from django import template

from patients import identifiers

register = template.Library()


@register.filter
def mask_name(value: str) -> str:
    """`张**`: the family name, and how many signs follow."""
    return identifiers.masked_name(value)


@register.filter
def mask_number(value: str) -> str:
    """`****6173`: the last four signs of a hospital number."""
    return identifiers.masked_number(value)


@register.filter
def mask_address(value: str) -> str:
    """`l***@hospital.cn`; empty stays empty."""
    return identifiers.masked_address(value)
