"""What the viewer's page tells its scripts and its reader: panes, series, windows, what was stated."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from accounts.models import User
from accounts.permissions import Permission, can
from accounts.templatetags.words import say
from guidelines.imaging.windows import WINDOWS, CtWindow
from imaging.enums import WindowEvidence
from imaging.models import ImagingSeries, ImagingStudy, KeyImage
from imaging.pacs.windows import PRESETS
from imaging.selectors.evidence import CT, with_evidence
from imaging.selectors.register import Register, register_of
from imaging.sheets import is_ct, modality_name, window_state, window_words
from imaging.views.reading import GRADES
from imaging.views.strip import viewer_url
from imaging.views.viewer_callouts import Callout, callouts_of
from imaging.views.viewer_sizes import sizes_of
from patients.lines.events import placed
from patients.models import Patient

NO_REVIEW = UUID(int=0)
ORDER = (CtWindow.BONE, CtWindow.LUNG, CtWindow.MEDIASTINAL)
SEEN_HERE = (WindowEvidence.OBSERVED, WindowEvidence.PARTIAL, WindowEvidence.NONE)


@dataclass(frozen=True, slots=True)
class Preset:
    """A window of CT with its key, and the limits within which a window is called so (IMG-20)."""

    name: str
    word: str
    key: str
    width: int
    level: int
    widths: str
    levels: str


@dataclass(frozen=True, slots=True)
class SeriesButton:
    """A series that can be put into a pane; `reviews` is empty for what leaves no evidence."""

    series: ImagingSeries
    manifest: str
    reviews: str


@dataclass(frozen=True, slots=True)
class PaneFrame:
    """One examination on the screen; `not_shown` are series that only another viewer can open."""

    study: Any
    title: str
    name: str
    state: str
    state_words: str
    buttons: list[SeriesButton]
    not_shown: list[ImagingSeries]
    callouts: list[Callout]
    hospital_viewer: str
    is_primary: bool


def presets() -> list[Preset]:
    """Bone first: that is what a CT opens with."""
    return [_preset(window, str(number)) for number, window in enumerate(ORDER, start=1)]


def _preset(window: CtWindow, key: str) -> Preset:
    limits, start = WINDOWS[window], PRESETS[window]
    return Preset(
        name=window.value,
        word=say(window),
        key=key,
        width=round(start.width),
        level=round(start.level),
        widths=f"{limits.min_width} {limits.max_width}",
        levels=f"{limits.min_level} {limits.max_level}",
    )


def panes(
    studies: Iterable[ImagingStudy], primary: ImagingStudy, user: User, register: Register
) -> list[PaneFrame]:
    """The examinations from the earliest; two are a baseline and a follow-up."""
    rows = with_evidence(ImagingStudy.objects.filter(pk__in=[study.pk for study in studies]))
    found = list(rows.prefetch_related("series").order_by("done_on", "created_at"))
    titles = [pgettext("pane", "Baseline"), pgettext("pane", "Follow-up")] if len(found) == 2 else [""]
    told = zip(found, titles, strict=True)
    return [_frame(study, title, study.pk == primary.pk, user, register) for study, title in told]


def _frame(study: ImagingStudy, title: str, is_primary: bool, user: User, register: Register) -> PaneFrame:
    series = list(study.series.all())
    return PaneFrame(
        study=study,
        title=title,
        name=modality_name(study),
        state=window_state(study),
        state_words=window_words(study),
        buttons=[_button(one, study, user) for one in series if one.can_show],
        not_shown=[one for one in series if not one.can_show],
        callouts=callouts_of(register, study),
        hospital_viewer=viewer_url(study),
        is_primary=is_primary,
    )


def _button(series: ImagingSeries, study: ImagingStudy, user: User) -> SeriesButton:
    leaves_evidence = series.modality == CT and can(user, Permission.IMAGING_RECORD)
    reviews = reverse("api-series-reviews", args=[study.patient_id, series.id]) if leaves_evidence else ""
    return SeriesButton(series, reverse("imaging:series_manifest", args=[series.id]), reviews)


def viewer_context(
    patient: Patient, study: ImagingStudy, beside: ImagingStudy | None, user: User
) -> dict[str, Any]:
    """Everything the page shows."""
    register = register_of(patient)
    frames = panes([study, *([beside] if beside else [])], study, user, register)
    return {
        "study": study,
        "beside": beside,
        "panes": frames,
        "hospital_viewer": viewer_url(study),
        "strip_url": reverse("imaging:study_images", args=[study.id]),
        "is_ct": is_ct(study),
        "presets": presets(),
        "grades": [(grade.value, GRADES[grade]) for grade in SEEN_HERE],
        "limits": settings,
        "reviews_url": _address_of_reviews(patient),
        "key_images_url": reverse("api-key-images", args=[patient.id]),
        "key_images": KeyImage.objects.filter(patient=patient, voided_at=None).defer("jpeg"),
        "lesions": _lesions(register),
        "sizes": sizes_of(register, [frame.study for frame in frames]),
        "response_url": reverse("imaging:response", args=[patient.id, frames[-1].study.id]),
        "measure_url": _measure_url(patient, user),
        "statement": study.window_statements.select_related("made_by").first(),
        "others": _others(patient, study),
        "may_record": can(user, Permission.IMAGING_RECORD),
        "title": gettext("Images"),
    }


@dataclass(frozen=True, slots=True)
class LesionChoice:
    """A lesion of the register to measure; `measured_in` are the examinations it was measured in."""

    id: UUID
    words: str
    measured_in: str


def _lesions(register: Register) -> list[LesionChoice]:
    return [
        LesionChoice(
            place.head.id,
            placed(place.head.site, place.head.side),
            " ".join(str(study) for study, found in register.measured.items() if place.name in found),
        )
        for place in register.places
    ]


def _measure_url(patient: Patient, user: User) -> str:
    may_measure = can(user, Permission.IMAGING_RECORD)
    return reverse("api-lesion-measurements", args=[patient.id]) if may_measure else ""


def _address_of_reviews(patient: Patient) -> str:
    """Where the visits are; the browser adds the id of its own."""
    return reverse("api-review-dwell", args=[patient.id, NO_REVIEW]).removesuffix(f"{NO_REVIEW}/")


def _others(patient: Patient, study: ImagingStudy) -> list[tuple[ImagingStudy, str]]:
    """Examinations with images this one can be compared with."""
    rows = ImagingStudy.objects.filter(patient=patient, voided_at=None, series__isnull=False)
    found = rows.exclude(pk=study.pk).distinct().order_by("-done_on", "-created_at")
    return [(row, modality_name(row)) for row in found]
