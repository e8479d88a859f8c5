"""What must follow an interruption (REM-06): one task for who can do it."""

from datetime import date

from accounts.enums import Role
from accounts.models import User
from bonetherapy.models import Course, Dose
from bonetherapy.services.asking import ask
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.reminders import interruption_finding
from worklist.enums import TaskKind
from worklist.models import Task

R = InterruptionReason
# A new date, a call and a talk are what the nurse does while recording the reason; these need somebody else.
FOLLOW_UPS: dict[InterruptionReason, tuple[TaskKind, Role]] = {
    R.HYPOCALCAEMIA: (TaskKind.LAB_REQUEST, Role.NURSE),
    R.RENAL_IMPAIRMENT: (TaskKind.LAB_REQUEST, Role.NURSE),
    R.ONJ: (TaskKind.MDT_REVIEW, Role.ONCOLOGIST),
    R.ONJ_SUSPECTED: (TaskKind.DENTAL_EXAM, Role.NURSE),
    R.DENTAL_INVASIVE: (TaskKind.DENTAL_EXAM, Role.NURSE),
    R.FEAR_OF_ONJ: (TaskKind.DENTAL_EXAM, Role.NURSE),
    R.SRE_OCCURRED: (TaskKind.MDT_REVIEW, Role.ONCOLOGIST),
    R.PAIN_WORSE: (TaskKind.MDT_REVIEW, Role.ONCOLOGIST),
    R.SEVERE_ADR: (TaskKind.OTHER, Role.ONCOLOGIST),
    R.INTOLERANCE: (TaskKind.OTHER, Role.ONCOLOGIST),
    R.PS_DECLINE: (TaskKind.OTHER, Role.ONCOLOGIST),
    R.SAFETY_WORRY: (TaskKind.OTHER, Role.ONCOLOGIST),
    R.PATIENT_REFUSED: (TaskKind.OTHER, Role.ONCOLOGIST),
    R.TRANSFERRED: (TaskKind.OTHER, Role.ONCOLOGIST),
    R.DIED: (TaskKind.OTHER, Role.ONCOLOGIST),
    R.OTHER: (TaskKind.OTHER, Role.ONCOLOGIST),
}


def follow_up_of(reason: InterruptionReason) -> tuple[TaskKind, Role] | None:
    """The task a reason opens and who gets it; None where recording the reason is all there is to do."""
    return FOLLOW_UPS.get(reason)


def interruption_act(*, by: User, course: Course, dose: Dose, reason: str, today: date) -> Task | None:
    """Open the task that answers the reason; None where recording it was all there is to do."""
    follow_up = follow_up_of(InterruptionReason(reason))
    if follow_up is None:
        return None
    kind, role = follow_up
    finding = interruption_finding(InterruptionReason(reason))
    return ask(
        key=interruption_key(dose, reason),
        kind=kind,
        patient=course.patient,
        role=role,
        due_on=today,
        by=by,
        subject_id=dose.id,
        rule_id=finding.rule_id,
        message=finding.message,
    )


def interruption_key(dose: Dose, reason: str) -> str:
    """What makes the task that answers one reason of one dose single."""
    return f"interruption:{dose.id}:{reason}"
