"""The page that records a dose."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import ReadRecord
from bonetherapy.models import Dose
from tests.bonetherapy.pages.conftest import Sign
from tests.bonetherapy.steps import numbered
from tests.cast import TODAY, Cast

Typed = dict[str, Any]


def page_of(dose: Dose) -> str:
    return reverse("bonetherapy:dose_give", args=[dose.id])


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_next_date_stands_on_the_page_before_saving(nurse: Client, due: Dose) -> None:
    page = text(nurse.get(page_of(due)))
    assert "2025-03-29" in page
    assert "Today + 28 days" in page
    assert "dose 3" in page


def test_identity_question_and_site_start_empty(nurse: Client, due: Dose) -> None:
    form = nurse.get(page_of(due)).context["form"]
    assert not any(form[name].value() for name in ("identity_confirmed", "asked_today", "site"))


def test_the_site_of_the_dose_before_is_marked(nurse: Client, due: Dose) -> None:
    assert nurse.get(page_of(due)).context["site_notes"] == {"RIGHT_ARM": "last time"}


def test_a_saved_dose_leads_back_to_the_day_and_says_the_next_date(
    nurse: Client, due: Dose, typed: Typed
) -> None:
    answer = nurse.post(page_of(due), typed, follow=True)
    assert answer.redirect_chain == [("/day/", 302)]
    assert "next 03-29" in text(answer)
    assert reverse("bonetherapy:dose_undo", args=[due.id]) in text(answer)
    due.refresh_from_db()
    assert (due.state, due.site, due.expires_on) == ("GIVEN", "LEFT_ABDOMEN", date(2027, 7, 31))


def test_a_double_submit_is_one_dose(nurse: Client, due: Dose, typed: Typed) -> None:
    for _ in range(2):
        assert nurse.post(page_of(due), typed).status_code == 302
    assert due.course.doses.filter(state="GIVEN").count() == 2
    assert due.course.changes.filter(kind="GIVEN").count() == 1


def test_another_submit_after_the_first_is_told_so(nurse: Client, due: Dose, typed: Typed) -> None:
    nurse.post(page_of(due), typed)
    answer = nurse.post(page_of(due), typed | {"batch": "OTHER"}, follow=True)
    assert "already recorded as given" in text(answer)
    assert numbered(due.course, 2).batch == "DN26081B"


def test_the_batch_of_the_day_is_remembered(nurse: Client, due: Dose, typed: Typed, people: Cast) -> None:
    nurse.post(page_of(due), typed)
    following = numbered(due.course, 3)
    form = nurse.get(page_of(following)).context["form"]
    assert (form["batch"].value(), form["expires_on"].value()) == ("DN26081B", "2027-07")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("identity_confirmed", "", "Check the identity"),
        ("asked_today", "", "Ask the patient"),
        ("batch", "", "Type the batch"),
        ("expires_on", "soon", "2028-07"),
        ("expires_on", "2028-13", "2028-07"),
        ("expires_on", "2020-01", "expired"),
        ("dose_mg", "much", "number of mg"),
        ("given_at", "yesterday", "2026-11-20 10:05"),
        ("given_at", "2025-03-01T13:00", "future"),
        ("site", "", "Choose the site"),
        ("site", "PORT", "PORT"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    nurse: Client, due: Dose, typed: Typed, field: str, value: str, says: str
) -> None:
    answer = nurse.post(
        page_of(due), typed | {field: value, "batch": typed["batch"] if field != "batch" else ""}
    )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert says in text(answer)
    assert f'href="#id_{field}"' in text(answer)
    assert field == "batch" or "DN26081B" in text(answer)
    due.refresh_from_db()
    assert due.state == "PLANNED"


@pytest.mark.parametrize("junk", ["\x00", "9" * 400, "'; --", "<script>", "٣", "NaN", "Infinity", "1e400"])
def test_junk_in_every_field_is_an_error_not_a_crash(
    nurse: Client, due: Dose, typed: Typed, junk: str
) -> None:
    for field in typed:
        assert nurse.post(page_of(due), typed | {field: junk}).status_code in {302, 422}


def test_low_calcium_stops_the_nurse_and_says_why(nurse: Client, due: Dose, typed: Typed) -> None:
    due.patient.labs.filter(analyte="calcium").update(value="2.05")
    answer = nurse.post(page_of(due), typed)
    assert answer.status_code == 422
    assert "Cannot be saved" in text(answer)
    assert "answer-CAL-03" not in text(answer)
    due.refresh_from_db()
    assert due.state == "PLANNED"


def test_calcium_nobody_measured_is_repaired_by_entering_it(nurse: Client, due: Dose) -> None:
    due.patient.labs.filter(analyte="calcium").delete()
    way = nurse.get(page_of(due)).context["repairs"][0].url
    assert way.startswith(reverse("patients:lab_add", args=[due.patient_id]) + "?analyte=calcium")
    result = {"analyte": "calcium", "value": "2.30", "unit": "mmol/L", "ref_low": "2.11", "ref_high": "2.52"}
    saved = nurse.post(way, result | {"sampled_on": str(TODAY), "next": page_of(due)})
    assert saved["Location"] == page_of(due)
    assert not nurse.get(page_of(due)).context["stop_count"]


def test_calcium_nobody_measured_can_be_asked_for_from_the_stop(nurse: Client, due: Dose) -> None:
    due.patient.labs.filter(analyte="calcium").delete()
    page = nurse.get(page_of(due))
    wanted = page.context["unseen"].kind.value
    assert f'form="ask" name="check" value="{wanted}"' in text(page)
    nurse.post(reverse("bonetherapy:dose_request", args=[due.id]), {"check": wanted})
    assert due.patient.tasks.filter(state="OPEN").exists()


def test_a_low_calcium_is_held_first(nurse: Client, due: Dose) -> None:
    due.patient.labs.filter(analyte="calcium").update(value="2.05")
    page = text(nurse.get(page_of(due)))
    hold = reverse("bonetherapy:course_hold", args=[due.course_id])
    assert f'class="button button--primary" href="{hold}"' in page
    assert 'form="ask"' not in page


def test_an_oncologist_may_override_a_stop_in_words(
    sign_in: Sign, people: Cast, due: Dose, typed: Typed
) -> None:
    due.patient.labs.filter(analyte="calcium").update(value="2.05")
    doctor = sign_in(people.doctor_wang)
    page = doctor.get(page_of(due))
    stop = page.context["answers"].stops()[0]
    answer = typed | {stop.reason.html_name: "BENEFIT", stop.text.html_name: "corrected at noon"}
    assert doctor.post(page_of(due), answer).status_code == 302
    assert due.patient.overrides.get(rule_id="CAL-03").reason_text == "corrected at noon"


def test_a_new_time_is_answered_with_its_consequence_alone(nurse: Client, due: Dose, typed: Typed) -> None:
    answer = nurse.post(
        page_of(due), typed | {"given_at": "2025-02-28T09:00", "preview": "1"}, headers={"hx-request": "true"}
    )
    assert "2025-03-28" in text(answer)
    assert "<html" not in text(answer)
    due.refresh_from_db()
    assert due.state == "PLANNED"


def test_without_script_the_preview_button_keeps_what_was_typed(
    nurse: Client, due: Dose, typed: Typed
) -> None:
    page = text(nurse.post(page_of(due), typed | {"given_at": "2025-02-28T09:00", "preview": "1"}))
    assert "2025-03-28" in page
    assert "DN26081B" in page
    assert "form-errors" not in page


def test_a_late_dose_asks_why_and_says_how_late(nurse: Client, due: Dose, typed: Typed) -> None:
    Dose.objects.filter(pk=due.pk).update(due_on=TODAY - timedelta(days=10))
    page = text(nurse.get(page_of(due)))
    assert "10 days late" in page
    answer = nurse.post(page_of(due), typed)
    assert "interruption_reason" in answer.context["form"].errors
    warned = {"answer-BMA-19b-reason": "PATIENT_INFORMED"}
    assert nurse.post(page_of(due), typed | warned | {"interruption_reason": "FORGOTTEN"}).status_code == 302


def test_every_look_is_recorded(nurse: Client, due: Dose, people: Cast) -> None:
    nurse.get(page_of(due))
    record = ReadRecord.objects.get(patient_id=due.patient_id)
    assert (record.user_id, record.subject) == (people.nurse_li.id, "dose_give")


def test_a_dose_of_another_department_is_not_found(sign_in: Sign, people: Cast, due: Dose) -> None:
    assert sign_in(people.nurse_sun).get(page_of(due)).status_code == 404


def test_a_dose_nobody_has_is_not_found(nurse: Client) -> None:
    assert nurse.get(reverse("bonetherapy:dose_give", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize(("language", "word"), [("en", "Check the identity"), ("zh-hans", "核对身份")])
def test_both_languages(sign_in: Sign, people: Cast, due: Dose, language: str, word: str) -> None:
    assert word in text(sign_in(people.nurse_li, language).get(page_of(due)))


def test_undo_opens_the_dose_again(nurse: Client, due: Dose, typed: Typed) -> None:
    nurse.post(page_of(due), typed)
    undo = reverse("bonetherapy:dose_undo", args=[due.id])
    assert nurse.post(undo, {"reason_text": ""}).status_code == 422
    assert nurse.post(undo, {"reason_text": "wrong patient"}).status_code == 302
    due.refresh_from_db()
    assert due.state == "PLANNED"


def test_the_slip_names_the_next_date_and_no_drug(nurse: Client, due: Dose, typed: Typed) -> None:
    nurse.post(page_of(due), typed)
    slip = text(nurse.get(reverse("bonetherapy:dose_slip", args=[due.id])))
    assert "29 Mar 2025" in slip
    assert "enosumab" not in slip
