"""Sheets of examinations and of lesions."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.words import say
from guidelines.imaging.modalities import CT_KINDS, Modality
from guidelines.lesions import LesionType
from guidelines.record.lesions import Certainty
from imaging.enums import Response
from imaging.forms import LesionForm, StudyForm
from imaging.models import ImagingStudy, Lesion
from imaging.selectors.evidence import obstacle_of, studies_of
from imaging.services import LESION as LESION_KIND
from imaging.services import STUDY as STUDY_KIND
from imaging.specs import LesionSpec, StudySpec
from patients.lines.base import Line
from patients.lines.events import placed
from patients.models import Patient
from patients.sheets.base import Action, Sheet

SIGNS = (
    ("pathologic_fracture", _("pathological fracture")),
    ("cord_compression", _("cord compression")),
    ("soft_tissue_mass", _("soft tissue mass")),
)

# What a reader states that leaves the quality item open (IMG-21).
UNREAD = frozenset({"window_none", "window_not_possible"})


def modality_name(row: ImagingStudy) -> str:
    """The examination in the user's language, else what the document calls it."""
    return say(Modality(row.modality)) if row.modality in set(Modality) else row.modality_text


def is_ct(row: ImagingStudy) -> bool:
    """True for what has a bone window."""
    return row.modality in {str(kind) for kind in CT_KINDS}


def window_state(row: ImagingStudy) -> str:
    """Badge state of the bone window of a CT; empty for what has none (IMG-21).

    What a reader states comes first; a reading without its day does not count. What the viewer showed is
    added where the row was read with it: it tells a reading seen here from one attested only, and says of a
    CT without a statement that it was shown.
    """
    if row.has_read_window:
        return "window_observed" if getattr(row, "is_observed", False) else "window_attested"
    if row.bone_window_reviewed:
        return "window_undated"
    if row.bone_window_reviewed is False:
        return "window_not_possible" if obstacle_of(row) else "window_none"
    if not is_ct(row):
        return ""
    return "window_partial" if getattr(row, "is_shown", False) else "not_recorded"


def window_words(row: ImagingStudy) -> str:
    """`骨窗已观察`, `骨窗已阅`, `骨窗已显示，未声明`, `骨窗未阅`, `骨窗未记录` and so on; else empty."""
    return {
        "window_observed": gettext("bone window read, observed"),
        "window_partial": gettext("bone window shown, not stated"),
        "window_attested": gettext("bone window read"),
        "window_undated": gettext("bone window read, day missing"),
        "window_not_possible": gettext("bone window cannot be read"),
        "window_none": gettext("bone window not read"),
        "not_recorded": gettext("bone window not recorded"),
    }.get(window_state(row), "")


def study_line(row: ImagingStudy) -> Line:
    """`CT 胸腹`, its bone window and why it cannot be read, its response and what was found."""
    state = window_state(row)
    response = row.get_response_display() if row.response else row.response_text
    parts = (obstacle_of(row), response, row.findings, row.outside_hospital)
    return Line(
        on=row.done_on,
        what=f"{modality_name(row)} {row.region}".strip(),
        note=" · ".join(str(part) for part in parts if part),
        badge=state,
        badge_text=window_words(row),
        tone="red" if row.response == Response.PD or state in UNREAD else "ink",
    )


def lesion_line(row: Lesion) -> Line:
    """`左股骨`, its type, how sure the report is, and signs of danger."""
    kind = say(LesionType(row.type)) if row.type in set(LesionType) else row.type_text
    sure = say(Certainty(row.certainty)) if row.certainty in set(Certainty) else ""
    signs = [str(word) for name, word in SIGNS if getattr(row, name)]
    return Line(
        on=row.first_seen_on,
        what=placed(row.site, row.side),
        note=" · ".join(part for part in (kind, sure, *signs) if part),
        tone="red" if row.cord_compression or row.pathologic_fracture else "ink",
    )


def images_of(row: ImagingStudy) -> tuple[Action, ...]:
    """To the images of the examination, or to where they are linked; to the viewer once they are."""
    images = Action(gettext("Images"), reverse("imaging:study_images", args=[row.id]), "scan")
    if not row.study_uid:
        return (images,)
    return (Action(gettext("Open in the viewer"), reverse("imaging:viewer", args=[row.id]), "eye"), images)


def ways_to_a_study(patient: Patient) -> tuple[Action, ...]:
    """From the archive instead of by hand; and what each examination shows, where one is chosen."""
    return (
        Action(
            gettext("From the image archive"), reverse("imaging:study_archive", args=[patient.id]), "download"
        ),
        Action(gettext("What each examination shows"), reverse("imaging:modalities"), "info-circle"),
    )


STUDY: Sheet[StudySpec, ImagingStudy] = Sheet(
    name="study",
    room="imaging",
    kind=STUDY_KIND,
    form=StudyForm,
    title=_("Examinations"),
    new=_("New examination"),
    day="done_on",
    line=study_line,
    icon="scan",
    reads=studies_of,
    more=images_of,
    ways=ways_to_a_study,
)
LESION: Sheet[LesionSpec, Lesion] = Sheet(
    name="lesion",
    room="imaging",
    kind=LESION_KIND,
    form=LesionForm,
    title=_("Bone lesions"),
    new=_("New bone lesion"),
    day="first_seen_on",
    line=lesion_line,
    icon="bone",
)
SHEETS: tuple[Sheet[Any, Any], ...] = (STUDY, LESION)
