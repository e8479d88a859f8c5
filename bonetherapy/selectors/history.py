"""Everything that happened on a course: its doses, its changes and the rules that were passed on purpose."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from bonetherapy.enums import DoseState
from bonetherapy.models import Course, CourseChange, Dose
from patients.models import Override

# Rules passed at a start name the patient, the course did not exist yet: same transaction, so the same
# moment.
START = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class History:
    """Oldest dose first, newest change first."""

    doses: list[Dose]
    changes: list[CourseChange]
    overrides: list[Override]


def course_history(course: Course) -> History:
    """The history in three queries; cancelled doses are only in the changes."""
    doses = course.doses.exclude(state=DoseState.CANCELLED).select_related("given_by")
    rows = list(doses.order_by("number", "due_on"))
    return History(rows, list(course.changes.select_related("by")), overrides_of(course, rows))


def overrides_of(course: Course, doses: list[Dose]) -> list[Override]:
    """The rules passed at the start of the course, at its changes and at its doses, newest first."""
    at_start = Q(
        subject_id=course.patient_id,
        created_at__gte=course.created_at - START,
        created_at__lte=course.created_at,
    )
    on_record = Q(subject_id__in=[course.id, *(dose.id for dose in doses)])
    rows = Override.objects.filter(on_record | at_start, patient_id=course.patient_id)
    return list(rows.select_related("by").order_by("-created_at"))
