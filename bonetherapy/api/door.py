"""How API calls find their course and dose: only through patients the user may see, and on the record."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework.request import Request

from accounts import audit
from accounts.enums import ReadAction
from bonetherapy.models import Course, Dose
from patients.api.door import PatientEndpoint
from patients.selectors.access import visible_to


class CourseEndpoint(PatientEndpoint):
    """A view below /courses/<id>/."""

    subject = "api_course"

    def course(self, request: Request, course_id: UUID) -> Course:
        """The course with its patient and protocol; 404 for a patient the user may not see."""
        rows = Course.objects.select_related("protocol", "prescribed_by", "patient__hospital")
        found: Course = _seen(self, request, rows, course_id)
        return found


class DoseEndpoint(PatientEndpoint):
    """A view below /doses/<id>/."""

    subject = "api_dose"

    def dose(self, request: Request, dose_id: UUID) -> Dose:
        """The dose with its course and patient; 404 for a patient the user may not see."""
        rows = Dose.objects.select_related("course__protocol", "patient__responsible_doctor", "given_by")
        found: Dose = _seen(self, request, rows, dose_id)
        return found


def _seen(view: PatientEndpoint, request: Request, rows: QuerySet[Any], row_id: UUID) -> Any:
    found = get_object_or_404(rows.filter(patient__in=visible_to(view.user(request))), pk=row_id)
    audit.record(
        request=request._request, patient_id=found.patient_id, action=ReadAction.VIEW, subject=view.subject
    )
    return found
