"""Another interval for a running course (BMA-17).

A longer one needs reasons, a review and, for denosumab, a rebound plan.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.enums import ChangeKind, CourseState
from bonetherapy.models import Course
from bonetherapy.selectors.stops import IntervalPreview, interval_preview
from bonetherapy.services.changes import change_log, course_facts, difference
from bonetherapy.services.permits import permit
from bonetherapy.services.planning import course_lock, doses_start_on, open_doses
from bonetherapy.services.problems import refuse
from bonetherapy.services.rebound import rebound_open
from bonetherapy.specs import IntervalSpec
from guidelines.bone.interruptions import InterruptionReason
from patients.services.overrides import findings_settle

__all__ = ["IntervalPreview", "course_change_interval", "interval_preview"]
DAYS_MIN, DAYS_MAX, MONTHS_MAX = 7, 184, 6


@transaction.atomic
def course_change_interval(*, by: User, course: Course, spec: IntervalSpec, today: date) -> Course:
    """Change the interval; only planned doses move, counted from the last one given.

    Another review day for the same interval moves no dose: what is overdue stays overdue.

    The same submit twice is one change. Raises ValidationError for what a longer interval lacks, Refusal for
    BMA-17, BMA-18 and BMA-24 until answered, Conflict when the course is not running.
    """
    permit(by, Permission.COURSE_PRESCRIBE)
    course = course_lock(course.pk)
    if course.state != CourseState.ACTIVE:
        raise Conflict(_("This course is not running. Reload the page to see it as it stands."))
    if _stands(course, spec):
        return course
    refuse({"interval_days": _interval_error(spec)})
    preview = interval_preview(course, spec, by=by, today=today)
    if preview is None:
        raise Conflict
    if preview.off_standard:
        refuse(_missing(spec, today))
    findings_settle(
        by=by, patient=course.patient, findings=preview.findings, answers=spec.answers, subject_id=course.id
    )
    _change(by, course, spec, preview)
    if spec.rebound_plan.strip():
        rebound_open(by=by, course=course, plan=spec.rebound_plan, today=today, stopped=False)
    return course


def _stands(course: Course, spec: IntervalSpec) -> bool:
    return (course.interval_days, course.interval_months, course.interval_review_on) == (
        spec.interval_days,
        spec.interval_months,
        spec.review_on,
    )


def _interval_error(spec: IntervalSpec) -> str:
    days, months = spec.interval_days, spec.interval_months
    if (days is None) == (months is None):
        return _("Enter the interval in days or in months, one of them.")
    if days is not None and not DAYS_MIN <= days <= DAYS_MAX:
        return _("Enter %(low)d to %(high)d days.") % {"low": DAYS_MIN, "high": DAYS_MAX}
    if months is not None and not 1 <= months <= MONTHS_MAX:
        return _("Enter 1 to %(high)d months.") % {"high": MONTHS_MAX}
    return ""


def _missing(spec: IntervalSpec, today: date) -> dict[str, str]:
    """What BMA-17 wants on record before a longer interval."""
    is_elective = spec.reason_code == InterruptionReason.ELECTIVE_EXTENSION
    return {
        "reason_code": ""
        if is_elective
        else _("A longer interval is an approved extension: choose that reason."),
        "reason_text": ""
        if spec.reason_text.strip()
        else _("Explain why the longer interval is right here."),
        "disease_stable": "" if spec.disease_stable else _("Only while the disease is recorded as stable."),
        "symptoms_controlled": ""
        if spec.symptoms_controlled
        else _("Only while the symptoms are recorded as controlled."),
        "review_on": ""
        if spec.review_on is not None and spec.review_on > today
        else _("Enter the date of the MDT review, after today."),
    }


def _change(by: User, course: Course, spec: IntervalSpec, preview: IntervalPreview) -> None:
    before = course_facts(course)
    course.interval_days, course.interval_months = spec.interval_days, spec.interval_months
    course.off_standard = preview.off_standard
    course.interval_review_on = spec.review_on
    course.save()
    if not preview.is_review:
        doses_start_on(course, open_doses(course), first_on=preview.next_due_on)
    was, now = difference(before, course_facts(course))
    change_log(
        by=by,
        course=course,
        kind=ChangeKind.INTERVAL,
        before=was,
        after=now | {"next_due_on": str(preview.next_due_on)},
        reason_code=spec.reason_code,
        reason_text=spec.reason_text,
        review_on=spec.review_on,
    )
