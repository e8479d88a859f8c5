"""This room's part of a patient's record: conferences and opinions (settings.FACT_SOURCES); two queries."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from guidelines.record import board
from mdt.models import Conference, SpecialistOpinion
from patients.record.grouping import Parts, Ref, by_patient, together
from patients.record.sites import site_of


def record_parts(patient_ids: Collection[UUID], on: date, ref: Ref) -> Parts:
    """`conferences` and `opinions` of each patient."""
    valid = {"patient_id__in": patient_ids, "voided_at": None}
    held = Conference.objects.filter(**valid).order_by("created_at")
    given = SpecialistOpinion.objects.filter(**valid).order_by("created_at")
    return together(
        patient_ids,
        conferences=by_patient(held, lambda row: _conference(row, ref)),
        opinions=by_patient(given, lambda row: _opinion(row, ref)),
    )


def _conference(row: Conference, ref: Ref) -> board.Conference:
    return board.Conference(
        on=row.held_on,
        ref=ref(row.id),
        disciplines=tuple(row.disciplines),
        question=row.question,
        conclusion=row.conclusion,
        bone_drug=board.BoneDrugStatement(row.drug_statement) if row.drug_statement else None,
    )


def _opinion(row: SpecialistOpinion, ref: Ref) -> board.OpinionEntry:
    return board.OpinionEntry(
        on=row.given_on,
        ref=ref(row.id),
        opinion=board.Opinion(row.opinion),
        site=site_of(row.site, side=row.side),
        text=row.text,
    )
