"""Everything the page of one patient shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects

from accounts.models import ReadRecord
from accounts.templatetags.words import number, two_places
from guidelines.findings import Severity
from guidelines.labs import (
    Analyte,
    Band,
    Sex,
    UnitError,
    accepted_units,
    band,
    creatinine_clearance,
    to_canonical,
)
from guidelines.values import age_years
from patients import wording
from patients.enums import MetastasisStatus
from patients.lines.base import Line
from patients.lines.status import ecog_line, pain_line
from patients.models import (
    BodyWeight,
    BoneMetastasis,
    Diagnosis,
    EcogScore,
    LabResult,
    PainScore,
    Patient,
    Problem,
)
from patients.record.rows import RecordRows
from patients.selectors.whole import OpenRecord

LAB_ROWS = 60
CALCIUM = (Analyte.CALCIUM, Analyte.CORRECTED_CALCIUM, Analyte.IONISED_CALCIUM)
BADGE_OF = {
    Band.LOW: "check_low",
    Band.HIGH: "check_high",
    Band.NORMAL: "check_ok",
    Band.UNKNOWN: "check_missing",
}


@dataclass(frozen=True, slots=True)
class Banner:
    """Who this is, on every page of one patient; `is_confirmed` is about bone metastasis."""

    patient: Patient
    age: int
    tumour: str
    molecular: str
    metastasis: str
    is_confirmed: bool
    ecog: Line | None
    pain: Line | None
    pain_before: Line | None


def banner_of(record: OpenRecord) -> Banner:
    """The banner; it asks for performance and pain, and for diagnosis and bone metastasis unless loaded.

    Performance and pain are the last ones with a day: an undated score is no answer for today.
    """
    patient, diagnosis, metastasis = record.patient, _diagnosis(record.patient), _metastasis(record.patient)
    ecog = [ecog_line(row) for row in record.rows.newest(EcogScore, "measured_on") if row.measured_on]
    pains = [pain_line(row) for row in record.rows.newest(PainScore, "measured_on") if row.measured_on]
    return Banner(
        patient=patient,
        age=age_years(patient.birth_date, record.today),
        tumour=wording.tumour(diagnosis),
        molecular=wording.molecular(diagnosis),
        metastasis=wording.metastasis(metastasis),
        is_confirmed=metastasis is not None and metastasis.status == MetastasisStatus.CONFIRMED,
        ecog=next(iter(ecog), None),
        pain=next(iter(pains), None),
        pain_before=next(iter(pains[1:]), None),
    )


def _diagnosis(patient: Patient) -> Diagnosis | None:
    return getattr(patient, "diagnosis", None)


def _metastasis(patient: Patient) -> BoneMetastasis | None:
    return getattr(patient, "bone_metastasis", None)


@dataclass(frozen=True, slots=True)
class LabRow:
    """One result for the page: where it lies against its limits, and whether it is the last of its test."""

    lab: LabResult
    analyte: Analyte
    badge: str
    is_last: bool

    @property
    def limits(self) -> str:
        """`2.11–2.52`, `≤ 125`, `≥ 40` as the laboratory printed them."""
        lab = self.lab
        low, high = (None if limit is None else self._said(limit) for limit in (lab.ref_low, lab.ref_high))
        if low and high:
            return f"{low}–{high}"
        return f"≤ {high}" if high else f"≥ {low}"

    @property
    def value(self) -> str:
        """`2.30` for calcium in mmol/L, `70` for others."""
        return self._said(self.lab.value)

    def _said(self, value: Decimal) -> str:
        is_calcium = self.analyte in CALCIUM and self.lab.unit == "mmol/L"
        return two_places(value) if is_calcium else number(value)


def lab_results(patient: Patient) -> QuerySet[LabResult]:
    """All results, the newest first, voided ones included: a correction must be seen to be believed."""
    rows = patient.labs.select_related("recorded_by", "voided_by")
    return rows.order_by("-sampled_on", "-created_at")


def newest_labs(rows: RecordRows) -> list[LabResult]:
    """The newest of all results, each with who wrote it down and who voided it."""
    found = sorted(rows.all(LabResult), key=lambda row: (row.sampled_on, row.created_at), reverse=True)[
        :LAB_ROWS
    ]
    prefetch_related_objects(found, "recorded_by", "voided_by")
    return found


def lab_rows(labs: Iterable[LabResult]) -> list[LabRow]:
    """Results, the newest first, as the page shows them."""
    seen: set[str] = set()
    found = []
    for lab in labs:
        is_last = lab.voided_at is None and lab.analyte not in seen
        if is_last:
            seen.add(lab.analyte)
        badge = "void" if lab.voided_at else BADGE_OF[band(lab.value, lab.ref_low, lab.ref_high)]
        found.append(LabRow(lab, Analyte(lab.analyte), badge, is_last))
    return found


def newest_weights(rows: RecordRows) -> list[BodyWeight]:
    """The weights that count, the newest first."""
    return sorted(rows.valid(BodyWeight), key=lambda row: (row.measured_on, row.created_at), reverse=True)


def problems_shown(rows: RecordRows) -> list[Problem]:
    """The problem list: what is over first, in the order of its end; then what goes on, the newest first."""
    noted = sorted(rows.valid(Problem), key=lambda row: row.noted_on or date.max, reverse=True)
    return sorted(noted, key=lambda row: row.resolved_on or date.max)


@dataclass(frozen=True, slots=True)
class ClearanceFigure:
    """Creatinine clearance computed from the last creatinine; `ml_min` is None without a weight."""

    sampled_on: date
    ml_min: Decimal | None


def clearance_of(
    patient: Patient, last: Iterable[LabRow], weight: BodyWeight | None, today: date
) -> ClearanceFigure | None:
    """The clearance beside the last results (STD-01); None without a creatinine or with a measured one."""
    rows = {row.analyte: row.lab for row in last}
    creatinine = rows.get(Analyte.CREATININE)
    if creatinine is None or Analyte.CRCL in rows:
        return None
    value = creatinine_clearance(
        age_years=age_years(patient.birth_date, today),
        weight_kg=weight.weight_kg if weight else None,
        creatinine_umol_l=_creatinine_umol_l(creatinine),
        sex=Sex(patient.sex),
    )
    return ClearanceFigure(creatinine.sampled_on, value)


def _creatinine_umol_l(lab: LabResult) -> Decimal | None:
    try:
        return to_canonical(Analyte.CREATININE, lab.value, lab.unit)
    except UnitError:
        return None


def last_limits(patient: Patient, analyte: Analyte) -> LabResult | None:
    """The last valid result of a test, None without one: its unit and limits are offered for the next one."""
    return patient.labs.filter(analyte=analyte, voided_at=None).order_by("-sampled_on", "-created_at").first()


def units() -> list[tuple[str, tuple[str, ...]]]:
    """Each test with the units its results may have."""
    return [(analyte.value, accepted_units(analyte)) for analyte in Analyte]


def reads_of(patient: Patient) -> QuerySet[ReadRecord]:
    """Who looked at this patient and at the records merged into it, the newest first."""
    ids: Iterable[UUID] = [patient.id, *patient.merged_from.values_list("id", flat=True)]
    return ReadRecord.objects.filter(Q(patient_id__in=ids)).order_by("-at")


def severity_badge(severity: str) -> str:
    """The badge state of an overridden finding."""
    return {Severity.HARD: "hard", Severity.STOP: "stop"}.get(Severity(severity), "warn")
