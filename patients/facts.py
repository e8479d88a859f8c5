"""What is known about patients, as the rules read it: five queries for any number of patients."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from guidelines.facts import LabFact, Problem
from guidelines.labs import Analyte, Sex, UnitError, to_canonical
from patients.enums import MetastasisBasis, MetastasisStatus
from patients.models import BodyWeight, BoneMetastasis, LabResult, Patient
from patients.models import Problem as ProblemRow


@dataclass(frozen=True, slots=True, kw_only=True)
class MetastasisFact:
    """Whether bone metastasis is established; UNKNOWN until somebody says so."""

    status: MetastasisStatus = MetastasisStatus.UNKNOWN
    confirmed_on: date | None = None
    basis: MetastasisBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientFacts:
    """Facts of one patient on one day.

    `labs` holds the last result of each analyte in its canonical unit, newest first, and besides it the
    albumin taken with the last total calcium: only that one corrects it (STD-02).
    `weight_kg` and `weighed_on` are None when the weight was never recorded. `nsaid_use`, `cisplatin`: an
    open entry of the problem list says so.
    """

    sex: Sex
    birth_date: date
    weight_kg: Decimal | None = None
    weighed_on: date | None = None
    labs: tuple[LabFact, ...] = ()
    problems: frozenset[Problem] = frozenset()
    problem_codes: frozenset[str] = frozenset()
    bone_metastasis: MetastasisFact = MetastasisFact()

    def lab(self, analyte: Analyte) -> LabFact | None:
        """The last result of this analyte, None when there is none."""
        return next((fact for fact in self.labs if fact.analyte is analyte), None)


def facts_of(patient_ids: Collection[UUID], today: date) -> dict[UUID, PatientFacts]:
    """Facts by patient id, five queries for any number of ids; an id of nobody is left out.

    Results and weights dated after `today` are not known yet and are left out. Voided results do not count.
    """
    weights = _weights(patient_ids, today)
    labs = _labs(patient_ids, today)
    problems = _problems(patient_ids, today)
    metastases = _metastases(patient_ids)
    return {
        patient.id: PatientFacts(
            sex=Sex(patient.sex),
            birth_date=patient.birth_date,
            weight_kg=weights[patient.id].weight_kg if patient.id in weights else None,
            weighed_on=weights[patient.id].measured_on if patient.id in weights else None,
            labs=labs.get(patient.id, ()),
            problems=_known(problems.get(patient.id, frozenset())),
            problem_codes=problems.get(patient.id, frozenset()),
            bone_metastasis=metastases.get(patient.id, MetastasisFact()),
        )
        for patient in Patient.objects.filter(id__in=patient_ids).only("id", "sex", "birth_date")
    }


def _weights(patient_ids: Collection[UUID], today: date) -> dict[UUID, BodyWeight]:
    rows = BodyWeight.objects.filter(patient_id__in=patient_ids, measured_on__lte=today)
    last = rows.order_by("patient_id", "-measured_on", "-created_at").distinct("patient_id")
    return {row.patient_id: row for row in last}


def _labs(patient_ids: Collection[UUID], today: date) -> Mapping[UUID, tuple[LabFact, ...]]:
    known = LabResult.objects.filter(patient_id__in=patient_ids, voided_at=None, sampled_on__lte=today)
    rows = known.order_by("patient_id", "analyte", "-sampled_on", "-created_at")
    last = rows.distinct("patient_id", "analyte")
    found: defaultdict[UUID, tuple[LabFact, ...]] = defaultdict(tuple)
    for row in last.union(_taken_with_calcium(rows)).order_by("-sampled_on"):
        found[row.patient_id] += tuple(_fact(row))
    return found


def _taken_with_calcium(rows: QuerySet[LabResult]) -> QuerySet[LabResult]:
    """The albumin of the day of each patient's last total calcium; a later one says nothing about it."""
    calcium = rows.filter(patient_id=OuterRef("patient_id"), analyte=Analyte.CALCIUM.value)
    day = Subquery(calcium.values("sampled_on")[:1])
    return rows.filter(analyte=Analyte.ALBUMIN.value, sampled_on=day).distinct("patient_id", "analyte")


def _fact(row: LabResult) -> Iterable[LabFact]:
    analyte = Analyte(row.analyte)
    try:
        yield LabFact(
            analyte=analyte,
            value=to_canonical(analyte, row.value, row.unit),
            sampled_on=row.sampled_on,
            low=_limit(analyte, row.ref_low, row.unit),
            high=_limit(analyte, row.ref_high, row.unit),
        )
    except UnitError:
        # A value in a unit nobody can read is missing; an older one must not stand in for it.
        return


def _limit(analyte: Analyte, limit: Decimal | None, unit: str) -> Decimal | None:
    return None if limit is None else to_canonical(analyte, limit, unit)


def _problems(patient_ids: Collection[UUID], today: date) -> Mapping[UUID, frozenset[str]]:
    rows = ProblemRow.objects.filter(noted_by(today), patient_id__in=patient_ids, resolved_on=None)
    found: defaultdict[UUID, frozenset[str]] = defaultdict(frozenset)
    for patient_id, code in rows.order_by().values_list("patient_id", "code"):
        found[patient_id] |= {code}
    return found


def noted_by(today: date) -> Q:
    """Rows noted until that day; one without a day was noted some time before it was written down."""
    return Q(noted_on__lte=today) | Q(noted_on=None)


def _known(codes: frozenset[str]) -> frozenset[Problem]:
    return frozenset(problem for problem in Problem if problem.value in codes)


def _metastases(patient_ids: Collection[UUID]) -> dict[UUID, MetastasisFact]:
    rows = BoneMetastasis.objects.filter(patient_id__in=patient_ids)
    return {
        row.patient_id: MetastasisFact(
            status=MetastasisStatus(row.status),
            confirmed_on=row.confirmed_on,
            basis=MetastasisBasis(row.basis) if row.basis else None,
        )
        for row in rows
    }
