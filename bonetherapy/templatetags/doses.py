"""How doses and their checks are written on the pages of this room. `{% load doses %}`."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from accounts.templatetags.words import number, say
from bonetherapy.wording import CheckParts, check_line, check_parts
from design import atoms
from guidelines.bone.agents import Agent
from guidelines.bone.checks import Check, CheckState
from guidelines.bone.interruptions import InterruptionReason
from guidelines.values import age_years
from patients.models import Patient

register = template.Library()

AGENTS: dict[str, Agent] = {term.value: term for term in Agent}
REASONS: dict[str, InterruptionReason] = {term.value: term for term in InterruptionReason}


@register.filter
def agent(code: str) -> str:
    """The drug's name in the user's language; a code nobody knows is shown as it stands."""
    return say(AGENTS.get(code, code))


@register.filter
def reason(code: str) -> str:
    """An interruption reason in the user's language."""
    return say(REASONS.get(code, code))


@register.filter
def mg(value: Decimal | None) -> str:
    """`120 mg`; a dose nobody has computed yet is said to be open, never left blank."""
    return gettext("dose to be computed") if value is None else f"{number(value)} mg"


@register.simple_tag
def person(patient: Patient, today: date) -> str:
    """`女 58 岁`: what stands beside a name."""
    age = age_years(patient.birth_date, today)
    return pgettext("sex and age", "%(sex)s %(age)s") % {"sex": patient.get_sex_display(), "age": age}


@register.filter
def place(patient: Patient) -> str:
    """`肿瘤一科 15 床`: where to find the patient; the ward where there is one, else the department."""
    where = str(patient.ward or patient.department)
    return gettext("%(where)s bed %(bed)s") % {"where": where, "bed": patient.bed} if patient.bed else where


@register.simple_tag
def checks(items: Iterable[Check], today: date) -> SafeString:
    """The checks of a dose in one line, the ones in the way first."""
    ordered = sorted(items, key=lambda item: not item.blocks)
    return format_html_join("", "{}", ((check_line(item, today),) for item in ordered))


@register.simple_tag
def problems(items: Iterable[Check], today: date) -> SafeString:
    """Only the checks that are not in order, for paper; one word when all are."""
    wrong = [check for check in items if check.state not in {CheckState.OK, CheckState.NOT_NEEDED}]
    return checks(wrong, today) if wrong else atoms.check("ok", gettext("all in order"))


@register.simple_tag
def check_rows(items: Iterable[Check], today: date) -> list[CheckParts]:
    """The checks of a dose as rows of the table: label, value, note, date, badge."""
    return [check_parts(item, today) for item in items]
