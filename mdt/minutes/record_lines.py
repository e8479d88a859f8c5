"""Who the patient is and how the bone disease stands, as the lines of the summary ask it (MDT-06).

Only what is dated up to the day of the meeting, or not at all: a version made later tells the same day.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from guidelines.lesions import Extent, LesionType
from guidelines.mdt.record import RecordItem
from guidelines.terms import Text
from guidelines.values import age_years
from imaging.enums import Standard
from imaging.models import ImagingStudy
from imaging.sheets import LESION, STUDY
from mdt.minutes.words import both, dated, joined, same, term
from patients import wording
from patients.enums import Histology, MetastasisStatus
from patients.lines.base import Line
from patients.models import BoneMetastasis, Diagnosis
from patients.models.recorded import Recorded
from patients.selectors.whole import OpenRecord
from patients.sheets.base import Sheet
from patients.sheets.events import EVENT
from patients.sheets.status import ECOG, PAIN

M = TypeVar("M", bound=Recorded)
Known = dict[RecordItem, Text | None]


def person_lines(record: OpenRecord) -> Known:
    """Patient and tumour."""
    patient, diagnosis = record.patient, _diagnosis(record)
    age = age_years(patient.birth_date, record.today)
    return {
        RecordItem.PATIENT_ID: same(patient.hospital_number),
        RecordItem.AGE: Text(f"{age} 岁", f"{age}"),
        RecordItem.SEX: both(patient.get_sex_display),
        RecordItem.HISTOLOGY: _histology(diagnosis),
        RecordItem.STAGE: _stage(diagnosis),
        RecordItem.DRIVER_GENES: _drivers(diagnosis),
    }


def bone_lines(record: OpenRecord) -> Known:
    """Bone metastasis: how it is known, where, of what type, how far, and what it has led to."""
    found: BoneMetastasis | None = getattr(record.patient, "bone_metastasis", None)
    lesions = seen(LESION, record)
    typed = [joined((same(row.site), term(LesionType, row.type)), " ", " ") for row in lesions if row.type]
    return {
        RecordItem.BM_BASIS: _basis(found),
        RecordItem.SITES: _sites(found) or joined((same(row.site) for row in lesions), "、", ", "),
        RecordItem.LESION_TYPE: joined(typed, "、", ", "),
        RecordItem.EXTENT: _stated_extent(found, record.today) or _extent([row.solitary for row in lesions]),
        RecordItem.SKELETAL_EVENTS: joined(_told(EVENT, record, row) for row in seen(EVENT, record)),
    }


def state_lines(record: OpenRecord) -> Known:
    """Performance, pain, examinations with their bone window, and the last response."""
    studies = seen(STUDY, record)
    judged = next((row for row in studies if row.response or row.response_text), None)
    return {
        RecordItem.ECOG: _last(ECOG, record),
        RecordItem.NRS: _last(PAIN, record),
        RecordItem.IMAGING: joined(_told(STUDY, record, row) for row in studies),
        RecordItem.RESPONSE: None if judged is None else _response(judged),
    }


def seen(sheet: "Sheet[Any, M]", record: OpenRecord) -> "list[M]":
    """The rows of a sheet that count and are not later than the meeting, the newest first."""
    rows = sheet.newest(record.rows)
    return [row for row in rows if _until(getattr(row, sheet.day), record.today)]


def _until(on: date | None, day: date) -> bool:
    return on is None or on <= day


def _told(sheet: "Sheet[Any, M]", record: OpenRecord, row: "M") -> Text:
    """The line of a row with its day, in both languages."""
    return dated(both(lambda: sheet.line(row).said), getattr(row, sheet.day))


def _last(sheet: "Sheet[Any, M]", record: OpenRecord) -> Text | None:
    """What the last dated row says; an undated score is no answer for the day."""
    rows = [row for row in seen(sheet, record) if getattr(row, sheet.day)]
    return dated(both(_what(sheet.line, rows[0])), getattr(rows[0], sheet.day)) if rows else None


def _what(line: "Callable[[M], Line]", row: "M") -> Callable[[], str]:
    return lambda: line(row).what


def _diagnosis(record: OpenRecord) -> Diagnosis | None:
    return getattr(record.patient, "diagnosis", None)


def _histology(diagnosis: Diagnosis | None) -> Text | None:
    if diagnosis is None:
        return None
    known = diagnosis.histology != Histology.UNKNOWN
    kind = both(diagnosis.get_histology_display) if known else same(diagnosis.histology_text)
    if not kind.zh.strip():
        return None
    return Text(f"{diagnosis.site}{kind.zh}", f"{diagnosis.site} {kind.en}".strip())


def _stage(diagnosis: Diagnosis | None) -> Text | None:
    if diagnosis is None:
        return None
    tnm = f"{diagnosis.t}{diagnosis.n}{diagnosis.m}" or diagnosis.tnm_text
    stage = Text(f"{diagnosis.stage} 期", f"stage {diagnosis.stage}") if diagnosis.stage else None
    return joined((same(tnm), stage or same(diagnosis.stage_text)), " ", " ")


def _drivers(diagnosis: Diagnosis | None) -> Text | None:
    """Genes with PD-L1; None when neither was entered."""
    if diagnosis is None:
        return None
    scores = (diagnosis.pdl1_tps_percent, diagnosis.pdl1_cps)
    if not diagnosis.drivers.all() and scores == (None, None):
        return None
    return both(lambda: wording.molecular(diagnosis))


def _basis(found: BoneMetastasis | None) -> Text | None:
    if found is None or found.status == MetastasisStatus.UNKNOWN:
        return None
    if found.status != MetastasisStatus.CONFIRMED:
        return both(found.get_status_display)
    told = joined((both(found.get_basis_display), same(found.basis_text)), "，", ", ")
    return None if told is None else dated(told, found.confirmed_on)


def _sites(found: BoneMetastasis | None) -> Text | None:
    return same(found.sites) if found is not None and found.sites.strip() else None


def _stated_extent(found: BoneMetastasis | None, day: date) -> Text | None:
    """The clinician's judgement with its day (VOC-09); None when nobody judged it until then."""
    if found is None or not found.extent or not _until(found.extent_on, day):
        return None
    return dated(term(Extent, found.extent), found.extent_on)


def _extent(solitary: list[bool | None]) -> Text | None:
    """How many lesions are registered; how many are "few" only a clinician says (AMB-34)."""
    if not solitary:
        return None
    if any(solitary):
        return Text("孤立性（登记所载）", "solitary, as registered")
    return Text(f"登记病灶 {len(solitary)} 处", f"{len(solitary)} registered lesions")


def _response(row: ImagingStudy) -> Text:
    told = both(row.get_response_display) if row.response else same(row.response_text)
    by = both(row.get_response_standard_display) if row.response_standard in set(Standard) else None
    return dated(joined((told, by), "，", ", ") or told, row.done_on)
