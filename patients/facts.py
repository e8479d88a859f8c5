"""What is known about patients, as the rules read it: five queries for any number of patients."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from guidelines.facts import LabFact, Problem
from guidelines.labs import Analyte, Sex, UnitError, to_canonical
from patients.enums import MetastasisBasis, MetastasisStatus
from patients.models import BodyWeight, BoneMetastasis, LabResult, Patient
from patients.models import Problem as ProblemRow
from patients.record.parts import by_day, people
from patients.record.rows import RecordRows


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
    `low_calcium_noted_on` is the last day on which an open low calcium was noted; None: none is open.
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
    low_calcium_noted_on: date | None = None
    bone_metastasis: MetastasisFact = MetastasisFact()

    def lab(self, analyte: Analyte) -> LabFact | None:
        """The last result of this analyte, None when there is none."""
        return next((fact for fact in self.labs if fact.analyte is analyte), None)


def facts_of(patient_ids: Collection[UUID], today: date) -> dict[UUID, PatientFacts]:
    """Facts by patient id, five queries for any number of ids; an id of nobody is left out.

    Only the last results and weights are fetched. Those dated after `today` are not known yet and are left
    out. Voided ones do not count.
    """
    of_these = {"patient_id__in": patient_ids}
    return _facts(
        people(patient_ids),
        _last_weights(BodyWeight.objects.filter(**of_these, voided_at=None, measured_on__lte=today)),
        _last_labs(LabResult.objects.filter(**of_these, voided_at=None, sampled_on__lte=today)),
        ProblemRow.objects.filter(noted_by(today), **of_these, voided_at=None, resolved_on=None),
        BoneMetastasis.objects.filter(**of_these),
        today,
    )


def facts_from(rows: RecordRows, today: date) -> dict[UUID, PatientFacts]:
    """The same from rows that may have been read for something else already."""
    return _facts(
        rows.asked(people),
        rows.valid(BodyWeight),
        rows.valid(LabResult),
        rows.valid(ProblemRow),
        rows.all(BoneMetastasis),
        today,
    )


def _facts(
    persons: Iterable[Patient],
    weighed: Iterable[BodyWeight],
    results: Iterable[LabResult],
    noted: Iterable[ProblemRow],
    metastases: Iterable[BoneMetastasis],
    today: date,
) -> dict[UUID, PatientFacts]:
    weights = {row.patient_id: row for row in by_day(weighed, today)}
    problems = [row for row in noted if _is_open(row, today)]
    labs, codes, low = _labs(results, today), _open_codes(problems), _low_calcium(problems)
    known = {row.patient_id: _metastasis(row) for row in metastases}
    return {
        patient.id: PatientFacts(
            sex=Sex(patient.sex),
            birth_date=patient.birth_date,
            weight_kg=weights[patient.id].weight_kg if patient.id in weights else None,
            weighed_on=weights[patient.id].measured_on if patient.id in weights else None,
            labs=labs.get(patient.id, ()),
            problems=_known(codes[patient.id]),
            problem_codes=codes[patient.id],
            low_calcium_noted_on=low.get(patient.id),
            bone_metastasis=known.get(patient.id, MetastasisFact()),
        )
        for patient in persons
    }


def _last_weights(rows: QuerySet[BodyWeight]) -> QuerySet[BodyWeight]:
    """The last one of each patient: what the facts need of the table, and little more."""
    return rows.order_by("patient_id", "-measured_on", "-created_at").distinct("patient_id")


def _last_labs(rows: QuerySet[LabResult]) -> QuerySet[LabResult]:
    """The last one of each test, and the albumin of the day of the last total calcium."""
    newest = rows.order_by("patient_id", "analyte", "-sampled_on", "-created_at")
    calcium = newest.filter(patient_id=OuterRef("patient_id"), analyte=Analyte.CALCIUM.value)
    day = Subquery(calcium.values("sampled_on")[:1])
    albumin = newest.filter(analyte=Analyte.ALBUMIN.value, sampled_on=day)
    last = newest.distinct("patient_id", "analyte")
    return last.union(albumin.distinct("patient_id", "analyte")).order_by("created_at")


def _labs(results: Iterable[LabResult], today: date) -> Mapping[UUID, tuple[LabFact, ...]]:
    """By patient what `PatientFacts.labs` holds, of results in the order in which they were written down."""
    found: defaultdict[UUID, list[LabResult]] = defaultdict(list)
    for row in sorted(results, key=lambda row: row.sampled_on):
        if row.sampled_on <= today:
            found[row.patient_id].append(row)
    return {
        patient_id: tuple(fact for row in _last(rows) for fact in _fact(row))
        for patient_id, rows in found.items()
    }


def _last(rows: list[LabResult]) -> list[LabResult]:
    """Of one patient's results, oldest first: the last of each test, newest first.

    And the albumin of the day of the last total calcium; a later one says nothing about it.
    """
    last = {row.analyte: row for row in rows}
    calcium = last.get(Analyte.CALCIUM.value)
    taken_with = [
        row
        for row in rows
        if calcium and row.analyte == Analyte.ALBUMIN and row.sampled_on == calcium.sampled_on
    ]
    chosen = {row.id: row for row in (*last.values(), *taken_with[-1:])}
    return sorted(chosen.values(), key=lambda row: row.sampled_on, reverse=True)


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


def _is_open(row: ProblemRow, today: date) -> bool:
    return row.resolved_on is None and (row.noted_on is None or row.noted_on <= today)


def _open_codes(problems: Iterable[ProblemRow]) -> Mapping[UUID, frozenset[str]]:
    found: defaultdict[UUID, frozenset[str]] = defaultdict(frozenset)
    for row in problems:
        found[row.patient_id] |= {row.code}
    return found


def _low_calcium(problems: Iterable[ProblemRow]) -> Mapping[UUID, date]:
    """The last day on which it was noted; at the latest that of the entry, where nobody knows."""
    found: dict[UUID, date] = {}
    for row in problems:
        if row.code == Problem.HYPOCALCAEMIA.value:
            day = row.noted_on or timezone.localdate(row.created_at)
            found[row.patient_id] = max(day, found.get(row.patient_id, day))
    return found


def noted_by(today: date) -> Q:
    """Rows noted until that day; one without a day was noted some time before it was written down."""
    return Q(noted_on__lte=today) | Q(noted_on=None)


def _known(codes: frozenset[str]) -> frozenset[Problem]:
    return frozenset(problem for problem in Problem if problem.value in codes)


def _metastasis(row: BoneMetastasis) -> MetastasisFact:
    return MetastasisFact(
        status=MetastasisStatus(row.status),
        confirmed_on=row.confirmed_on,
        basis=MetastasisBasis(row.basis) if row.basis else None,
    )
