"""The images of an examination without JavaScript: one slice, a strip of others, windows as links."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.permissions import Permission, SignedInRequest, can, requires
from accounts.templatetags.words import say
from guidelines.imaging.windows import CtWindow
from imaging.models import ImagingSeries, ImagingStudy
from imaging.pacs import pacs
from imaging.pacs.errors import PacsError
from imaging.pacs.rendering import CT
from imaging.pacs.windows import PRESETS
from imaging.selectors.images import address_of, attachments_of
from imaging.sheets import study_line
from imaging.views.door import study_or_404
from imaging.views.reading import reading_context
from patients.views.door import patient_or_404, patient_page

TILES = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """What the address asks for: which series, which slice of it, in which window."""

    series: ImagingSeries
    index: int
    window: CtWindow

    def address(self, **change: Any) -> str:
        """The query of a link that changes one of the three."""
        asked = {"series": self.series.id, "index": self.index, "window": self.window.value}
        return f"?{urlencode(asked | change)}"

    def image(self, index: int) -> str:
        """The address of a picture; what is no CT has no Hounsfield units and so no window of ours."""
        url = reverse("imaging:series_image", args=[self.series.id, index])
        preset = PRESETS[self.window]
        return f"{url}?ww={preset.width}&wl={preset.level}" if self.is_ct else url

    @property
    def is_ct(self) -> bool:
        """Whether the windows of CT mean something."""
        return self.series.modality == CT


@require_GET
@requires(Permission.PATIENT_VIEW)
def study_images(request: SignedInRequest, study_id: UUID) -> HttpResponse:
    """One slice large, eight of the series small, and the way to the hospital's own viewer."""
    study = study_or_404(request, study_id)
    patient = patient_or_404(request, study.patient_id, "images")
    series = list(study.series.all())
    shown = shown_of(series, request.GET)
    context: dict[str, Any] = {"study": study, "line": study_line(study), "shown": shown}
    context |= {"viewer_url": viewer_url(study), "may_link": can(request.user, Permission.IMAGING_RECORD)}
    context |= reading_context(study, request.user)
    context |= {"attachments": attachments_of(request.user).filter(study=study)}
    if shown:
        context |= _slices(shown) | {"series_links": _series_links(series, shown), "problem": _problem(shown)}
    return patient_page(request, "imaging/images.html", patient, **context)


def shown_of(series: list[ImagingSeries], query: QueryDict) -> Shown | None:
    """What to show; anything the address gets wrong is the middle of the first series in the bone window."""
    if not series:
        return None
    chosen = next((one for one in series if str(one.id) == query.get("series")), series[0])
    asked = query.get("index", "")
    index = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else chosen.n_instances // 2
    window = query.get("window", "")
    return Shown(
        chosen,
        min(index, chosen.n_instances - 1),
        CtWindow(window) if window in set(CtWindow) else CtWindow.BONE,
    )


def viewer_url(study: ImagingStudy) -> str:
    """The examination in the hospital's own viewer; empty without images or without such a viewer."""
    if not settings.PACS_VIEWER_URL or not study.study_uid:
        return ""
    url = str(settings.PACS_VIEWER_URL).replace("{study_uid}", quote(study.study_uid, safe=""))
    return url.replace("{accession_number}", quote(study.accession_number, safe=""))


def _slices(shown: Shown) -> dict[str, Any]:
    count, index = shown.series.n_instances, shown.index
    height = shown.series.z_positions[index]
    places = sorted({round(part * (count - 1) / (TILES - 1)) for part in range(TILES)})
    tiles = [
        {"index": place, "number": place + 1, "src": shown.image(place), "url": shown.address(index=place)}
        for place in places
    ]
    return {
        "image": shown.image(index),
        "number": index + 1,
        "edges": shown.series.edges,
        "height": None if height is None else Decimal(str(height)),
        "lower": shown.address(index=index - 1) if index else "",
        "higher": shown.address(index=index + 1) if index + 1 < count else "",
        "tiles": tiles,
        "windows": _windows(shown) if shown.is_ct else [],
    }


def _windows(shown: Shown) -> list[dict[str, Any]]:
    return [
        {
            "word": f"{say(window)} {preset.width}/{preset.level}",
            "url": shown.address(window=window.value),
            "current": window is shown.window,
        }
        for window, preset in PRESETS.items()
    ]


def _series_links(series: list[ImagingSeries], shown: Shown) -> list[dict[str, Any]]:
    return [
        {"series": one, "url": f"?series={one.id}", "current": one.id == shown.series.id} for one in series
    ]


def _problem(shown: Shown) -> str:
    """Why there is no picture, asked before the browser asks: a broken image says nothing to a person."""
    if not shown.series.can_show:
        return " ".join(shown.series.why_not)
    try:
        pacs().frame(address_of(shown.series, shown.index))
    except PacsError as error:
        return str(error)
    return ""
