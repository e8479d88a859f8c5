"""This room's part of a patient's record, as the rules of the record read it (settings.FACT_SOURCES).

Seventeen queries for any number of patients. Everything valid is read; what is dated after the day of the
question is taken out later, in one place for all rooms (`guidelines.record.record.seen_on`).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from guidelines.imaging.category import FollowUpCategory
from guidelines.labs import Sex
from guidelines.record import diagnosis as told
from guidelines.record.person import Person
from guidelines.staging import DriverStatus, Histology
from patients.models import (
    BodyHeight,
    BodyWeight,
    BoneMetastasis,
    Diagnosis,
    DriverResult,
    Patient,
    PrimarySize,
)
from patients.record.complaints import complaint_parts
from patients.record.events import event_parts
from patients.record.grouping import Parts, Ref, by_patient, together
from patients.record.labs import lab_results
from patients.record.scores import score_parts


def record_parts(patient_ids: Collection[UUID], on: date, ref: Ref) -> Parts:
    """The fields of `Record` this room knows, by patient. `ref` names a row for whoever looks it up."""
    rows = {row.patient_id: row for row in Diagnosis.objects.filter(patient_id__in=patient_ids)}
    return together(
        patient_ids,
        person=_persons(patient_ids, on),
        diagnosis=_diagnoses(patient_ids, rows, ref),
        follow_up={key: FollowUpCategory(row.follow_up_category) for key, row in rows.items()
                   if row.follow_up_category},
        recurred_on={key: row.recurred_on for key, row in rows.items() if row.recurred_on},
        bone_metastasis=_metastases(patient_ids, ref),
        labs=lab_results(patient_ids, ref),
        **complaint_parts(patient_ids, ref),
        **event_parts(patient_ids, ref),
        **score_parts(patient_ids, ref),
    )  # fmt: skip


def _persons(patient_ids: Collection[UUID], on: date) -> Mapping[UUID, Person]:
    weighed = BodyWeight.objects.filter(patient_id__in=patient_ids, measured_on__lte=on)
    weights = {row.patient_id: row for row in weighed.order_by("measured_on", "created_at")}
    measured = BodyHeight.objects.filter(patient_id__in=patient_ids, voided_at=None).exclude(
        measured_on__gt=on
    )
    heights = {row.patient_id: row.height_cm for row in measured.order_by("measured_on", "created_at")}
    return {
        row.id: Person(
            sex=Sex(row.sex),
            birth_date=row.birth_date,
            weight_kg=weights[row.id].weight_kg if row.id in weights else None,
            weighed_on=weights[row.id].measured_on if row.id in weights else None,
            height_cm=heights.get(row.id),
        )
        for row in Patient.objects.filter(id__in=patient_ids).only("id", "sex", "birth_date")
    }


def _diagnoses(
    patient_ids: Collection[UUID], rows: Mapping[UUID, Diagnosis], ref: Ref
) -> Mapping[UUID, told.Diagnosis]:
    genes = DriverResult.objects.filter(diagnosis__patient_id__in=patient_ids).select_related("diagnosis")
    drivers = _drivers(genes.order_by("created_at"), ref)
    measured = PrimarySize.objects.filter(patient_id__in=patient_ids, voided_at=None)
    sizes = by_patient(
        measured.order_by("created_at"),
        lambda row: told.PrimarySize(on=row.measured_on, ref=ref(row.id), longest_mm=row.longest_mm),
    )
    return {key: _diagnosis(row, drivers.get(key, ()), sizes.get(key, ()), ref) for key, row in rows.items()}


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


def _metastases(patient_ids: Collection[UUID], ref: Ref) -> Mapping[UUID, told.BoneMetastasis]:
    return {
        row.patient_id: told.BoneMetastasis(
            on=row.confirmed_on,
            ref=ref(row.id),
            status=told.BoneStatus(row.status),
            basis=row.basis_text or row.basis,
        )
        for row in BoneMetastasis.objects.filter(patient_id__in=patient_ids)
    }
