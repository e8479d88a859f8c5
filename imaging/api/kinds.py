"""Examinations and lesions as the API takes and tells them."""

from typing import Any

from rest_framework import serializers

from accounts.api import DayField, StrictSerializer, options
from guidelines.imaging.modalities import Modality
from guidelines.imaging.orders import OrderBasis
from guidelines.imaging.response import CtFill
from guidelines.imaging.response_entry import ResponseStandard
from guidelines.lesions import Bone, LesionType
from guidelines.record.lesions import Certainty
from guidelines.record.sites import Side
from imaging.enums import Response
from imaging.models import ImagingStudy, Lesion
from imaging.services import LESION, STUDY
from imaging.specs import BoneWindowSpec, LesionSpec, StudySpec
from patients.api.door import AnsweredSerializer
from patients.api.records import Facts, outputs
from patients.api.status_input import coded, maybe, maybe_day, side, whole, words

LESION_TYPES = options(LesionType)
CT_FILLS = options(CtFill)


class BoneWindowInput(StrictSerializer):
    """Whether the bone window was read; width, level and day only when it was (IMG-21, IMG-24)."""

    reviewed = serializers.BooleanField()
    by = words(60)
    on = maybe_day()
    width = whole()
    level = whole()


class StudyInput(AnsweredSerializer):
    """One examination; one outside the list has its name in `modality_text`."""

    modality = maybe(serializers.ChoiceField, options(Modality))
    modality_text = words(60)
    done_on = DayField()
    region = words(200)
    is_approximate = serializers.BooleanField(required=False, default=False)
    outside_hospital = words(100)
    reason = words(300)
    findings = words(10000)
    bone_window = BoneWindowInput(required=False, allow_null=True, default=None)
    response = maybe(serializers.ChoiceField, Response.choices)
    response_standard = maybe(serializers.ChoiceField, options(ResponseStandard))
    response_text = words(300)
    order_basis = serializers.ListField(
        child=serializers.ChoiceField(options(OrderBasis)), required=False, default=list
    )


class LesionInput(AnsweredSerializer):
    """One bone lesion, of a study or of the patient's list. A flag left out is not stated, never "no"."""

    site = serializers.CharField(max_length=100)
    bone = maybe(serializers.ChoiceField, options(Bone))
    study = maybe(serializers.UUIDField)
    site_text = words(100)
    side = side()
    type = maybe(serializers.ChoiceField, LESION_TYPES)
    type_text = words(200)
    certainty = maybe(serializers.ChoiceField, options(Certainty))
    first_seen_on = maybe_day()
    is_approximate = serializers.BooleanField(required=False, default=False)
    pathologic_fracture = maybe(serializers.BooleanField)
    cord_compression = maybe(serializers.BooleanField)
    epidural_contact = maybe(serializers.BooleanField)
    thecal_sac_compression = maybe(serializers.BooleanField)
    direct_invasion = maybe(serializers.BooleanField)
    soft_tissue_mass = maybe(serializers.BooleanField)
    solitary = maybe(serializers.BooleanField)
    weight_bearing = maybe(serializers.BooleanField)
    suv_max = maybe(serializers.DecimalField, 5, 1)


def study_spec(values: dict[str, Any]) -> StudySpec:
    """An examination."""
    window, basis = values.pop("bone_window"), map(OrderBasis, values.pop("order_basis"))
    terms = coded(values, modality=Modality, response=Response, response_standard=ResponseStandard)
    return StudySpec(
        **values | terms,
        bone_window=BoneWindowSpec(**window) if window else None,
        basis=tuple(dict.fromkeys(basis)),
    )


def lesion_spec(values: dict[str, Any]) -> LesionSpec:
    """A lesion."""
    study_id = values.pop("study")
    terms = coded(values, bone=Bone, side=Side, type=LesionType, certainty=Certainty)
    return LesionSpec(**values | terms, study_id=study_id)


STUDIES = Facts(
    name="ImagingStudy",
    slug="imaging-study",
    words="Examinations",
    kind=STUDY,
    related="imaging_studies",
    day="done_on",
    taken=StudyInput,
    told=outputs(
        ImagingStudy, "modality", "modality_text", "region", "done_on", "is_approximate", "outside_hospital",
        "reason", "findings", "bone_window_reviewed", "bone_window_by", "bone_window_on", "window_width",
        "window_level", "response", "response_standard", "response_text", "order_basis",
    ),
    spec=study_spec,
)  # fmt: skip
LESIONS = Facts(
    name="Lesion",
    slug="lesion",
    words="Bone lesions",
    kind=LESION,
    related="lesions",
    day="first_seen_on",
    taken=LesionInput,
    told=outputs(
        Lesion, "study", "site", "site_text", "bone", "side", "type", "type_text", "certainty",
        "first_seen_on", "is_approximate", "pathologic_fracture", "cord_compression", "epidural_contact",
        "thecal_sac_compression", "direct_invasion", "soft_tissue_mass", "solitary", "weight_bearing",
        "suv_max",
    ),
    spec=lesion_spec,
)  # fmt: skip
