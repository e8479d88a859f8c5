"""Everything the page of one patient shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import ReadRecord
from accounts.templatetags.words import number
from guidelines.findings import Severity
from guidelines.labs import Analyte, Band, accepted_units, band
from guidelines.values import age_years
from patients import wording
from patients.enums import MetastasisStatus
from patients.models import BoneMetastasis, Diagnosis, LabResult, Patient

LAB_ROWS = 60
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


def banner_of(patient: Patient, today: date) -> Banner:
    """The banner; two queries unless diagnosis and bone metastasis are loaded."""
    diagnosis = _diagnosis(patient)
    metastasis = _metastasis(patient)
    return Banner(
        patient=patient,
        age=age_years(patient.birth_date, today),
        tumour=wording.tumour(diagnosis),
        molecular=wording.molecular(diagnosis),
        metastasis=wording.metastasis(metastasis),
        is_confirmed=metastasis is not None and metastasis.status == MetastasisStatus.CONFIRMED,
    )


def _diagnosis(patient: Patient) -> Diagnosis | None:
    return getattr(patient, "diagnosis", None)


def _metastasis(patient: Patient) -> BoneMetastasis | None:
    return getattr(patient, "bone_metastasis", None)


@dataclass(frozen=True, slots=True)
class LabRow:
    """One result for the page: where it lies against its own limits, and whether it is the last of its
    test.
    """

    lab: LabResult
    analyte: Analyte
    badge: str
    is_last: bool

    @property
    def limits(self) -> str:
        """`2.11–2.52`, `≤ 125`, `≥ 40` as the laboratory printed them."""
        lab = self.lab
        low, high = (None if limit is None else number(limit) for limit in (lab.ref_low, lab.ref_high))
        if low and high:
            return f"{low}–{high}"
        return f"≤ {high}" if high else f"≥ {low}"


def lab_rows(patient: Patient) -> list[LabRow]:
    """The newest results, voided ones included: a correction must be seen to be believed."""
    rows = patient.labs.select_related("recorded_by", "voided_by").order_by("-sampled_on", "-created_at")
    seen: set[str] = set()
    found = []
    for lab in rows[:LAB_ROWS]:
        is_last = lab.voided_at is None and lab.analyte not in seen
        if is_last:
            seen.add(lab.analyte)
        badge = "void" if lab.voided_at else BADGE_OF[band(lab.value, lab.ref_low, lab.ref_high)]
        found.append(LabRow(lab, Analyte(lab.analyte), badge, is_last))
    return found


def last_limits(patient: Patient, analyte: Analyte) -> LabResult | None:
    """The last valid result of a test: its unit and limits are offered for the next one; None when there is
    none.
    """
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
