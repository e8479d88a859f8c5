"""How the pages of cases find theirs: through the patients the user may see."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, loads
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.errors import Conflict
from accounts.permissions import SignedInRequest
from mdt.models import Case
from mdt.selectors.cases import WITH_ALL, cases_of
from patients.views.door import patient_or_404
from patients.views.saving import CHANGED, back_of

OPENED = "mdt.case.opened"


def case_or_404(request: SignedInRequest, case_id: UUID) -> Case:
    """The case when the user may see its patient; else 404: nobody learns of it."""
    rows = cases_of(request.user).select_related(*WITH_ALL, "board__chair", "board__coordinator")
    case: Case = get_object_or_404(rows, pk=case_id)
    case.patient = patient_or_404(request, case.patient_id, "case")
    return case


def back_to(request: SignedInRequest, case: Case) -> HttpResponse:
    """The page that sent the user here, else the case."""
    there = back_of(request)
    return redirect(there) if there else redirect("case:detail", case.id)


def told(request: SignedInRequest, error: ValidationError | Conflict) -> None:
    """What stood in the way of one click, above the page it came from."""
    lines = error.messages if isinstance(error, ValidationError) else [str(CHANGED)]
    for line in lines:
        messages.warning(request, line)


def pressed(request: SignedInRequest, act: Callable[[], object], done: str = "") -> bool:
    """True when what a button asks for is done; the next page says so, or what stood in the way."""
    try:
        act()
    except (ValidationError, Conflict) as error:
        told(request, error)
        return False
    if done:
        messages.success(request, done)
    return True


def opened_at(token: str) -> datetime | None:
    """The moment a page was opened, as it was signed into it; None for anything else."""
    try:
        return datetime.fromisoformat(str(loads(token, salt=OPENED)))
    except (BadSignature, ValueError):
        return None
