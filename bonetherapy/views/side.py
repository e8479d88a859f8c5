"""Beside the day's list, loaded after it: who is to be called, and whether messages go out."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts import audit, clock
from accounts.permissions import Permission, SignedInRequest, requires
from worklist.selectors.calls import call_list
from worklist.selectors.health import health


@requires(Permission.CONTACT_LOG)
def side(request: SignedInRequest) -> HttpResponse:
    """The call list and one sentence about today's reminders."""
    calls = call_list(user=request.user, today=clock.today())
    audit.record_listed(request=request, patient_ids=calls.patient_ids, subject="calls")
    page = {"calls": calls, "health": health(user=request.user, now=clock.now())}
    return render(request, "bonetherapy/parts/side.html", page)
