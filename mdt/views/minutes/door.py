"""How every page about minutes finds its rows, and leaves a line in the trail for each patient it shows."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts import audit
from accounts.enums import ReadAction
from accounts.permissions import SignedInRequest
from mdt.models import Meeting, Minutes
from mdt.selectors.minutes import LANGUAGES, meetings_for, minutes_for
from patients.selectors.access import visible_to


def meeting_or_404(request: SignedInRequest, meeting_id: UUID) -> Meeting:
    """The meeting when the user has a seat there or looks after boards of its hospital; else 404."""
    return get_object_or_404(meetings_for(request.user), pk=meeting_id)


def minutes_or_404(request: SignedInRequest, patient_id: UUID, minutes_id: UUID) -> Minutes:
    """One version of the minutes of a patient the user may see; else 404."""
    rows = minutes_for(request.user).defer(None).select_related("case__meeting__board")
    return get_object_or_404(rows, pk=minutes_id, case__patient=patient_id)


def visible_patients(request: SignedInRequest, patient_ids: set[UUID]) -> set[UUID]:
    """Those of the patients that the user may see."""
    return set(visible_to(request.user).filter(pk__in=patient_ids).values_list("id", flat=True))


def on_record(request: SignedInRequest, patient_ids: set[UUID], action: ReadAction) -> None:
    """A line in the trail for every patient on the page."""
    audit.record_many(request=request, patient_ids=sorted(patient_ids), action=action, subject="minutes")


def language_or_404(language: str) -> str:
    """A language minutes are printed in; else 404."""
    if language not in LANGUAGES:
        raise Http404
    return language
