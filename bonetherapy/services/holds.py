"""Holding a course for a medical reason and going on with one dose, never two (DEN-03 to DEN-08)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from accounts.vocabulary import say
from bonetherapy.enums import ChangeKind, CourseState, DoseState
from bonetherapy.models import Course, DentalRecord, Dose
from bonetherapy.selectors.gates import last_given_on
from bonetherapy.selectors.intervals import interval_of
from bonetherapy.selectors.protocols import limits_on
from bonetherapy.services.asking import ask
from bonetherapy.services.changes import change_log, course_facts, difference
from bonetherapy.services.missed import reason_error
from bonetherapy.services.notices import hold_key, reminders_withdraw
from bonetherapy.services.permits import permit
from bonetherapy.services.planning import course_lock, doses_start_on, open_doses
from bonetherapy.services.problems import refuse
from bonetherapy.specs import HoldSpec, ResumeSpec
from guidelines.bone.dental import DentalItem, HoldSigner, hold_plan_check, needs_hold, procedure_advice
from guidelines.bone.interruptions import INTERRUPTIONS, HoldClass, InterruptionReason
from guidelines.bone.intervals import next_due_on
from guidelines.terms import Text
from guidelines.values import add_months
from patients.services.overrides import findings_settle
from worklist.enums import TaskKind, TaskState
from worklist.models import Task

NO_HOLD = (HoldClass.NOT_VALID, HoldClass.BY_RULE)
TELL = Text("请告知患者：注射已暂停。", "Tell the patient that the injection is on hold.")


@transaction.atomic
def course_hold(*, by: User, course: Course, spec: HoldSpec, today: date) -> Course:
    """Hold the course: planned doses wait, their reminders are withdrawn, doctor and patient are told.

    The same submit twice is one hold; the same reason with another review date moves the review. Raises
    ValidationError without a valid reason and a review date, Refusal for DEN-04 until it is answered,
    Conflict when the course is not running.
    """
    permit(by, Permission.COURSE_HOLD)
    course = course_lock(course.pk)
    if course.state == CourseState.HELD and course.hold_reason == spec.reason_code:
        return _look_again(by, course, spec, today)
    if course.state != CourseState.ACTIVE:
        raise Conflict(_("This course is not running. Reload the page to see it as it stands."))
    record = _dental_record(course, spec)
    _hold_check(course, spec, record, today)
    _dental_settle(by, course, spec, record, today)
    before = course_facts(course)
    course.state, course.hold_reason = CourseState.HELD, spec.reason_code
    course.held_on, course.hold_review_on = today, spec.review_on
    course.save()
    _doses_wait(course)
    _tell(by, course, spec, record, today)
    _log(by, course, ChangeKind.HOLD, before, spec.reason_code, spec.reason_text, spec.review_on)
    return course


def _look_again(by: User, course: Course, spec: HoldSpec, today: date) -> Course:
    if spec.review_on == course.hold_review_on:
        return course
    refuse({"review_on": _review_error(course, spec.review_on, today)})
    before = course_facts(course)
    course.hold_review_on = spec.review_on
    course.save()
    _log(by, course, ChangeKind.HOLD, before, spec.reason_code, spec.reason_text, spec.review_on)
    return course


def _dental_record(course: Course, spec: HoldSpec) -> DentalRecord | None:
    if spec.dental_record_id is None:
        return None
    return DentalRecord.objects.filter(
        patient=course.patient, pk=spec.dental_record_id, voided_at=None
    ).first()


def _hold_check(course: Course, spec: HoldSpec, record: DentalRecord | None, today: date) -> None:
    refuse(
        {
            "reason_code": reason_error(course, spec.reason_code) or _no_hold(spec.reason_code),
            "review_on": _review_error(course, spec.review_on, today),
            "dental_record_id": _record_error(spec, record),
        }
    )


def _no_hold(code: str) -> str:
    facts = INTERRUPTIONS[InterruptionReason(code)]
    if facts.hold_class not in NO_HOLD:
        return ""
    return _("This is no medical reason to hold: %(action)s") % {"action": say(facts.action)}


def _review_error(course: Course, review_on: date | None, today: date) -> str:
    if review_on is None:
        return _("Say when the hold is looked at again: a hold without a review is a forgotten patient.")
    latest = add_months(today, limits_on(course.protocol, today).ext_max_months)
    if review_on > latest:
        return _("The review cannot lie after %(day)s: a year typed wrong is a forgotten patient.") % {
            "day": latest
        }
    return "" if review_on >= today else _("The review cannot lie before today.")


def _record_error(spec: HoldSpec, record: DentalRecord | None) -> str:
    if spec.dental_record_id is None:
        return ""
    if record is None:
        return _("This dental record does not belong to the patient.")
    if record.cancelled_on is not None:
        return _("This procedure was given up: it needs no hold.")
    return "" if needs_hold(DentalItem(record.item)) else _("This dental item needs no hold.")


def _dental_settle(
    by: User, course: Course, spec: HoldSpec, record: DentalRecord | None, today: date
) -> None:
    if record is None or record.is_done:
        return
    advice = procedure_advice(
        DentalItem(record.item),
        planned_on=record.on,
        last_dose_on=last_given_on(course),
        # The hold is decided: what remains to say is whether the procedure comes too soon (DEN-04).
        urgent=True,
        limits=limits_on(course.protocol, today),
    )
    findings_settle(
        by=by, patient=course.patient, findings=advice, answers=spec.answers, subject_id=course.id
    )


def _doses_wait(course: Course) -> None:
    doses = course.doses.filter(state=DoseState.PLANNED)
    ids = list(doses.values_list("id", flat=True))
    Dose.objects.filter(id__in=ids).update(state=DoseState.HELD)
    reminders_withdraw([course.id, *ids])


def _tell(by: User, course: Course, spec: HoldSpec, record: DentalRecord | None, today: date) -> None:
    reason = InterruptionReason(spec.reason_code)
    _task(by, course, TaskKind.CALL, Role.NURSE, today, TELL)
    if by.role != Role.ONCOLOGIST:
        _task(by, course, TaskKind.HOLD_NOTICE, Role.ONCOLOGIST, today, _held_by(by, reason))
    if reason is InterruptionReason.DENTAL_INVASIVE and (missing := hold_plan_check(_signed(record))):
        _task(by, course, TaskKind.OTHER, Role.ONCOLOGIST, today, missing.message, missing.rule_id)


def _held_by(by: User, reason: InterruptionReason) -> Text:
    return Text(f"{by.name} 已暂停：{reason.zh}", f"Held by {by.name}: {reason.en}")


def _signed(record: DentalRecord | None) -> frozenset[HoldSigner]:
    if record is None:
        return frozenset()
    signed = {HoldSigner.DENTIST: bool(record.dentist_name), HoldSigner.ONCOLOGIST: record.oncologist_id}
    return frozenset(signer for signer, has_signed in signed.items() if has_signed)


def _task(
    by: User, course: Course, kind: TaskKind, role: Role, today: date, message: Text, rule_id: str = ""
) -> None:
    ask(
        key=hold_key(course, f"{kind}:{today}"),
        kind=kind,
        patient=course.patient,
        role=role,
        due_on=today,
        by=by,
        subject_id=course.id,
        rule_id=rule_id,
        message=message,
    )


def _log(
    by: User,
    course: Course,
    kind: ChangeKind,
    before: dict[str, object],
    code: str,
    text: str,
    review_on: date | None = None,
) -> None:
    was, now = difference(before, course_facts(course))
    change_log(
        by=by,
        course=course,
        kind=kind,
        before=was,
        after=now,
        reason_code=code,
        reason_text=text,
        review_on=review_on,
    )


@transaction.atomic
def course_resume(*, by: User, course: Course, spec: ResumeSpec, today: date) -> Course:
    """Go on: the one next dose is due on `resume_on`, the others at their intervals after it (DEN-05).

    Raises ValidationError when the date is too early or the dentist has not cleared a dental hold whose
    procedure still stands, Conflict when the course is not on hold. The same submit twice is one resumption.
    """
    permit(by, Permission.COURSE_PRESCRIBE)
    course = course_lock(course.pk)
    doses = open_doses(course)
    if course.state == CourseState.ACTIVE and doses and doses[0].due_on == spec.resume_on:
        return course
    if course.state != CourseState.HELD:
        raise Conflict(_("This course is not on hold. Reload the page to see it as it stands."))
    refuse({"resume_on": _resume_error(course, spec.resume_on, today)})
    before = course_facts(course)
    course.state, course.hold_reason = CourseState.ACTIVE, ""
    course.held_on = course.hold_review_on = None
    course.save()
    doses_start_on(course, doses, first_on=spec.resume_on)
    _hold_tasks_close(by, course)
    _log(by, course, ChangeKind.RESUME, before, "", spec.reason_text)
    return course


def _resume_error(course: Course, resume_on: date, today: date) -> str:
    if resume_on < today:
        return _("The next dose cannot be due before today.")
    last_on = last_given_on(course)
    earliest = today if last_on is None else next_due_on(last_on, interval_of(course))
    if resume_on < earliest:
        return _("One interval after the last dose is %(day)s: nothing is caught up.") % {"day": earliest}
    latest = max(earliest, add_months(today, limits_on(course.protocol, today).ext_max_months))
    if resume_on > latest:
        return _("The next dose cannot be due after %(day)s.") % {"day": latest}
    if course.hold_reason == InterruptionReason.DENTAL_INVASIVE:
        return _clearance_error(course, resume_on)
    return ""


def _clearance_error(course: Course, resume_on: date) -> str:
    procedures = [
        record
        for record in DentalRecord.objects.filter(patient=course.patient, voided_at=None)
        if needs_hold(DentalItem(record.item))
    ]
    settled_on = max((row.settled_on for row in procedures if row.settled_on is not None), default=None)
    is_open = any(row.settled_on is None for row in procedures)
    if is_open or settled_on is None or (course.held_on is not None and settled_on < course.held_on):
        return _("The dentist has not cleared the patient yet: record the clearance first (DEN-05).")
    return "" if resume_on >= settled_on else _("The dentist's clearance is later than this date.")


def _hold_tasks_close(by: User, course: Course) -> None:
    """What the hold asked for; a suspected rebound or the 24-month review is not answered by going on."""
    tasks = Task.objects.filter(subject_id=course.id, key__startswith=hold_key(course), state=TaskState.OPEN)
    tasks.update(state=TaskState.CANCELLED, closed_by=by)
    reminders_withdraw([course.id])
