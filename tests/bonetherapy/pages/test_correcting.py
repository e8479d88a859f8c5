"""A wrong dose, dental record or told therapy, put right on its page; its flag leads there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from bonetherapy.models import Dose
from bonetherapy.named import ROWS
from bonetherapy.sheets import EVENTS, REASONS, SUPPLEMENTS
from patients.models import Patient
from patients.naming import rows_named
from patients.sheets.base import Sheet
from tests.bonetherapy.pages.conftest import Sign
from tests.bonetherapy.steps import denosumab, give, numbered
from tests.cast import TODAY, Cast
from tests.record import one_of

TYPED = {
    "given_on": str(TODAY),
    "dose_mg": "120",
    "site": "LEFT_ARM",
    "batch": "B9999",
    "expires_on": "2027-12",
}


@pytest.fixture
def doctor(sign_in: Sign, people: Cast) -> Client:
    """Doctor Wang's browser."""
    return sign_in(people.doctor_wang)


@pytest.fixture
def given(people: Cast, zhang: Patient) -> Dose:
    course = denosumab(zhang, people.doctor_wang, TODAY)
    return give(numbered(course, 1), people.nurse_li, TODAY, interruption_reason="")


def page(name: str, dose: Dose) -> str:
    return reverse(f"bonetherapy:{name}", args=[dose.id])


def test_a_dose_is_corrected_and_the_course_shows_what_stood_there(doctor: Client, given: Dose) -> None:
    form = doctor.get(page("dose_correct", given)).content.decode()
    assert 'value="B2301"' in form
    assert page("dose_void", given) in form
    answer = doctor.post(page("dose_correct", given), TYPED | {"reason_text": "批号抄错"})
    shown = doctor.get(answer["Location"]).content.decode()
    for words in ("<del>B2301</del>", "<ins>B9999</ins>", "批号抄错", "王磊"):
        assert words in shown


def test_without_a_reason_nothing_is_changed_and_the_typed_text_stays(doctor: Client, given: Dose) -> None:
    answer = doctor.post(page("dose_correct", given), TYPED)
    assert answer.status_code == 422
    assert "B9999" in answer.content.decode()
    assert Dose.objects.get(pk=given.pk).batch == "B2301"


def test_a_dose_that_was_never_given_is_voided_with_a_reason(doctor: Client, given: Dose) -> None:
    assert doctor.post(page("dose_void", given), {"reason_text": ""}).status_code == 422
    answer = doctor.post(page("dose_void", given), {"reason_text": "输入到了错误的患者"})
    assert "输入到了错误的患者" in doctor.get(answer["Location"]).content.decode()
    assert Dose.objects.get(pk=given.pk).state == "CANCELLED"


def test_a_flag_on_a_dose_leads_to_its_correction_once_it_is_on_record_as_given(
    people: Cast, given: Dose
) -> None:
    coming = numbered(given.course, 2)
    named = rows_named({given.id, coming.id})
    assert named[given.id].correct_url == page("dose_correct", given)
    assert named[coming.id].correct_url == ""


@pytest.mark.parametrize("sheet", [SUPPLEMENTS, EVENTS, REASONS], ids=lambda sheet: sheet.name)
def test_a_flag_leads_to_the_correction_and_the_pages_say_who_when_and_why(
    sheet: Sheet[Any, Any], doctor: Client, given: Dose, people: Cast, zhang: Patient
) -> None:
    row = one_of(sheet, zhang, by=people.doctor_wang)
    url = rows_named({row.id})[row.id].correct_url
    form = doctor.get(url)
    typed = {name: "" if value is None else value for name, value in form.context["form"].initial.items()}
    refused = doctor.post(url, typed)
    assert "reason" in refused.context["form"].errors
    doctor.post(url, typed | {"reason": "抄错了一行"})
    kept = doctor.get(sheet.page(row)).content.decode()
    with override("en"):
        told = sheet.line(row).what
    for words in ("抄错了一行", "王磊", told):
        assert words in kept
    right = sheet.rows(zhang).get()
    doctor.post(sheet.row_address("void", right), {"reason": "本来没有"})
    assert not sheet.rows(zhang).exists()
    assert "本来没有" in doctor.get(sheet.address("list", zhang.id)).content.decode()


def test_the_patient_page_leads_to_reasons_supplements_and_events(
    doctor: Client, given: Dose, people: Cast, zhang: Patient
) -> None:
    rows = [(sheet, one_of(sheet, zhang, by=people.doctor_wang)) for sheet in (SUPPLEMENTS, EVENTS, REASONS)]
    shown = doctor.get(reverse("patients:detail", args=[zhang.id])).content.decode()
    for sheet, row in rows:
        assert f'href="{sheet.page(row)}"' in shown


def test_a_reason_against_a_start_ends_the_call_to_start(doctor: Client, zhang: Patient) -> None:
    assert start_of(doctor, zhang) is not None
    doctor.post(REASONS.address("add", zhang.id), {"decided_on": str(TODAY), "why": "下颌骨坏死"})
    assert start_of(doctor, zhang) is None


def start_of(doctor: Client, row: Patient) -> Any:
    """The call of BMA-01 as the patient's page shows it."""
    panels = doctor.get(reverse("patients:detail", args=[row.id])).context["panels"]
    (therapy,) = [panel.context["therapy"] for panel in panels if "therapy" in panel.context]
    return therapy.start


def test_every_row_a_flag_can_point_to_has_a_page_where_it_is_put_right() -> None:
    kinds = {naming.model.__name__ for naming in ROWS if naming.permission is not None}
    assert {"Dose", "DentalRecord", "ReportedTherapy", "SupplementOrder", "NotStarted"} <= kinds
