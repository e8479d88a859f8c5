"""The order of a new course."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import choices
from bonetherapy.enums import Route
from bonetherapy.forms.sheet import Sheet, day, reason_text
from bonetherapy.specs import CourseSpec
from guidelines.bone.agents import Agent
from guidelines.bone.choice import ChoiceFactor
from patients.specs.overrides import Acknowledgement


class StartForm(Sheet):
    """Factors, drug, first date; dose, route and interval only where the sources give none."""

    factors = forms.MultipleChoiceField(
        label=_("What about this patient leans the choice"),
        choices=choices(ChoiceFactor),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    agent = forms.ChoiceField(
        label=_("Drug"),
        choices=choices(Agent),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the drug.")},
    )
    dose_mg = forms.DecimalField(
        label=_("Dose"),
        max_digits=6,
        decimal_places=2,
        min_value=Decimal("0.01"),
        required=False,
        error_messages={"invalid": _("Type the dose as a number of mg, for example 120 or 3.3.")},
    )
    route = forms.ChoiceField(label=_("Route"), choices=[("", _("Choose")), *Route.choices], required=False)
    interval_days = forms.IntegerField(
        label=_("Interval"),
        required=False,
        error_messages={"invalid": _("Type the interval as a number of days, for example 28.")},
    )
    first_due_on = day(_("First dose on"))
    reason_text = reason_text(_("Note"))

    def spec(self, answers: tuple[Acknowledgement, ...] = ()) -> CourseSpec | None:
        """The course as far as it can be read; None while drug or first date are missing."""
        known = self.known()
        if "agent" not in known or "first_due_on" not in known:
            return None
        return CourseSpec(
            agent=str(known["agent"]),
            first_due_on=known["first_due_on"],
            dose_mg=known.get("dose_mg"),
            route=known.get("route", ""),
            interval_days=known.get("interval_days"),
            reason_text=known.get("reason_text", "").strip(),
            answers=answers,
        )

    def leaning(self) -> tuple[ChoiceFactor, ...]:
        """The factors that were ticked."""
        return tuple(ChoiceFactor(code) for code in self.known().get("factors", []))


def offered(data: Any) -> dict[str, Any]:
    """A drug named in the address (?agent=), when it is one."""
    code = data.get("agent", "")
    return {"agent": code} if code in set(Agent) else {}
