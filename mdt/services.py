"""Held conferences. Written through `patients.services.recording` with this kind."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from mdt.enums import DrugStatement
from mdt.models import Conference
from mdt.specs import ConferenceSpec
from patients.models import Patient
from patients.services.recording import Kind, Problems
from patients.services.writing import happened

NEEDS_A_REASON = frozenset({DrugStatement.CONTRAINDICATED, DrugStatement.DECLINED})


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
