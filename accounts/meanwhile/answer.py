"""What is answered instead of writing over somebody: both versions, what was typed, and the choice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts import audit
from accounts.fields import EncryptedField
from accounts.meanwhile.changes import Change, Step, shown, since_version
from accounts.meanwhile.values import sent, typed_word
from accounts.meanwhile.versions import version_before
from accounts.once.keys import UNREAD

CLASH, STALE = 409, 412


@dataclass(frozen=True, slots=True)
class Choice:
    """A changed column beside what was typed for it; `typed` None: it is not in the form."""

    step: Step
    typed: str | None
    typed_word: str

    @property
    def is_open(self) -> bool:
        """Whether the two differ, so that somebody has to choose."""
        return self.typed is not None and self.typed != self.step.value

    @property
    def is_left(self) -> bool:
        """Whether it was left as the page showed it: then the stored value is offered first."""
        return self.typed == self.step.value_seen


def clash_page(request: HttpRequest, found: tuple[Change, ...]) -> HttpResponse:
    """The page with both versions. Sent from it, the act is done knowingly."""
    request._messages = default_storage(request)  # type: ignore[attr-defined]  # "Saved" was said too early
    for patient_id in {change.patient_id for change in found if change.patient_id}:
        audit.record(request=request, patient_id=patient_id, subject="conflict")
    request.told = {str(change.row_id): change.number for change in found}  # type: ignore[attr-defined]  # form_key
    rows = [(change, [_choice(request, change, step) for step in change.steps]) for change in found]
    chosen = {one.step.name for _change, choices in rows for one in choices if one.is_open}
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in UNREAD | chosen
        for value in values
    ]
    told = {"rows": rows, "kept": kept, "has_choice": bool(chosen), "back": _back(request)}
    told["besides"] = [*_besides(found[0], kept)] if len(found) == 1 else []
    page = render(request, "accounts/conflict.html", told, status=CLASH)
    # Whatever part of a page sent this: the whole page asks.
    page["HX-Retarget"] = page["HX-Reselect"] = "#main"
    page["HX-Reswap"] = "outerHTML"
    return page


def stale_answer(request: HttpRequest, wanted: str) -> HttpResponse:
    """412 with what differs between the version the caller read and the one that stands."""
    change = since_version(request, wanted)
    said = {"code": "stale", "detail": _("The record is no longer the version of If-Match."), "attr": None}
    errors: list[dict[str, Any]] = [said]
    who: dict[str, Any] = {"changed_by": None, "changed_at": None}
    if change:
        errors = [
            {**said, "attr": step.name, "seen": step.seen, "stored": step.stored} for step in change.steps
        ]
        who = {"changed_by": change.by or None, "changed_at": timezone.localtime(change.at).isoformat()}
    answer = JsonResponse({"type": "client_error", **who, "errors": errors or [said]}, status=STALE)
    if now := version_before(request):
        answer["ETag"] = now
    return answer


def _choice(request: HttpRequest, change: Change, step: Step) -> Choice:
    values = request.POST.getlist(step.name)
    typed = values[0] if len(values) == 1 else None
    column = change.model._meta.get_field(step.name)
    return Choice(step, typed, typed_word(column, typed) if typed is not None else "")


def _besides(change: Change, kept: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, str]]:
    """What was typed for columns that nobody else touched, in words; what is sealed at rest stays unsaid."""
    typed, row = dict(kept), change.model._default_manager.filter(pk=change.row_id).first()
    for field, label in shown(change.model):
        value = typed.get(field.name) or ""
        is_new = value and value != sent(getattr(row, field.attname, None))
        if is_new and not isinstance(field, EncryptedField):
            yield capfirst(str(label)), typed_word(field, value)


def _back(request: HttpRequest) -> str:
    """The page the form stood on."""
    came = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()}):
        return "/"
    where = urlsplit(came)
    return f"{where.path}?{where.query}" if where.query else where.path
