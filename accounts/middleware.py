"""What every request gets: an id, the user's language, a name behind each write, htmx-proof redirects."""

import uuid
from collections.abc import Callable
from typing import Any

import pghistory.middleware
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from accounts.models import User

Respond = Callable[[HttpRequest], HttpResponse]


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


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Every row written in a request carries the user and the request id in its history."""

    def get_context(self, request: Any) -> dict[str, Any]:
        """Who and which request; the address holds ids only."""
        return {
            **super().get_context(request),
            "request_id": str(request.request_id),
            "user_name": getattr(request.user, "name", ""),
        }


class HtmxRedirectMiddleware:
    """A redirect answered to htmx becomes HX-Redirect, so no sign-in page lands inside a table."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.headers.get("HX-Request") or not isinstance(response, HttpResponseRedirect):
            return response
        answer = HttpResponse(status=204, headers={"HX-Redirect": response.url})
        answer.cookies = response.cookies
        return answer
