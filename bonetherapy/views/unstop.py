"""Taking back the stop of a course."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from bonetherapy.enums import CourseState
from bonetherapy.forms.changes import Answers, UnstopForm
from bonetherapy.services.unstopping import course_stop_undo
from bonetherapy.views.course_change import closed
from bonetherapy.views.course_doors import course_or_404
from bonetherapy.views.safety_page import record_page
from bonetherapy.views.sheets import attempt, sent, sheet_page


@requires(Permission.COURSE_PRESCRIBE)
def course_unstop(request: SignedInRequest, course_id: UUID) -> HttpResponse:
    """Asks why, then the course goes on as it stood."""
    course = course_or_404(request, course_id, "course_unstop")
    if course.state != CourseState.STOPPED:
        return closed(request, course)
    form = UnstopForm(sent(request))

    def act(answers: Answers) -> None:
        course_stop_undo(by=request.user, course=course, now=clock.now(), **form.cleaned_data)

    outcome = attempt(request, form, act)
    if outcome.is_saved:
        words = gettext("%(name)s: the stop is taken back.") % {"name": course.patient.name}
        messages.success(request, words)
        return redirect("patients:detail", course.patient_id)
    page = record_page(
        course.patient,
        gettext("Undo the stop"),
        gettext("Take the stop back"),
        "arrow-back-up",
        ("arrow-back-up", gettext("The course and its planned doses stand again as before the stop.")),
        ("checklist", gettext("Tasks and the rebound watch of the stop are withdrawn.")),
        ("history", gettext("Stop and undo stay on record; possible for 12 hours.")),
    )
    return sheet_page(request, "bonetherapy/record_form.html", course.patient, form, outcome.refused, **page)
