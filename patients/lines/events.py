"""Skeletal events or none, biopsies and treatments in one line."""

from django.utils.translation import gettext

from accounts.templatetags.words import number, say
from guidelines.assessment.pretreatment import EVENT_FREE
from guidelines.bone.sre import URGENT, SreType
from guidelines.record.sites import Side
from patients.enums import TreatmentState
from patients.lines.base import Line
from patients.models import Biopsy, EventFreeStatement, SkeletalEvent, Treatment
from patients.record.sites import side_of


def placed(site: str, side: str) -> str:
    """The site with its side, unless the words name the side already."""
    known = say(Side(side)) if side in set(Side) else ""
    if known and side_of(site) is not Side(side):
        return f"{known} {site}".strip() if site.isascii() else f"{known}{site}"
    return site


def event_line(row: SkeletalEvent) -> Line:
    """`T8 病理性骨折`; the urgent ones are red."""
    known = row.type in set(SreType)
    name = say(SreType(row.type)) if known else row.type
    where = placed(row.site, row.side)
    other_cause = gettext("not pathological") if row.pathological is False else ""
    return Line(
        on=row.occurred_on,
        what=f"{where} {name}".strip(),
        note=" · ".join(part for part in (other_cause, _about(row.is_approximate), row.text) if part),
        tone="red" if known and SreType(row.type) in URGENT else "amber",
    )


def event_free_line(row: EventFreeStatement) -> Line:
    """That there was none until this day."""
    return Line(on=row.stated_on, what=say(EVENT_FREE), note=row.text)


def biopsy_line(row: Biopsy) -> Line:
    """`L4`, of bone or not, and what was found; a result that is not there yet is said to be missing."""
    found = {
        True: gettext("tumour found"), False: gettext("no tumour found"), None: gettext("no result recorded")
    }[row.positive]  # fmt: skip
    of_bone = {True: gettext("of bone"), False: gettext("not of bone"), None: ""}[row.of_bone]
    return Line(
        on=row.taken_on,
        what=row.specimen,
        note=" · ".join(part for part in (of_bone, found, row.result) if part),
        tone="red" if row.positive else "ink",
    )


def treatment_name(row: Treatment) -> str:
    """Drugs or procedure with site and dose: `L4 放疗 30 Gy / 10 次`."""
    name = " + ".join(row.drugs) or row.procedure
    return " ".join(part for part in (placed(row.site, row.side), name, treatment_dose(row)) if part)


def treatment_dose(row: Treatment) -> str:
    """The dose as told; of radiotherapy Gy and fractions, when no words were kept."""
    if row.dose_text or row.dose_gy is None:
        return row.dose_text
    if row.fractions is None:
        return f"{number(row.dose_gy)} Gy"
    return gettext("%(gy)s Gy in %(n)s fractions") % {"gy": number(row.dose_gy), "n": row.fractions}


def treatment_line(row: Treatment) -> Line:
    """What was given, its kind, until when."""
    end = gettext("until %(day)s") % {"day": row.stopped_on} if row.stopped_on else ""
    planned = row.state != TreatmentState.GIVEN
    parts = (row.get_kind_display(), end, _about(row.is_approximate), row.text)
    return Line(
        on=row.started_on,
        what=treatment_name(row),
        note=" · ".join(str(part) for part in parts if part),
        badge="planned" if planned else "",
        badge_text=row.get_state_display() if planned else "",
    )


def _about(is_approximate: bool) -> str:
    return gettext("about that day") if is_approximate else ""
