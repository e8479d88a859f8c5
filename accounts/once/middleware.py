"""The one place where an act is let happen: once, and over nobody's head."""

from collections.abc import Callable
from typing import Any

from django.contrib.messages.storage import default_storage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.settings import api_settings

from accounts.meanwhile.answer import clash_page, stale_answer
from accounts.meanwhile.changes import changes
from accounts.meanwhile.horizon import horizon_of
from accounts.meanwhile.versions import read_version, version_before
from accounts.models import User
from accounts.once.collisions import come_again, is_collision
from accounts.once.keeping import OtherAct, StillRunning, answered, keep
from accounts.once.keys import HEADER, Act, BadKey, act_of
from accounts.problems import problem
from accounts.sessions.asking import API

READS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# Answers after which both versions are shown: it was done, or refused because the record is another one.
WHEN_CLASHING = (409, 422)


class OnceMiddleware:
    """An act with a name is one transaction: what it wrote, and what it was answered, or neither.

    Sent again it gets the same answer. When others changed the row since the page was built, what the act
    wrote is taken back, and both versions are shown to whoever may see the row: the view has let him in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of the act, of the same act before, or of a clash."""
        is_api = request.path.startswith(API)
        if not is_api and request.user.is_authenticated:
            request.horizon = horizon_of(request.user)  # type: ignore[attr-defined]  # read by the key of a form
        if request.method in READS:
            return _with_version(request, self.get_response(request))
        user = _caller(request) if is_api else request.user
        try:
            act = act_of(request) if isinstance(user, User) else None
            return self._acted(request, user, act)
        except BadKey:
            return problem(400, "bad_key", _("Idempotency-Key is 1 to 255 printable characters."))
        except OtherAct:
            return problem(422, "key_reused", _("This Idempotency-Key was used for something else."))
        except StillRunning:
            return problem(409, "in_progress", _("The same request is still running. Send it again."))

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """What the API reads is told with its version, asked for before anything is read."""
        match = request.resolver_match
        if request.method == "GET" and request.path.startswith(API) and match:
            request.version = read_version(match.view_name, kwargs)  # type: ignore[attr-defined]  # for the answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Two acts waited for each other and the database ended this one: see `_acted`.

        A call without a key is no single transaction, so it is its caller who sends it again.
        """
        if not is_collision(exception):
            return None
        if getattr(request, "may_begin_again", False):
            request.has_collided = True  # type: ignore[attr-defined]  # for `_attempted`
            return HttpResponse(status=503)
        return come_again() if request.path.startswith(API) else None

    def _acted(self, request: HttpRequest, user: Any, act: Act | None) -> HttpResponseBase:
        wanted = (
            request.headers.get("If-Match", "").removeprefix("W/") if request.path.startswith(API) else ""
        )
        if act is None and not wanted:
            return self.get_response(request)
        request.may_begin_again = True  # type: ignore[attr-defined]  # for `process_exception`
        answer = self._attempted(request, user, act, wanted)
        if getattr(request, "has_collided", False):
            _as_it_came(request)
            answer = self._attempted(request, user, act, wanted)
        return answer

    def _attempted(self, request: HttpRequest, user: Any, act: Act | None, wanted: str) -> HttpResponseBase:
        with transaction.atomic():
            if act and (before := answered(user, act)):
                return before
            answer = self.get_response(request)
            refused = _refused(request, answer, act, wanted)
            if refused or answer.status_code >= 500:
                transaction.set_rollback(True)
            elif act:
                keep(user, act, answer)
        return refused() if refused else answer


def _as_it_came(request: HttpRequest) -> None:
    """Nothing of the first attempt is left: it was taken back whole, and this is the last one."""
    request.may_begin_again = False  # type: ignore[attr-defined]
    request._messages = default_storage(request)  # type: ignore[attr-defined]  # it may have said "Saved"
    for _name, files in request.FILES.lists():
        for file in files:
            file.seek(0)


def _refused(
    request: HttpRequest, answer: HttpResponseBase, act: Act | None, wanted: str
) -> Callable[[], HttpResponse] | None:
    """What is answered instead, once everything is taken back; None when the act stands."""
    if answer.status_code >= 400 and answer.status_code not in WHEN_CLASHING:
        return None
    if wanted and wanted not in {"*", version_before(request)}:
        return lambda: stale_answer(request, wanted)
    found = changes(request, act.horizon, act.told) if act else ()
    return (lambda: clash_page(request, found)) if found else None


def _with_version(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    version = getattr(request, "version", "")
    if version and answer.status_code == 200:
        answer["ETag"] = version
    return answer


def _caller(request: HttpRequest) -> Any:
    """Who calls the API with a key; None without. The views ask again: an old answer is for nobody else."""
    if HEADER not in request.headers:
        return None
    try:
        ways: Any = api_settings.DEFAULT_AUTHENTICATION_CLASSES
        for way in ways:
            if found := way().authenticate(Request(request)):
                return found[0]
    except APIException:
        return None
    return None
