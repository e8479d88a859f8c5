"""How every address about images finds its rows: through the patient, and on the record."""

from typing import Any
from uuid import UUID

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404

from accounts import audit
from accounts.permissions import SignedInRequest
from imaging.models import ImagingSeries, ImagingStudy
from imaging.pacs.errors import PacsError
from imaging.selectors.images import at_slice, series_of, studies_of

MOST_SLICES = 100_000


def series_or_404(request: SignedInRequest, series_id: UUID) -> ImagingSeries:
    """The series when the user may see its patient, with a line in the trail once an hour; else 404."""
    return _on_record(request, get_object_or_404(series_of(request.user), pk=series_id))


def slice_or_404(request: SignedInRequest, series_id: UUID, index: int) -> Any:
    """The same with what one slice needs (`selectors.images.at_slice`); 404 beyond the last slice too."""
    if index >= MOST_SLICES:
        raise Http404
    series = get_object_or_404(at_slice(series_of(request.user), index), pk=series_id)
    if series.sop_uid is None:  # type: ignore[attr-defined]  # annotated
        raise Http404
    return _on_record(request, series)


def _on_record(request: SignedInRequest, series: ImagingSeries) -> ImagingSeries:
    audit.record_reading(request=request, patient_id=series.study.patient_id, subject="images", of=series.pk)
    return series


def study_or_404(request: SignedInRequest, study_id: UUID) -> ImagingStudy:
    """The examination when the user may see its patient; else 404."""
    return get_object_or_404(studies_of(request.user), pk=study_id)


def refusal(error: PacsError) -> JsonResponse:
    """Why there are no pixels, for a program that shows the message to a person."""
    body: dict[str, Any] = {"code": error.code, "message": str(error)}
    return JsonResponse(body, status=error.status)
