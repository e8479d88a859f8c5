"""The rows of this room as others name them (settings.RECORD_ROWS)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from accounts.templatetags.words import number, say
from guidelines.labs import Analyte
from patients import wording
from patients.lines.base import Line
from patients.models import (
    BoneMetastasis,
    Diagnosis,
    DriverResult,
    LabResult,
    PrimarySize,
    ReportedResult,
)
from patients.naming import Naming, naming_of
from patients.sheets.all import ASIDE, SHEETS


def _lab(row: LabResult) -> Line:
    name = say(Analyte(row.analyte)) if row.analyte in set(Analyte) else row.analyte
    return Line(on=row.sampled_on, what=f"{name} {number(row.value)} {row.unit}")


def _reported(row: ReportedResult) -> Line:
    value = number(row.value) if row.value is not None else ""
    parts = (row.analyte, value, row.unit, row.text)
    return Line(on=row.sampled_on, what=" ".join(part for part in parts if part))


def _driver(row: DriverResult) -> Line:
    parts = (row.gene, row.variant, str(row.get_status_display()))
    return Line(on=row.tested_on, what=" ".join(part for part in parts if part))


def _of(page: str) -> Any:
    return lambda row: reverse(page, args=[row.patient_id])


def _of_diagnosis(row: DriverResult) -> str:
    return reverse("patients:diagnosis", args=[row.diagnosis.patient_id])


ROWS: tuple[Naming, ...] = (
    *(naming_of(sheet) for sheet in (*SHEETS, *ASIDE)),
    Naming(
        model=LabResult,
        kind=_("Laboratory result"),
        line=_lab,
        url=_of("patients:labs"),
        correct=lambda row: reverse("patients:lab_correct", args=[row.patient_id, row.id]),
        permission=Permission.LAB_RECORD,
    ),
    Naming(ReportedResult, _("Reported result"), _reported, _of("patients:labs")),
    Naming(
        model=Diagnosis,
        kind=_("Diagnosis"),
        line=lambda row: Line(on=row.diagnosed_on, what=wording.tumour(row)),
        url=_of("patients:detail"),
        correct=_of("patients:diagnosis"),
        permission=Permission.PATIENT_EDIT,
    ),
    Naming(
        model=DriverResult,
        kind=_("Driver gene"),
        line=_driver,
        url=_of_diagnosis,
        correct=_of_diagnosis,
        permission=Permission.PATIENT_EDIT,
        loads=("diagnosis",),
    ),
    Naming(
        model=PrimarySize,
        kind=_("Size of the primary tumour"),
        line=lambda row: Line(on=row.measured_on, what=f"{number(row.longest_mm)} mm"),
        url=_of("patients:detail"),
    ),
    Naming(
        model=BoneMetastasis,
        kind=_("Bone metastasis"),
        line=lambda row: Line(on=row.confirmed_on, what=wording.metastasis(row)),
        url=_of("patients:detail"),
        correct=_of("patients:metastasis"),
        permission=Permission.DIAGNOSIS_CONFIRM,
    ),
)
