"""Starting a course on its page."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from bonetherapy.models import Course
from patients.models import Patient
from tests.bonetherapy.pages.conftest import Sign
from tests.bonetherapy.steps import denosumab, kidney, zoledronate
from tests.cast import TODAY, Cast, calcium, patient

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def wang(sign_in: Sign, people: Cast) -> Client:
    """Doctor Wang's browser, in English."""
    return sign_in(people.doctor_wang)


def url(row: Patient) -> str:
    return reverse("bonetherapy:course_start", args=[row.id])


def order(**more: str) -> dict[str, str]:
    return {"agent": "DENOSUMAB", "first_due_on": "2025-03-03"} | more


def test_no_drug_is_preselected_and_both_classes_stand(wang: Client, zhang: Patient) -> None:
    page = wang.get(url(zhang)).content.decode()

    assert page.count('name="agent"') == 7
    assert 'name="agent" id="agent-DENOSUMAB" value="DENOSUMAB" checked' not in page
    assert "Bisphosphonate" in page
    assert "RANKL inhibitor" in page
    assert "18%" in page


def test_a_start_leads_back_to_the_patient_with_six_doses(wang: Client, zhang: Patient) -> None:
    answer = wang.post(url(zhang), order())

    assert answer.headers["Location"] == reverse("patients:detail", args=[zhang.id])
    assert Course.objects.get().doses.count() == 6


def test_the_renal_dose_stands_with_its_inputs_before_saving(
    wang: Client, people: Cast, zhang: Patient
) -> None:
    kidney(zhang, people.nurse_li, TODAY, value="103.7")

    page = wang.post(url(zhang), order(agent="ZOLEDRONATE", preview="1"), HTTP_HX_REQUEST="true")
    text = page.content.decode()

    for shown in ("3.3 mg", "58 years", "60 kg", "103.7 µmol/L", "Cockcroft-Gault", "49.5 mL/min"):
        assert shown in text
    assert 'name="dose_mg"' not in text
    assert not Course.objects.exists()


def test_the_dose_is_asked_only_where_the_sources_give_none(wang: Client, zhang: Patient) -> None:
    page = wang.post(url(zhang), order(agent="NARLUMOSBART", preview="1")).content.decode()

    for name in ("dose_mg", "route", "interval_days"):
        assert f'name="{name}"' in page


def test_six_planned_dates_and_a_weekend_are_said_before_saving(wang: Client, zhang: Patient) -> None:
    page = wang.post(url(zhang), order(first_due_on="2025-03-01", preview="1")).content.decode()

    for day in ("03-01", "03-29", "04-26", "05-24", "06-21", "07-19"):
        assert day in page
    assert "Weekend" in page


def test_without_bone_metastasis_the_way_out_is_offered(wang: Client, people: Cast) -> None:
    nobody = patient(people.oncology_1, number="ZY02")

    page = wang.post(url(nobody), order()).content.decode()

    assert "Cannot be saved" in page
    assert reverse("patients:metastasis", args=[nobody.id]) in page
    assert not Course.objects.exists()


def test_an_open_course_leads_to_itself(wang: Client, people: Cast, zhang: Patient) -> None:
    running = denosumab(zhang, people.doctor_wang, TODAY)

    page = wang.post(url(zhang), order(agent="INCADRONATE")).content.decode()

    assert reverse("bonetherapy:course", args=[running.id]) in page
    assert 'aria-disabled="true"' in page
    assert Course.objects.count() == 1


def test_a_bisphosphonate_without_creatinine_asks_for_it(wang: Client, zhang: Patient) -> None:
    page = wang.post(url(zhang), order(agent="ZOLEDRONATE")).content.decode()

    assert reverse("patients:lab_add", args=[zhang.id]) + "?analyte=creatinine" in page


def test_an_oncologist_overrides_low_calcium_in_words(wang: Client, people: Cast, zhang: Patient) -> None:
    calcium(zhang, people.nurse_li, "2.05")
    assert wang.post(url(zhang), order()).status_code == 422

    override = {"answer-CAL-03-reason": "BENEFIT", "answer-CAL-03-text": "已静脉补钙，今日复查"}
    wang.post(url(zhang), order(**override))

    assert Course.objects.exists()
    assert zhang.overrides.get().rule_id == "CAL-03"


def test_typed_text_survives_a_refusal(wang: Client, people: Cast) -> None:
    nobody = patient(people.oncology_1, number="ZY02")

    page = wang.post(url(nobody), order(reason_text="下周开始", first_due_on="gestern")).content.decode()

    assert "下周开始" in page
    assert "gestern" in page
    assert "Write the date as" in page


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2025-02-30", "", "٣", "2025-03-01\x00"])
def test_no_date_breaks_the_page(wang: Client, zhang: Patient, day: str) -> None:
    for agent in ("DENOSUMAB", "ZOLEDRONATE", "XX"):
        assert wang.post(url(zhang), order(agent=agent, first_due_on=day, preview="1")).status_code == 200
        assert wang.post(url(zhang), order(agent=agent, first_due_on=day)).status_code in (302, 422)


def test_a_drug_named_in_the_address_is_chosen(wang: Client, zhang: Patient) -> None:
    page = wang.get(url(zhang) + "?agent=INCADRONATE").content.decode()

    assert 'value="INCADRONATE" checked' in page


def test_the_first_date_offered_is_today(wang: Client, zhang: Patient, noon: Traveller) -> None:
    assert f'value="{date(2025, 3, 1)}"' in wang.get(url(zhang)).content.decode()


def test_what_the_dose_was_computed_from_is_read_again_whatever_is_measured_later(
    wang: Client, people: Cast, zhang: Patient
) -> None:
    kidney(zhang, people.nurse_li, TODAY, value="103.7")
    course = zoledronate(zhang, people.doctor_wang, TODAY)
    kidney(zhang, people.nurse_li, TODAY, value="60", kg="48.0")
    shown = wang.get(reverse("bonetherapy:course", args=[course.id])).content.decode()
    computed = shown.partition('id="computed"')[2].partition("</section>")[0]
    for words in ("49.5 mL/min (2025-03-01)", "58 years", "60 kg (2025-03-01)", "103.7", "REN-01", "王磊"):
        assert words in computed


def test_a_course_begun_without_a_clearance_shows_none(wang: Client, people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, TODAY)
    assert 'id="computed"' not in wang.get(reverse("bonetherapy:course", args=[course.id])).content.decode()
