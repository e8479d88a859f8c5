"""Held conferences and opinions. Written through `patients.services.recording` with these kinds."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from guidelines.record.board import BoneDrugStatement
from mdt.models import Conference, SpecialistOpinion
from mdt.specs import ConferenceSpec, OpinionSpec
from patients.models import Patient
from patients.services.recording import Kind, Problems
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


CONFERENCE = Kind(Conference, Permission.CONFERENCE_RECORD, _problems, _columns)


def _opinion_problems(spec: OpinionSpec, patient: Patient, today: date) -> Problems:
    return {"given_on": happened(spec.given_on, patient, today)}


OPINION = Kind(SpecialistOpinion, Permission.OPINION_RECORD, _opinion_problems)
