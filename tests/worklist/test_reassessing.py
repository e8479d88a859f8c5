"""Reassessment: findings open, change and close tasks, once, whoever asks and however often."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from guidelines.assessment.assess import assess
from guidelines.assessment.codes import Code
from guidelines.bone.sre import SreType
from patients.models import Patient, SkeletalEvent
from patients.services import patients_merge
from tests.cast import TODAY, Cast, calcium, confirm_bone_metastasis, patient
from tests.patients.versions import approved
from tests.worklist.conftest import at
from worklist import services
from worklist.enums import TaskKind, TaskState
from worklist.models import FactChange, Reassessment, Task

pytestmark = pytest.mark.django_db
NOW = at(TODAY)
ASSESS = "worklist.selectors.findings.assess"


def looked_at(zhang: Patient, on: date = TODAY) -> Reassessment:
    return services.patient_reassess(patient_id=zhang.id, now=at(on))


def open_codes(zhang: Patient) -> set[str]:
    return set(Task.objects.filter(patient=zhang, state=TaskState.OPEN).values_list("code", flat=True))


def of_code(zhang: Patient, code: Code) -> Task:
    return Task.objects.get(patient=zhang, code=code)


def event(zhang: Patient, people: Cast) -> None:
    SkeletalEvent.objects.create(
        patient=zhang, type=SreType.PATH_FRACTURE, occurred_on=TODAY, recorded_by=people.doctor_wang
    )


def snapshot() -> list[Any]:
    names = [column.attname for column in Task._meta.concrete_fields if column.attname != "created_at"]
    return sorted(map(str, Task.objects.values_list(*names)))


def test_a_confirmed_metastasis_opens_what_the_rules_ask_for(zhang: Patient, people: Cast) -> None:
    row = looked_at(zhang)
    assert {Code.BMA_START, Code.DENTAL_CHECK, Code.MDT_REFER} <= open_codes(zhang)
    start = of_code(zhang, Code.BMA_START)
    assert (start.kind, start.role, start.owner) == (TaskKind.FINDING, "ONCOLOGIST", people.doctor_wang)
    assert (start.since, start.grade, start.rules[0]) == (date(2025, 2, 1), "1A", "BMA-01")
    assert set(start.message) == {"zh", "en"}
    assert row.reassess_on is None or row.reassess_on > TODAY


def test_the_second_time_changes_nothing(zhang: Patient) -> None:
    looked_at(zhang)
    before = snapshot()
    looked_at(zhang)
    assert snapshot() == before


def test_the_fact_closes_the_task_and_says_what_came(zhang: Patient, people: Cast) -> None:
    services.patients_reassess_due(now=NOW)
    calcium(zhang, people.nurse_li, "1.90")
    services.patients_reassess_due(now=NOW)
    hold = of_code(zhang, Code.HYPOCALCAEMIA_HOLD)
    assert hold.state == TaskState.OPEN
    calcium(zhang, people.nurse_li, "2.30", TODAY + timedelta(days=1))
    later = at(TODAY + timedelta(days=1))
    services.patients_reassess_due(now=later)
    hold.refresh_from_db()
    assert (hold.state, hold.closed_by, hold.closed_at) == (TaskState.DONE, None, later)
    assert hold.closing_facts == ["patients_labresult"]


def test_a_request_for_the_same_stands_in_for_the_finding(zhang: Patient, people: Cast) -> None:
    looked_at(zhang)
    request = services.task_open(
        key="check:1", kind=TaskKind.DENTAL_EXAM, patient=zhang, role=Role.NURSE, due_on=TODAY,
        code=Code.DENTAL_CHECK,
    )  # fmt: skip
    services.patients_reassess_due(now=NOW)
    teeth = Task.objects.filter(patient=zhang, code=Code.DENTAL_CHECK, state=TaskState.OPEN)
    assert list(teeth) == [request]
    services.task_settle(by=people.nurse_li, task=request, evidence="called the dentist", now=NOW)
    services.patients_reassess_due(now=NOW)
    assert teeth.get().kind == TaskKind.FINDING


def test_only_patients_whose_facts_changed_or_whose_day_came_are_touched(people: Cast) -> None:
    rows = [patient(people.oncology_1, number=f"ZY{number}") for number in range(6)]
    assert services.patients_reassess_due(now=NOW).reassessed == 6
    assert services.patients_reassess_due(now=NOW).reassessed == 0
    Reassessment.objects.filter(patient_id=rows[0].id).update(reassess_on=TODAY)
    calcium(rows[1], people.nurse_li)
    assert services.patients_reassess_due(now=NOW).reassessed == 2


def test_the_cost_of_a_sweep_does_not_grow_with_those_who_rest(people: Cast) -> None:
    counts = []
    for more in (1, 8):
        for number in range(more):
            patient(people.oncology_1, number=f"ZY{more}{number}")
        services.patients_reassess_due(now=NOW)
        with CaptureQueriesContext(connection) as queries:
            services.patients_reassess_due(now=NOW)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4


def test_the_cost_of_a_batch_does_not_grow_with_its_patients(people: Cast) -> None:
    counts = []
    for more in (1, 8):
        for number in range(more):
            row = patient(people.oncology_1, number=f"ZY{more}{number}")
            confirm_bone_metastasis(row, people.doctor_wang)
            calcium(row, people.nurse_li)
        with CaptureQueriesContext(connection) as queries:
            services.patients_reassess_due(now=NOW)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_one_that_fails_stops_nobody_is_seen_and_tried_again(
    zhang: Patient, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = patient(people.oncology_1, number="ZY9")

    def broken(record: Any, today: date, limits: Any) -> Any:
        if record.bone_metastasis is not None:
            raise ArithmeticError("张桂兰")
        return assess(record, today, limits)

    monkeypatch.setattr(ASSESS, broken)
    assert services.patients_reassess_due(now=NOW) == services.Sweep(reassessed=1, failed=1)
    row = Reassessment.objects.get(patient_id=zhang.id)
    assert (row.failures, row.failed_at, row.retry_at) == (1, NOW, NOW + timedelta(minutes=5))
    assert row.error.startswith("ArithmeticError in broken")
    assert Reassessment.objects.get(patient_id=other.id).failures == 0
    assert services.patients_reassess_due(now=NOW) == services.Sweep(0, 0)
    later = NOW + timedelta(minutes=5)
    assert services.patients_reassess_due(now=later).failed == 1
    assert Reassessment.objects.get(patient_id=zhang.id).retry_at == later + timedelta(minutes=30)
    monkeypatch.setattr(ASSESS, assess)
    assert services.patients_reassess_due(now=later + timedelta(hours=1)).reassessed == 1
    assert Reassessment.objects.get(patient_id=zhang.id).failures == 0
    assert Code.BMA_START in open_codes(zhang)


def test_the_page_is_never_stopped_and_always_fresh(zhang: Patient, people: Cast) -> None:
    services.patient_freshen(patient_id=zhang.id, now=NOW)
    assert not FactChange.objects.exists()
    with CaptureQueriesContext(connection) as queries:
        services.patient_freshen(patient_id=zhang.id, now=NOW)
    assert len(queries) == 1
    calcium(zhang, people.nurse_li, "1.90")
    services.patient_freshen(patient_id=zhang.id, now=NOW)
    assert Code.HYPOCALCAEMIA_HOLD in open_codes(zhang)


def test_after_a_merge_each_finding_is_there_once(zhang: Patient, people: Cast) -> None:
    double = patient(people.oncology_1, number="ZY7")
    confirm_bone_metastasis(double, people.doctor_wang)
    services.patients_reassess_due(now=NOW)
    patients_merge(by=people.doctor_wang, keep=zhang, remove=double, reason="one person", now=NOW)
    services.patients_reassess_due(now=NOW)
    found = Task.objects.filter(state=TaskState.OPEN).values_list("patient_id", "code", "subject")
    assert len(found) == len(set(found)) > 2
    assert {patient_id for patient_id, _code, _subject in found} == {zhang.id}


def test_words_end_a_finding_that_takes_an_answer(zhang: Patient, people: Cast) -> None:
    event(zhang, people)
    services.patients_reassess_due(now=NOW)
    task = of_code(zhang, Code.SRE_NEW)
    services.task_settle(by=people.doctor_wang, task=task, evidence="seen with the team", now=NOW)
    services.patients_reassess_due(now=NOW)
    assert Code.SRE_NEW not in open_codes(zhang)
    assert Task.objects.get(pk=task.pk).closed_by == people.doctor_wang


def soonest(zhang: Patient) -> date:
    """The day of the next assessment; without one the last day there is."""
    return Reassessment.objects.get(patient_id=zhang.id).reassess_on or date.max


def test_new_limits_of_the_hospital_are_looked_at_on_their_day(zhang: Patient, people: Cast) -> None:
    services.patients_reassess_due(now=NOW)
    begins = TODAY + timedelta(days=5)
    approved(people, days=7, on=begins)
    assert soonest(zhang) <= begins
    looked_at(zhang, TODAY + timedelta(days=1))
    assert soonest(zhang) <= begins
    assert services.patients_reassess_due(now=at(begins)).reassessed == 1
