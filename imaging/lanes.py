"""What this room draws on the time line (settings.TIMELINE_SOURCES)."""

from datetime import date

from django.utils.translation import gettext, pgettext

from accounts.templatetags.words import say
from design.chart.lanes import Lane, Tag, TagLane
from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.modalities import Modality
from imaging.enums import Response
from imaging.models import ImagingStudy
from imaging.planned import PlannedScan, planned_scans
from imaging.sheets import STUDY, UNREAD, modality_name, window_state
from patients.selectors.whole import OpenRecord

TONES = {Response.CR: "green", Response.PR: "green", Response.PD: "red"}
READ = ("window_attested", "window_observed")
# Where the name is too long for a box of the lane.
SHORT = {
    Modality.XRAY: "X-ray",
    Modality.MRI: "MRI",
    Modality.PETCT_FDG: "PET/CT",
    Modality.PETCT_NAF: "PET/CT",
    Modality.CT_ENH: "CT",
    Modality.CT_SPECTRAL: "CT",
}


def studies(record: OpenRecord) -> Lane:
    """Examinations: filled once read, red outline with the bone window not read (IMG-21), dashed planned."""
    done = (_tag(row) for row in STUDY.newest(record.rows))
    planned = (_planned(scan, record.today) for scan in planned_scans(record.patient, record.today))
    return TagLane(title=pgettext("lane", "Imaging"), on_phone=True, tags=(*done, *planned))


def _planned(scan: PlannedScan, today: date) -> Tag:
    late = (today - scan.due_on).days
    word = pgettext("time line", "overdue %(days)s d") % {"days": late} if scan.is_late else _due(scan.due_on)
    return Tag(
        on=scan.due_on,
        said=gettext("%(examination)s planned, %(state)s") % {"examination": say(scan.kind), "state": word},
        url=scan.url,
        tone="red" if scan.is_late else "primary",
        word=pgettext("time line", "Bone scan") if scan.kind is SlotKind.BS else scan.kind.value,
        note=word,
        note_tone="red" if scan.is_late else "primary",
        look="dashed",
    )


def _due(day: date) -> str:
    return pgettext("time line", "due %(day)s") % {"day": f"{day:%m-%d}"}


def _tag(row: ImagingStudy) -> Tag:
    line, is_unread = STUDY.line(row), window_state(row) in UNREAD
    note, tone = _note(row)
    return Tag(
        on=line.on,
        said=line.said,
        url=STUDY.page(row),
        tone="red" if is_unread else "ink",
        word=_short(row),
        note=note,
        note_tone=tone,
        look="outline" if is_unread else "filled",
    )


def _short(row: ImagingStudy) -> str:
    known = row.modality in set(Modality)
    short = SHORT.get(Modality(row.modality)) if known else None
    if known and Modality(row.modality) is Modality.BS:
        return pgettext("time line", "Bone scan")
    return short or (say(Modality(row.modality)) if known else modality_name(row))


def _note(row: ImagingStudy) -> tuple[str, str]:
    """Not read comes first, then the response, then that it was read, then that nobody said so."""
    state = window_state(row)
    if state == "window_not_possible":
        return pgettext("time line", "bone window not possible"), "red"
    if state == "window_none":
        return pgettext("time line", "bone window not read"), "red"
    if row.response:
        return str(row.get_response_display()), TONES.get(Response(row.response), "ink2")
    if state in READ:
        return pgettext("time line", "bone window read"), "ink2"
    return (pgettext("time line", "bone window?"), "amber") if state else ("", "ink2")
