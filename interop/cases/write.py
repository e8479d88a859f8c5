"""A parsed case, written through the services of every room; what a service refuses is told, not lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from bonetherapy.services.history import course_record_history
from bonetherapy.services.reported import (
    NOT_STARTED,
    REPORTED_THERAPY,
    dental_record_history,
)
from bonetherapy.services.supplements import SUPPLEMENT
from bonetherapy.specs import NotStartedSpec, ReportedTherapySpec, SupplementFacts
from imaging.services import LESION, STUDY
from imaging.specs import LesionSpec, StudySpec
from interop.cases.complaints import Complaint, Refused, attempt, flags, unread
from interop.cases.imaging import SeenLesion
from interop.cases.parse import Parsed, case_parse
from interop.cases.reading import clean
from interop.cases.status import OverSpec
from interop.cases.therapy import TherapySpec, ToothSpec
from interop.models import ImportedCase
from mdt.services import CONFERENCE, OPINION
from mdt.specs import ConferenceSpec, OpinionSpec
from patients.models import Patient
from patients.services.events import BIOPSY, PRIMARY_SIZE, REPORTED_RESULT, SKELETAL_EVENT, TREATMENT
from patients.services.observations import PROBLEM, WEIGHT, lab_add, lab_findings, problem_resolve
from patients.services.recording import Kind, record_add, record_findings
from patients.services.status import ECOG, HEIGHT, PAIN, RISK_SCORE, SYMPTOM
from patients.services.tumour import bone_metastasis_save, diagnosis_save
from patients.specs.events import (
    BiopsySpec,
    PrimarySizeSpec,
    ReportedResultSpec,
    SkeletalEventSpec,
    TreatmentSpec,
)
from patients.specs.facts import DiagnosisSpec, LabSpec, MetastasisSpec, WeightSpec
from patients.specs.status import EcogSpec, HeightSpec, PainSpec, RiskScoreSpec, SymptomSpec

KINDS: Mapping[type[Any], Kind[Any, Any]] = {
    BiopsySpec: BIOPSY,
    PrimarySizeSpec: PRIMARY_SIZE,
    ReportedResultSpec: REPORTED_RESULT,
    SkeletalEventSpec: SKELETAL_EVENT,
    TreatmentSpec: TREATMENT,
    EcogSpec: ECOG,
    WeightSpec: WEIGHT,
    HeightSpec: HEIGHT,
    PainSpec: PAIN,
    RiskScoreSpec: RISK_SCORE,
    SymptomSpec: SYMPTOM,
    StudySpec: STUDY,
    LesionSpec: LESION,
    ConferenceSpec: CONFERENCE,
    OpinionSpec: OPINION,
    NotStartedSpec: NOT_STARTED,
    ReportedTherapySpec: REPORTED_THERAPY,
    SupplementFacts: SUPPLEMENT,
}


@dataclass(slots=True)
class Desk:
    """Who writes into whose record on which day, what was written where, and what was refused."""

    by: User
    patient: Patient
    today: date
    rows: dict[str, UUID] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    flags: list[Complaint] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Imported:
    """A case in the record: its patient, the rows by their place, the complaints.

    `flags` are what the rules say to facts that were taken over all the same: no rule stops an import.
    """

    patient: Patient
    rows: Mapping[str, UUID]
    complaints: tuple[Complaint, ...]
    flags: tuple[Complaint, ...] = ()

    @property
    def refs(self) -> dict[UUID, str]:
        """The place in the document of each row; of several places the first."""
        return {row: path for path, row in reversed([*self.rows.items()])}


@transaction.atomic
def case_write(
    *, by: User, patient: Patient, parsed: Parsed, document: Any, index_on: date, on: date
) -> Imported:
    """Write everything that was read; each part stands or falls alone."""
    desk = Desk(by, patient, on)
    desk.complaints += [unread(error) for error in parsed.complaints]
    for path, spec in parsed.items:
        _write(desk, path, spec)
    ImportedCase.objects.create(
        patient=patient,
        case=parsed.case,
        index_on=index_on,
        seen_on=on,
        document=clean(document),
        problems=[
            *(complaint.kept(taken_over=False) for complaint in desk.complaints),
            *(flag.kept(taken_over=True) for flag in desk.flags),
        ],
        rows={path: str(row) for path, row in desk.rows.items()},
        imported_by=by,
    )
    return Imported(patient, desk.rows, tuple(desk.complaints), tuple(desk.flags))


def case_import(*, by: User, patient: Patient, document: Any, index_on: date, on: date) -> Imported:
    """Read a case and write it into the record of `patient`.

    Raises BadValue when it cannot be read at all.
    """
    parsed = case_parse(document, index_on=index_on, seen_on=on)
    return case_write(by=by, patient=patient, parsed=parsed, document=document, index_on=index_on, on=on)


def _write(desk: Desk, path: str, spec: Any) -> None:
    """One part, in a savepoint of its own. What a document says of itself has the name of its key."""
    place = path or PLACES.get(type(spec), "")
    writer = WRITERS.get(type(spec), _record)
    try:
        desk.rows[place] = attempt(place, lambda: writer(desk, place, spec))
    except Refused as refused:
        desk.complaints += refused.complaints


def _record(desk: Desk, path: str, spec: Any) -> UUID:
    kind, by, patient, today = KINDS[type(spec)], desk.by, desk.patient, desk.today
    said = flags(path, record_findings(kind=kind, by=by, patient=patient, spec=spec, today=today))
    row = record_add(kind=kind, by=by, patient=patient, spec=spec, today=today, imported=True)
    desk.flags += said
    return row.pk  # type: ignore[no-any-return]  # every kind of row has a UUID


def _diagnosis(desk: Desk, path: str, spec: DiagnosisSpec) -> UUID:
    row = diagnosis_save(by=desk.by, patient=desk.patient, spec=spec, today=desk.today)
    genes = {(gene.gene, gene.variant): gene.pk for gene in row.drivers.all()}
    for number, told in enumerate(spec.drivers):
        desk.rows[f"drivers[{number}]"] = genes[told.gene, told.variant]
    return row.pk


def _metastasis(desk: Desk, path: str, spec: MetastasisSpec) -> UUID:
    return bone_metastasis_save(
        by=desk.by, patient=desk.patient, spec=spec, today=desk.today, imported=True
    ).pk


def _lab(desk: Desk, path: str, spec: LabSpec) -> UUID:
    row = lab_add(by=desk.by, patient=desk.patient, spec=spec, today=desk.today, imported=True)
    desk.flags += flags(path, lab_findings(spec))
    return row.pk


def _problem(desk: Desk, path: str, spec: OverSpec) -> UUID:
    by, patient, today = desk.by, desk.patient, desk.today
    row = record_add(kind=PROBLEM, by=by, patient=patient, spec=spec.problem, today=today, imported=True)
    if spec.resolved_on is not None:
        problem_resolve(by=by, problem=row, resolved_on=spec.resolved_on, today=today)
    return row.pk


def _seen_lesion(desk: Desk, path: str, spec: SeenLesion) -> UUID:
    return _record(desk, path, replace(spec.spec, study_id=desk.rows.get(spec.study)))


def _tooth(desk: Desk, path: str, spec: ToothSpec) -> UUID:
    return dental_record_history(
        by=desk.by, patient=desk.patient, spec=spec.spec, cleared_on=spec.cleared_on, today=desk.today
    ).pk


def _therapy(desk: Desk, path: str, spec: TherapySpec) -> UUID:
    """The words are kept whatever becomes of the course: a refused one stays readable (BMA-09)."""
    course_id = _course(desk, path, spec)
    return _record(desk, path, replace(spec.report, course_id=course_id))


def _course(desk: Desk, path: str, spec: TherapySpec) -> UUID | None:
    if spec.course is None:
        return None
    past = spec.course
    try:
        course = attempt(
            path,
            lambda: course_record_history(by=desk.by, patient=desk.patient, spec=past, today=desk.today),
        )
    except Refused as refused:
        desk.complaints += refused.complaints
        return None
    desk.rows[f"{path}.course"] = course.pk
    for dose in course.doses.all():
        desk.rows[f"{path}.doses[{dose.number}]"] = dose.pk
    return course.pk


WRITERS: Mapping[type[Any], Callable[[Desk, str, Any], UUID]] = {
    DiagnosisSpec: _diagnosis,
    MetastasisSpec: _metastasis,
    LabSpec: _lab,
    OverSpec: _problem,
    SeenLesion: _seen_lesion,
    ToothSpec: _tooth,
    TherapySpec: _therapy,
}
PLACES: Mapping[type[Any], str] = {
    DiagnosisSpec: "primary",
    WeightSpec: "weight_kg",
    HeightSpec: "height_cm",
    EcogSpec: "ecog",
}
