"""Doses of a case: where they were given, and why one came late; what no list names is still asked about."""

from datetime import timedelta
from typing import Any

import pytest

from bonetherapy.models import Dose
from guidelines.assessment.codes import Code
from interop.cases.write import Imported, case_import
from patients.models import Patient
from tests.cast import TODAY, Cast
from worklist.selectors.findings import assessment_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def imported(zhang: Patient, people: Cast, **late: Any) -> Imported:
    """Two doses of denosumab, the second 40 days after the first, with what the document says of it."""
    course = {
        "agent": "denosumab", "dose_mg": 120, "route": "SC", "interval_days": 28, "start_offset_days": 0,
        "events": [{"offset_days": 0}, {"offset_days": 40} | late],
    }  # fmt: skip
    return case_import(
        by=people.doctor_wang,
        patient=zhang,
        document={"id": "X", "sex": "F", "age": 58, "bone_therapy": [course]},
        index_on=TODAY - timedelta(days=41),
        on=TODAY,
    )


def asked(zhang: Patient) -> tuple[bool, bool]:
    """Whether the interval is asked about as a finding (BMA-19b), and as a data flag (DQ-18)."""
    found = assessment_of(zhang, TODAY)
    return (
        any(one.code is Code.INJ_INTERVAL for one in found.findings),
        any(flag.check == "DQ-18" for flag in found.data_flags),
    )


@pytest.mark.parametrize("told", ["FORGOTTEN", "漏用或延迟", "Missed or late appointment"])
def test_a_reason_of_the_list_is_kept_and_ends_the_question(people: Cast, zhang: Patient, told: str) -> None:
    assert not imported(zhang, people, reason=told).complaints
    assert Dose.objects.get(number=2, patient=zhang).interruption_reason == "FORGOTTEN"
    assert asked(zhang) == (False, False)


@pytest.mark.parametrize(
    "late", [{}, {"reason": "患者当时在外地"}, {"reason": None}, {"reason": ["FORGOTTEN"]}]
)
def test_without_a_reason_of_the_list_the_dose_is_kept_and_asked_about(
    people: Cast, zhang: Patient, late: dict[str, Any]
) -> None:
    imported(zhang, people, **late)
    assert Dose.objects.get(number=2, patient=zhang).interruption_reason == ""
    assert asked(zhang) == (True, True)


@pytest.mark.parametrize(
    ("told", "site"),
    [("LEFT_ABDOMEN", "LEFT_ABDOMEN"), ("右上臂", "RIGHT_ARM"), ("Left thigh", "LEFT_THIGH"), ("abdomen", ""),
     (7, ""), (["LEFT_ARM"], "")],
)  # fmt: skip
def test_the_place_of_the_injection_is_read_or_left_open(
    people: Cast, zhang: Patient, told: Any, site: str
) -> None:
    imported(zhang, people, site=told)
    assert Dose.objects.get(number=2, patient=zhang).site == site
