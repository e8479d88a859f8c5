"""What was recorded wrongly: a dose, a dental item, a therapy as a document tells it, what made it unsafe."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.words import say
from bonetherapy.enums import DentalOutcome, Severity
from bonetherapy.forms.fields import ExpiryField, reason_choices, site_choices
from bonetherapy.forms.safety import amount
from bonetherapy.forms.sheet import Sheet, day, reason_text
from bonetherapy.models import Dose, NotStarted, ReportedTherapy
from bonetherapy.specs import (
    AdverseEventFacts,
    DentalFacts,
    DoseCorrection,
    NotStartedSpec,
    ReportedTherapySpec,
    SupplementFacts,
)
from guidelines.bone.adverse import AdverseEvent
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from patients.forms.records import RecordForm, about, one_of, words
from patients.forms.records import day as record_day
from patients.models.recorded import Recorded


def why() -> forms.CharField:
    """Why a record is changed."""
    return reason_text(_("Why is the record changed?"), required=True)


class DoseCorrectionForm(Sheet):
    """A dose as it really was given."""

    given_on = day(_("Given on"))
    dose_mg = forms.DecimalField(
        label=_("Dose"), max_digits=6, decimal_places=2, min_value=Decimal("0.01"), required=False
    )
    site = forms.ChoiceField(label=_("Site"), required=False)
    batch = forms.CharField(label=_("Batch"), max_length=30, required=False)
    expires_on = ExpiryField(label=_("Expires"), required=False)
    interruption_reason = forms.ChoiceField(label=_("Why was it late?"), required=False)
    reason_text = why()

    def __init__(self, dose: Dose, data: Any = None) -> None:
        start = {name: getattr(dose, name) for name in self.base_fields if name != "reason_text"}
        super().__init__(data, initial=start | {"reason_text": ""})
        told = [(dose.site, dose.get_site_display())] if dose.site else []
        sites = dict([("", _("not stated")), *site_choices(dose.course.route), *told])
        self._choose("site", list(sites.items()))
        self._choose("interruption_reason", reason_choices())

    def _choose(self, name: str, options: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = options

    def spec(self) -> DoseCorrection:
        """The dose that was typed. Call after `is_valid`."""
        return DoseCorrection(**self.cleaned_data)


class DoseVoidForm(Sheet):
    """Why a dose on record was never given."""

    reason_text = why()


class DentalCorrectionForm(RecordForm[DentalFacts]):
    """A dental item as it really was."""

    item = one_of(_("Item"), DentalItem)
    on = record_day(_("Date"))
    is_done = forms.BooleanField(label=_("Done"), required=False)
    outcome = forms.TypedChoiceField(
        label=_("Result"), choices=DentalOutcome.choices, coerce=DentalOutcome, widget=forms.RadioSelect
    )
    dentist_name = words(_("Dentist"), 60)
    cleared_on = record_day(_("Cleared on"), required=False)
    note = words(_("Note"), 300)

    def spec(self) -> DentalFacts:
        """The item that was typed."""
        return DentalFacts(**self.facts)


class ReportedTherapyForm(RecordForm[ReportedTherapySpec]):
    """A bone therapy as a document tells it."""

    agent_text = words(_("Drug as told"), 100, required=True)
    agent = one_of(_("Drug"), Agent, required=False)
    started_on = record_day(_("Started on"), required=False)
    stopped_on = record_day(_("Stopped on"), required=False)
    doses_stated = forms.IntegerField(label=_("Doses, as told"), required=False)
    doses_stated_on = record_day(_("Doses counted until"), required=False)
    dose_mg = forms.DecimalField(label=_("Dose, mg"), max_digits=6, decimal_places=2, required=False)
    interval_days = forms.IntegerField(label=_("Interval, days"), required=False)
    route_text = words(_("Route as told"), 40)
    is_approximate = about()
    text = words(_("In words"), 300)
    rarely = ("route_text", "is_approximate", "text")

    @classmethod
    def start(cls, row: Recorded) -> dict[str, Any]:
        """The therapy as it stands; the course it tells of goes with the correction."""
        course_id = row.course_id if isinstance(row, ReportedTherapy) else None
        return super().start(row) | {"course_id": course_id}

    def spec(self) -> ReportedTherapySpec:
        """The therapy that was typed."""
        return ReportedTherapySpec(**self.facts, course_id=self.initial.get("course_id"))


class SupplementCorrectionForm(RecordForm[SupplementFacts]):
    """A supplement as it really was taken."""

    product = words(_("Product"), 100)
    calcium_mg_per_day = amount(_("Calcium per day"), _("empty: not stated"))
    vitamin_d_iu_per_day = amount(_("Vitamin D per day"), _("empty: not stated"))
    started_on = record_day(_("Started on"))
    stopped_on = record_day(_("Stopped on"), required=False)
    confirmed_on = record_day(_("Taken, confirmed on"), required=False)

    def spec(self) -> SupplementFacts:
        """The supplement that was typed."""
        return SupplementFacts(**self.facts)


class AdverseEventCorrectionForm(RecordForm[AdverseEventFacts]):
    """An adverse event as it really was, and the course it belongs to."""

    course_id = forms.TypedChoiceField(label=_("Course"), coerce=UUID)
    code = one_of(_("Event"), AdverseEvent)
    severity = forms.TypedChoiceField(
        label=_("Severity"), choices=Severity.choices, coerce=Severity, widget=forms.RadioSelect
    )
    onset_on = record_day(_("Began on"))
    exposed_bone_on = record_day(_("Exposed bone or fistula since"), required=False)
    resolved_on = record_day(_("Over since"), required=False)
    note = words(_("Note"), 1000, area=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["course_id"]
        if isinstance(field, forms.ChoiceField):
            courses = self.patient.courses.order_by("-first_due_on")
            field.choices = [(str(row.id), f"{say(Agent(row.agent))} {row.first_due_on}") for row in courses]

    def spec(self) -> AdverseEventFacts:
        """The event that was typed."""
        return AdverseEventFacts(**self.facts)


class NotStartedForm(RecordForm[NotStartedSpec]):
    """Why no bone-modifying drug is given. `why`: `reason` is that of a correction."""

    decided_on = record_day(_("Decided on"))
    why = words(_("Reason against a start"), 300, required=True)
    declined = forms.BooleanField(label=_("Declined by the patient"), required=False)
    agent = one_of(_("Only against this drug"), Agent, required=False)

    @classmethod
    def start(cls, row: Recorded) -> dict[str, Any]:
        """The reason as it stands."""
        why = row.reason if isinstance(row, NotStarted) else ""
        return super().start(row) | {"why": why}

    def spec(self) -> NotStartedSpec:
        """The reason that was typed."""
        typed = self.facts
        return NotStartedSpec(reason=typed.pop("why"), **typed)
