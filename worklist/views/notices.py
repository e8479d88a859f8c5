"""The inbox behind the bell, and the link in every e-mail."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import audit, clock
from accounts.permissions import Permission, SignedInRequest, requires
from patients.selectors import visible_to
from worklist import services
from worklist.models import Reminder
from worklist.selectors.inbox import inbox

PAGE = 50


@require_safe
@requires(Permission.PATIENT_VIEW)
def inbox_page(request: SignedInRequest) -> HttpResponse:
    """Unread notices, or all of them with `?show=all`."""
    rows = inbox(request.user).select_related("patient", "read_by")
    show_all = request.GET.get("show") == "all"
    page = Paginator(rows if show_all else rows.filter(read_at=None), PAGE).get_page(request.GET.get("page"))
    audit.record_listed(request=request, patient_ids=[row.patient_id for row in page], subject="inbox")
    context = {"page": page, "show_all": show_all, "today": clock.today()}
    return render(request, "worklist/inbox.html", context)


@require_POST
@requires(Permission.PATIENT_VIEW)
def inbox_read(request: SignedInRequest) -> HttpResponse:
    """Mark everything as read."""
    services.inbox_read_all(by=request.user, notices=inbox(request.user), now=clock.now())
    messages.success(request, _("All notices are marked as read."))
    return redirect("worklist:inbox")


@require_safe
@requires(Permission.PATIENT_VIEW)
def reminder_open(request: SignedInRequest, reminder_id: UUID) -> HttpResponse:
    """From the link in an e-mail to the page it is about; 404 for a patient the user may not see."""
    rows = Reminder.objects.filter(patient__in=visible_to(request.user))
    reminder = get_object_or_404(rows, id=reminder_id)
    services.reminder_read(by=request.user, reminder=reminder, now=clock.now())
    page = settings.REMINDER_PAGES.get(reminder.kind)
    if page is None:
        return redirect("patients:detail", reminder.patient_id)
    return redirect(page, reminder.subject_id)
