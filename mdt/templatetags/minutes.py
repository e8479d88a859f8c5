"""How codes of the board are written in pages. `{% load minutes %}`."""

from django import template

from accounts.templatetags.words import say
from guidelines.mdt.decisions import DecisionType
from guidelines.mdt.disciplines import Discipline

register = template.Library()


@register.filter
def discipline_name(code: str) -> str:
    """A discipline in the user's language; a code nobody knows is shown as it stands."""
    return say(Discipline(code)) if code in set(Discipline) else code


@register.filter
def apart(evidence: str, grade: str) -> tuple[str, str]:
    """`Recommendation 10` and `1B` of evidence that ends with its grade; else the whole and nothing."""
    if not grade or not evidence.endswith(f" {grade}"):
        return evidence, ""
    return evidence.removesuffix(f" {grade}"), grade


@register.filter
def decision_name(code: str) -> str:
    """The type of a decision in the user's language; a code nobody knows is shown as it stands."""
    return say(DecisionType(code)) if code in set(DecisionType) else code
