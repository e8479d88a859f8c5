"""Forms about clinical facts."""

from decimal import Decimal
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.words import number
from accounts.vocabulary import choices
from guidelines.labs import Analyte, accepted_units
from guidelines.lesions import Extent
from patients.enums import DriverStatus, Histology, MetastasisBasis, MetastasisStatus
from patients.forms.base import RoomForm
from patients.forms.records import one_of
from patients.models import BoneMetastasis, Diagnosis, LabResult
from patients.specs.facts import DiagnosisSpec, DriverSpec, LabSpec, MetastasisSpec

BLANK = [("", "—")]
EMPTY_DRIVERS = 2
BASES = [choice for choice in MetastasisBasis.choices if choice[0] != MetastasisBasis.NOT_STATED]
STAGES = ("I", "IA", "IA1", "IA2", "IA3", "IB", "II", "IIA", "IIB", "III", "IIIA", "IIIB", "IIIC",
          "IV", "IVA", "IVB")  # fmt: skip


def score(label: str) -> forms.DecimalField:
    """A PD-L1 score."""
    return forms.DecimalField(label=label, max_digits=4, decimal_places=1, required=False)


class DiagnosisForm(RoomForm):
    """The tumour."""

    histology = forms.ChoiceField(label=_("Histology"), choices=Histology, widget=forms.RadioSelect)
    site = forms.CharField(label=_("Site"), max_length=60, required=False)
    t = forms.CharField(label="T", max_length=6, required=False)
    n = forms.CharField(label="N", max_length=6, required=False)
    m = forms.CharField(label="M", max_length=6, required=False)
    tnm_edition = forms.IntegerField(label=_("TNM edition"), required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[*BLANK, *((stage, stage) for stage in STAGES)], required=False
    )
    diagnosed_on = forms.DateField(label=_("Diagnosed on"), required=False)
    pdl1_tps_percent = score("PD-L1 TPS")
    pdl1_cps = score("PD-L1 CPS")
    note = forms.CharField(label=_("Note"), max_length=1000, required=False, widget=forms.Textarea)

    @classmethod
    def start(cls, diagnosis: Diagnosis | None) -> dict[str, Any]:
        """What the form shows before anything is typed."""
        if diagnosis is None:
            return {"histology": Histology.UNKNOWN}
        return {name: getattr(diagnosis, name) for name in cls.base_fields}

    def spec(self, drivers: tuple[DriverSpec, ...]) -> DiagnosisSpec:
        """The diagnosis that was typed."""
        return DiagnosisSpec(**self.cleaned_data, drivers=drivers)


class DriverForm(forms.Form):
    """One gene."""

    gene = forms.CharField(label=_("Gene"), max_length=20)
    status = forms.ChoiceField(label=_("Result"), choices=[*BLANK, *DriverStatus.choices])
    variant = forms.CharField(label=_("Variant"), max_length=60, required=False)
    tested_on = forms.DateField(label=_("Tested on"), required=False)


DriverForms = formset_factory(DriverForm, extra=EMPTY_DRIVERS, can_delete=True, max_num=20, absolute_max=40)


def drivers_start(diagnosis: Diagnosis | None) -> list[dict[str, Any]]:
    """The recorded genes for the form."""
    rows = diagnosis.drivers.all() if diagnosis else ()
    return [{name: getattr(row, name) for name in DriverForm.base_fields} for row in rows]


def drivers_typed(forms_: Any) -> tuple[DriverSpec, ...]:
    """The genes that were typed, without empty and removed lines."""
    lines = [form.cleaned_data for form in forms_ if form.cleaned_data and not form.cleaned_data["DELETE"]]
    return tuple(DriverSpec(**{name: line[name] for name in DriverForm.base_fields}) for line in lines)


class MetastasisForm(RoomForm):
    """Whether the bone is involved."""

    status = forms.ChoiceField(label=_("Bone metastasis"), choices=MetastasisStatus, widget=forms.RadioSelect)
    confirmed_on = forms.DateField(label=_("Confirmed on"), required=False)
    basis = forms.ChoiceField(
        label=_("Confirmed by"), choices=BASES, required=False, widget=forms.RadioSelect
    )
    sites = forms.CharField(label=_("Sites"), max_length=200, required=False)
    extent = one_of(_("Extent"), Extent, required=False, buttons=True)
    extent_on = forms.DateField(label=_("Extent judged on"), required=False)

    @classmethod
    def start(cls, found: BoneMetastasis | None) -> dict[str, Any]:
        """What the form shows before anything is typed."""
        return {name: getattr(found, name) for name in cls.base_fields} if found else {}

    def spec(self) -> MetastasisSpec:
        """What was decided."""
        data = self.cleaned_data
        return MetastasisSpec(
            status=MetastasisStatus(data["status"]),
            confirmed_on=data["confirmed_on"],
            basis=MetastasisBasis(data["basis"]) if data["basis"] else None,
            sites=data["sites"],
            extent=data["extent"],
            extent_on=data["extent_on"],
        )


def amount(label: Any, *, required: bool = True) -> forms.DecimalField:
    """A laboratory number."""
    return forms.DecimalField(label=label, max_digits=10, decimal_places=3, required=required)


def as_typed(value: Any) -> Any:
    """A stored number as a person writes it: 2.11, not 2.110; anything else as it is."""
    return number(value) if isinstance(value, Decimal) else value


class LabForm(RoomForm):
    """One laboratory result with the range of its laboratory."""

    analyte = forms.ChoiceField(label=_("Test"), choices=[*BLANK, *choices(Analyte)])
    value = amount(_("Value"))
    unit = forms.ChoiceField(label=_("Unit"))
    ref_low = amount(_("Lower limit"), required=False)
    ref_high = amount(_("Upper limit"), required=False)
    sampled_on = forms.DateField(label=_("Sampled on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = self.fields["unit"]
        if isinstance(units, forms.ChoiceField):
            units.choices = [*BLANK, *((unit, unit) for unit in self.units())]

    def units(self) -> list[str]:
        """Units of the chosen test; of all tests while none is chosen."""
        code = self["analyte"].value()
        chosen = [Analyte(code)] if code in set(Analyte) else list(Analyte)
        return list(dict.fromkeys(unit for analyte in chosen for unit in accepted_units(analyte)))

    @classmethod
    def start(cls, lab: LabResult) -> dict[str, Any]:
        """An earlier result, to be corrected."""
        return {name: as_typed(getattr(lab, name)) for name in LabForm.base_fields}

    def spec(self) -> LabSpec:
        """The result that was typed."""
        data = self.cleaned_data
        return LabSpec(
            analyte=Analyte(data["analyte"]),
            value=data["value"],
            unit=data["unit"],
            ref_low=data["ref_low"],
            ref_high=data["ref_high"],
            sampled_on=data["sampled_on"],
        )


class LabCorrectionForm(LabForm):
    """A result typed again, and why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class ResolveForm(RoomForm):
    """Since when a problem is over."""

    resolved_on = forms.DateField(label=_("Over since"))
