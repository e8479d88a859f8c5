"""Records for tests of the assessment: one that fills every table, and histories by chance."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from hypothesis import strategies as st

from accounts.models import User
from bonetherapy.models import DentalRecord, NotStarted
from guidelines.bone.sre import SreType
from guidelines.record.complaints import Symptom as SymptomCode
from imaging.models import ImagingStudy, Lesion
from interop.cases.write import case_import
from mdt.models import Conference
from patients.models import LabResult, PainScore, Patient, SkeletalEvent, Symptom
from tests.cast import TODAY, Cast
from tests.interop.conftest import CASES

NAMES = UUID("5f0c1e8e-0000-4000-8000-000000000000")
DAYS = 110


def filled(zhang: Patient, people: Cast) -> None:
    """Everything two published cases tell, written into one record."""
    told = {case["id"]: case for case in json.loads(CASES.read_text(encoding="utf-8"))}
    for name in ("C01", "C08"):
        case_import(
            by=people.doctor_wang,
            patient=zhang,
            document=told[name],
            index_on=TODAY - timedelta(days=400),
            on=TODAY,
        )


@dataclass(frozen=True, slots=True)
class Event:
    """Something that becomes known on a day: which kind, with which number, how many days late it is told."""

    day: int
    kind: int
    number: int
    late: int

    def write(self, row: Patient, by: User, start: date, place: int) -> None:
        """The row of this event, under the same id in every run."""
        on = start + timedelta(days=max(self.day - self.late, 0))
        KINDS[self.kind % len(KINDS)](row, by, on, self.number, uuid5(NAMES, str(place)))


Writer = Callable[[Patient, User, date, int, UUID], object]


def _calcium(row: Patient, by: User, on: date, number: int, key: UUID) -> object:
    value = (Decimal("1.85"), Decimal("2.30"), Decimal("2.70"), Decimal("3.20"))[number % 4]
    return LabResult.objects.create(
        id=key, patient=row, analyte="calcium", value=value, unit="mmol/L", ref_low=Decimal("2.11"),
        ref_high=Decimal("2.52"), sampled_on=on, recorded_by=by,
    )  # fmt: skip


def _pain(row: Patient, by: User, on: date, number: int, key: UUID) -> object:
    return PainScore.objects.create(id=key, patient=row, nrs=number % 11, measured_on=on, recorded_by=by)


def _teeth(row: Patient, by: User, on: date, number: int, key: UUID) -> object:
    item = ("ORAL_EXAM", "EXTRACTION")[number % 2]
    return DentalRecord.objects.create(id=key, patient=row, item=item, on=on, recorded_by=by)


def _scan(row: Patient, by: User, on: date, number: int, key: UUID) -> object:
    return ImagingStudy.objects.create(
        id=key, patient=row, modality=("BS", "CT_CHEST")[number % 2], done_on=on, recorded_by=by
    )


def _lesion(row: Patient, by: User, on: date, number: int, key: UUID) -> object:
    bone = ("FEMUR", "SPINE")[number % 2]
    return Lesion.objects.create(
        id=key, patient=row, site=bone, bone=bone, first_seen_on=on, cord_compression=number % 3 == 0,
        recorded_by=by,
    )  # fmt: skip


def _event(row: Patient, by: User, on: date, number: int, key: UUID) -> object:
    kind = list(SreType)[number % len(SreType)]
    return SkeletalEvent.objects.create(id=key, patient=row, type=kind, occurred_on=on, recorded_by=by)


def _symptom(row: Patient, by: User, on: date, number: int, key: UUID) -> object:
    code = list(SymptomCode)[number % len(SymptomCode)]
    over = on + timedelta(days=number) if number % 2 else None
    return Symptom.objects.create(
        id=key, patient=row, code=code, noted_on=on, resolved_on=over, recorded_by=by
    )


def _board(row: Patient, by: User, on: date, number: int, key: UUID) -> object:
    return Conference.objects.create(
        id=key, patient=row, held_on=on, disciplines=["MED_ONC", "RAD_ONC"], conclusion="treat",
        drug_statement="START" if number % 2 else "", recorded_by=by,
    )  # fmt: skip


def _not_started(row: Patient, by: User, on: date, number: int, key: UUID) -> object:
    return NotStarted.objects.create(
        id=key, patient=row, decided_on=on, reason="declined", declined=True, recorded_by=by
    )


KINDS: tuple[Writer, ...] = (
    _calcium, _pain, _teeth, _scan, _lesion, _event, _symptom, _board, _not_started,
)  # fmt: skip
EVENTS = st.builds(
    Event,
    day=st.integers(0, DAYS - 1),
    kind=st.integers(0, len(KINDS) - 1),
    number=st.integers(0, 20),
    late=st.sampled_from((0, 0, 0, 3, 40)),
)
HISTORIES = st.lists(EVENTS, min_size=4, max_size=14)
