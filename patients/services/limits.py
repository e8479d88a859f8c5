"""Versions of a hospital's limits: an administrator drafts, a named oncologist approves."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import Hospital, User
from accounts.permissions import Permission, can
from accounts.vocabulary import say
from guidelines.reading.limit_values import limit_errors, values_of
from patients.models import LimitsVersion
from patients.services.writing import refuse
from patients.specs.limits import LimitsSpec


@transaction.atomic
def limits_draft(*, by: User, hospital: Hospital, spec: LimitsSpec, today: date) -> LimitsVersion:
    """The next version of the hospital's limits, as a draft.

    Raises Conflict while another draft is open, ValidationError for a day that has passed or no reason.
    """
    _permit(by, hospital.id)
    refuse(spec_problems(spec, today))
    # Two people who start a draft at once meet here: the second finds the first one's draft.
    Hospital.objects.select_for_update(no_key=True).get(pk=hospital.pk)
    last = LimitsVersion.objects.filter(hospital=hospital).order_by("-version").first()
    if last is not None and not last.is_approved:
        raise Conflict(draft_is_open(last))
    version = 1 if last is None else last.version + 1
    return LimitsVersion.objects.create(hospital=hospital, version=version, **_columns(spec))


@transaction.atomic
def limits_change(*, by: User, row: LimitsVersion, spec: LimitsSpec, today: date) -> LimitsVersion:
    """The draft with other values.

    Raises Conflict once it is approved, ValidationError for a day that has passed or without a reason.
    """
    _permit(by, row.hospital_id)
    draft = _locked_draft(row)
    refuse(spec_problems(spec, today))
    for name, value in _columns(spec).items():
        setattr(draft, name, value)
    draft.save(update_fields=["values", "effective_from", "reason"])
    return draft


@transaction.atomic
def limits_approve(
    *, by: User, row: LimitsVersion, approver: User, today: date, now: datetime
) -> LimitsVersion:
    """The version, approved in the name of an oncologist of the hospital; from then on it never changes.

    Raises Conflict when it is approved already, ValidationError for somebody else's name, a day that has
    passed meanwhile, or values that a newer rule cannot work with.
    """
    _permit(by, row.hospital_id)
    draft = _locked_draft(row)
    refuse(
        {
            "approver": approver_problem(approver, draft),
            "effective_from": day_problem(draft.effective_from, today),
            **{name: say(reason) for name, reason in limit_errors(draft.values).items()},
        }
    )
    draft.approved_by, draft.approved_at = approver, now
    draft.save(update_fields=["approved_by", "approved_at"])
    return draft


def spec_problems(spec: LimitsSpec, today: date) -> dict[str, object]:
    """What stands against a draft, by field."""
    missing = None if spec.reason.strip() else _("Please give a reason.")
    return {"effective_from": day_problem(spec.effective_from, today), "reason": missing}


def day_problem(effective_from: date, today: date) -> object:
    """What is wrong with the first day; None when nothing is."""
    if effective_from < today:
        return _("This day has passed. Accepted: today or later, because nothing is judged anew backwards.")
    return None


def approver_problem(approver: User, row: LimitsVersion) -> object:
    """What is wrong with the person named; None when nothing is."""
    if approver.hospital_id != row.hospital_id or not can(approver, Permission.LIMITS_APPROVE):
        return _("Choose an oncologist of this hospital.")
    return None


def draft_is_open(row: LimitsVersion) -> str:
    """Why there is no second draft."""
    return _("Version %(version)d is still a draft. Change or approve that one.") % {"version": row.version}


def _columns(spec: LimitsSpec) -> dict[str, object]:
    return {
        "values": values_of(spec.limits),
        "effective_from": spec.effective_from,
        "reason": spec.reason.strip(),
    }


def _locked_draft(row: LimitsVersion) -> LimitsVersion:
    draft = LimitsVersion.objects.select_for_update().get(pk=row.pk)
    if draft.is_approved:
        raise Conflict(_("This version is approved already. A change is a new version."))
    return draft


def _permit(by: User, hospital_id: object) -> None:
    """Administrators of the hospital or of the whole installation, and whoever installs the system."""
    if by.is_superuser and by.is_active:
        return
    if not can(by, Permission.LIMITS_EDIT) or by.hospital_id not in {None, hospital_id}:
        raise PermissionDenied
