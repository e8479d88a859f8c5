"""What the record says of one lesion, in words: its diameters, its signs, its radiotherapy, its scores."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.words import one_place, say
from guidelines.imaging.bands import Change
from guidelines.imaging.response import CtFill
from guidelines.record.lesions import Certainty
from imaging.models import LesionMeasurement, LesionReading
from imaging.selectors.places import Place
from imaging.selectors.register import Register
from imaging.selectors.trends import Course, Size, last_reading
from patients.lines.events import treatment_dose
from patients.lines.scores import score_line
from patients.models import Treatment

Irradiated = Mapping[str, tuple[Treatment, ...]]
# What is said of a flag that is set, and of one that is denied; what was not stated stays away.
SIGNS = {
    "pathologic_fracture": (_("pathological fracture"), _("no pathological fracture")),
    "cord_compression": (_("cord compression"), _("no cord compression")),
    "epidural_contact": (_("epidural contact"), _("no epidural contact")),
    "thecal_sac_compression": (_("thecal sac compressed"), _("thecal sac not compressed")),
    "direct_invasion": (_("direct invasion by the lung tumour"), ""),
    "weight_bearing": (_("weight-bearing bone"), _("not weight-bearing")),
    "soft_tissue_mass": (_("soft tissue mass"), ""),
}


def size_words(size: Size) -> str:
    """`18.4 × 14.2`."""
    return f"{one_place(size.diameters.d1_mm)} × {one_place(size.diameters.d2_mm)}"


def when_words(size: Size) -> str:
    """`09-09 CT`."""
    return f"{size.examined.done_on:%m-%d} {say(size.examined.seen.modality)}"


def course_words(course: Course) -> str:
    """`18.4 × 14.2 mm（09-09 CT），基线 12.1 × 10.4`, or that nothing was measured."""
    if course.now is None:
        return gettext("no diameter measured")
    told = {"size": size_words(course.now), "when": when_words(course.now)}
    now = gettext("%(size)s mm (%(when)s)") % told
    if course.baseline is None:
        return now
    return gettext("%(now)s, baseline %(size)s") % {"now": now, "size": size_words(course.baseline)}


def told(row: LesionMeasurement | LesionReading) -> str:
    """`12.1 x 10.4 mm`, or what was said without diameters."""
    return str(row) if isinstance(row, LesionMeasurement) else reading_words(row)


def reading_words(row: LesionReading) -> str:
    """`增大 25% 或以上；部分或边缘硬化`."""
    change = say(Change(row.change)) if row.change else ""
    filled = say(CtFill(row.fill)) if row.fill else ""
    fill = gettext("sclerosis: %(fill)s") % {"fill": filled} if filled else ""
    return " · ".join(part for part in (change, fill) if part)


def facts_of(place: Place, register: Register, irradiated: Irradiated) -> tuple[str, ...]:
    """Everything the record says besides the diameters."""
    treated = (irradiation_words(row) for row in irradiated.get(place.name, ()))
    return (*_sure(place), *_signs(place), *_read(register, place), *treated, *_scored(register, place))


def _read(register: Register, place: Place) -> tuple[str, ...]:
    """What was said of it in the last examination in which somebody read it without diameters."""
    last = last_reading(place, register)
    if last is None:
        return ()
    examined, row = last
    when = {"day": f"{examined.done_on:%Y-%m-%d}", "what": reading_words(row)}
    return (gettext("%(day)s read: %(what)s") % when,)


def _sure(place: Place) -> tuple[str, ...]:
    sure = place.certainty
    return () if sure is None or sure is Certainty.STATED else (say(sure),)


def _signs(place: Place) -> tuple[str, ...]:
    told = [(place.says(flag), words) for flag, words in SIGNS.items()]
    said = [words[0] if is_so else words[1] for is_so, words in told if is_so is not None]
    return tuple(str(word) for word in said if word)


def irradiation_words(row: Treatment) -> str:
    """`放疗 30 Gy / 10 次 2026-01-09`."""
    day = row.stopped_on or row.started_on
    name = row.procedure or str(row.get_kind_display())
    parts = (name, treatment_dose(row), day.isoformat() if day else "")
    return " ".join(part for part in parts if part)


def _scored(register: Register, place: Place) -> tuple[str, ...]:
    """The latest score of each scale: `SINS 8 潜在不稳定`."""
    latest = {score.scale: score_line(score) for score in register.scores.get(place.name, ())}
    return tuple(f"{line.what} {line.badge_text}".strip() for line in latest.values())
