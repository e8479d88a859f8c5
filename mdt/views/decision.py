"""One decision of the board: confirmed with one button, answered with one line."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, can, requires
from bonetherapy.forms.start import StartForm
from bonetherapy.models import Course
from bonetherapy.models.courses import OPEN_STATES
from bonetherapy.views import start_page
from bonetherapy.views.sheets import Outcome, attempt, sent, sheet_page
from guidelines.mdt.decisions import DecisionType
from mdt.forms.following import OutcomeForm, unfolded
from mdt.selectors.followed import followed_by
from mdt.selectors.proposals import course_proposal
from mdt.services.confirming import decision_confirm, decision_confirm_course
from mdt.services.outcomes import outcome_answer
from mdt.views.decision_page import context_of
from patients.forms.base import RoomForm
from patients.specs.overrides import Acknowledgement
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import back_of, saved, status_of


@require_safe
@requires(Permission.BOARD_VIEW)
def decision(request: SignedInRequest, decision_id: UUID) -> HttpResponse:
    """What was decided, what it became, and the buttons that go on with it."""
    return _page(request, _decision(request, decision_id))


@require_POST
@requires(Permission.OUTCOME_RECORD)
def confirm(request: SignedInRequest, decision_id: UUID) -> HttpResponse:
    """One click: an examination of the calendar, else a task of its owner."""
    row, form = _decision(request, decision_id), RoomForm(request.POST)

    def act() -> object:
        return decision_confirm(by=request.user, decision=row, today=clock.today(), now=clock.now())

    return _answer(request, row, form, act, _("The decision is confirmed."))


@require_POST
@requires(Permission.OUTCOME_RECORD)
def answer(request: SignedInRequest, decision_id: UUID) -> HttpResponse:
    """Done, partly, not or changed, with the reason where one is needed."""
    row, form = _decision(request, decision_id), OutcomeForm(unfolded(request.POST))

    def act() -> object:
        today, now = clock.today(), clock.now()
        return outcome_answer(by=request.user, decision=row, spec=form.spec(), today=today, now=now)

    return _answer(request, row, form, act, _("The answer is noted."))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.COURSE_PRESCRIBE)
def course(request: SignedInRequest, decision_id: UUID) -> HttpResponse:
    """The course as the board wanted it: check dose, interval and first date, confirm."""
    row, today = _decision(request, decision_id), clock.today()
    elsewhere = _elsewhere(row)
    if elsewhere:
        return redirect(elsewhere)
    form = StartForm(sent(request), initial=_proposed(row, today))

    def act(answers: tuple[Acknowledgement, ...]) -> None:
        if spec := form.spec(answers):
            now = clock.now()
            decision_confirm_course(by=request.user, decision=row, spec=spec, today=today, now=now)

    outcome = attempt(request, form, act)
    if outcome.is_saved:
        messages.success(request, _("The course is confirmed and its doses are planned."))
        return redirect("following:decision", row.id)
    return _course_page(request, row, form, outcome)


def _proposed(row: Any, today: Any) -> dict[str, Any]:
    """What the form offers: drug and interval of the board, the first dose today."""
    found = course_proposal(row)
    known = {"agent": found.agent, "interval_days": found.interval_days} if found else {}
    return {"first_due_on": today, "reason_text": row.text[:300]} | {
        name: value for name, value in known.items() if value is not None
    }


def _elsewhere(row: Any) -> str:
    """Where it is dealt with when there is no course to start: its own page, or the switch of the drug."""
    found = course_proposal(row)
    if found is None or row.course_id is not None:
        return reverse("following:decision", args=[row.id])
    running = Course.objects.filter(patient=row.case.patient_id, state__in=OPEN_STATES).first()
    if row.type != DecisionType.BMA_SWITCH or running is None:
        return ""
    query = f"?{urlencode({'agent': found.agent.value})}" if found.agent else ""
    return reverse("bonetherapy:course_switch", args=[running.id]) + query


def _course_page(request: SignedInRequest, row: Any, form: StartForm, outcome: Outcome) -> HttpResponse:
    patient = row.case.patient
    page: dict[str, Any] = start_page.context(patient, form, clock.today())
    findings = [*page.pop("findings"), *outcome.refused]
    page |= {
        "heading": _("Confirm the course"),
        "save_word": _("Confirm"),
        "save_icon": "check",
        "changing": "mdt/following/course_dose.html",
        "back_url": reverse("following:decision", args=[row.id]),
    }
    return sheet_page(request, "mdt/following/course.html", patient, form, findings, **page)


def _decision(request: SignedInRequest, decision_id: UUID) -> Any:
    """The decision of a patient the user may see; else 404: nobody learns of it."""
    row = get_object_or_404(followed_by(request.user), pk=decision_id)
    row.case.patient = patient_or_404(request, row.case.patient_id, "decision")
    return row


def _answer(
    request: SignedInRequest, row: Any, form: RoomForm, act: Callable[[], object], done: str
) -> HttpResponse:
    """Back to where it was sent from when it is done, else the decision with what is wrong."""
    if saved(request, form, act):
        messages.success(request, done)
        return redirect(back_of(request) or reverse("following:decision", args=[row.id]))
    return _page(request, row, problems=form)


def _answered(row: Any) -> dict[str, Any]:
    """The answer that stands, to correct it."""
    names = {"outcome": row.outcome, "reason": row.outcome_reason, "text": row.outcome_text}
    return {**names, "done_on": row.done_on}


def _page(request: SignedInRequest, row: Any, problems: RoomForm | None = None) -> HttpResponse:
    context = context_of(row, request.user, clock.today())
    form = problems if isinstance(problems, OutcomeForm) else OutcomeForm(initial=_answered(row))
    may = can(request.user, Permission.OUTCOME_RECORD)
    more = {"problems": problems, "form": form, "can_answer": may}
    patient = row.case.patient
    return patient_page(request, "mdt/following/decision.html", patient, status_of(request), **context | more)
