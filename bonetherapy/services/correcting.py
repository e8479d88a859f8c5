"""A dose on record as given that was given otherwise, or never: corrected or voided, nothing is deleted.

What stood there stays in the log of the course and in the history of the row, with who changed it, when and
why. Within twelve hours the one who recorded a dose takes it back (bonetherapy.services.undoing).
"""

from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.enums import ChangeKind, CourseState, DoseState, Site
from bonetherapy.models import Course, Dose, ReboundWatch
from bonetherapy.selectors.doses import next_dose
from bonetherapy.selectors.intervals import interval_of
from bonetherapy.services.changes import change_log, difference
from bonetherapy.services.doses import DOSE_MAX_MG
from bonetherapy.services.permits import permit
from bonetherapy.services.planning import course_lock, doses_count_again, doses_follow, open_doses
from bonetherapy.services.problems import refuse
from bonetherapy.services.settling import requests_end
from bonetherapy.services.standing import put_back
from bonetherapy.services.turns import dose_locked
from bonetherapy.services.undoing import GIVEN_FIELDS
from bonetherapy.specs import DoseCorrection
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.intervals import next_due_on
from patients.services.overrides import plain
from patients.services.writing import happened

NOON = time(12)
FACTS = (*(name for name in GIVEN_FIELDS if name != "checks"), "interruption_reason")


@transaction.atomic
def dose_correct(*, by: User, dose: Dose, spec: DoseCorrection, today: date) -> Dose:
    """The dose as it really was given; coming doses follow its new day where it was the last one.

    The same submit twice is one correction. Raises ValidationError by field, Conflict for a dose that is not
    on record as given, and for a new day while a rebound plan counts from the old one.
    """
    permit(by, Permission.COURSE_PRESCRIBE)
    course = course_lock(dose.course_id)
    dose = dose_locked(course, dose)
    _given_check(dose)
    if _stands(dose, spec):
        return dose
    refuse(_errors(course, dose, spec, today))
    before, was_on = _facts(dose), dose.given_on
    if moves := spec.given_on != was_on:
        _rebound_check(course, dose)
        dose.given_at = timezone.make_aware(datetime.combine(spec.given_on, NOON))
    dose.given_on, dose.dose_mg, dose.site = spec.given_on, spec.dose_mg, spec.site
    dose.batch, dose.expires_on = spec.batch.strip(), spec.expires_on
    dose.interruption_reason = spec.interruption_reason
    dose.save()
    if moves and _is_last(course, dose) and _plan_follows(course, was_on, spec.given_on):
        doses_follow(course, open_doses(course), anchor_on=spec.given_on)
    _log(by, course, dose, ChangeKind.CORRECTED, before, spec.reason_text)
    return dose


@transaction.atomic
def dose_void(*, by: User, dose: Dose, reason_text: str, now: datetime) -> Dose:
    """The dose was never given: its row stays, cancelled, and no rule counts it. Twice is once.

    What it had closed opens again; coming doses follow the one given before, where it was the last one.
    Raises ValidationError without a reason, Conflict as `dose_correct` does.
    """
    permit(by, Permission.COURSE_PRESCRIBE)
    course = course_lock(dose.course_id)
    dose = dose_locked(course, dose)
    if dose.state == DoseState.CANCELLED and dose.given_on is not None:
        return dose
    _given_check(dose)
    refuse({"reason_text": _reason_error(reason_text)})
    _rebound_check(course, dose)
    before, was_last = _facts(dose), _is_last(course, dose)
    dose.state = DoseState.CANCELLED
    dose.save(update_fields=["state"])
    if was_last:
        _plan_again(course, dose)
    _open_again(course, dose, now)
    requests_end([dose.id])
    _log(by, course, dose, ChangeKind.VOIDED, before, reason_text)
    return dose


def _given_check(dose: Dose) -> None:
    if dose.state != DoseState.GIVEN:
        raise Conflict(_("This dose is not recorded as given. Reload the page to see it as it stands."))


def _stands(dose: Dose, spec: DoseCorrection) -> bool:
    """True when the row says already what was typed."""
    names = ("given_on", "dose_mg", "site", "expires_on", "interruption_reason")
    same = all(getattr(dose, name) == getattr(spec, name) for name in names)
    return same and dose.batch == spec.batch.strip()


def _errors(course: Course, dose: Dose, spec: DoseCorrection, today: date) -> dict[str, str]:
    codes = {"", *InterruptionReason.__members__}
    return {
        "given_on": str(happened(spec.given_on, course.patient, today) or _neighbour(course, dose, spec)),
        "dose_mg": _amount_error(dose, spec.dose_mg),
        "site": "" if spec.site in {"", dose.site, *Site.values} else _("Choose the site."),
        "interruption_reason": "" if spec.interruption_reason in codes else _("Choose the reason."),
        "reason_text": _reason_error(spec.reason_text),
    }


def _reason_error(text: str) -> str:
    return "" if text.strip() else _("Say why the record is changed.")


def _amount_error(dose: Dose, dose_mg: Decimal | None) -> str:
    """An amount may stay unknown only where a document never told it."""
    if dose_mg is None:
        return "" if dose.is_imported else _("Type the dose in mg.")
    return "" if 0 < dose_mg <= DOSE_MAX_MG else _("Enter the dose in mg, more than 0.")


def _neighbour(course: Course, dose: Dose, spec: DoseCorrection) -> str:
    """What is wrong with a day on which the doses before and after leave no room, another drug's too."""
    if spec.given_on != dose.given_on and course.stopped_on is not None and spec.given_on > course.stopped_on:
        return _("The course was stopped on %(day)s") % {"day": course.stopped_on}
    given = course.patient.doses.filter(state=DoseState.GIVEN).exclude(pk=dose.pk)
    before = given.filter(given_on__lt=dose.given_on, given_on__gte=spec.given_on)
    after = given.filter(given_on__gt=dose.given_on, given_on__lte=spec.given_on)
    other = before.order_by("-given_on").first() or after.order_by("given_on").first()
    if other is None:
        return ""
    words = _("Dose %(number)s is on record for %(day)s: the days of the doses must rise.")
    return words % {"number": other.number, "day": other.given_on}


def _rebound_check(course: Course, dose: Dose) -> None:
    """REB-01: the dates of a plan are computed once, from the last dose."""
    plans = ReboundWatch.objects.filter(course=course, closed_on=None)
    if dose.given_on in {plan.last_dose_on for plan in plans}:
        raise Conflict(
            _("The rebound plan counts from this dose. Undo the stop or the longer interval first.")
        )


def _is_last(course: Course, dose: Dose) -> bool:
    return not course.doses.filter(state=DoseState.GIVEN, number__gt=dose.number).exists()


def _plan_follows(course: Course, was_on: date | None, is_on: date) -> bool:
    """False while a person set the day of the next dose, after a hold or one not given, and it is not early.

    Those of a course on hold get their days when it resumes.
    """
    if course.state != CourseState.ACTIVE:
        return False
    following, interval = next_dose(course), interval_of(course)
    if following is None or was_on is None:
        return True
    counted = following.due_on == next_due_on(was_on, interval)
    return counted or following.due_on < next_due_on(is_on, interval)


def _plan_again(course: Course, dose: Dose) -> None:
    """The dose that comes next takes the number; those of a course on hold get their days when it resumes.

    Behind a dose that was not given the numbers stay: that one keeps its own.
    """
    if not course.doses.filter(state=DoseState.NOT_GIVEN, number__gt=dose.number).exists():
        for following in open_doses(course):
            Dose.objects.filter(pk=following.pk).update(number=following.number - 1)
    if course.state == CourseState.ACTIVE:
        doses_count_again(course, first_on=dose.due_on)


def _open_again(course: Course, dose: Dose, now: datetime) -> None:
    given = course.changes.filter(dose_id=dose.id, kind=ChangeKind.GIVEN).order_by("-created_at").first()
    if given is not None:
        put_back(after=given.after, now=now, evidence=_("The record was taken back"))


def _facts(dose: Dose) -> dict[str, object]:
    return plain({"dose_state": str(dose.state), **{name: getattr(dose, name) for name in FACTS}})


def _log(
    by: User, course: Course, dose: Dose, kind: ChangeKind, before: dict[str, object], reason_text: str
) -> None:
    was, now = difference(before, _facts(Dose.objects.get(pk=dose.pk)))
    change_log(
        by=by, course=course, kind=kind, before=was, after=now, reason_text=reason_text, dose_id=dose.id
    )
