"""The pages of patients as people use them."""

from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from accounts.enums import ReadAction
from accounts.models import ReadRecord
from patients.models import Contact, Patient
from tests.cast import TODAY, Cast, calcium, creatinine, patient, weight

TYPED = {
    "name": "欧阳 美玉",
    "sex": "F",
    "birth_date": "1968-05-06",
    "hospital_number": "zy 0300 0001",
    "bed": "7",
    "phone": "138 0013 8000",
}


def registration(people: Cast, **more: str) -> dict[str, str]:
    """What a nurse types to register a patient."""
    return TYPED | {"form_id": str(uuid4()), "department": str(people.oncology_1.id)} | more


def test_a_nurse_registers_a_patient_and_finds_her_in_the_list_and_on_her_page(
    nurse: Client, people: Cast
) -> None:
    answer = nurse.post(reverse("patients:register"), registration(people))
    patient = Patient.objects.get(hospital_number="ZY03000001")
    assert answer["Location"] == reverse("patients:detail", args=[patient.id])
    assert patient.name == "欧阳美玉"
    assert "欧阳美玉" in nurse.get(reverse("patients:list")).content.decode()
    page = nurse.get(answer["Location"]).content.decode()
    assert "欧阳美玉" in page
    assert "13800138000" not in page
    assert "138****8000" in page


def test_a_form_that_is_sent_twice_is_one_patient(nurse: Client, people: Cast) -> None:
    typed = registration(people)
    first, second = (nurse.post(reverse("patients:register"), typed) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Patient.objects.count() == Contact.objects.count() == 1


def test_a_hospital_number_in_use_is_said_at_its_field(nurse: Client, people: Cast, zhang: Patient) -> None:
    typed = registration(people, hospital_number=zhang.hospital_number)
    answer = nurse.post(reverse("patients:register"), typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"hospital_number"}
    assert "欧阳 美玉" in answer.content.decode()


def test_every_look_at_a_patient_is_recorded(nurse: Client, zhang: Patient) -> None:
    nurse.get(reverse("patients:detail", args=[zhang.id]))
    record = ReadRecord.objects.get()
    assert (record.patient_id, record.action, record.user_name) == (zhang.id, ReadAction.VIEW, "李敏")


def test_a_whole_number_is_shown_by_a_post_and_on_the_record(nurse: Client, zhang: Patient) -> None:
    Patient.objects.filter(pk=zhang.pk).update(national_id="11010119670214002X")
    address = reverse("patients:reveal", args=[zhang.id])
    assert nurse.get(address).status_code == 405
    assert "11010119670214002X" not in nurse.get(reverse("patients:detail", args=[zhang.id])).content.decode()
    answer = nurse.post(address, headers={"HX-Request": "true"})
    assert "11010119670214002X" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert ReadRecord.objects.filter(action=ReadAction.REVEAL).count() == 1


def test_an_outsider_finds_no_page_and_leaves_no_record(people: Cast, zhang: Patient, client: Client) -> None:
    client.force_login(people.nurse_sun)
    assert client.get(reverse("patients:detail", args=[zhang.id])).status_code == 404
    assert not ReadRecord.objects.exists()


def test_a_patient_with_facts_shows_them_with_their_dates(
    nurse: Client, zhang: Patient, people: Cast
) -> None:
    calcium(zhang, people.nurse_li, "2.05")
    page = nurse.get(reverse("patients:detail", args=[zhang.id])).content.decode()
    for words in ("2.05", "2.11–2.52", "2025-03-01", "骨转移"):
        assert words in page


def test_the_page_shows_the_newest_twelve_results_and_leads_to_all(nurse: Client, people: Cast) -> None:
    row = patient(people.oncology_1)
    for days in range(13):
        calcium(row, people.nurse_li, "2.30", TODAY - timedelta(days=days))
    page = nurse.get(reverse("patients:detail", args=[row.id]))
    everything = reverse("patients:labs", args=[row.id])
    assert len(page.context["labs"]) == 12
    assert everything in page.content.decode()
    assert "2.30" in page.content.decode()
    assert len(nurse.get(everything).context["labs"]) == 13


def test_the_clearance_is_computed_beside_the_results(nurse: Client, people: Cast) -> None:
    row = patient(people.oncology_1)
    creatinine(row, people.nurse_li)
    page = reverse("patients:detail", args=[row.id])
    assert nurse.get(page).context["clearance"].ml_min is None
    weight(row, people.nurse_li)
    assert nurse.get(page).context["clearance"].ml_min > 0


def test_a_result_leads_back_only_to_a_page_of_this_house(nurse: Client, zhang: Patient) -> None:
    result = {"analyte": "albumin", "value": "40", "unit": "g/L", "ref_low": "35", "sampled_on": str(TODAY)}
    away = nurse.post(
        reverse("patients:lab_add", args=[zhang.id]), result | {"next": "https://evil.invalid/"}
    )
    assert away["Location"] == reverse("patients:detail", args=[zhang.id])
