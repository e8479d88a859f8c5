"""A confirmation that arrives by import is believed, and asked for its proof when a person saves it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.interop.conftest import INDEX, brought_in, small
from tests.patients.spoken import NOW
from worklist.models import Task
from worklist.services.reassessing import patient_reassess

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
BY_IMAGING = {"confirmed": True, "offset_days": 0, "basis": "imaging"}
L4 = {"site": "L4", "region": "spine", "type": "osteolytic", "certainty": "stated"}
SCAN = {"offset_days": 0, "modality": "BS", "lesions": [L4]}


def case() -> dict[str, Any]:
    """Confirmed, as the document says, on a bone scan alone."""
    return small(primary={"histology": "adenocarcinoma"}, imaging=[SCAN], bone_metastasis=BY_IMAGING)


def test_the_document_is_believed_and_flagged_by_none_but_the_checks_of_the_contract(people: Cast) -> None:
    row = brought_in(people, case(), day=1).patient
    patient_reassess(patient_id=row.id, now=NOW)
    assert not Task.objects.filter(patient=row, rules__contains="DX-19").exists()


def test_the_form_asks_for_the_proof_of_an_imported_confirmation(people: Cast, client: Client) -> None:
    row = brought_in(people, case(), day=1).patient
    client.force_login(people.doctor_wang)
    url = reverse("patients:metastasis", args=[row.id])
    typed = {"status": "CONFIRMED", "confirmed_on": str(INDEX), "basis": "IMAGING"}
    held = client.post(url, typed)
    assert [finding.rule_id for finding in held.context["form"].findings] == ["DX-19"]
    answer = {"answer-DX-19-reason": "OTHER", "answer-DX-19-text": "外院 CT 已见破坏"}
    assert client.post(url, typed | answer).status_code == 302
