"""Held conferences, opinions, requests of patients. Written by `patients.services.recording`."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from guidelines.assessment.start import start_is_open
from guidelines.mdt.decisions import attendance_check
from guidelines.mdt.disciplines import Discipline
from guidelines.record import board
from guidelines.record.board import BoneDrugStatement
from guidelines.safety import SAF_05, conference_gaps
from mdt.models import Conference, ConsultationRequest, SpecialistOpinion
from mdt.specs import ConferenceSpec, ConsultationSpec, OpinionSpec
from patients.models import Patient
from patients.selectors.whole import chart_of
from patients.services.recording import Findings, Kind, Problems, Writing
from patients.services.writing import happened

NEEDS_A_REASON = frozenset({BoneDrugStatement.CONTRAINDICATED, BoneDrugStatement.DECLINED})


def _columns(spec: ConferenceSpec) -> dict[str, Any]:
    return {
        "held_on": spec.held_on,
        "disciplines": sorted({str(one) for one in spec.disciplines}),
        "question": spec.question,
        "conclusion": spec.conclusion,
        "drug_statement": spec.drug_statement,
        "drug_text": spec.drug_text,
    }


def _problems(spec: ConferenceSpec, patient: Patient, today: date) -> Problems:
    unexplained = spec.drug_statement in NEEDS_A_REASON and not spec.drug_text.strip()
    return {
        "held_on": happened(spec.held_on, patient, today),
        "drug_text": _("Please say why no drug is given.") if unexplained else None,
    }


def _findings(spec: ConferenceSpec, writing: Writing) -> Findings:
    """What it leaves out (SAF-05); a conclusion closes the case, so who was there is asked (MDT-05)."""
    told = board.Conference(
        on=spec.held_on,
        disciplines=tuple(spec.disciplines),
        question=spec.question,
        conclusion=spec.conclusion,
        bone_drug=spec.drug_statement,
    )
    chart = chart_of(writing.patient, writing.today)
    missing = conference_gaps(told, drug_open=start_is_open(chart))
    if missing:
        yield SAF_05.finding(missing=missing)
    nobody = attendance_check(_seats(spec)) if spec.conclusion.strip() else None
    if nobody is not None:
        yield nobody


def _seats(spec: ConferenceSpec) -> frozenset[Discipline]:
    return frozenset(Discipline(str(one)) for one in spec.disciplines)


CONFERENCE = Kind(Conference, Permission.CONFERENCE_RECORD, _problems, _columns, _findings)


def _opinion_problems(spec: OpinionSpec, patient: Patient, today: date) -> Problems:
    return {"given_on": happened(spec.given_on, patient, today)}


OPINION = Kind(SpecialistOpinion, Permission.OPINION_RECORD, _opinion_problems)


def _consultation_problems(spec: ConsultationSpec, patient: Patient, today: date) -> Problems:
    return {"asked_on": happened(spec.asked_on, patient, today)}


CONSULTATION = Kind(
    ConsultationRequest, Permission.OBSERVATION_RECORD, _consultation_problems, day="asked_on"
)
