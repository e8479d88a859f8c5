"""Paper: the ward's list with boxes to fill in, and the slip a patient takes home."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from accounts import audit, clock
from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, requires
from bonetherapy.enums import CourseState
from bonetherapy.forms.filters import DayFiltersForm
from bonetherapy.selectors.day import ward_rows
from bonetherapy.selectors.day_numbers import reach_of
from bonetherapy.selectors.doses import next_planned
from bonetherapy.selectors.held import held_courses
from bonetherapy.views.day import scope_name
from bonetherapy.views.doors import dose_or_404

ROWS_PER_SHEET = 22


@requires(Permission.WORKLIST_VIEW)
def ward_print(request: SignedInRequest) -> HttpResponse:
    """The list as filtered on the day's page, 22 rows a sheet, with boxes to fill in; then who is on hold."""
    today = clock.today()
    user, filters, reach = request.user, DayFiltersForm(request.GET).filters(), reach_of(request.user, today)
    rows = ward_rows(user=user, reach=reach, filters=filters, today=today)
    held = held_courses(user=user, team_patients=reach.team_patients, filters=filters, today=today)
    audit.record_many(
        request=request,
        patient_ids=[*(row.patient.id for row in rows), *(row.patient.id for row in held)],
        action=ReadAction.PRINT,
        subject="ward_list",
    )
    sheets = [rows[start : start + ROWS_PER_SHEET] for start in range(0, len(rows), ROWS_PER_SHEET)]
    page = {"sheets": sheets, "held": held, "today": today}
    page["scope"] = scope_name(user)
    return render(request, "bonetherapy/ward_print.html", page)


@requires(Permission.DOSE_RECORD)
def dose_slip(request: SignedInRequest, dose_id: UUID) -> HttpResponse:
    """The next date for the patient to take home; no drug and no diagnosis on it."""
    dose = dose_or_404(request, dose_id, subject="dose_slip", action=ReadAction.PRINT)
    following = next_planned(dose) if dose.course.state == CourseState.ACTIVE else None
    next_on = following and (following.booked_on or following.due_on)
    valid_days = timedelta(days=dose.course.protocol.lab_valid_days)
    page = {"dose": dose, "next_on": next_on, "labs_from": next_on - valid_days if next_on else None}
    return render(request, "bonetherapy/slip.html", page)
