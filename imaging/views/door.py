"""How every address about images finds its rows: through the patient, and on the record."""

from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from redis.exceptions import RedisError

from accounts import audit
from accounts.permissions import SignedInRequest
from imaging.models import ImagingSeries, ImagingStudy
from imaging.pacs.errors import PacsError
from imaging.selectors.images import series_of, studies_of

ONE_READING = 3600  # seconds: the three hundred frames of a series are one reading of it, not three hundred


def series_or_404(request: SignedInRequest, series_id: UUID) -> ImagingSeries:
    """The series when the user may see its patient, with a line in the trail once an hour; else 404."""
    series = get_object_or_404(series_of(request.user), pk=series_id)
    if _is_first(f"series-read:{request.user.pk}:{series_id}"):
        audit.record(request=request, patient_id=series.study.patient_id, subject="images")
    return series


def _is_first(key: str) -> bool:
    """True once an hour; every time without a cache: rather a line too many than none."""
    try:
        return cache.add(key, 1, ONE_READING)
    except (RedisError, OSError):
        return True


def study_or_404(request: SignedInRequest, study_id: UUID) -> ImagingStudy:
    """The examination when the user may see its patient; else 404."""
    return get_object_or_404(studies_of(request.user), pk=study_id)


def refusal(error: PacsError) -> JsonResponse:
    """Why there are no pixels, for a program that shows the message to a person."""
    body: dict[str, Any] = {"code": error.code, "message": str(error)}
    return JsonResponse(body, status=error.status)
