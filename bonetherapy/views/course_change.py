"""Hold, resume, another interval, stop, switch: each shows its consequence first and keeps what was typed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from accounts import clock
from accounts.enums import Role
from accounts.permissions import Permission, SignedInRequest, requires
from accounts.templatetags.words import say, short_date
from bonetherapy.enums import CourseState
from bonetherapy.forms.changes import (
    Answers,
    HoldForm,
    IntervalForm,
    ResumeForm,
    StopForm,
    SwitchForm,
    procedure_choice,
)
from bonetherapy.models import Course
from bonetherapy.selectors.intervals import interval_of
from bonetherapy.selectors.stops import interval_in
from bonetherapy.services import holds, intervals, stops
from bonetherapy.views import change_page, switch_page
from bonetherapy.views.course_doors import course_or_404
from bonetherapy.views.sheets import Outcome, attempt, sent, sheet_page
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from guidelines.bone.stopping import StopReason


@requires(Permission.COURSE_HOLD)
def course_hold(request: SignedInRequest, course_id: UUID) -> HttpResponse:
    """Reason, review date, save; the review date is offered. On a held course: the next review."""
    course, today = course_or_404(request, course_id, "course_hold"), clock.today()
    if course.state == CourseState.STOPPED:
        return closed(request, course)
    form = _hold_form(request, course)

    def act(answers: Answers) -> None:
        if spec := form.spec(answers):
            holds.course_hold(by=request.user, course=course, spec=spec, today=today)

    outcome = attempt(request, form, act)
    if outcome.is_saved:
        review = short_date(form.cleaned_data["review_on"])
        words = {"name": course.patient.name, "day": review}
        messages.success(request, gettext("%(name)s: on hold, review %(day)s.") % words)
        return redirect(_after_hold(request, course))
    return _sheet(request, "course_hold", course, form, outcome, change_page.hold(course, form, today))


def _hold_form(request: SignedInRequest, course: Course) -> HoldForm:
    records = change_page.open_procedures(course.patient)
    procedures = [procedure_choice(row, say(DentalItem(row.item))) for row in records]
    known = {
        "reason_code": course.hold_reason,
        "review_on": change_page.review_day(clock.today()),
        "dental_record_id": request.GET.get("dental"),
    }
    if request.GET.get("dental"):
        known["reason_code"] = "DENTAL_INVASIVE"
    is_denosumab = course.agent == Agent.DENOSUMAB
    return HoldForm(sent(request), initial=known, procedures=procedures, is_denosumab=is_denosumab)


def _after_hold(request: SignedInRequest, course: Course) -> str:
    if request.user.role == Role.NURSE:
        return reverse("bonetherapy:day")
    return reverse("patients:detail", args=[course.patient_id])


@requires(Permission.COURSE_PRESCRIBE)
def course_resume(request: SignedInRequest, course_id: UUID) -> HttpResponse:
    """The day of the one next dose; nothing is caught up."""
    course, today = course_or_404(request, course_id, "course_resume"), clock.today()
    if course.state != CourseState.HELD:
        return closed(request, course)
    form = ResumeForm(sent(request), initial={"resume_on": change_page.earliest_on(course, today)})

    def act(answers: Answers) -> None:
        if spec := form.spec(answers):
            holds.course_resume(by=request.user, course=course, spec=spec, today=today)

    outcome = attempt(request, form, act)
    if outcome.is_saved:
        day = short_date(form.cleaned_data["resume_on"])
        return _saved(request, course, gettext("Resumed, next injection %(day)s.") % {"day": day})
    return _sheet(request, "course_resume", course, form, outcome, change_page.resume(course, form, today))


@requires(Permission.COURSE_PRESCRIBE)
def course_interval(request: SignedInRequest, course_id: UUID) -> HttpResponse:
    """Another interval; a longer one with everything BMA-17 asks for."""
    course, today = course_or_404(request, course_id, "course_interval"), clock.today()
    if course.state != CourseState.ACTIVE:
        return closed(request, course)
    form = IntervalForm(sent(request), initial={"unit": "days", "interval_days": course.interval_days})

    def act(answers: Answers) -> None:
        intervals.course_change_interval(by=request.user, course=course, spec=form.spec(answers), today=today)

    outcome = attempt(request, form, act)
    if outcome.is_saved:
        return _saved(request, course, _interval_words(course, form))
    preview = change_page.interval_seen(course, form, request.user, today)
    page = change_page.interval(course, preview, today)
    return _sheet(request, "course_interval", course, form, outcome, page)


@requires(Permission.COURSE_PRESCRIBE)
def course_stop(request: SignedInRequest, course_id: UUID) -> HttpResponse:
    """The reason as the catalogue judges it, and for denosumab the rebound plan."""
    course, today = course_or_404(request, course_id, "course_stop"), clock.today()
    if not course.is_open:
        return closed(request, course)
    form = StopForm(sent(request), initial={"stopped_on": today} | _offered_reason(request))

    def act(answers: Answers) -> None:
        if spec := form.spec(answers):
            stops.course_stop(by=request.user, course=course, spec=spec, today=today)

    outcome = attempt(request, form, act)
    if outcome.is_saved:
        return _saved(request, course, gettext("The drug is stopped; planned doses are cancelled."))
    return _sheet(request, "course_stop", course, form, outcome, change_page.stop(course, form, today))


def _interval_words(course: Course, form: IntervalForm) -> str:
    """What was saved; `course` as it stood before."""
    if interval_in(form.spec()) == interval_of(course):
        return gettext("The review day is changed; no dose moves.")
    return gettext("The interval is changed; planned doses moved with it.")


def _offered_reason(request: SignedInRequest) -> dict[str, str]:
    """The reason an address names, when it is one; the doctor still saves it."""
    code = request.GET.get("reason", "")
    return {"reason_code": code} if code in StopReason.__members__ else {}


@requires(Permission.COURSE_PRESCRIBE)
def course_switch(request: SignedInRequest, course_id: UUID) -> HttpResponse:
    """One drug stopped and the next one started in one step (BMA-15)."""
    course, today = course_or_404(request, course_id, "course_switch"), clock.today()
    if not course.is_open:
        return closed(request, course)
    form = SwitchForm(sent(request), initial={"first_due_on": change_page.earliest_on(course, today)})

    def act(answers: Answers) -> None:
        if spec := form.switch(today, answers):
            stops.course_switch(by=request.user, course=course, spec=spec, today=today)

    outcome = attempt(request, form, act)
    if outcome.is_saved:
        day = short_date(form.cleaned_data["first_due_on"])
        return _saved(request, course, gettext("Switched, first dose %(day)s.") % {"day": day})
    return _sheet(request, "course_switch", course, form, outcome, switch_page.context(course, form, today))


def _sheet(
    request: SignedInRequest, name: str, course: Course, form: Any, outcome: Outcome, page: dict[str, Any]
) -> HttpResponse:
    findings = [*page.pop("findings", ()), *outcome.refused]
    return sheet_page(request, f"bonetherapy/{name}.html", course.patient, form, findings, **page)


def _saved(request: SignedInRequest, course: Course, words: str) -> HttpResponse:
    name = gettext("%(name)s: ") % {"name": course.patient.name}
    messages.success(request, name + words)
    return redirect("patients:detail", course.patient_id)


def closed(request: SignedInRequest, course: Course) -> HttpResponse:
    """The course is not in the state the action needs: its history says what happened."""
    messages.warning(request, gettext("The course is not as the page expected; here is how it stands."))
    return redirect("bonetherapy:course", course.id)
