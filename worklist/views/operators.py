"""For operators: the outbox, what failed, and what would go out tomorrow. Ids only, no person."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import clock
from accounts.errors import Conflict
from accounts.permissions import Permission, SignedInRequest, requires
from worklist import quiet, services
from worklist.forms import OutboxFilter
from worklist.selectors.assessments import assessment_health
from worklist.selectors.health import channel_health
from worklist.selectors.outbox import outbox, state_counts

PAGE = 50


@require_safe
@requires(Permission.REMINDER_OPERATE)
def outbox_page(request: SignedInRequest) -> HttpResponse:
    """States, channels and rows of the operator's hospital."""
    form = OutboxFilter(request.GET)
    chosen = form.chosen()
    page = Paginator(outbox(request.user).filter(**chosen), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "form": form,
        "chosen": chosen,
        "states": state_counts(request.user),
        "channels": channel_health(user=request.user, now=clock.now()),
        "today": clock.today(),
    }
    return render(request, "worklist/outbox.html", context)


@require_POST
@requires(Permission.REMINDER_OPERATE)
def retry(request: SignedInRequest, reminder_id: UUID) -> HttpResponse:
    """Send a failed one again."""
    reminder = get_object_or_404(outbox(request.user), id=reminder_id)
    try:
        services.reminder_retry(by=request.user, reminder=reminder, now=clock.now())
    except Conflict:
        messages.error(request, _("This one cannot be sent again: it is too late for it, or it went out."))
    else:
        messages.success(request, _("It goes out with the next sweep, within a minute."))
    return redirect("worklist:outbox")


@require_safe
@requires(Permission.REMINDER_OPERATE)
def dry_run(request: SignedInRequest) -> HttpResponse:
    """What would go out tomorrow morning, by the very same statement, undone afterwards."""
    moment = quiet.opening(clock.today() + timedelta(days=1))
    rehearsal = services.reminders_rehearse(moment, hospital_id=request.user.hospital_id)
    return render(request, "worklist/dry_run.html", {"rehearsal": rehearsal, "moment": moment})


@require_safe
@requires(Permission.REMINDER_OPERATE)
def assessments_page(request: SignedInRequest) -> HttpResponse:
    """Records of the operator's hospital about which the rules could not be asked, and what waits."""
    health = assessment_health(user=request.user, today=clock.today())
    return render(request, "worklist/assessments.html", {"health": health})
