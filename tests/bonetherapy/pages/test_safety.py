"""Dental records, supplements and adverse events on their pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bonetherapy.models import AdverseEvent, DentalRecord, Dose, SupplementOrder
from patients.models import Patient
from tests.bonetherapy.pages.conftest import Sign
from tests.cast import Cast, calcium, patient

EXAM = {"item": "ORAL_EXAM", "status": "done", "on": "2025-03-01", "outcome": "NORMAL"}
TOOTH = {"item": "EXTRACTION", "status": "planned", "on": "2025-03-20"}
JAW = {"code": "ONJ", "severity": "SEVERE", "onset_on": "2025-01-02", "exposed_bone_on": "2025-01-03"}


def url(name: str, row: Any) -> str:
    return reverse(f"bonetherapy:{name}", args=[row.id])


def shown(client: Client, name: str, row: Any, typed: dict[str, str]) -> str:
    """What the page says before it is saved."""
    answer = client.post(url(name, row), typed | {"preview": "1"}, HTTP_HX_REQUEST="true")
    return answer.content.decode()


def test_an_examination_is_saved_and_says_when_the_next_is_due(nurse: Client, zhang: Patient) -> None:
    assert "09-01" in shown(nurse, "dental_add", zhang, EXAM)

    nurse.post(url("dental_add", zhang), EXAM)

    assert DentalRecord.objects.get().outcome == "NORMAL"


def test_an_extraction_on_the_drug_asks_and_leads_on_to_the_hold(nurse: Client, due: Dose) -> None:
    row = due.patient
    assert 'name="answer-DEN-03-reason"' in shown(nurse, "dental_add", row, TOOTH)
    assert "2025-04-01" in shown(nurse, "dental_add", row, TOOTH)

    answers = {"answer-DEN-03-reason": "ARRANGED", "answer-DEN-04-reason": "ARRANGED"}
    page = nurse.post(url("dental_add", row), TOOTH | answers, follow=True).content.decode()

    assert url("course_hold", due.course) + f"?dental={DentalRecord.objects.get().id}" in page


def test_the_dentist_clears(nurse: Client, people: Cast, zhang: Patient) -> None:
    tooth = DentalRecord.objects.create(
        patient=zhang, item="EXTRACTION", on="2025-02-20", recorded_by=people.nurse_li
    )
    assert nurse.post(url("dental_clear", tooth), {"cleared_on": "2025-03-01"}).status_code == 422

    nurse.post(url("dental_clear", tooth), {"cleared_on": "2025-03-01", "dentist_name": "孙牙医"})

    tooth.refresh_from_db()
    assert (str(tooth.cleared_on), tooth.dentist_name) == ("2025-03-01", "孙牙医")


def test_a_planned_procedure_is_given_up_on_its_page(nurse: Client, people: Cast, zhang: Patient) -> None:
    tooth = DentalRecord.objects.create(
        patient=zhang, item="EXTRACTION", on="2025-03-20", is_done=False, recorded_by=people.nurse_li
    )
    assert url("dental_cancel", tooth) in nurse.get(f"/patients/{zhang.id}/").content.decode()
    assert nurse.post(url("dental_cancel", tooth), {"reason_text": ""}).status_code == 422

    page = nurse.post(url("dental_cancel", tooth), {"reason_text": "改为保守治疗"}, follow=True)

    tooth.refresh_from_db()
    assert (str(tooth.cancelled_on), tooth.cancelled_by) == ("2025-03-01", people.nurse_li)
    shown_now = page.content.decode()
    assert "改为保守治疗" in shown_now
    assert url("dental_cancel", tooth) not in shown_now
    assert url("dental_clear", tooth) not in shown_now


def test_a_supplement_is_added_confirmed_and_stopped(nurse: Client, zhang: Patient) -> None:
    strength = {"calcium_mg_per_day": "1000", "vitamin_d_iu_per_day": "800", "started_on": "2025-02-01"}
    nurse.post(url("supplement_add", zhang), strength)
    order = SupplementOrder.objects.get()

    nurse.post(url("supplement_confirm", order), {"on": "2025-03-01"})
    nurse.post(url("supplement_stop", order), {"on": "2025-03-01"})

    order.refresh_from_db()
    assert (str(order.confirmed_on), str(order.stopped_on)) == ("2025-03-01", "2025-03-01")


def test_high_calcium_is_said_before_anything_is_typed(nurse: Client, people: Cast, zhang: Patient) -> None:
    calcium(zhang, people.nurse_li, "2.80")

    page = nurse.get(url("supplement_add", zhang)).content.decode()

    assert "withhold calcium and vitamin D" in page


def test_jaw_necrosis_shows_its_advice_with_the_source(nurse: Client, due: Dose) -> None:
    typed = JAW | {"symptoms": "EXPOSED_BONE"}
    page = shown(nurse, "adverse_event_add", due.patient, typed)

    for words in ("refer to the dentist", "Exposed bone or fistula for 57 days", "resection can be proposed"):
        assert words in page
    assert "section 4.1.4.1" in page

    nurse.post(url("adverse_event_add", due.patient), typed)
    event = AdverseEvent.objects.get()
    assert (event.severity, event.note) == ("SEVERE", "骨暴露")

    nurse.post(url("adverse_event_resolve", event), {"on": "2025-03-01"})
    event.refresh_from_db()
    assert str(event.resolved_on) == "2025-03-01"


def test_an_event_needs_a_course_to_belong_to(nurse: Client, zhang: Patient) -> None:
    answer = nurse.get(url("adverse_event_add", zhang), follow=True)

    assert "No bone-modifying drug was started" in answer.content.decode()


@pytest.mark.parametrize("name", ["dental_add", "supplement_add", "adverse_event_add"])
@pytest.mark.parametrize(
    "junk", ["", "\x00", "9" * 40, "<b>", "2025-02-30", "0001-01-01", "9999-12-31", "-1"]
)
def test_junk_is_a_message_never_an_error(nurse: Client, due: Dose, name: str, junk: str) -> None:
    fields = ("item", "status", "on", "outcome", "code", "severity", "onset_on", "exposed_bone_on",
              "symptoms", "calcium_mg_per_day", "vitamin_d_iu_per_day", "started_on", "product")  # fmt: skip
    for more in ({}, {"preview": "1"}):
        answer = nurse.post(url(name, due.patient), dict.fromkeys(fields, junk) | more)
        assert answer.status_code in (200, 422)


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_no_day_breaks_a_dental_record(nurse: Client, due: Dose, on: str) -> None:
    for typed in (EXAM, TOOTH, TOOTH | {"status": "done"}):
        for more in ({}, {"preview": "1"}):
            answer = nurse.post(url("dental_add", due.patient), typed | {"on": on} | more)
            assert answer.status_code in (200, 302, 422)


def test_a_row_of_a_hidden_patient_is_not_found(sign_in: Sign, people: Cast, zhang: Patient) -> None:
    order = SupplementOrder.objects.create(
        patient=zhang, started_on="2025-02-01", recorded_by=people.nurse_li
    )

    assert sign_in(people.nurse_zhou).get(url("supplement_stop", order)).status_code == 404


def test_a_patient_without_the_drug_is_asked_nothing(nurse: Client, people: Cast) -> None:
    nobody = patient(people.oncology_1, number="ZY02")

    assert "answer-DEN" not in shown(nurse, "dental_add", nobody, TOOTH)
