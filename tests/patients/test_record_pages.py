"""The sheets of the record as people use them: add, correct, void, history, scores with their meaning."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bonetherapy.sheets import SHEETS as BONE_DRUGS
from imaging.sheets import STUDY
from mdt.sheets import SHEETS as MDT
from patients.forms.answers import name_of
from patients.models import PainScore, Patient, RiskScore, Symptom, Treatment
from patients.sheets.all import ASIDE, SHEETS
from patients.sheets.base import Sheet
from patients.sheets.events import EVENT
from patients.sheets.status import PAIN
from tests.cast import TODAY, Cast, albumin, calcium, creatinine, weight
from tests.record import long_record, one_of

pytestmark = pytest.mark.usefixtures("noon")
PAIN_TYPED = {"measured_on": str(TODAY), "nrs": "5", "site": "L4"}
MIRELS_TYPED = {
    "scored_on": str(TODAY),
    "site": "股骨近端",
    "side": "left",
    "item_site": "PERITROCHANTERIC",
    "item_pain": "MODERATE",
    "item_lesion_type": "MIXED",
    "item_size": "THIRD_TO_TWO_THIRDS",
}


def address(name: str, *ids: Any) -> str:
    return reverse(f"patients:{name}", args=ids)


def answered(browser: Client, url: str, typed: dict[str, Any]) -> Any:
    """The form sent, and sent again with an answer to every rule that asked."""
    answer = browser.post(url, typed)
    if answer.status_code == 302:
        return answer
    names = [name_of(finding) for finding in answer.context["form"].findings]
    answers = {f"answer-{name}-reason": "OTHER" for name in names}
    return browser.post(url, typed | answers | {f"answer-{name}-text": "已核对" for name in names})


def pain(people: Cast, row: Patient) -> Any:
    return one_of(PAIN, row, by=people.doctor_wang)


def test_a_nurse_records_pain_and_the_banner_says_it_with_the_one_before(
    nurse: Client, people: Cast, zhang: Patient
) -> None:
    pain(people, zhang)
    answer = nurse.post(address("pain_add", zhang.id), PAIN_TYPED | {"measured_on": "2025-02-28"})
    assert answer["Location"] == address("detail", zhang.id)
    page = nurse.get(answer["Location"]).content.decode()
    assert "此前 5（02-28）" in page


def test_a_wrong_score_names_the_field_and_what_is_accepted_and_keeps_what_was_typed(
    nurse: Client, zhang: Patient
) -> None:
    answer = nurse.post(address("pain_add", zhang.id), PAIN_TYPED | {"nrs": "11", "site": "腰 4 椎体"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert answer.context["form"].errors.keys() == {"nrs"}
    assert "0" in str(answer.context["form"].errors["nrs"])
    assert "腰 4 椎体" in page


def test_a_day_in_the_future_is_refused_at_its_field(nurse: Client, zhang: Patient) -> None:
    answer = nurse.post(address("pain_add", zhang.id), PAIN_TYPED | {"measured_on": "2025-03-02"})
    assert answer.context["form"].errors.keys() == {"measured_on"}


def test_a_correction_keeps_the_old_value_and_both_stand_in_the_history(
    nurse: Client, people: Cast, zhang: Patient
) -> None:
    old = pain(people, zhang)
    typed = PAIN_TYPED | {"reason": "听错"}
    assert nurse.post(address("pain_correct", zhang.id, old.id), typed).status_code == 302
    new = PainScore.objects.get(corrects=old)
    for row in (old, new):
        page = nurse.get(address("pain_record", zhang.id, row.id)).content.decode()
        assert "NRS 3" in page
        assert "NRS 5" in page
        assert "听错" in page
    assert nurse.get(address("pain_correct", zhang.id, old.id)).status_code == 404


def test_a_correction_without_a_reason_changes_nothing(nurse: Client, people: Cast, zhang: Patient) -> None:
    old = pain(people, zhang)
    answer = nurse.post(address("pain_correct", zhang.id, old.id), PAIN_TYPED)
    assert answer.context["form"].errors.keys() == {"reason"}
    assert PainScore.objects.get().voided_at is None


def test_a_void_row_leaves_the_card_and_stays_in_the_list(
    nurse: Client, people: Cast, zhang: Patient
) -> None:
    old = pain(people, zhang)
    nurse.post(address("pain_void", zhang.id, old.id), {"reason": "另一位患者"})
    assert "NRS 3" not in nurse.get(address("detail", zhang.id)).content.decode()
    page = nurse.get(address("pain_list", zhang.id)).content.decode()
    assert "NRS 3" in page
    assert "另一位患者" in page


def test_the_total_of_a_score_is_computed_stored_with_its_items_and_said_with_its_band(
    doctor: Client, zhang: Patient
) -> None:
    doctor.post(address("mirels_add", zhang.id), MIRELS_TYPED)
    row = RiskScore.objects.get()
    assert row.total == 9
    assert row.items == {
        "site": "PERITROCHANTERIC",
        "pain": "MODERATE",
        "lesion_type": "MIXED",
        "size": "THIRD_TO_TWO_THIRDS",
    }
    page = doctor.get(address("mirels_record", zhang.id, row.id)).content.decode()
    for words in ("Mirels 9", "高风险", "STD-03", "通用标准", "占骨干比例 1/3～2/3"):
        assert words in page


def test_a_missing_item_is_unknown_and_not_low(doctor: Client, zhang: Patient) -> None:
    doctor.post(address("mirels_add", zhang.id), MIRELS_TYPED | {"item_size": "", "item_pain": "MILD"})
    assert RiskScore.objects.get().total is None
    page = doctor.get(address("detail", zhang.id)).content.decode()
    assert "Mirels 未完成" in page
    assert "未知" in page
    assert "低风险" not in page


def test_a_typed_total_that_its_items_contradict_is_refused(doctor: Client, zhang: Patient) -> None:
    answer = doctor.post(address("mirels_add", zhang.id), MIRELS_TYPED | {"total": "12"})
    assert answer.context["form"].errors.keys() == {"total"}
    assert not RiskScore.objects.exists()


def test_the_meaning_of_the_items_is_said_while_they_are_chosen(doctor: Client, zhang: Patient) -> None:
    chosen = {name: code for name, code in MIRELS_TYPED.items() if name.startswith("item_")}
    answer = doctor.get(address("mirels_add", zhang.id), chosen, headers={"HX-Request": "true"})
    part = answer.content.decode()
    assert "Mirels 9" in part
    assert "<html" not in part
    assert not RiskScore.objects.exists()


def test_a_correction_of_a_score_shows_its_items_again(doctor: Client, zhang: Patient) -> None:
    doctor.post(address("mirels_add", zhang.id), MIRELS_TYPED)
    form = doctor.get(address("mirels_correct", zhang.id, RiskScore.objects.get().id)).context["form"]
    assert form.initial["item_size"] == "THIRD_TO_TWO_THIRDS"
    assert form.initial["total"] is None


def test_a_symptom_and_a_treatment_end_without_a_correction(
    nurse: Client, people: Cast, zhang: Patient
) -> None:
    nurse.post(address("symptom_add", zhang.id), {"noted_on": "2025-02-01", "text": "腰痛"})
    nurse.post(
        address("treatment_add", zhang.id),
        {"kind": "SYSTEMIC", "state": "GIVEN", "drugs": "培美曲塞、顺铂", "started_on": "2025-02-01"},
    )
    symptom, treatment = Symptom.objects.get(), Treatment.objects.get()
    assert treatment.drugs == ["培美曲塞", "顺铂"]
    nurse.post(address("symptom_over", zhang.id, symptom.id), {"resolved_on": str(TODAY)})
    nurse.post(address("treatment_over", zhang.id, treatment.id), {"resolved_on": str(TODAY)})
    symptom.refresh_from_db()
    treatment.refresh_from_db()
    assert symptom.resolved_on == treatment.stopped_on == TODAY


def test_what_is_computed_shows_its_inputs_and_says_unknown_without_them(
    doctor: Client, people: Cast, zhang: Patient
) -> None:
    page = doctor.get(address("detail", zhang.id))
    assert [row.value for row in page.context["calculations"]] == [""] * 6
    weight(zhang, people.nurse_li)
    creatinine(zhang, people.nurse_li)
    calcium(zhang, people.nurse_li, "2.20")
    page = doctor.get(address("detail", zhang.id))
    clearance, corrected = page.context["calculations"][:2]
    assert clearance.value
    assert "肌酐 70 µmol/L (2025-03-01)" in clearance.inputs
    assert corrected.value == ""
    assert "白蛋白未记录" in corrected.inputs
    albumin(zhang, people.nurse_li, "30")
    corrected = doctor.get(address("detail", zhang.id)).context["calculations"][1]
    assert corrected.value == "2.40 mmol/L"


@pytest.mark.parametrize("sheet", [*SHEETS, *ASIDE, STUDY, *MDT, *BONE_DRUGS], ids=lambda sheet: sheet.name)
def test_every_row_of_a_long_record_can_be_opened_and_corrected_unchanged(
    sheet: Sheet[Any, Any], doctor: Client, people: Cast, zhang: Patient
) -> None:
    long_record(people, zhang)
    for row in sheet.rows(zhang):
        assert doctor.get(sheet.page(row)).status_code == 200
        form = sheet.form(initial=sheet.form.start(row), patient=zhang)
        typed = {
            field.html_name: field.value() for field in form if field.value() not in (None, "", [], False)
        }
        answer = answered(doctor, sheet.row_address("correct", row), typed | {"reason": "核对"})
        assert answer.status_code == 302, answer.context and answer.context["form"].errors
        new = sheet.rows(zhang).get(corrects=row)
        assert sheet.line(new) == sheet.line(row)


def test_a_card_shows_the_newest_rows_and_leads_to_all(doctor: Client, people: Cast, zhang: Patient) -> None:
    long_record(people, zhang)
    card = next(
        card for card in doctor.get(address("detail", zhang.id)).context["cards"] if card.sheet.name == "pain"
    )
    assert len(card.lines) == 4
    assert len(doctor.get(card.list_url).context["lines"]) == 15


def test_a_coordinator_reads_and_does_not_write(people: Cast, zhang: Patient, client: Client) -> None:
    one_of(EVENT, zhang, by=people.doctor_wang)
    client.force_login(people.coordinator_qian)
    page = client.get(address("detail", zhang.id)).content.decode()
    assert "病理性骨折" in page
    assert address("event_add", zhang.id) not in page
    assert client.get(address("event_add", zhang.id)).status_code == 403
