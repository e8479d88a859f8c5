"""Asking for a check that is missing before a dose: one task, however often it is asked for."""

from datetime import date, timedelta
from uuid import UUID

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.models import Dose
from bonetherapy.selectors.readiness import readiness_of
from bonetherapy.services.permits import permit
from guidelines.assessment.codes import Code
from guidelines.bone.checks import Check, CheckKind
from worklist.enums import TaskKind
from worklist.models import Task
from worklist.services.todo import task_open

KINDS = {
    CheckKind.CALCIUM: TaskKind.LAB_REQUEST,
    CheckKind.CREATININE_CLEARANCE: TaskKind.LAB_REQUEST,
    CheckKind.DENTAL: TaskKind.DENTAL_EXAM,
    CheckKind.SUPPLEMENTS: TaskKind.SUPPLEMENT,
}

# The finding that says the same: while the request is open, one row asks for it, not two.
CODES = {
    CheckKind.CALCIUM: Code.CALCIUM_CHECK,
    CheckKind.DENTAL: Code.DENTAL_CHECK,
    CheckKind.SUPPLEMENTS: Code.SUPPLEMENT_START,
}

REQUEST = "check:"


def check_request(*, by: User, dose: Dose, check_kind: CheckKind, today: date) -> Task:
    """The open task for this check of this dose, due the day before the dose, today at the earliest."""
    permit(by, Permission.DOSE_RECORD)
    check = _check(dose, check_kind, today)
    planned_on = dose.booked_on or dose.due_on
    return task_open(
        key=request_key(dose.id, check_kind),
        kind=KINDS[check_kind],
        patient=dose.patient,
        role=Role.NURSE if check.owner is None else Role(check.owner.value),
        due_on=max(today, planned_on - timedelta(days=1)),
        by=by,
        subject_id=dose.id,
        rule_id="" if check.finding is None else check.finding.rule_id,
        message=check.action or check_kind.label,
        code=CODES.get(check_kind, ""),
    )


def request_key(dose_id: UUID, check_kind: CheckKind) -> str:
    """What makes the request for one check of one dose single."""
    return f"{REQUEST}{dose_id}:{check_kind.value}"


def _check(dose: Dose, kind: CheckKind, today: date) -> Check:
    checks = readiness_of([dose], today=today)[dose.id]
    return next(check for check in checks if check.kind is kind)
