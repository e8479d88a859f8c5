"""What the page that starts a course shows: drugs side by side, the renal dose with its inputs, dates."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from accounts.templatetags.words import number, say
from bonetherapy.forms.start import StartForm
from bonetherapy.selectors.choosing import AgentOption, agent_options
from bonetherapy.selectors.previews import StartPreview, start_preview
from bonetherapy.specs import CourseSpec
from bonetherapy.views.give_page import day_off
from guidelines.bone.agents import Agent, AgentClass
from guidelines.bone.choice import LEANINGS, ChoiceFactor
from guidelines.bone.start import aim_note
from guidelines.findings import Finding
from patients.models import Patient


def context(
    patient: Patient, form: StartForm, today: date, *, leave_out: Agent | None = None, ended: str = ""
) -> dict[str, Any]:
    """Everything the template places; `preview` is None until a drug and a first date are known.

    A switch leaves the running drug out, and the rule `ended` that its own stop settles.
    """
    options = agent_options(patient, today=today, leave_out=leave_out, ended=ended)
    spec = form.spec()
    if spec and Agent(spec.agent) not in options:
        spec = None
    preview = start_preview(patient, spec, today=today, factors=form.leaning()) if spec else None
    chosen = options[Agent(spec.agent)] if spec else None
    return {
        "heading": gettext("Start a bone-modifying drug"),
        "groups": groups(options.values()),
        "factor_notes": factor_notes(),
        "chosen": chosen,
        "preview": preview,
        "findings": [item for item in preview.findings if item.rule_id != ended] if preview else [],
        "aim": aim_note(),
        "consequence": "bonetherapy/parts/start_consequence.html",
        "changing": "bonetherapy/parts/start_dose.html",
        "save_word": gettext("Start the course"),
        "save_icon": "player-play",
        **(_of_the_course(spec, preview, chosen) if spec and preview and chosen else {}),
    }


@dataclass(frozen=True, slots=True)
class Group:
    """The drugs of one class with the risk that is printed for the class."""

    name: AgentClass
    jaw_risk: Finding
    options: list[AgentOption]


def groups(options: Collection[AgentOption]) -> list[Group]:
    """Both classes, each with its drugs; none stands out (BMA-04)."""
    found = [
        (name, [option for option in options if option.facts.agent_class is name]) for name in AgentClass
    ]
    return [Group(name, members[0].jaw_risk, members) for name, members in found]


def _of_the_course(spec: CourseSpec, preview: StartPreview, chosen: AgentOption) -> dict[str, Any]:
    return {
        "day_off": day_off(spec.first_due_on),
        "reminder_hour": f"{settings.REMINDER_HOUR:02d}:00",
        "inputs": renal_inputs(preview),
        "dose_line": dose_line(preview),
        "off_days": [day for day in preview.days if day_off(day.due_on)],
    }


def factor_notes() -> dict[str, str]:
    """Table 4.2 under its buttons: the drugs a factor speaks for, and why."""
    return {factor.value: _leaning(factor) for factor in ChoiceFactor}


def _leaning(factor: ChoiceFactor) -> str:
    row = LEANINGS[factor]
    drugs = gettext(", ").join(say(agent) for agent in row.agents)
    if not drugs:
        return say(row.reason)
    return gettext("%(drugs)s: %(reason)s") % {"drugs": drugs, "reason": say(row.reason)}


def dose_line(preview: StartPreview) -> str:
    """The dose with its table row; that it is to be typed where nobody can compute it."""
    if preview.dose_mg is None:
        return gettext("to be entered")
    return f"{number(preview.dose_mg)} mg"


def renal_inputs(preview: StartPreview) -> list[tuple[str, str]]:
    """What the renal dose was computed from, as label and value; what is missing is said (REN-01)."""
    facts = preview.inputs
    measured = bool(facts["crcl_measured"])
    rows = [
        (gettext("Age"), gettext("%(n)s years") % {"n": say(facts["age_years"])}),
        (gettext("Sex"), say(facts["sex"])),
        (gettext("Weight"), _with_day(facts["weight_kg"], "kg", facts["weighed_on"])),
        (gettext("Creatinine"), _with_day(facts["creatinine_umol_l"], "µmol/L", facts["creatinine_on"])),
        (gettext("Formula"), gettext("measured clearance") if measured else "Cockcroft-Gault"),
        (gettext("Clearance"), _with_day(facts["crcl_ml_min"], "mL/min", facts["crcl_on"])),
    ]
    if row := preview.renal.inputs.get("row"):
        rows.append((gettext("Row of table 2"), f"{row} mL/min"))
    return rows


def _with_day(value: object, unit: str, on: object) -> str:
    if value is None:
        return say(None)
    shown = f"{number(value) if isinstance(value, Decimal) else value} {unit}"
    return gettext("%(value)s (%(day)s)") % {"value": shown, "day": on} if on else shown
