"""Two people at the same moment, on the real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.errors import Conflict
from patients.models import LabResult, Patient
from patients.services import lab_correct, patient_register, patient_void, patients_merge
from tests.cast import TODAY, Cast, calcium, patient
from tests.patients.spoken import NOW, calcium_spec, newcomer

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], object]) -> list[Any]:
    """What each act answered or raised, all started at once on connections of their own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            start.wait(10)
            return act()
        except (ValidationError, Conflict) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_one_form_sent_twice_at_once_is_one_patient(crowd: Cast) -> None:
    spec = newcomer(crowd, "13800138000")
    answers = together(*[lambda: patient_register(by=crowd.nurse_li, spec=spec, today=TODAY)] * 2)
    assert {answer.pk for answer in answers} == {spec.id}
    assert Patient.objects.count() == 1


def test_one_hospital_number_registered_twice_at_once_is_refused_once(crowd: Cast) -> None:
    specs = [newcomer(crowd, name=name) for name in ("刘芳", "陈静")]
    acts = [lambda spec=spec: patient_register(by=crowd.nurse_li, spec=spec, today=TODAY) for spec in specs]
    answers = together(*acts)
    refused = [answer for answer in answers if isinstance(answer, ValidationError)]
    assert [list(answer.error_dict) for answer in refused] == [["hospital_number"]]
    assert Patient.objects.count() == 1


def test_a_pair_merged_crosswise_at_once_leaves_one_record(crowd: Cast) -> None:
    one, two = patient(crowd.oncology_1), patient(crowd.oncology_1, number="ZY2")

    def merge(keep: Patient, remove: Patient) -> object:
        by = crowd.doctor_wang
        return patients_merge(by=by, keep=keep, remove=remove, reason="同一人", now=NOW)

    answers = together(lambda: merge(one, two), lambda: merge(two, one))
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    assert Patient.objects.filter(voided_at=None).count() == 1


def test_a_record_voided_while_a_result_is_corrected_keeps_both_rows_consistent(crowd: Cast) -> None:
    row = patient(crowd.oncology_1)
    lab = calcium(row, crowd.nurse_li)

    def correct() -> object:
        return lab_correct(
            by=crowd.nurse_li, lab=lab, spec=calcium_spec(), reason="单位", today=TODAY, now=NOW
        )

    answers = together(
        correct, correct, lambda: patient_void(by=crowd.doctor_wang, patient=row, reason="错误", now=NOW)
    )
    assert sum(isinstance(answer, LabResult) for answer in answers) <= 1
    assert LabResult.objects.filter(voided_at=None).count() == 1
