"""Who may ask what only machines ask: configured addresses, or whoever brings the token."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address, ip_network
from secrets import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

View = Callable[[HttpRequest], HttpResponse]


def monitors_only(view: View) -> View:
    """403 for everybody else; without MONITOR_ADDRESSES and MONITOR_TOKEN that is everybody."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not (_is_near(request) or _has_token(request)):
            return HttpResponseForbidden("For monitoring only; see MONITOR_ADDRESSES and MONITOR_TOKEN.\n")
        return view(request)

    return guarded


def _is_near(request: HttpRequest) -> bool:
    try:
        caller = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:  # a Unix socket has no address
        return False
    return any(caller in ip_network(network, strict=False) for network in settings.MONITOR_ADDRESSES)


def _has_token(request: HttpRequest) -> bool:
    kind, _blank, token = request.headers.get("Authorization", "").partition(" ")
    wanted = settings.MONITOR_TOKEN
    return bool(wanted) and kind == "Bearer" and compare_digest(token.encode(), wanted.encode())
