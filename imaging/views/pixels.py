"""What the viewer asks for: where the slices lie, their stored values, and pictures of them."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_GET

from accounts.permissions import Permission, SignedInRequest, requires
from imaging.forms import WindowForm
from imaging.models import ImagingSeries
from imaging.pacs import pacs
from imaging.pacs.errors import NotShown, PacsError
from imaging.pacs.orientation import edges_by_plane
from imaging.pacs.rendering import picture
from imaging.selectors.images import address_at, drawn
from imaging.views.door import refusal, series_or_404, slice_or_404

KEPT = 3600  # seconds in the user's own browser: pixels of an instance never change


@require_GET
@requires(Permission.PATIENT_VIEW)
def series_manifest(request: SignedInRequest, series_id: UUID) -> HttpResponse:
    """The geometry of a series and what it does not allow."""
    return JsonResponse(manifest_json(series_or_404(request, series_id)))


@require_GET
@requires(Permission.PATIENT_VIEW)
def series_frame(request: SignedInRequest, series_id: UUID, index: int) -> HttpResponseBase:
    """The stored values of one slice, sixteen bits each, little endian."""
    series = slice_or_404(request, series_id, index)

    def answer() -> HttpResponse:
        return HttpResponse(_pixels(series), content_type="application/octet-stream")

    return _kept(request, series.sop_uid, answer)


@require_GET
@requires(Permission.PATIENT_VIEW)
def series_image(request: SignedInRequest, series_id: UUID, index: int) -> HttpResponseBase:
    """One slice as a picture: `ww`, `wl` and `format`; a CT without them is shown in the bone window."""
    series = slice_or_404(request, series_id, index)
    form = WindowForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"code": "bad_window", "fields": form.errors.get_json_data()}, status=400)
    kind, window = form.kind(), form.window()

    def answer() -> HttpResponse:
        image = picture(drawn(series, series.rescale, _pixels(series)), window, kind)
        return HttpResponse(image, content_type=f"image/{kind}")

    return _kept(request, f"{series.sop_uid}/{kind}/{window and (window.width, window.level)}", answer)


def manifest_json(series: ImagingSeries) -> dict[str, Any]:
    """What the viewer needs to know before the first pixel."""
    slope, intercept = series.rescales[0]
    frame = reverse("imaging:series_frame", args=[series.id, 0])
    return {
        "series": series.id,
        "series_uid": series.series_uid,
        "study": series.study_id,
        "modality": series.modality,
        "description": series.description,
        "kernel": series.kernel,
        "rows": series.rows,
        "columns": series.columns,
        "count": series.n_instances,
        "row_spacing_mm": series.row_spacing_mm,
        "column_spacing_mm": series.column_spacing_mm,
        "thickness_mm": series.slice_thickness_mm,
        "slope": slope,
        "intercept": intercept,
        "signed": series.is_signed,
        "bits": series.bits_stored,
        "padding": series.padding,
        "monochrome1": series.is_monochrome1,
        "plane": series.plane,
        "edges": _edges(series),
        "slices": _slices(series),
        "can_show": series.can_show,
        "can_measure": series.is_measurable,
        "can_reformat": series.can_reformat,
        "why_not": " ".join(series.why_not),
        "frame_url_template": frame.replace("/0/", "/{index}/"),
    }


def _edges(series: ImagingSeries) -> dict[str, dict[str, str]] | None:
    """The letters of the stack and of what is cut out of it; None: the images name no side."""
    if not series.orientation:
        return None
    return {plane: asdict(edges) for plane, edges in edges_by_plane(series.orientation).items()}


def _slices(series: ImagingSeries) -> list[dict[str, Any]]:
    rows = zip(series.z_positions, series.rescales, strict=True)
    return [
        {"index": index, "z_mm": z, "slope": slope, "intercept": intercept}
        for index, (z, (slope, intercept)) in enumerate(rows)
    ]


def _pixels(series: Any) -> bytes:
    if not series.can_show:
        raise NotShown
    return pacs().frame(address_at(series, series.sop_uid))


def _kept(request: SignedInRequest, tag: str, answer: Callable[[], HttpResponse]) -> HttpResponseBase:
    """The answer, which the user's own browser may keep; 304 when it has it already; or why there is none."""
    etag = f'"{tag}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = answer()
        except PacsError as error:
            return refusal(error)
    response["ETag"] = etag
    response["Content-Encoding"] = "identity"  # pixels hardly shrink: packing one costs more than sending it
    patch_cache_control(response, private=True, max_age=KEPT)
    response.may_be_kept = True  # type: ignore[attr-defined]  # read by accounts.middleware.NoStoreMiddleware
    return response
