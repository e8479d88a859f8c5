"""This room's part of a record: conferences, opinions, requests (settings.FACT_SOURCES); three queries."""

from datetime import date

from guidelines.record import board
from mdt.models import Conference, ConsultationRequest, SpecialistOpinion
from patients.record.grouping import Parts, Ref, by_patient, together
from patients.record.rows import RecordRows
from patients.record.sites import site_of


def record_parts(rows: RecordRows, on: date, ref: Ref) -> Parts:
    """`conferences`, `opinions` and `consultations` of each patient."""
    return together(
        rows.patient_ids,
        conferences=by_patient(rows.valid(Conference), lambda row: _conference(row, ref)),
        opinions=by_patient(rows.valid(SpecialistOpinion), lambda row: _opinion(row, ref)),
        consultations=by_patient(rows.valid(ConsultationRequest), lambda row: _consultation(row, ref)),
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


def _consultation(row: ConsultationRequest, ref: Ref) -> board.ConsultationRequest:
    return board.ConsultationRequest(
        on=row.asked_on, ref=ref(row.id), asked_for=board.Consultation(row.asked_for)
    )
