"""Who may do what, as one table (catalogue 0.6). On which patients: patients.selectors.visible_to."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.enums import Role
from accounts.models import User


class Permission(StrEnum):
    """One thing a person may do."""

    PATIENT_VIEW = "patient.view"
    PATIENT_EDIT = "patient.edit"
    PATIENT_MERGE = "patient.merge"
    IDENTIFIER_REVEAL = "patient.reveal"
    EMERGENCY_OPEN = "emergency.open"
    EMERGENCY_REVIEW = "emergency.review"
    DIAGNOSIS_CONFIRM = "diagnosis.confirm"
    PATHWAY_STEP = "pathway.step"
    LAB_RECORD = "lab.record"
    OBSERVATION_RECORD = "observation.record"
    IMAGING_RECORD = "imaging.record"
    STUDY_REGISTER = "study.register"
    SCAN_VIEW = "scan.view"
    SCAN_ARRANGE = "scan.arrange"
    SCAN_WAIVE = "scan.waive"
    SCAN_EXPORT = "scan.export"
    CONFERENCE_RECORD = "conference.record"
    OPINION_RECORD = "opinion.record"
    BOARD_VIEW = "board.view"
    BOARD_RUN = "board.run"
    CASE_SUBMIT = "case.submit"
    PANEL_OPINION = "panel.opinion"
    DECISION_RECORD = "decision.record"
    OUTCOME_RECORD = "outcome.record"
    MINUTES_SIGN = "minutes.sign"
    CASE_REFER = "case.refer"
    WORKLIST_VIEW = "worklist.view"
    CONTACT_LOG = "contact.log"
    COURSE_PRESCRIBE = "course.prescribe"
    COURSE_HOLD = "course.hold"
    DOSE_RECORD = "dose.record"
    DENTAL_RECORD = "dental.record"
    SUPPLEMENT_RECORD = "supplement.record"
    ADVERSE_EVENT_RECORD = "adverse_event.record"
    STOP_OVERRIDE = "stop.override"
    REMINDER_OPERATE = "reminder.operate"
    TRAIL_VIEW = "trail.view"
    TRAIL_EXPORT = "trail.export"
    LIMITS_VIEW = "limits.view"
    LIMITS_EDIT = "limits.edit"
    LIMITS_APPROVE = "limits.approve"
    CASES_IMPORT = "cases.import"


P = Permission
NURSE = frozenset(
    {
        P.PATIENT_VIEW,
        P.PATIENT_EDIT,
        P.IDENTIFIER_REVEAL,
        P.SCAN_VIEW,
        P.BOARD_VIEW,
        P.LAB_RECORD,
        P.OBSERVATION_RECORD,
        P.WORKLIST_VIEW,
        P.CONTACT_LOG,
        P.COURSE_HOLD,
        P.DOSE_RECORD,
        P.DENTAL_RECORD,
        P.SUPPLEMENT_RECORD,
        P.ADVERSE_EVENT_RECORD,
        P.LIMITS_VIEW,
    }
)
MEMBER = frozenset(
    {
        P.PATIENT_VIEW,
        P.EMERGENCY_OPEN,
        P.BOARD_VIEW,
        P.PANEL_OPINION,
        P.OUTCOME_RECORD,
        P.MINUTES_SIGN,
        P.LIMITS_VIEW,
    }
)
ALLOWED: dict[str, frozenset[Permission]] = {
    Role.ONCOLOGIST: NURSE
    | {
        P.PATIENT_MERGE,
        P.EMERGENCY_OPEN,
        P.EMERGENCY_REVIEW,
        P.DIAGNOSIS_CONFIRM,
        P.PATHWAY_STEP,
        P.IMAGING_RECORD,
        P.STUDY_REGISTER,
        P.SCAN_ARRANGE,
        P.SCAN_WAIVE,
        P.SCAN_EXPORT,
        P.CONFERENCE_RECORD,
        P.OPINION_RECORD,
        P.BOARD_RUN,
        P.CASE_SUBMIT,
        P.PANEL_OPINION,
        P.DECISION_RECORD,
        P.OUTCOME_RECORD,
        P.MINUTES_SIGN,
        P.CASE_REFER,
        P.COURSE_PRESCRIBE,
        P.STOP_OVERRIDE,
        P.TRAIL_VIEW,
        P.LIMITS_APPROVE,
    },
    Role.NURSE: NURSE,
    Role.COORDINATOR: frozenset(
        {
            P.PATIENT_VIEW,
            P.PATIENT_EDIT,
            P.PATHWAY_STEP,
            P.STUDY_REGISTER,
            P.SCAN_VIEW,
            P.SCAN_ARRANGE,
            P.SCAN_EXPORT,
            P.CONFERENCE_RECORD,
            P.BOARD_VIEW,
            P.BOARD_RUN,
            P.CASE_SUBMIT,
            P.DECISION_RECORD,
            P.OUTCOME_RECORD,
            P.WORKLIST_VIEW,
            P.CONTACT_LOG,
            P.LIMITS_VIEW,
        }
    ),
    Role.PANEL_MEMBER: MEMBER | {P.OPINION_RECORD},
    Role.RADIOLOGIST: MEMBER | {P.PATHWAY_STEP, P.IMAGING_RECORD, P.STUDY_REGISTER, P.SCAN_VIEW},
    Role.ADMINISTRATOR: frozenset({P.REMINDER_OPERATE, P.LIMITS_VIEW, P.LIMITS_EDIT, P.CASES_IMPORT}),
    Role.AUDITOR: frozenset({P.TRAIL_VIEW, P.TRAIL_EXPORT, P.LIMITS_VIEW}),
}


def can(user: User | AnonymousUser, permission: Permission) -> bool:
    """True when the user's role has the permission and the account is active; an unknown role has none."""
    return isinstance(user, User) and user.is_active and permission in ALLOWED.get(user.role, frozenset())


class SignedInRequest(HttpRequest):
    """A request whose user is known: what a view behind `requires` gets."""

    user: User


A = ParamSpec("A")
View = Callable[Concatenate[Any, A], HttpResponseBase]


def requires(permission: Permission) -> Callable[[View[A]], View[A]]:
    """Only for signed-in users with the permission: others are sent to sign in, or get 403."""

    def decorate(view: View[A]) -> View[A]:
        @wraps(view)
        def guarded(request: Any, *args: A.args, **kwargs: A.kwargs) -> HttpResponseBase:
            if not can(request.user, permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return login_required(guarded)  # type: ignore[return-value]  # wraps() makes it a subclass of the same callable

    return decorate


class HasPermission(BasePermission):
    """DRF: a view names `permission_for = {"GET": Permission.PATIENT_VIEW}`; other methods are refused."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """True when the user may use this method of this view."""
        needed = getattr(view, "permission_for", {}).get(request.method)
        return needed is not None and can(request.user, needed)
