"""This room's part of a patient's record, as the rules of the record read it (settings.FACT_SOURCES).

Eighteen queries for any number of patients. Everything valid is read; what is dated after the day of the
question is taken out later, in one place for all rooms (`guidelines.record.record.seen_on`).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from guidelines.imaging.category import FollowUpCategory
from guidelines.labs import Sex
from guidelines.lesions import Extent
from guidelines.pathway.states import PathwayState
from guidelines.record import diagnosis as told
from guidelines.record.person import Person
from guidelines.staging import DriverStatus, Histology
from patients.models import (
    BodyHeight,
    BodyWeight,
    BoneMetastasis,
    Diagnosis,
    DriverResult,
    PathwayStep,
    Patient,
    PrimarySize,
)
from patients.record.complaints import complaint_parts
from patients.record.events import event_parts
from patients.record.grouping import Parts, Ref, by_patient, together
from patients.record.labs import lab_results
from patients.record.rows import RecordRows
from patients.record.scores import score_parts


def record_parts(rows: RecordRows, on: date, ref: Ref) -> Parts:
    """The fields of `Record` this room knows, by patient. `ref` names a row for whoever looks it up."""
    cancers = {row.patient_id: row for row in rows.all(Diagnosis)}
    return together(
        rows.patient_ids,
        person=_persons(rows, on),
        diagnosis=_diagnoses(rows, cancers, ref),
        follow_up={key: FollowUpCategory(row.follow_up_category) for key, row in cancers.items()
                   if row.follow_up_category},
        recurred_on={key: row.recurred_on for key, row in cancers.items() if row.recurred_on},
        indeterminate_on=_indeterminate(rows),
        bone_metastasis=_metastases(rows, ref),
        labs=lab_results(rows, ref),
        **complaint_parts(rows, ref),
        **event_parts(rows, ref),
        **score_parts(rows, ref),
    )  # fmt: skip


def people(patient_ids: Collection[UUID]) -> QuerySet[Patient]:
    """What the rules read of the people themselves."""
    return Patient.objects.filter(id__in=patient_ids).only("id", "sex", "birth_date")


def drivers(patient_ids: Collection[UUID]) -> QuerySet[DriverResult]:
    """The genes of their tumours, each with its diagnosis."""
    genes = DriverResult.objects.filter(diagnosis__patient_id__in=patient_ids)
    return genes.select_related("diagnosis").order_by("created_at")


def _indeterminate(rows: RecordRows) -> Mapping[UUID, date]:
    """The day of the step that left the diagnosis open, of patients whose pathway still stands there."""
    steps = sorted(rows.valid(PathwayStep), key=lambda row: row.number)
    last = {row.patient_id: row for row in steps}
    return {
        key: row.taken_on
        for key, row in last.items()
        if row.to_state == PathwayState.INDETERMINATE and row.taken_on is not None
    }


def _persons(rows: RecordRows, on: date) -> Mapping[UUID, Person]:
    weights = {row.patient_id: row for row in by_day(rows.valid(BodyWeight), on)}
    heights = {row.patient_id: row.height_cm for row in _heights(rows.valid(BodyHeight), on)}
    return {
        row.id: Person(
            sex=Sex(row.sex),
            birth_date=row.birth_date,
            weight_kg=weights[row.id].weight_kg if row.id in weights else None,
            weighed_on=weights[row.id].measured_on if row.id in weights else None,
            height_cm=heights.get(row.id),
        )
        for row in rows.asked(people)
    }


def by_day(weighed: Iterable[BodyWeight], on: date) -> list[BodyWeight]:
    """Those until that day, the oldest first."""
    return sorted((row for row in weighed if row.measured_on <= on), key=lambda row: row.measured_on)


def _heights(measured: Iterable[BodyHeight], on: date) -> list[BodyHeight]:
    """The same; a height without a day stands before all that have one."""
    known = [row for row in measured if row.measured_on is None or row.measured_on <= on]
    return sorted(known, key=lambda row: row.measured_on or date.min)


def _diagnoses(
    rows: RecordRows, cancers: Mapping[UUID, Diagnosis], ref: Ref
) -> Mapping[UUID, told.Diagnosis]:
    genes = _drivers(rows.asked(drivers), ref)
    sizes = by_patient(
        rows.valid(PrimarySize),
        lambda row: told.PrimarySize(on=row.measured_on, ref=ref(row.id), longest_mm=row.longest_mm),
    )
    return {key: _diagnosis(row, genes.get(key, ()), sizes.get(key, ()), ref) for key, row in cancers.items()}


def _drivers(rows: Iterable[DriverResult], ref: Ref) -> dict[UUID, tuple[told.Driver, ...]]:
    found: dict[UUID, tuple[told.Driver, ...]] = {}
    for row in rows:
        gene = told.Driver(
            on=row.tested_on,
            ref=ref(row.id),
            gene=row.gene,
            status=DriverStatus(row.status),
            variant=row.variant,
        )
        found[row.diagnosis.patient_id] = (*found.get(row.diagnosis.patient_id, ()), gene)
    return found


def _diagnosis(
    row: Diagnosis, drivers: tuple[told.Driver, ...], sizes: tuple[told.PrimarySize, ...], ref: Ref
) -> told.Diagnosis:
    known = row.histology in Histology.__members__
    return told.Diagnosis(
        on=row.diagnosed_on,
        ref=ref(row.id),
        # A stage or a category is written of a cancer that was found; nothing written says nothing.
        confirmed=True if known or row.stage or row.t or row.histology_text else None,
        histology=Histology(row.histology) if known else None,
        site=row.site,
        t=row.t or None,
        n=row.n or None,
        m=row.m or None,
        stage=row.stage or None,
        tnm_edition=row.tnm_edition,
        drivers=drivers,
        pd_l1=_pd_l1(row, ref),
        sizes=sizes,
    )


def _pd_l1(row: Diagnosis, ref: Ref) -> tuple[told.PdL1, ...]:
    if row.pdl1_tps_percent is None and row.pdl1_cps is None:
        return ()
    return (told.PdL1(ref=ref(row.id), tps_percent=row.pdl1_tps_percent, cps=row.pdl1_cps),)


def _metastases(rows: RecordRows, ref: Ref) -> Mapping[UUID, told.BoneMetastasis]:
    return {
        row.patient_id: told.BoneMetastasis(
            on=row.confirmed_on,
            ref=ref(row.id),
            status=told.BoneStatus(row.status),
            basis=row.basis_text or row.basis,
            extent=_extent(row, ref),
        )
        for row in rows.all(BoneMetastasis)
    }


def _extent(row: BoneMetastasis, ref: Ref) -> told.StatedExtent | None:
    if not row.extent:
        return None
    return told.StatedExtent(on=row.extent_on, ref=ref(row.id), extent=Extent(row.extent))
