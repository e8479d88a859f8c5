"""What every request gets: an id, the user's language, a name behind each write, htmx-proof redirects."""

import uuid
from collections.abc import Callable
from typing import Any

import pghistory.middleware
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from accounts import audit, clock
from accounts.models import User
from accounts.policy.ageing import CHOOSE_FIRST, has_to_choose
from accounts.problems import problem
from accounts.sessions.asking import wants_data
from accounts.sessions.middleware import STATE, is_always_open

Respond = Callable[[HttpRequest], HttpResponse]


class ClientAddressMiddleware:
    """Behind the hospital's TLS proxy the caller's address is the one the proxy added: the last of the list.

    Without BEHIND_TLS_PROXY the header is ignored, because then anybody could write it.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forwarded = request.headers.get("X-Forwarded-For", "")
        if settings.BEHIND_TLS_PROXY and forwarded:
            request.META["REMOTE_ADDR"] = forwarded.rsplit(",", 1)[-1].strip()
        return self.get_response(request)


class RequestIdMiddleware:
    """Gives each request an id: on error pages, in logs, in write history and in the trail of reads."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4()
        request.request_id = request_id  # type: ignore[attr-defined]  # read by audit, history, error pages
        with structlog.contextvars.bound_contextvars(request_id=str(request_id)):
            response = self.get_response(request)
        response["X-Request-Id"] = str(request_id)
        return response


class LanguageMiddleware:
    """Speaks the signed-in user's language, the cookie's when signed out, else Simplified Chinese.

    The browser's own preference is not asked: ward browsers are often installed in English.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    @staticmethod
    def _language(request: HttpRequest) -> str:
        if isinstance(request.user, User):
            return request.user.language
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class NoStoreMiddleware:
    """Pages of a signed-in user are kept by no browser and no proxy: ward computers are shared.

    A view that sets `may_be_kept` on its answer says itself how long the user's own browser keeps it.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if getattr(response, "may_be_kept", False):
            return response
        # An API token signs in below this line, a sign-out happens below it: both answers are private.
        if was_signed_in or request.user.is_authenticated or "Authorization" in request.headers:
            response["Cache-Control"] = "no-store"
        return response


def _who(user: Any) -> dict[str, str]:
    return {"user_name": getattr(user, "name", ""), "role": getattr(user, "role", "")}


class _NamedRequest(pghistory.middleware.WSGIRequest):
    """DRF finds the user of an API token late, by assignment: the history learns the name then."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "user":
            pghistory.context(**_who(value))
        if name == "access_reason":  # see accounts.audit
            pghistory.context(reason=value)
        super().__setattr__(name, value)  # type: ignore[no-untyped-call]  # untyped package


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Every row written in a request carries the user and the request id in its history."""

    def __call__(self, request: Any) -> Any:
        """Answer inside a history context; also what should only read: if it writes, it is known whose."""
        with pghistory.context(**self.get_context(request)):
            request.__class__ = _NamedRequest
            return self.get_response(request)

    def get_context(self, request: Any) -> dict[str, Any]:
        """Who and which request; the address holds ids only."""
        return {
            **super().get_context(request),
            **_who(request.user),
            "request_id": str(request.request_id),
            "address": audit.address_of(request),
        }


class OwnPasswordMiddleware:
    """Whoever has a temporary or an expired password chooses another one before anything else."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and has_to_choose(user, clock.now()) and not _is_open(request.path):
            return problem(403, *CHOOSE_FIRST) if wants_data(request) else redirect("accounts:password")
        return self.get_response(request)


def _is_open(path: str) -> bool:
    return is_always_open(path) or path == reverse("accounts:password")


class HtmxRedirectMiddleware:
    """A redirect answered to htmx moves the whole page; one to the sign-in page leaves it as it is.

    Then the answer is 401, and static/js/session lets the person sign in above what they typed.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.headers.get("HX-Request") or not isinstance(response, HttpResponseRedirect):
            return response
        if not request.user.is_authenticated and response.url.startswith(f"{reverse('accounts:login')}?"):
            return HttpResponse(status=401, headers={STATE: "ended"})
        answer = HttpResponse(status=204, headers={"HX-Redirect": response.url})
        answer.cookies = response.cookies
        return answer
