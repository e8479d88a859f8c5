"""Forms of examinations and lesions, as a report is copied into the record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import choices
from guidelines.imaging.modalities import Modality
from guidelines.imaging.orders import OrderBasis
from guidelines.imaging.response_entry import ResponseStandard
from guidelines.lesions import Bone, LesionType
from guidelines.record.lesions import Certainty
from imaging.enums import Response, WindowAnswer
from imaging.models import ImagingStudy
from imaging.pacs.rendering import PictureType
from imaging.pacs.windows import Window
from imaging.specs import BoneWindowSpec, LesionSpec, StatementSpec, StudySpec
from patients.forms.base import RoomForm
from patients.forms.facts import BLANK
from patients.forms.records import RecordForm, about, day, one_of, side, words, yes_no
from patients.models.recorded import Recorded

WIDEST, DEEPEST = 10_000, 5_000
WINDOW = ("bone_window_reviewed", "bone_window_by", "bone_window_on", "window_width", "window_level")


def basis() -> forms.TypedMultipleChoiceField:
    """Why an examination was ordered, any number of reasons; none ticked: not stated (IMG-14)."""
    return forms.TypedMultipleChoiceField(
        label=_("Ordered because of"),
        choices=choices(OrderBasis),
        coerce=OrderBasis,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class StudyForm(RecordForm[StudySpec]):
    """One examination and whether its bone window was read (IMG-21)."""

    modality = one_of(_("Examination"), Modality, required=False)
    done_on = day(_("Done on"))
    region = words(_("Region"), 200)
    findings = words(_("Findings"), 4000, area=True)  # type: ignore[assignment]  # a field is no attribute
    bone_window_reviewed = yes_no(_("Bone window read"))
    bone_window_by = words(_("Bone window read by"), 60)
    bone_window_on = day(_("Bone window read on"), required=False)
    response = forms.TypedChoiceField(
        label=_("Response"),
        choices=[*BLANK, *Response.choices],
        required=False,
        coerce=Response,
        empty_value=None,
    )
    response_standard = one_of(_("Standard of the response"), ResponseStandard, required=False)
    modality_text = words(_("Examination as told"), 60)
    window_width = forms.IntegerField(label=_("Window width"), required=False)
    window_level = forms.IntegerField(label=_("Window level"), required=False)
    response_text = words(_("Response as told"), 300)
    # Not `reason`: that is what the form of a correction asks.
    study_reason = words(_("Reason of the examination"), 300)
    outside_hospital = words(_("Other hospital"), 100)
    is_approximate = about()
    order_basis = basis()
    rarely: tuple[str, ...] = (
        "modality_text", "window_width", "window_level", "response_text", "study_reason",
        "outside_hospital", "is_approximate", "order_basis",
    )  # fmt: skip

    @classmethod
    def start(cls, row: Recorded) -> dict[str, Any]:
        """What the form of a correction shows: the row as it stands."""
        return super().start(row) | {"study_reason": getattr(row, "reason", "")}

    def clean(self) -> dict[str, Any]:
        """Refuses an examination without a name, and details of a bone window nobody spoke of."""
        data = super().clean() or self.cleaned_data
        if data.get("modality") is None and not data.get("modality_text"):
            self.add_error("modality", _("Please choose the examination, or name it under More."))
        details = any(data.get(name) not in (None, "") for name in WINDOW[1:])
        if data.get("bone_window_reviewed") is None and details:
            self.add_error("bone_window_reviewed", _("Please say whether the bone window was read."))
        return data

    def spec(self) -> StudySpec:
        """The examination that was typed."""
        data = self.facts
        data["reason"] = data.pop("study_reason")
        data["basis"] = tuple(data.pop("order_basis"))
        plain = {name: value for name, value in data.items() if name not in WINDOW}
        return StudySpec(**plain, bone_window=_window(data))


def _window(data: dict[str, Any]) -> BoneWindowSpec | None:
    if data["bone_window_reviewed"] is None:
        return None
    return BoneWindowSpec(
        reviewed=data["bone_window_reviewed"],
        by=data["bone_window_by"],
        on=data["bone_window_on"],
        width=data["window_width"],
        level=data["window_level"],
    )


class AttachmentForm(RoomForm):
    """A file. `is_too_large`: its upload was stopped, so it is not here."""

    file = forms.FileField(
        label=_("File (PDF, JPEG or PNG)"),
        error_messages={"required": _("Please choose a file."), "empty": _("This file is empty.")},
    )
    is_too_large = False

    def clean(self) -> dict[str, Any]:
        """A file that was stopped on its way is not missing but too large."""
        data = super().clean() or self.cleaned_data
        if self.is_too_large:
            self.errors.pop("file", None)
            self.add_error(
                "file", _("This file is too large. Please save it smaller, or attach parts of it.")
            )
        return data


class WindowForm(forms.Form):
    """The window a picture is asked for in, and its type. Nothing given: the usual ones."""

    ww = forms.FloatField(min_value=1, max_value=WIDEST, required=False)
    wl = forms.FloatField(min_value=-DEEPEST, max_value=DEEPEST, required=False)
    format = forms.TypedChoiceField(
        choices=[(kind, kind) for kind in PictureType], coerce=PictureType, empty_value=PictureType.JPEG,
        required=False,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Width and level go together."""
        data = super().clean() or self.cleaned_data
        if not self.errors and (data["ww"] is None) is not (data["wl"] is None):
            raise forms.ValidationError(_("Width and level go together."))
        return data

    def window(self) -> Window | None:
        """The window that was asked for; None: the usual one."""
        width, level = self.cleaned_data["ww"], self.cleaned_data["wl"]
        return None if width is None else Window(width, level)

    def kind(self) -> PictureType:
        """The type of picture that was asked for."""
        return PictureType(self.cleaned_data["format"])


class StudyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """An examination of the patient, said with its day."""

    def label_from_instance(self, obj: Any) -> str:
        """`2026-09-09 CT`."""
        return f"{obj.done_on or '—'} {obj.modality or obj.modality_text} {obj.region}".strip()


class LesionForm(RecordForm[LesionSpec]):
    """One bone lesion."""

    site = words(_("Site"), 100, required=True)
    bone = one_of(_("Bone"), Bone, required=False)
    side = side()
    type = one_of(_("Type"), LesionType, required=False, buttons=True)
    certainty = one_of(_("Certainty"), Certainty, required=False, buttons=True)
    first_seen_on = day(_("First seen on"))
    study = StudyField(ImagingStudy.objects.none(), label=_("Examination"), required=False)
    pathologic_fracture = yes_no(_("Pathological fracture"))
    cord_compression = yes_no(_("Cord compression"))
    soft_tissue_mass = yes_no(_("Soft tissue mass"))
    epidural_contact = yes_no(_("Epidural contact"))
    thecal_sac_compression = yes_no(_("Thecal sac compression"))
    direct_invasion = yes_no(_("Direct invasion by the lung tumour"))
    solitary = yes_no(_("Solitary"))
    weight_bearing = yes_no(_("Weight bearing"))
    suv_max = forms.DecimalField(label="SUVmax", max_digits=5, decimal_places=1, required=False)
    site_text = words(_("Site as told"), 100)
    type_text = words(_("Type as told"), 200)
    is_approximate = about()
    rarely = (
        "epidural_contact", "thecal_sac_compression", "direct_invasion", "solitary", "weight_bearing",
        "suv_max", "site_text", "type_text", "is_approximate",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        studies = self.fields["study"]
        if isinstance(studies, forms.ModelChoiceField):
            studies.queryset = ImagingStudy.objects.filter(patient=self.patient, voided_at=None)

    def spec(self) -> LesionSpec:
        """The lesion that was typed."""
        data = self.facts
        study = data.pop("study")
        return LesionSpec(**data, study_id=study.id if study else None)


class StatementForm(RoomForm):
    """What a reader states about the bone window of a CT."""

    answer = forms.ChoiceField(label=_("Bone window"), choices=WindowAnswer.choices, widget=forms.RadioSelect)
    reason = words(_("Reason, when it is not possible"), 300, area=True)

    def spec(self) -> StatementSpec:
        """What was stated."""
        return StatementSpec(WindowAnswer(self.cleaned_data["answer"]), self.cleaned_data["reason"])
