"""How a page finds its course: through its patient, who must be visible, and on the record."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.permissions import SignedInRequest
from bonetherapy.models import Course
from patients.selectors.access import visible_to
from patients.views.door import patient_or_404


def course_or_404(request: SignedInRequest, course_id: UUID, subject: str) -> Course:
    """The course with its patient and protocol; 404 for a patient the user may not see."""
    rows = Course.objects.select_related("protocol", "prescribed_by")
    course = get_object_or_404(rows.filter(patient__in=visible_to(request.user)), pk=course_id)
    course.patient = patient_or_404(request, course.patient_id, subject)
    return course
