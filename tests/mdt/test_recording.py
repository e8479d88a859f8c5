"""Held conferences and opinions: written once, refused, read by the rules."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.enums import Discipline
from guidelines.record.board import BoneDrugStatement, Consultation, Opinion
from mdt.facts import record_parts
from mdt.models import Conference, ConsultationRequest, SpecialistOpinion
from mdt.services import CONFERENCE, CONSULTATION, OPINION
from mdt.specs import ConferenceSpec, ConsultationSpec, OpinionSpec
from patients.models import Patient
from patients.record.rows import RecordRows
from patients.services import patients_merge
from patients.services.recording import record_add, record_correct
from tests.cast import TODAY, Cast, patient
from tests.patients.spoken import NOW

TOMORROW = TODAY + timedelta(days=1)
TEAM = (Discipline.ORTHO, Discipline.MED_ONC, Discipline.ORTHO)


def held(people: Cast, row: Patient, **more: Any) -> Conference:
    facts: dict[str, Any] = {"held_on": TODAY, "disciplines": TEAM, "conclusion": "启动地舒单抗"}
    spec = ConferenceSpec(**facts | more)
    return record_add(kind=CONFERENCE, by=people.coordinator_qian, patient=row, spec=spec, today=TODAY)


def opinion(people: Cast, row: Patient, on: Any = TODAY) -> SpecialistOpinion:
    spec = OpinionSpec(opinion=Opinion.SPINE_SURGERY, given_on=on, site="T8", text="建议减压")
    return record_add(kind=OPINION, by=people.panel_member_lin, patient=row, spec=spec, today=TODAY)


def asked(people: Cast, row: Patient) -> ConsultationRequest:
    spec = ConsultationSpec(asked_for=Consultation.REMOTE, asked_on=TODAY)
    return record_add(kind=CONSULTATION, by=people.nurse_li, patient=row, spec=spec, today=TODAY)


def test_a_conference_is_read_as_the_rules_see_it(people: Cast, zhang: Patient) -> None:
    held(people, zhang, drug_statement=BoneDrugStatement.START, drug_text="地舒单抗")
    opinion(people, zhang)
    parts = record_parts(RecordRows([zhang.id]), TODAY, str)[zhang.id]
    told = parts["conferences"][0]
    assert told.complete
    assert (told.disciplines, told.bone_drug) == (("MED_ONC", "ORTHO"), BoneDrugStatement.START)
    assert (parts["opinions"][0].opinion, parts["opinions"][0].site.levels) == (
        Opinion.SPINE_SURGERY,
        ("T8",),
    )


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"held_on": TOMORROW}, "held_on"),
        ({"drug_statement": BoneDrugStatement.DECLINED}, "drug_text"),
        ({"drug_statement": BoneDrugStatement.CONTRAINDICATED, "drug_text": " "}, "drug_text"),
    ],
)
def test_an_impossible_conference_is_refused_by_field(
    people: Cast, zhang: Patient, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as problems:
        held(people, zhang, **more)
    assert list(problems.value.error_dict) == [field]


def test_no_drug_without_a_reason_also_in_the_database(people: Cast, zhang: Patient) -> None:
    row = held(people, zhang)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conference.objects.filter(pk=row.pk).update(drug_statement="DECLINED")


def test_who_writes_what(people: Cast, zhang: Patient) -> None:
    for user in (people.nurse_li, people.panel_member_lin, people.radiologist_he):
        with pytest.raises(PermissionDenied):
            record_add(
                kind=CONFERENCE, by=user, patient=zhang, spec=ConferenceSpec(held_on=TODAY), today=TODAY
            )
    with pytest.raises(PermissionDenied):
        record_add(
            kind=OPINION,
            by=people.nurse_li,
            patient=zhang,
            spec=OpinionSpec(opinion=Opinion.DECISION, given_on=TODAY),
            today=TODAY,
        )
    with pytest.raises(ValidationError):
        opinion(people, zhang, TOMORROW)


def test_a_correction_keeps_the_old_conference(people: Cast, zhang: Patient) -> None:
    old = held(people, zhang)
    spec = ConferenceSpec(held_on=TODAY, disciplines=TEAM, conclusion="暂缓")
    by = people.coordinator_qian
    record_correct(kind=CONFERENCE, by=by, row=old, spec=spec, reason="录错", today=TODAY, now=NOW)
    told = record_parts(RecordRows([zhang.id]), TODAY, str)[zhang.id]["conferences"]
    assert [one.conclusion for one in told] == ["暂缓"]
    assert Conference.objects.count() == 2


def test_both_move_when_two_records_become_one(people: Cast, zhang: Patient) -> None:
    double = patient(people.oncology_1, number="ZY2")
    held(people, double)
    opinion(people, double)
    patients_merge(by=people.doctor_wang, keep=zhang, remove=double, reason="同一人", now=NOW)
    assert Conference.objects.get().patient_id == SpecialistOpinion.objects.get().patient_id == zhang.id


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_questions_does_not_grow(
    people: Cast, rows: int, django_assert_num_queries: Any
) -> None:
    ids = []
    for index in range(rows):
        row = patient(people.oncology_1, number=f"ZY{index}")
        held(people, row)
        opinion(people, row)
        asked(people, row)
        ids.append(row.id)
    with django_assert_num_queries(3):
        assert len(record_parts(RecordRows(ids), TODAY, str)) == rows
