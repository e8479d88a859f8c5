"""Slots of 张桂兰 for tests: confirmed 2025-02-01, so the CT is due 05-01 and 08-01, the bone scan 08-01."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from guidelines.imaging.modalities import Modality
from imaging.models import ImagingSlot, ImagingStudy
from imaging.services import STUDY
from imaging.specs import BoneWindowSpec, StudySpec
from patients.models import Patient
from patients.services.recording import record_add
from tests.access import Stage
from tests.cast import Cast
from worklist.services import patient_reassess

CT_DUE = date(2025, 5, 1)
SOON, LATE, MISSED = date(2025, 4, 17), date(2025, 5, 16), date(2025, 6, 17)


def at(day: date, hour: int = 9) -> datetime:
    """A moment in the hospital."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


def ask_rules(patient: Patient, on: date) -> None:
    """The rules are asked on that day, and the slots follow."""
    patient_reassess(patient_id=patient.id, now=at(on))


def ct_slot(patient: Patient, on: date = LATE) -> ImagingSlot:
    """The first CT after the baseline, as the rules see it on that day."""
    ask_rules(patient, on)
    return ImagingSlot.objects.get(patient=patient, kind="CT", due_on=CT_DUE, withdrawn_at=None)


def ct_done(people: Cast, patient: Patient, on: date, *, read: bool = True, **more: Any) -> ImagingStudy:
    """A CT of the chest, its bone window read that day or not spoken of."""
    window = BoneWindowSpec(reviewed=True, by="何洁", on=on) if read else None
    facts: dict[str, Any] = {"modality": Modality.CT, "done_on": on, "bone_window": window}
    spec = StudySpec(**facts | more)
    return record_add(kind=STUDY, by=people.radiologist_he, patient=patient, spec=spec, today=on)


def of_a_slot(stage: Stage) -> dict[str, Any]:
    """The overdue CT of 张桂兰."""
    return {"slot_id": ct_slot(stage.zhang).id}
