"""Problems, symptoms, pain, performance status and distress of a record."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from guidelines.facts import Problem
from guidelines.psychology import Distress
from guidelines.record import complaints as told
from patients.models import DistressScreen, EcogScore, PainScore, Symptom
from patients.models import Problem as ProblemRow
from patients.record.grouping import Ref, by_patient
from patients.record.rows import RecordRows
from patients.record.sites import site_of

CKD_STAGE = re.compile(r"CKD\s*(?:stage\s*)?(?:G)?([1-5][ab]?)", re.IGNORECASE)


def complaint_parts(rows: RecordRows, ref: Ref) -> dict[str, Mapping[UUID, Any]]:
    """`problems`, `symptoms`, `pain`, `ecog` and `distress` of each patient; five queries."""
    return {
        "problems": by_patient(rows.valid(ProblemRow), lambda row: _problem(row, ref)),
        "symptoms": by_patient(rows.valid(Symptom), lambda row: _symptom(row, ref)),
        "pain": by_patient(rows.valid(PainScore), lambda row: _pain(row, ref)),
        "ecog": by_patient(
            rows.valid(EcogScore),
            lambda row: told.EcogScore(on=row.measured_on, ref=ref(row.id), ecog=row.score),
        ),
        "distress": by_patient(rows.valid(DistressScreen), lambda row: _distress(row, ref)),
    }


def _problem(row: ProblemRow, ref: Ref) -> told.ProblemEntry:
    stage = CKD_STAGE.search(row.text)
    return told.ProblemEntry(
        on=row.noted_on,
        ref=ref(row.id),
        problem=Problem(row.code) if row.code in set(Problem) else None,
        text=row.text or row.get_code_display(),
        stage=stage.group(1).lower() if stage else "",
        resolved_on=row.resolved_on,
    )


def _distress(row: DistressScreen, ref: Ref) -> told.DistressScreen:
    return told.DistressScreen(
        on=row.screened_on, ref=ref(row.id), distress=Distress(row.distress), tool=row.tool
    )


def _symptom(row: Symptom, ref: Ref) -> told.SymptomEntry:
    return told.SymptomEntry(
        on=row.noted_on,
        ref=ref(row.id),
        symptom=told.Symptom(row.code) if row.code else None,
        site=site_of(row.site),
        text=row.text,
        resolved_on=row.resolved_on,
    )


def _pain(row: PainScore, ref: Ref) -> told.PainScore:
    return told.PainScore(
        on=row.measured_on,
        ref=ref(row.id),
        nrs=row.nrs,
        nrs_low=row.nrs_low,
        nrs_high=row.nrs_high,
        severe=row.severe,
        site=site_of(row.site),
        text=row.text,
    )
