"""The private calendar address: made, revoked, and what a calendar reads there. No patient stands in it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from mdt import services
from mdt.events import feed as feed_text
from mdt.mails import event_of
from mdt.selectors.feeds import feed_invitations, feed_owner, has_feed


@require_safe
@requires(Permission.BOARD_VIEW)
def feed_page(request: SignedInRequest) -> HttpResponse:
    """Whether an address exists, and the buttons to make or revoke it."""
    return _page(request)


@require_POST
@requires(Permission.BOARD_VIEW)
def feed_make(request: SignedInRequest) -> HttpResponse:
    """A fresh address, shown this once; the one before stops working."""
    return _page(request, token=services.feed_make(by=request.user))


@require_POST
@requires(Permission.BOARD_VIEW)
def feed_revoke(request: SignedInRequest) -> HttpResponse:
    """The address stops working."""
    services.feed_revoke(by=request.user, now=clock.now())
    messages.success(request, _("The address works no longer."))
    return redirect("board:feed_page")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The meetings of whoever holds this address, for a calendar program; 404 for one that does not work."""
    user = feed_owner(services.feed_digest(token))
    if user is None:
        raise Http404
    now = clock.now()
    with override(user.language):
        events = [event_of(row, row.meeting.sequence, now) for row in feed_invitations(user, now)]
    answer = HttpResponse(feed_text(events), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _page(request: SignedInRequest, token: str = "") -> HttpResponse:
    address = settings.BASE_URL + reverse("board:feed", args=[token]) if token else ""
    context = {"address": address, "has_feed": has_feed(request.user)}
    return render(request, "mdt/board/feed.html", context)
