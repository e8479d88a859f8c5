"""Examinations, and the reading of their bone window (IMG-21)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from imaging.models import ImagingStudy
from imaging.services.carrying import images_follow
from imaging.services.checks import study_findings, window_findings
from imaging.specs import BoneWindowSpec, StudySpec
from patients.models import Patient
from patients.services.overrides import findings_settle
from patients.services.recording import Kind, Problems, Writing
from patients.services.writing import happened, locked, must, refuse
from patients.specs.overrides import Acknowledgement

WIDEST = 10_000
DEEPEST = 5_000


def _columns(spec: StudySpec) -> dict[str, Any]:
    return {
        "modality": spec.modality,
        "done_on": spec.done_on,
        "modality_text": spec.modality_text,
        "region": spec.region,
        "is_approximate": spec.is_approximate,
        "outside_hospital": spec.outside_hospital,
        "reason": spec.reason,
        "findings": spec.findings,
        "response": spec.response,
        "response_text": spec.response_text,
        "response_standard": spec.response_standard,
        "order_basis": [one.value for one in spec.basis],
        **_window_columns(spec.bone_window),
    }


def _window_columns(window: BoneWindowSpec | None) -> dict[str, Any]:
    return {
        "bone_window_reviewed": window.reviewed if window else None,
        "bone_window_by": window.by.strip() if window else "",
        "bone_window_on": window.on if window else None,
        "window_width": window.width if window else None,
        "window_level": window.level if window else None,
    }


def _problems(spec: StudySpec, patient: Patient, today: date) -> Problems:
    return {
        "done_on": happened(spec.done_on, patient, today),
        "bone_window": _window_problem(spec.bone_window, spec.done_on, patient, today),
    }


def _window_problem(
    window: BoneWindowSpec | None, done_on: date | None, patient: Patient, today: date
) -> object:
    if window is None:
        return None
    if not window.reviewed and (window.on, window.width, window.level) != (None, None, None):
        return _("A bone window that was not read has no day, width or level.")
    if window.width is not None and not 0 < window.width <= WIDEST:
        return _("Accepted as window width: 1 to %(most)s.") % {"most": WIDEST}
    if window.level is not None and not -DEEPEST <= window.level <= DEEPEST:
        return _("Accepted as window level: -%(most)s to %(most)s.") % {"most": DEEPEST}
    if window.on is not None and done_on is not None and window.on < done_on:
        return _("The bone window cannot be read before the examination.")
    return happened(window.on, patient, today)


STUDY = Kind(
    ImagingStudy, Permission.IMAGING_RECORD, _problems, _columns, study_findings, carry=images_follow
)
# A coordinator may enter what was done, here or elsewhere; reading its bone window stays a reader's (IMG-24).
REGISTERED = Kind(
    ImagingStudy, Permission.STUDY_REGISTER, _problems, _columns, study_findings, carry=images_follow
)


@transaction.atomic
def bone_window_record(
    *,
    by: User,
    study: ImagingStudy,
    spec: BoneWindowSpec,
    today: date,
    answers: Iterable[Acknowledgement] = (),
) -> ImagingStudy:
    """The study with its bone window read or not read; the history keeps what stood there before.

    Raises ValidationError for impossible values, Refusal for IMG-23 and IMG-24, Conflict for a void study.
    """
    must(by, STUDY.permission)
    patient = locked(study.patient_id)
    row = ImagingStudy.objects.select_for_update(of=("self",)).get(pk=study.pk)
    if row.voided_at is not None:
        raise Conflict("study is void")
    refuse({"bone_window": _window_problem(spec, row.done_on, patient, today)})
    findings = window_findings(spec, Writing(by, patient, today))
    findings_settle(by=by, patient=patient, findings=findings, answers=answers, subject_id=row.id)
    for name, value in _window_columns(spec).items():
        setattr(row, name, value)
    row.save()
    return row
