"""Whom to phone about the drug (settings.CALL_SOURCES): overdue doses, holds nobody looked at again."""

from collections.abc import Collection
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.vocabulary import say
from bonetherapy.enums import CourseState, DoseState
from bonetherapy.models import Course, Dose
from bonetherapy.selectors.closing import departures
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.reminders import days_late
from patients.models import Patient
from worklist.enums import CallOutcome
from worklist.models import ContactLog
from worklist.protocols import CallRow

REACHED = (CallOutcome.REACHED, CallOutcome.IN_PERSON)


def overdue_doses(*, patients: QuerySet[Patient], today: date, limit: int) -> Collection[CallRow]:
    """The first open dose of each course when it is overdue and nobody was reached since its day (REM-04).

    Once the appointment was missed, too, its day counts. The family of a patient who died or is treated
    elsewhere is not called while the doctor closes the course.
    """
    reached = ContactLog.objects.filter(
        patient=OuterRef("patient"), outcome__in=REACHED, at__date__gt=OuterRef("missed_on")
    )
    earlier = Dose.objects.filter(
        course=OuterRef("course"), state=DoseState.PLANNED, number__lt=OuterRef("number")
    )
    rows = (
        Dose.objects.filter(patient__in=patients, state=DoseState.PLANNED, due_on__lt=today)
        .annotate(missed_on=Case(When(booked_on__lt=today, then=F("booked_on")), default=F("due_on")))
        .exclude(Exists(earlier))
        .exclude(Exists(reached))
        .exclude(Exists(departures().filter(course=OuterRef("course"))))
        .select_related("patient")
        .order_by("due_on", "id")
    )
    return [_call(dose, today) for dose in rows[:limit]]


def _call(dose: Dose, today: date) -> CallRow:
    return CallRow(
        patient=dose.patient,
        subject_id=dose.id,
        badge="overdue",
        days=days_late(dose.due_on, today),
        line=_line(dose),
        since=dose.due_on,
        url=reverse("bonetherapy:dose_rebook", args=[dose.id]),
    )


def holds_to_review(*, patients: QuerySet[Patient], today: date, limit: int) -> Collection[CallRow]:
    """Courses on hold whose review day has passed, until somebody was reached or the review is moved."""
    reached = ContactLog.objects.filter(
        patient=OuterRef("patient"), outcome__in=REACHED, at__date__gt=OuterRef("hold_review_on")
    )
    rows = (
        Course.objects.filter(patient__in=patients, state=CourseState.HELD, hold_review_on__lt=today)
        .exclude(Exists(reached))
        .exclude(Exists(departures().filter(course=OuterRef("pk"))))
        .select_related("patient")
        .order_by("hold_review_on", "id")
    )
    return [_hold_call(course, course.hold_review_on or today) for course in rows[:limit]]


def _hold_call(course: Course, review_on: date) -> CallRow:
    words = {"reason": _reason(course.hold_reason), "day": review_on}
    return CallRow(
        patient=course.patient,
        subject_id=course.id,
        badge="held",
        days=None,
        line=_("On hold (%(reason)s), to be looked at again on %(day)s") % words,
        since=review_on,
        url=reverse("bonetherapy:course_hold", args=[course.id]),
    )


def _reason(code: str) -> str:
    return say(InterruptionReason(code).label) if code in InterruptionReason.__members__ else code


def _line(dose: Dose) -> str:
    if dose.interruption_reason not in InterruptionReason.__members__:
        return _("Due %(day)s, reason not filled in") % {"day": dose.due_on}
    return _("Due %(day)s: %(reason)s") % {"day": dose.due_on, "reason": _reason(dose.interruption_reason)}
