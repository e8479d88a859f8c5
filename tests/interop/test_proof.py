"""A confirmation that arrives by import is held against the record like one that is typed (DX-19)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interop.services.assessing import case_assess
from tests.cast import Cast
from tests.interop.conftest import INDEX, brought_in, small
from tests.patients.spoken import NOW
from worklist.models import Task
from worklist.services.reassessing import patient_reassess
from worklist.subjects import subjects_of
from worklist.task_forms import actions_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
BY_IMAGING = {"confirmed": True, "offset_days": 0, "basis": "imaging"}
CANCER = {"histology": "adenocarcinoma"}
L4 = {"site": "L4", "region": "spine", "type": "osteolytic", "certainty": "stated"}


def scanned(*modalities: str) -> list[dict[str, Any]]:
    return [{"offset_days": 0, "modality": modality, "lesions": [L4]} for modality in modalities]


def case(*modalities: str, **more: Any) -> dict[str, Any]:
    return small(primary=CANCER, imaging=scanned(*modalities), **{"bone_metastasis": BY_IMAGING} | more)


def flags(document: dict[str, Any]) -> list[tuple[str, str]]:
    answer, _troubles = case_assess(document, index_on=INDEX, on=INDEX + timedelta(days=1))
    told = [(flag["check"], flag["field"]) for flag in answer["data_flags"]]
    return [flag for flag in told if flag[1].startswith("bone_metastasis")]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (case("BS"), [("DX-19", "bone_metastasis.basis")]),
        (case("BS", "CT"), []),
        (case("BS", bone_metastasis=BY_IMAGING | {"basis": "biopsy"}), []),
        (case("BS", bone_metastasis=BY_IMAGING | {"confirmed": False}), []),
    ],
    ids=["scan", "ct", "biopsy", "excluded"],
)
def test_an_imported_confirmation_without_proof_is_flagged(
    document: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert flags(document) == expected


def test_the_flag_is_a_task_that_leads_to_the_form_which_asks_for_the_proof(
    people: Cast, client: Client
) -> None:
    row = brought_in(people, case("BS"), day=1).patient
    patient_reassess(patient_id=row.id, now=NOW)
    task = Task.objects.get(patient=row, code="DATA_FLAG", rules__contains="DX-19")
    url = reverse("patients:metastasis", args=[row.id])
    client.force_login(people.doctor_wang)
    subject = subjects_of([task])[task.id]
    assert [one.url for one in actions_for(people.doctor_wang, task, subject.row)] == [url]
    typed = {"status": "CONFIRMED", "confirmed_on": str(INDEX), "basis": "IMAGING"}
    held = client.post(url, typed)
    assert [finding.rule_id for finding in held.context["form"].findings] == ["DX-19"]
    answer = {"answer-DX-19-reason": "OTHER", "answer-DX-19-text": "外院 CT 已见破坏"}
    assert client.post(url, typed | answer).status_code == 302
    patient_reassess(patient_id=row.id, now=NOW)
    task.refresh_from_db()
    assert task.state == "DONE"
