"""The list of patients, the search box, and possible doubles."""

import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts import selectors as accounts
from accounts.crypto import decrypt, encrypt
from accounts.permissions import Permission, SignedInRequest, can, requires
from guidelines.values import age_years
from patients.selectors.duplicates import duplicate_groups
from patients.selectors.emergency import emergencies_waiting
from patients.selectors.search import (
    LONGEST_TERM,
    PAGE_ROWS,
    Filters,
    Term,
    identifier_in,
    patients_found,
    term_of,
)

SEARCHES = "patient_searches"
KEPT_SEARCHES = 20
YES_NO = {"yes": True, "no": False}
NOBODY = "none"  # as a doctor: whoever has none yet


@requires(Permission.PATIENT_VIEW)
def patient_list(request: SignedInRequest) -> HttpResponse:
    """Patients the user may see, by name. `s` is the token of a search: the words stay out of the address."""
    return _list(request, _remembered(request, request.GET.get("s", "")))


@requires(Permission.PATIENT_VIEW)
def search(request: SignedInRequest) -> HttpResponse:
    """Looks the words up and goes to the result, under a token: an identifier never stands in the address."""
    typed = (request.POST if request.method == "POST" else request.GET).get("q", "")[: 2 * LONGEST_TERM]
    if request.method != "POST" and identifier_in(typed):
        messages.warning(request, _("Please type identity card and phone numbers into the search box."))
        return redirect("patients:list")
    term = term_of(request.user, typed)
    token = _remember(request, term)
    if request.headers.get("HX-Request"):
        return _live(request, term, token)
    if term and not term.is_text:
        found = list(patients_found(request.user, Filters(term=term))[:2])
        if len(found) == 1:
            return redirect("patients:detail", found[0].pk)
    return redirect(f"{reverse('patients:list')}{f'?s={token}' if token else ''}")


@requires(Permission.PATIENT_MERGE)
def duplicates(request: SignedInRequest) -> HttpResponse:
    """Groups of records that look like one person, each with the way to its merge page."""
    groups = duplicate_groups(request.user)
    shown = [patient.id for group in groups for patient in group.patients]
    audit.record_listed(request=request, patient_ids=shown, subject="duplicates")
    return render(request, "patients/duplicates.html", {"groups": groups})


def _live(request: SignedInRequest, term: Term | None, token: str) -> HttpResponse:
    """The rows while somebody types; the address follows, so that paging and going back keep the search."""
    query = QueryDict(mutable=True)
    query.update(
        {name: request.POST[name] for name in ("ward", "doctor", "confirmed") if name in request.POST}
    )
    if token:
        query["s"] = token
    request.GET = query  # type: ignore[assignment]  # paging links are built from it
    response = _list(request, term, "patients/list.html#results")
    response["HX-Replace-Url"] = f"{reverse('patients:list')}?{query.urlencode()}"
    return response


def _list(request: SignedInRequest, term: Term | None, template: str = "patients/list.html") -> HttpResponse:
    query, today = request.GET, clock.today()
    filters = Filters(
        term=term,
        ward_id=_uuid(query.get("ward", "")),
        doctor_id=_uuid(query.get("doctor", "")),
        has_doctor=False if query.get("doctor") == NOBODY else None,
        confirmed=YES_NO.get(query.get("confirmed", "")),
    )
    page = Paginator(patients_found(request.user, filters), PAGE_ROWS).get_page(query.get("page"))
    rows = [(patient, age_years(patient.birth_date, today)) for patient in page.object_list]
    audit.record_listed(
        request=request, patient_ids=[patient.id for patient, _age in rows], subject="patients"
    )
    context: dict[str, Any] = {"page": page, "rows": rows, "term": term, **_choices(request)}
    context |= {name: query.get(name, "") for name in ("ward", "doctor", "confirmed")}
    context["token"] = query.get("s", "") if term else ""
    return render(request, template, context)


def _choices(request: SignedInRequest) -> dict[str, Any]:
    user = request.user
    return {
        "wards": list(accounts.wards(user).values_list("id", "name")),
        "doctors": [(NOBODY, _("No doctor yet")), *accounts.doctors(user).values_list("id", "name")],
        "confirmations": [("yes", _("confirmed")), ("no", _("not confirmed"))],
        "may_edit": can(user, Permission.PATIENT_EDIT),
        "may_merge": can(user, Permission.PATIENT_MERGE),
        "may_break_glass": can(user, Permission.EMERGENCY_OPEN),
        "to_review": emergencies_waiting(user) if can(user, Permission.EMERGENCY_REVIEW) else 0,
    }


def _remember(request: HttpRequest, term: Term | None) -> str:
    """A token for the search, kept in the session; empty for no search."""
    if term is None:
        return ""
    kept = request.session.get(SEARCHES, [])
    token = secrets.token_urlsafe(6)
    # Sealed: what was typed is mostly a name, and a session is an open row of the database.
    request.session[SEARCHES] = [*kept, [token, term.kind, encrypt(term.value)]][-KEPT_SEARCHES:]
    return token


def _remembered(request: HttpRequest, token: str) -> Term | None:
    for known, kind, value in request.session.get(SEARCHES, []):
        if token and known == token:
            return Term(kind, decrypt(value))
    return None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
