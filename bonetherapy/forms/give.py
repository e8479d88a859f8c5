"""The page that records a dose, and its undoing."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bonetherapy.forms.fields import ExpiryField, reason_choices, site_choices
from bonetherapy.models import Dose
from bonetherapy.specs import GivenSpec
from patients.specs.overrides import Acknowledgement

MOMENT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"]

# A new time or dose is answered with its consequence; without script a button asks for it.
PREVIEW = {
    "hx-post": "",
    "hx-vals": '{"preview": "1"}',
    "hx-trigger": "change",
    "hx-target": "#consequence",
    "hx-swap": "outerHTML",
}


class GivenForm(forms.Form):
    """Identity, the question of the day, the vial, the moment and the site, in the order of the paper."""

    identity_confirmed = forms.BooleanField(
        label=_("Wristband, spoken name and date of birth agree"),
        error_messages={"required": _("Check the identity at the bed, then tick here.")},
    )
    asked_today = forms.BooleanField(
        label=_(
            "Asked today: no toothache, swollen gums or planned extraction, no new numbness or twitching"
        ),
        error_messages={
            "required": _("Ask the patient, then tick here. If something is new, hold the dose instead.")
        },
    )
    batch = forms.CharField(
        label=_("Batch"),
        max_length=30,
        error_messages={"required": _("Type the batch as it is printed on the vial.")},
    )
    expires_on = ExpiryField(
        label=_("Expires"),
        error_messages={"required": _("Type the expiry printed on the vial, for example 2028-07.")},
    )
    dose_mg = forms.DecimalField(
        label=_("Dose"),
        max_digits=6,
        decimal_places=2,
        min_value=Decimal("0.01"),
        error_messages={
            "required": _("Type the dose in mg."),
            "invalid": _("Type the dose as a number of mg, for example 120 or 3.3."),
        },
    )
    given_at = forms.DateTimeField(
        label=_("Given at"),
        input_formats=MOMENT_FORMATS,
        widget=forms.DateTimeInput,
        error_messages={
            "required": _("Say when the dose was given."),
            "invalid": _("Write date and time as 2026-11-20 10:05."),
        },
    )
    site = forms.ChoiceField(
        label=_("Site"), widget=forms.RadioSelect, error_messages={"required": _("Choose the site.")}
    )
    interruption_reason = forms.ChoiceField(
        label=_("Why was it late?"),
        required=False,
        error_messages={"required": _("Choose why the dose is late: it cannot be closed without a reason.")},
    )

    def __init__(self, dose: Dose, data: Any = None, *, asks_reason: bool = False, **more: Any) -> None:
        """`asks_reason`: the dose is late and nobody said why; a reason sent unasked is read all the same."""
        super().__init__(data, **more)
        self.dose = dose
        self._choose("site", site_choices(dose.course.route))
        self._choose("interruption_reason", reason_choices())
        self.fields["interruption_reason"].required = asks_reason
        if not asks_reason and "interruption_reason" not in self.data:
            del self.fields["interruption_reason"]
        for name in ("given_at", "dose_mg"):
            self.fields[name].widget.attrs.update(PREVIEW)

    def _choose(self, name: str, options: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = options

    def spec(self, answers: tuple[Acknowledgement, ...]) -> GivenSpec:
        """The dose as it was given. Call after `is_valid`."""
        data = self.cleaned_data
        return GivenSpec(
            given_at=data["given_at"],
            dose_mg=data["dose_mg"],
            route=self.dose.course.route,
            site=data["site"],
            batch=data["batch"].strip(),
            expires_on=data["expires_on"],
            identity_confirmed=data["identity_confirmed"],
            asked_today=data["asked_today"],
            interruption_reason=data.get("interruption_reason", ""),
            answers=answers,
        )


class TypedForm(forms.Form):
    """Only the moment and the dose, for the preview of the consequences; what cannot be read is None."""

    given_at = forms.DateTimeField(input_formats=MOMENT_FORMATS, required=False)
    dose_mg = forms.DecimalField(max_digits=6, decimal_places=2, min_value=Decimal("0.01"), required=False)

    def moment(self) -> datetime | None:
        """The moment typed."""
        self.is_valid()
        return self.cleaned_data.get("given_at")

    def amount(self) -> Decimal | None:
        """The dose typed, in mg."""
        self.is_valid()
        return self.cleaned_data.get("dose_mg")


class UndoForm(forms.Form):
    """Why a recorded dose is taken back."""

    reason_text = forms.CharField(
        label=_("Why is it undone?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why the record is undone, for example: wrong patient chosen.")},
    )
