"""Doses as rows of what is to do (settings.WORK_SOURCES): the next one of each course, once near or late."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.enums import Role
from accounts.vocabulary import say
from bonetherapy.enums import CourseState, DoseState
from bonetherapy.models import Dose
from bonetherapy.selectors.snapshots import check_of
from guidelines.assessment.codes import Code
from guidelines.assessment.injections import REM_01_DUE, REM_04_LATE
from guidelines.bone.agents import Agent
from guidelines.bone.checks import Check
from guidelines.bone.reminders import days_late
from patients.models import Patient
from worklist.protocols import Action, WorkRow
from worklist.ranks import RANK

STANDS_FOR = frozenset({Code.INJ_REMINDER.value, Code.INJ_DUE.value, Code.INJ_OVERDUE.value})
LEAD_DAYS = 3


class DueDoses:
    """The first open dose of each running course."""

    lists_for: frozenset[Role] = frozenset()  # the ward's day shows them

    def rows(self, *, patients: QuerySet[Patient], today: date, limit: int) -> Collection[WorkRow]:
        """Doses due within three days, due today or overdue."""
        near = _waiting().filter(patient__in=patients, planned_on__lte=today + timedelta(days=LEAD_DAYS))
        doses = near.select_related("patient", "course").order_by("planned_on", "id")
        return [_row(dose, today) for dose in doses[:limit]]

    def covered(self, *, patient_ids: Collection[UUID]) -> Mapping[UUID, Collection[str]]:
        """A planned dose says itself that it comes up, is due or is late."""
        held = _waiting().filter(patient__in=patient_ids).values_list("patient_id", flat=True)
        return dict.fromkeys(held, STANDS_FOR)


def _waiting() -> QuerySet[Dose]:
    earlier = Dose.objects.filter(
        course=OuterRef("course"), state=DoseState.PLANNED, number__lt=OuterRef("number")
    )
    planned = Dose.objects.filter(state=DoseState.PLANNED, course__state=CourseState.ACTIVE)
    return planned.exclude(Exists(earlier))


def _row(dose: Dose, today: date) -> WorkRow:
    planned_on = dose.booked_on or dose.due_on
    late = days_late(planned_on, today)
    rule = REM_04_LATE if late else REM_01_DUE
    near = "due_today" if planned_on == today else "due_soon"
    return WorkRow(
        patient=dose.patient,
        badge="overdue" if late else ("blocked" if dose.blocked_by else near),
        days=late or None,
        title=_title(dose),
        why=_why(dose),
        due_on=planned_on,
        source=rule.source,
        grade=rule.grade.value,
        owner=str(Role.NURSE.label),
        rank=RANK[rule.severity],
        action=_action(dose, late=bool(late)),
    )


def _title(dose: Dose) -> str:
    agent = say(Agent(dose.course.agent).label)
    dose_mg = f"{dose.course.dose_mg.normalize():f} mg" if dose.course.dose_mg else ""
    words = _("%(agent)s %(dose)s, dose %(number)s")
    return words % {"agent": agent, "dose": dose_mg, "number": dose.number}


def _why(dose: Dose) -> str:
    """How its checks stood when last judged; nothing while nobody judged them since a fact changed."""
    if dose.judged_for is None:
        return ""
    return str(pgettext("between facts", "; ")).join(_in_words(check_of(kept)) for kept in dose.readiness)


def _in_words(check: Check) -> str:
    value = say(check.state.label) if check.value is None else f"{check.value.normalize():f} {check.unit}"
    measured = "" if check.measured_on is None else f" ({check.measured_on:%Y-%m-%d})"
    return f"{say(check.label)} {value}{measured}"


def _action(dose: Dose, *, late: bool) -> Action:
    if late:
        return Action(_("Reason and new date"), reverse("bonetherapy:dose_rebook", args=[dose.id]), "phone")
    return Action(_("Give"), reverse("bonetherapy:dose_give", args=[dose.id]), "vaccine")
