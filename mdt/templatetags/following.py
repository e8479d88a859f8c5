"""How decisions and what became of them are written on pages. `{% load following %}`."""

from datetime import date
from typing import Any

from django import template

from mdt.following_words import Mark, decision_words, link_words, mark_of
from mdt.models import Decision
from mdt.selectors.chains import Link

register = template.Library()


@register.filter
def decided(decision: Decision) -> str:
    """What was decided, in words."""
    return decision_words(decision)


def chain_lines(links: tuple[Link, ...], today: date) -> list[tuple[Link, Mark, str]]:
    """What `mdt/following/chain.html` draws as `chain`."""
    return [(link, mark_of(link, today), link_words(link)) for link in links]


@register.inclusion_tag("mdt/following/chain.html")
def decision_chain(links: Any, today: date) -> dict[str, Any]:
    """The list of decisions with what became of each."""
    return {"chain": chain_lines(links, today)}
