"""A dose that did not happen."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from bonetherapy.models import Dose
from tests.bonetherapy.pages.test_give import text
from tests.cast import TODAY
from worklist.models import ContactLog


@pytest.fixture
def late(due: Dose) -> Dose:
    """The dose, nine days overdue."""
    Dose.objects.filter(pk=due.pk).update(due_on=TODAY - timedelta(days=9))
    due.refresh_from_db()
    return due


def url(dose: Dose, name: str = "dose_rebook") -> str:
    return reverse(f"bonetherapy:{name}", args=[dose.id])


AGREED = {"reason_code": "FORGOTTEN", "booked_on": "2025-03-04", "outcome": "REACHED", "reason_text": "comes"}


def test_reason_date_and_call_are_saved_together(nurse: Client, late: Dose) -> None:
    assert nurse.post(url(late), AGREED).status_code == 302
    late.refresh_from_db()
    assert (late.interruption_reason, str(late.booked_on), str(late.due_on)) == (
        "FORGOTTEN",
        "2025-03-04",
        "2025-02-20",
    )
    assert ContactLog.objects.get(patient=late.patient).outcome == "REACHED"


def test_without_a_call_none_is_logged(nurse: Client, late: Dose) -> None:
    nurse.post(url(late), AGREED | {"outcome": "NONE"})
    assert not ContactLog.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("reason_code", "", "Choose the reason"),
        ("reason_code", "WEATHER", "WEATHER"),
        ("booked_on", "", "Choose the new date"),
        ("booked_on", "soon", "2026-11-20"),
        ("booked_on", "2025-02-01", "cannot lie before today"),
        ("outcome", "", "required"),
    ],
)
def test_what_is_wrong_is_said(nurse: Client, late: Dose, field: str, value: str, says: str) -> None:
    answer = nurse.post(url(late), AGREED | {field: value})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert says in text(answer)
    assert "comes" in text(answer)
    assert not ContactLog.objects.exists()


@pytest.mark.parametrize("junk", ["\x00", "9" * 400, "<b>", "'"])
def test_junk_is_an_error_not_a_crash(nurse: Client, late: Dose, junk: str) -> None:
    for field in (*AGREED, "contact"):
        assert nurse.post(url(late), AGREED | {field: junk}).status_code in {302, 422}, quote(field)


def test_a_dose_is_closed_as_not_given_with_its_reason(nurse: Client, late: Dose) -> None:
    form: dict[str, Any] = {"reason_code": "PATIENT_REFUSED", "reason_text": "", "next_due_on": ""}
    assert nurse.post(url(late, "dose_not_given"), form | {"reason_code": ""}).status_code == 422
    assert nurse.post(url(late, "dose_not_given"), form).status_code == 302
    late.refresh_from_db()
    assert (late.state, late.interruption_reason) == ("NOT_GIVEN", "PATIENT_REFUSED")


def test_a_closed_dose_says_what_became_of_it(nurse: Client, late: Dose) -> None:
    Dose.objects.filter(pk=late.pk).update(state="NOT_GIVEN", interruption_reason="COST")
    for name in ("dose_give", "dose_rebook", "dose_not_given"):
        assert "Cost" in text(nurse.get(url(late, name)))


def test_a_chosen_reason_says_the_targeted_action_and_the_task_it_opens(nurse: Client, late: Dose) -> None:
    for name in ("dose_rebook", "dose_not_given"):
        answer = nurse.get(url(late, name), {"reason_code": "FEAR_OF_ONJ"}, headers={"HX-Request": "true"})
        part = answer.content.decode()
        assert "<html" not in part
        for words in ("Targeted action", "REM-06", "Dental examination"):
            assert words in part


@pytest.mark.parametrize("reason", ["", "junk", "\x00", "x" * 999])
def test_no_reason_of_the_list_proposes_nothing(nurse: Client, late: Dose, reason: str) -> None:
    answer = nurse.get(url(late), {"reason_code": reason}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "Targeted action" not in answer.content.decode()
