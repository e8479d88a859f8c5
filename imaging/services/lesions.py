"""Bone lesions."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from imaging.models import ImagingStudy, Lesion
from imaging.specs import LesionSpec
from patients.models import Patient
from patients.services.checking import finer, missing, outside
from patients.services.recording import Kind, Problems
from patients.services.writing import happened

HIGHEST_SUV = 500


def _problems(spec: LesionSpec, patient: Patient, today: date) -> Problems:
    return {
        "site": missing(spec.site),
        "study_id": _study_problem(spec, patient),
        "first_seen_on": happened(spec.first_seen_on, patient, today),
        "suv_max": outside(spec.suv_max, 0, HIGHEST_SUV) or finer(spec.suv_max, 1),
    }


def _study_problem(spec: LesionSpec, patient: Patient) -> object:
    own = ImagingStudy.objects.filter(patient=patient, voided_at=None)
    if spec.study_id is None or own.filter(pk=spec.study_id).exists():
        return None
    return _("This examination does not belong to the patient.")


LESION = Kind(Lesion, Permission.IMAGING_RECORD, _problems)
