"""The pathway on the patient's page, its forms and its API, as people and programs use them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from guidelines.imaging.modalities import Modality
from guidelines.pathway.risk import RiskFactor
from imaging.models import ImagingStudy, Lesion
from patients.models import (
    BoneMetastasis,
    Diagnosis,
    Override,
    PainScore,
    PathwayStep,
    Patient,
    RiskReview,
)
from patients.selectors.whole import OpenRecord
from tests.cast import TODAY, Cast, patient
from tests.worklist.walking import S, chain, newcomer, scanned, stand
from worklist.panels import pathway
from worklist.step_forms import RiskForm, StepForm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
JUNK = ("", "\x00", "𠮷\u202e'\"<script>alert(1)</script>", "9" * 400, "-1", "1e999999", "0001-01-01")


@pytest.fixture
def liu(people: Cast) -> Patient:
    return newcomer(people)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, row: Patient, language: str = "en") -> str:
    """The patient's page as this user reads it."""
    User.objects.filter(pk=user.pk).update(language=language)
    return browser(user).get(reverse("patients:detail", args=[row.pk])).content.decode()


def sent(user: User, row: Patient, target: str, **typed: Any) -> Any:
    """The form of a step, sent."""
    User.objects.filter(pk=user.pk).update(language="en")
    state = PathwayStep.objects.filter(patient=row, voided_at=None).order_by("-number").first()
    data = {"source": state.to_state if state else "", "taken_on": TODAY, **typed}
    return browser(user).post(reverse("worklist:pathway_step", args=[row.pk, target]), data)


def test_before_the_first_step_the_page_says_what_the_record_shows(people: Cast, liu: Patient) -> None:
    text = page(people.doctor_wang, liu)
    assert "Not in the pathway yet" in text
    assert "Screening due" in text
    assert reverse("worklist:pathway_step", args=[liu.pk, "LC_CONFIRMED"]) in text


def test_the_present_state_stands_out_with_day_and_name(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_NEGATIVE)
    text = page(people.doctor_wang, liu)
    assert text.count('aria-current="step"') == 1
    assert "Bone scan negative" in text
    assert "王磊" in text
    assert "骨显像阴性" in page(people.doctor_wang, liu, "zh-hans")


def test_what_is_missing_leads_to_where_it_is_entered(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_NEGATIVE)
    text = page(people.doctor_wang, liu)
    step = reverse("worklist:pathway_step", args=[liu.pk, "SURVEILLANCE"])
    assert f'href="{step}#id_local_symptoms"' in text
    assert f'href="{reverse("patients:lab_add", args=[liu.pk])}"' in text


def test_who_may_not_take_a_step_reads_who_may(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_POSITIVE)
    text = page(people.nurse_li, liu)
    assert "Taken by: Oncologist" in text
    assert reverse("worklist:pathway_step", args=[liu.pk, "CONFIRM_LOCALISED"]) not in text


def test_a_difference_to_the_record_is_said_with_both_states(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE)
    scanned(people, liu, Modality.MRI, "L4")
    text = page(people.doctor_wang, liu)
    assert "Confirmed by a person: Screening due. The record shows: To confirm, localised." in text


def test_a_step_is_taken_from_its_form(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE)
    answer = sent(people.radiologist_he, liu, "BS_POSITIVE", survey="POSITIVE")
    assert answer.status_code == 302
    assert chain(liu)[-1] == "BS_POSITIVE"


def test_a_refused_step_says_the_rule_and_keeps_what_was_typed(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE)
    answer = sent(people.doctor_wang, liu, "BS_POSITIVE", survey="NEGATIVE", reason="kept words")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "DX-T04" in text
    assert "kept words" in text
    assert "answer-DX-T04-reason" not in text


def test_an_oncologist_overrides_a_stop_on_the_form(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.CONFIRM_WIDESPREAD)
    typed = {"lung_cancer_confirmed": "yes", "definite_imaging": "yes", "definite_lesions": "3"}
    asked = sent(people.doctor_wang, liu, "CONFIRMED", **typed)
    assert asked.status_code == 422
    assert "DX-19" in asked.content.decode()
    assert "answer-DX-19-reason" in asked.content.decode()
    override = {"answer-DX-19-reason": "SEEN_ELSEWHERE", "answer-DX-19-text": "MRI of Hospital West"}
    assert sent(people.doctor_wang, liu, "CONFIRMED", **typed, **override).status_code == 302
    assert Override.objects.get(patient=liu).rule_id == "DX-19"
    assert BoneMetastasis.objects.get(patient=liu).status == "CONFIRMED"


def test_a_form_opened_before_somebody_elses_step_is_refused(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE)
    url = reverse("worklist:pathway_step", args=[liu.pk, "BS_POSITIVE"])
    data = {"source": "LC_CONFIRMED", "taken_on": TODAY, "survey": "POSITIVE"}
    assert browser(people.doctor_wang).post(url, data).status_code == 422
    assert chain(liu)[-1] == "SCREEN_DUE"


def test_the_last_step_is_taken_back_on_its_page_and_stays_to_be_read(people: Cast, liu: Patient) -> None:
    step = stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE)
    url = reverse("worklist:pathway_void", args=[liu.pk, step.pk])
    assert url in page(people.doctor_wang, liu)
    assert browser(people.doctor_wang).post(url, {"reason": "wrong patient"}).status_code == 302
    assert chain(liu) == ["LC_CONFIRMED"]
    assert "wrong patient" in page(people.doctor_wang, liu)


def test_tests_come_with_their_strength_limit_and_place(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_POSITIVE)
    url = reverse("worklist:pathway_step", args=[liu.pk, "CONFIRM_LOCALISED"])
    User.objects.filter(pk=people.doctor_wang.pk).update(language="en")
    text = browser(people.doctor_wang).get(url).content.decode()
    for words in ("sensitivity 1 of 5", "DX-13", "Tumour cells settle in the marrow first", "DX-24"):
        assert words in text


def test_risk_factors_are_answered_and_change_the_priority(people: Cast, liu: Patient) -> None:
    url = reverse("worklist:pathway_risk", args=[liu.pk])
    nurse = browser(people.nurse_li)
    assert nurse.get(url).status_code == 200
    typed = {"reviewed_on": TODAY, "BONE_PAIN": "yes", "NON_SQUAMOUS": "no", "T4": "unknown"}
    assert nurse.post(url, typed).status_code == 302
    assert RiskReview.objects.get(patient=liu).factors == {"BONE_PAIN": True, "NON_SQUAMOUS": False}
    text = page(people.nurse_li, liu)
    assert "High-risk factors: Bone pain (priority High)." in text
    assert "Record and answer differ: Not squamous" in text


def test_the_panel_asks_as_often_for_one_step_as_for_many(people: Cast, liu: Patient, rf: Any) -> None:
    other = patient(people.oncology_1, number="ZY9")
    stand(people, other, S.LC_CONFIRMED)
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_NEGATIVE, S.SURVEILLANCE, S.SCREEN_DUE)
    scanned(people, liu, Modality.BS, "L4", "L5")
    request = rf.get("/")
    request.user = people.doctor_wang
    counts = []
    for row in (other, liu):
        with CaptureQueriesContext(connection) as caught:
            assert pathway(request, OpenRecord(row, TODAY)) is not None
        counts.append(len(caught))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_junk_is_answered(people: Cast, liu: Patient, junk: str) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_POSITIVE, S.CONFIRM_WIDESPREAD)
    names = [*StepForm.base_fields, "definite_lesions", "definite_imaging", "lung_cancer_confirmed"]
    fields = dict.fromkeys([*names, *RiskForm.base_fields, *RiskFactor], junk)
    doctor = browser(people.doctor_wang)
    for url in (
        reverse("worklist:pathway_step", args=[liu.pk, "CONFIRMED"]),
        reverse("worklist:pathway_risk", args=[liu.pk]),
    ):
        answer = doctor.post(url, fields)
        assert answer.status_code == 422
        assert "<script>alert" not in answer.content.decode()
    assert len(chain(liu)) == 4


def test_a_state_that_is_none_is_not_found(people: Cast, liu: Patient) -> None:
    url = reverse("worklist:pathway_step", args=[liu.pk, "CURED"])
    assert browser(people.doctor_wang).get(url).status_code == 404


def api(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_the_api_tells_state_next_steps_and_what_is_missing(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE)
    told = api(people.radiologist_he).get(reverse("api-pathway", args=[liu.pk])).json()
    assert (told["state"], told["shown"], told["agrees"]) == ("SCREEN_DUE", "SCREEN_DUE", True)
    assert {one["target"]: (one["may"], one["ways"][0]["missing"]) for one in told["next"]} == {
        "BS_NEGATIVE": (True, ["survey"]),
        "BS_POSITIVE": (True, ["survey"]),
    }
    assert [one["to_state"] for one in told["steps"]] == ["SCREEN_DUE", "LC_CONFIRMED"]


def test_the_api_takes_a_step_refuses_one_and_takes_one_back(people: Cast, liu: Patient) -> None:
    stand(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE)
    client, url = api(people.doctor_wang), reverse("api-pathway", args=[liu.pk])
    body = {"source": "SCREEN_DUE", "target": "BS_POSITIVE", "taken_on": str(TODAY)}
    refused = client.post(url, body, format="json")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "DX-T04")
    taken = client.post(url, body | {"facts": {"survey": "POSITIVE"}}, format="json")
    assert (taken.status_code, taken.json()["rule_id"]) == (201, "DX-T04")
    stale = client.post(url, body | {"facts": {"survey": "POSITIVE"}, "reason": "again"}, format="json")
    assert stale.status_code == 409
    void = reverse("api-pathway-void", args=[liu.pk, taken.json()["id"]])
    assert client.post(void, {"reason": "wrong"}, format="json").status_code == 200
    assert chain(liu) == ["LC_CONFIRMED", "SCREEN_DUE"]


@pytest.mark.parametrize(
    "wrong",
    [{"target": "CURED"}, {"facts": {"survey": "MAYBE"}}, {"facts": {"colour": True}}, {"taken_on": "soon"}],
)
def test_the_api_says_what_is_wrong_with_a_step(people: Cast, liu: Patient, wrong: dict[str, Any]) -> None:
    body = {"source": None, "target": "LC_CONFIRMED", "taken_on": str(TODAY)} | wrong
    answer = api(people.doctor_wang).post(reverse("api-pathway", args=[liu.pk]), body, format="json")
    assert answer.status_code == 400


def test_the_api_answers_the_risk_factors(people: Cast, liu: Patient) -> None:
    client, url = api(people.nurse_li), reverse("api-pathway-risk", args=[liu.pk])
    assert client.get(url).json()["priority"] == "NORMAL"
    body = {"reviewed_on": str(TODAY), "factors": {"BONE_PAIN": True}}
    told = client.post(url, body, format="json")
    assert (told.status_code, told.json()["priority"], told.json()["stated"]) == (
        201,
        "HIGH",
        {"BONE_PAIN": True},
    )
    wrong = client.post(url, body | {"factors": {"LUCK": True}}, format="json")
    assert wrong.status_code == 400
    assert wrong.json()["errors"][0]["detail"].startswith("没有这一因素：LUCK。可填：BONE_PAIN, ")


def test_a_suspicious_site_says_what_each_examination_shows_and_what_is_missing(
    people: Cast, zhang: Patient, client: Client
) -> None:
    zhang.bone_metastasis.delete()
    scan = ImagingStudy.objects.create(
        patient=zhang, modality=Modality.BS, done_on=TODAY, recorded_by=people.doctor_wang
    )
    Lesion.objects.create(
        patient=zhang, site="L2", bone="SPINE", first_seen_on=TODAY, study=scan, certainty="SUSPECTED",
        recorded_by=people.doctor_wang,
    )  # fmt: skip
    Diagnosis.objects.create(patient=zhang, histology="ADENOCARCINOMA", stage="IV")
    client.force_login(people.doctor_wang)
    page = client.get(reverse("patients:detail", args=[zhang.id])).content.decode()
    for words in ("可疑部位", "L2", "DX-17", "DX-27", "DX-28", "未记录"):
        assert words in page
    assert f"{reverse('imaging:lesion_add', args=[zhang.id])}?site=L2&amp;bone=SPINE" in page


def test_the_items_before_treatment_say_what_is_on_record_and_ask_for_the_rest(
    people: Cast, zhang: Patient, client: Client
) -> None:
    PainScore.objects.create(patient=zhang, nrs=6, measured_on=TODAY, recorded_by=people.nurse_li)
    client.force_login(people.doctor_wang)
    page = client.get(reverse("patients:detail", args=[zhang.id])).content.decode()
    part = page[page.index('id="before-treatment"') :]
    part = part[: part.index("</ul>")]
    assert "NRS 6" in part
    assert "心理筛查" in part
    assert f"{reverse('patients:lab_add', args=[zhang.id])}?analyte=calcium" in part
    assert reverse("patients:pain_add", args=[zhang.id]) not in part


def test_who_may_not_record_gets_no_link(people: Cast, zhang: Patient, client: Client) -> None:
    client.force_login(people.coordinator_qian)
    page = client.get(reverse("patients:detail", args=[zhang.id])).content.decode()
    part = page[page.index('id="before-treatment"') :]
    part = part[: part.index("</ul>")]
    assert reverse("patients:ecog_add", args=[zhang.id]) not in part
