"""Whom to phone about a dose (settings.CALL_SOURCES): overdue patients nobody has reached yet."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.vocabulary import say
from bonetherapy.enums import DoseState
from bonetherapy.models import Dose
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.reminders import days_late
from patients.models import Patient
from worklist.enums import CallOutcome
from worklist.models import ContactLog
from worklist.protocols import CallRow

REACHED = (CallOutcome.REACHED, CallOutcome.IN_PERSON)


def overdue_doses(*, patients: QuerySet[Patient], today: date, limit: int) -> Collection[CallRow]:
    """The first open dose of each course when it is overdue and nobody was reached since its day (REM-04)."""
    reached = ContactLog.objects.filter(
        patient=OuterRef("patient"), outcome__in=REACHED, at__date__gt=OuterRef("due_on")
    )
    earlier = Dose.objects.filter(
        course=OuterRef("course"), state=DoseState.PLANNED, number__lt=OuterRef("number")
    )
    rows = (
        Dose.objects.filter(patient__in=patients, state=DoseState.PLANNED, due_on__lt=today)
        .exclude(Exists(earlier))
        .exclude(Exists(reached))
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


def _line(dose: Dose) -> str:
    if dose.interruption_reason not in InterruptionReason.__members__:
        return _("Due %(day)s, reason not filled in") % {"day": dose.due_on}
    reason = say(InterruptionReason(dose.interruption_reason).label)
    return _("Due %(day)s: %(reason)s") % {"day": dose.due_on, "reason": reason}
