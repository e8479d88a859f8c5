"""What a reader states of one examination, and the class that is confirmed (IMG-40)."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guidelines.imaging.flare import Correlative
from guidelines.imaging.response import CtFill, NewLesion
from guidelines.imaging.response_entry import ResponseStandard
from imaging.enums import Response
from imaging.models import ResponseAssessment
from imaging.specs import ResponseSpec
from patients.forms.base import RoomForm
from patients.forms.records import WORDS, day, one_of, words, yes_no

ANSWERED = ("has_measurable", "density_normalised", "mri_normalised", "bs_normalised")


def _percent(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=6, decimal_places=1)


class ResponseForm(RoomForm):
    """Statements first, then the confirmed class; left open is not examined or not estimated."""

    new_lesion = one_of(_("New bone lesion seen"), NewLesion)
    correlative = one_of(_("Other imaging of the site the bone scan points to"), Correlative)
    has_measurable = yes_no(_("Measurable lesions at baseline"))
    nonmeasurable_change_pct = _percent(_("Change of lesions that cannot be measured (%)"))
    bs_change_pct = _percent(_("Change of uptake in the bone scan (%)"))
    ct_fill = one_of(_("Sclerosis of lytic lesions"), CtFill, required=False)
    density_normalised = yes_no(_("Density normal"))
    mri_normalised = yes_no(_("MRI signal normal"))
    bs_normalised = yes_no(_("Bone scan normal"))
    standard = one_of(_("Standard"), ResponseStandard, buttons=True)
    confirmed = forms.TypedChoiceField(
        label=_("Confirmed response"), choices=Response.choices, coerce=Response, widget=forms.RadioSelect
    )
    deviation = words(_("Why it differs from the computed class"), 300)
    note = words(_("Note of the reader"), 300, area=True)
    assessed_on = day(_("Assessed on"))
    reason = words(_("Reason of the correction"), 200, required=True)

    def __init__(self, *args: Any, is_correction: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["reason"]

    @classmethod
    def start(cls, row: ResponseAssessment) -> dict[str, Any]:
        """The assessment as it stands."""
        told = {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}
        return told | {name: WORDS.get(told[name], "") for name in ANSWERED}

    @property
    def stated(self) -> list[forms.BoundField]:
        """The fields the rules read."""
        return [self[name] for name in list(self.fields)[:9]]

    @property
    def judged_by(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(field.name for field in self.stated)

    def spec(self, study_id: UUID) -> ResponseSpec:
        """What was stated and confirmed. Only after the form was found valid."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return ResponseSpec(study_id=study_id, **data)

    def statements(self, study_id: UUID, today: date) -> ResponseSpec:
        """What the rules can already read while the form is filled in; nothing is confirmed by it."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) for name in self.judged_by}
        told: dict[str, Any] = {name: value for name, value in given.items() if value not in (None, "")}
        standard, unconfirmed = ResponseStandard.MDA, Response.NE
        return ResponseSpec(
            study_id=study_id, assessed_on=today, standard=standard, confirmed=unconfirmed, **told
        )
