"""A rule that holds a form of the record up: said on the page, answered there, kept with who passed it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from guidelines.imaging.modalities import Modality
from imaging.models import ImagingStudy
from patients.models import BoneMetastasis, Diagnosis, LabResult, Override, Patient, Treatment
from tests.cast import TODAY, Cast, patient
from tests.worklist.walking import scanned

pytestmark = pytest.mark.usefixtures("noon")
BARE = {"analyte": "calcium", "value": "2.30", "unit": "mmol/L", "sampled_on": str(TODAY)}
LAB_ANSWER = {
    "answer-LAB-12-calcium-reason": "RESULT_SEEN",
    "answer-LAB-12-calcium-text": "外院报告未印参考范围",
}
TOO_MUCH = {
    "kind": "ANALGESIC",
    "state": "GIVEN",
    "drugs": "对乙酰氨基酚",
    "daily_mg": "4500",
    "started_on": str(TODAY),
}
PAIN_ANSWER = {"answer-PAIN-05-reason": "BENEFIT", "answer-PAIN-05-text": "仅今日"}


def address(name: str, *ids: Any) -> str:
    return reverse(f"patients:{name}", args=ids)


def held(browser: Client, url: str, typed: dict[str, str]) -> str:
    answer = browser.post(url, typed)
    assert answer.status_code == 422
    return answer.content.decode()


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "不能保存"), ("en", "Cannot be saved")])
def test_the_page_says_why_a_result_without_limits_is_not_saved(
    nurse: Client, people: Cast, zhang: Patient, language: str, words: str
) -> None:
    User.objects.filter(pk=people.nurse_li.pk).update(language=language)
    answer = nurse.post(address("lab_add", zhang.id), BARE)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "stop-panel" in page
    assert words in page
    assert 'value="2.30"' in page
    assert [finding.rule_id for finding in answer.context["form"].findings] == ["LAB-12"]


def test_a_nurse_cannot_pass_a_stop(nurse: Client, zhang: Patient) -> None:
    page = held(nurse, address("lab_add", zhang.id), BARE | LAB_ANSWER)
    assert "answer-LAB-12-calcium-reason" not in page
    assert not LabResult.objects.exists()
    assert not Override.objects.exists()


def test_an_oncologist_passes_a_stop_with_a_reason_in_words(doctor: Client, zhang: Patient) -> None:
    url = address("lab_add", zhang.id)
    assert "answer-LAB-12-calcium-text" in held(doctor, url, BARE)
    page = held(doctor, url, BARE | LAB_ANSWER | {"answer-LAB-12-calcium-text": " "})
    assert "须以文字说明理由" in page
    assert doctor.post(url, BARE | LAB_ANSWER).status_code == 302
    kept = Override.objects.get()
    assert (kept.rule_id, kept.reason_code, kept.subject_id) == (
        "LAB-12",
        "RESULT_SEEN",
        LabResult.objects.get().id,
    )


def test_a_correction_that_takes_the_limits_away_waits_as_well(doctor: Client, zhang: Patient) -> None:
    doctor.post(address("lab_add", zhang.id), BARE | {"ref_low": "2.11", "ref_high": "2.52"})
    url = address("lab_correct", zhang.id, LabResult.objects.get().id)
    typed = BARE | {"reason": "范围属于另一项目"}
    assert "stop-panel" in held(doctor, url, typed)
    assert doctor.post(url, typed | LAB_ANSWER).status_code == 302
    assert Override.objects.get().subject_id == LabResult.objects.get(voided_at=None).id


def test_a_dose_above_the_limit_is_a_stop_of_the_sheet(nurse: Client, doctor: Client, zhang: Patient) -> None:
    url = address("treatment_add", zhang.id)
    assert "answer-PAIN-05-reason" not in held(nurse, url, TOO_MUCH | PAIN_ANSWER)
    page = held(doctor, url, TOO_MUCH)
    assert "answer-PAIN-05-reason" in page
    assert "对乙酰氨基酚" in page
    assert doctor.post(url, TOO_MUCH | PAIN_ANSWER).status_code == 302
    assert Override.objects.get().subject_id == Treatment.objects.get().id


def test_a_warning_asks_a_nurse_for_a_reason_only(nurse: Client, zhang: Patient) -> None:
    url = address("treatment_add", zhang.id)
    drug = {"state": "GIVEN", "started_on": str(TODAY)}
    nurse.post(url, drug | {"kind": "SYSTEMIC", "drugs": "顺铂"})
    typed = drug | {"kind": "ANALGESIC", "drugs": "布洛芬"}
    page = held(nurse, url, typed)
    assert "answer-SAF-06" in page
    assert "stop-panel" not in page


def test_a_response_needs_its_standard_and_nobody_passes_without(doctor: Client, zhang: Patient) -> None:
    url = reverse("imaging:study_add", args=[zhang.id])
    scan = {"modality": "MRI", "region": "胸椎"}
    doctor.post(url, scan | {"done_on": "2025-01-10"})
    typed = scan | {"done_on": str(TODAY), "response": "SD"}
    forced = {"answer-IMG-49-reason": "OTHER", "answer-IMG-49-text": "以后再选"}
    page = held(doctor, url, typed | forced)
    assert "stop-panel" in page
    assert "answer-IMG-49-reason" not in page
    assert doctor.post(url, typed | {"response_standard": "MDA"}).status_code == 302
    assert ImagingStudy.objects.get(response="SD").response_standard == "MDA"


def test_what_was_answered_stays_answered_while_another_rule_waits(doctor: Client, zhang: Patient) -> None:
    url = reverse("imaging:study_add", args=[zhang.id])
    typed = {"modality": "BS", "done_on": str(TODAY), "response": "PD", "response_standard": "MDA"}
    warned = {"answer-IMG-48-reason": "OTHER"}
    page = held(doctor, url, typed | warned)
    assert "answer-IMG-48-reason" in page
    stopped = {"answer-IMG-47-reason": "RESULT_SEEN", "answer-IMG-47-text": "CT 已见破坏"}
    assert doctor.post(url, typed | warned | stopped).status_code == 302
    assert set(Override.objects.values_list("rule_id", flat=True)) == {"IMG-47", "IMG-48"}


def test_what_asks_nobody_is_said_once_it_is_saved(doctor: Client, zhang: Patient) -> None:
    url = reverse("imaging:study_add", args=[zhang.id])
    typed = {"modality": "MRI", "region": "胸椎", "done_on": str(TODAY), "response": "SD"}
    doctor.post(url, typed | {"done_on": "2025-01-10", "response": ""}, follow=True)
    said = doctor.post(url, typed | {"response_standard": "MDA"}, follow=True)
    assert [message.message.split()[0] for message in said.context["messages"]] == ["已保存。", "IMG-49"]
    bare = doctor.post(url, {"modality": "CT", "region": "胸部", "done_on": str(TODAY)}, follow=True)
    assert [message.level_tag for message in bare.context["messages"]] == ["success", "warning"]
    row = ImagingStudy.objects.get(response="SD")
    again = doctor.post(
        reverse("imaging:study_correct", args=[zhang.id, row.id]),
        typed | {"response_standard": "MDA", "region": "全脊柱", "reason": "范围写错"},
        follow=True,
    )
    assert [message.message.split()[0] for message in again.context["messages"]] == ["已保存。", "IMG-49"]


CONFIRMED = {"status": "CONFIRMED", "confirmed_on": str(TODAY), "basis": "IMAGING", "sites": "L4"}
DX_ANSWER = {"answer-DX-19-reason": "OTHER", "answer-DX-19-text": "外院 CT 已见破坏，报告待录入"}


def with_lung_cancer(row: Patient) -> Patient:
    Diagnosis.objects.create(patient=row, histology="ADENOCARCINOMA")
    return row


@pytest.mark.parametrize(
    ("scans", "holds"), [((Modality.BS,), True), ((Modality.BS, Modality.CT), False)], ids=["scan", "ct"]
)
def test_a_confirmation_needs_more_than_a_bone_scan(
    doctor: Client, people: Cast, scans: tuple[Modality, ...], *, holds: bool
) -> None:
    row = with_lung_cancer(patient(people.oncology_1, number="ZY9"))
    for modality in scans:
        scanned(people, row, modality, "L4")
    answer = doctor.post(address("metastasis", row.id), CONFIRMED)
    if holds:
        assert [finding.rule_id for finding in answer.context["form"].findings] == ["DX-19"]
        assert "stop-panel" in answer.content.decode()
    assert BoneMetastasis.objects.filter(patient=row).exists() is not holds


def test_an_oncologist_confirms_without_proof_in_words(doctor: Client, people: Cast) -> None:
    row = with_lung_cancer(patient(people.oncology_1, number="ZY9"))
    url = address("metastasis", row.id)
    assert "answer-DX-19-text" in held(doctor, url, CONFIRMED)
    assert doctor.post(url, CONFIRMED | DX_ANSWER).status_code == 302
    kept = Override.objects.get()
    assert (kept.rule_id, kept.subject_id) == ("DX-19", row.bone_metastasis.id)
    # What is confirmed already is not judged again when its sites are put right.
    assert doctor.post(url, CONFIRMED | {"sites": "L4、L5"}).status_code == 302
    assert Override.objects.count() == 1


def test_who_confirms_by_a_biopsy_states_its_result(doctor: Client, people: Cast) -> None:
    row = with_lung_cancer(patient(people.oncology_1, number="ZY9"))
    assert doctor.post(address("metastasis", row.id), CONFIRMED | {"basis": "BIOPSY"}).status_code == 302
    assert not Override.objects.exists()


def test_the_address_asks_for_the_same_proof(people: Cast) -> None:
    row = with_lung_cancer(patient(people.oncology_1, number="ZY9"))
    client = APIClient()
    client.force_authenticate(people.doctor_wang)
    url = f"/api/v1/patients/{row.id}/bone-metastasis/"
    refused = client.put(url, CONFIRMED, format="json")
    assert (refused.status_code, [one["code"] for one in refused.json()["errors"]]) == (422, ["DX-19"])
    answers = [{"rule_id": "DX-19", "reason_code": "OTHER", "reason_text": "外院报告"}]
    assert client.put(url, CONFIRMED | {"answers": answers}, format="json").status_code == 200
