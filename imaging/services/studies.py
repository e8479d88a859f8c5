"""Examinations, and what may be said of their bone window (IMG-21)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from imaging.models import ImagingStudy
from imaging.services.carrying import images_follow
from imaging.services.checks import study_findings
from imaging.specs import BoneWindowSpec, StudySpec
from patients.models import Patient
from patients.services.recording import Kind, Problems
from patients.services.writing import happened

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
        **window_columns(spec.bone_window),
    }


def window_columns(window: BoneWindowSpec | None) -> dict[str, Any]:
    """What the columns of the bone window hold; None: nothing was said of it."""
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
        "bone_window": window_problem(spec.bone_window, spec.done_on, patient, today),
    }


def window_problem(
    window: BoneWindowSpec | None, done_on: date | None, patient: Patient, today: date
) -> object:
    """What cannot be true of a bone window; None when nothing is wrong."""
    if window is None:
        return None
    if not window.reviewed and (window.on, window.width, window.level) != (None, None, None):
        return _("A bone window that was not read has no day, width or level.")
    if bounds := width_problem(window.width) or level_problem(window.level):
        return bounds
    if window.on is not None and done_on is not None and window.on < done_on:
        return _("The bone window cannot be read before the examination.")
    return happened(window.on, patient, today)


def width_problem(width: int | None) -> object:
    """None for a width a window can have, and where none is told."""
    is_fine = width is None or 0 < width <= WIDEST
    return None if is_fine else _("Accepted as window width: 1 to %(most)s.") % {"most": WIDEST}


def level_problem(level: int | None) -> object:
    """None for a level a window can have, and where none is told."""
    is_fine = level is None or -DEEPEST <= level <= DEEPEST
    return None if is_fine else _("Accepted as window level: -%(most)s to %(most)s.") % {"most": DEEPEST}


STUDY = Kind(
    ImagingStudy, Permission.IMAGING_RECORD, _problems, _columns, study_findings, carry=images_follow
)
# A coordinator may enter what was done, here or elsewhere; reading its bone window stays a reader's (IMG-24).
REGISTERED = Kind(
    ImagingStudy, Permission.STUDY_REGISTER, _problems, _columns, study_findings, carry=images_follow
)
