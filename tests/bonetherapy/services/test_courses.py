"""Starting a course."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.errors import Refusal
from bonetherapy.models import Course, DrugProtocol
from patients.models import Patient
from tests.bonetherapy.steps import answer, denosumab, kidney, plan, zoledronate
from tests.cast import TODAY, Cast, calcium, patient


def test_a_start_plans_six_doses_28_days_apart(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, date(2025, 1, 31))

    assert plan(course)[:3] == [date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 28)]
    assert len(plan(course)) == 6
    assert (course.dose_mg, course.route, course.interval_days) == (Decimal(120), "SC", 28)


def test_a_clearance_of_49_5_makes_zoledronate_3_3_mg_and_keeps_its_inputs(
    people: Cast, zhang: Patient
) -> None:
    # 58 years, female, 60 kg: 103.7 umol/L makes 49.5 mL/min by Cockcroft-Gault.
    kidney(zhang, people.nurse_li, TODAY, value=CREATININE_FOR_49_5)

    course = zoledronate(zhang, people.doctor_wang, TODAY)

    assert course.dose_mg == Decimal("3.3")
    assert course.start_inputs["crcl_ml_min"] == "49.5"
    assert (course.start_inputs["age_years"], course.start_inputs["weight_kg"]) == (58, "60.0")
    assert course.start_inputs["rule_id"] == "REN-01"


CREATININE_FOR_49_5 = "103.7"


@pytest.mark.usefixtures("noon")
def test_the_same_order_twice_is_one_course(people: Cast, zhang: Patient) -> None:
    first = denosumab(zhang, people.doctor_wang, TODAY)
    again = denosumab(zhang, people.doctor_wang, TODAY)

    assert (again, zhang.courses.count(), first.changes.count()) == (first, 1, 1)
    assert first.doses.count() == 6


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize(
    "other",
    [{"first_on": date(2025, 3, 2)}, {"dose_mg": Decimal(60)}, {"interval_days": 21}, {"route": "IV"}],
    ids=lambda other: next(iter(other)),
)
def test_an_order_that_asks_for_anything_else_is_a_second_course(
    people: Cast, zhang: Patient, other: dict[str, Any]
) -> None:
    denosumab(zhang, people.doctor_wang, TODAY)

    with pytest.raises(Refusal, match="BMA-09"):
        denosumab(zhang, people.doctor_wang, **{"first_on": TODAY, "today": TODAY} | other)


@pytest.mark.usefixtures("noon")
def test_another_doctor_or_another_day_starts_no_second_course(people: Cast, zhang: Patient) -> None:
    denosumab(zhang, people.doctor_wang, date(2025, 3, 5), today=TODAY)

    with pytest.raises(Refusal, match="BMA-09"):
        denosumab(zhang, people.doctor_zhao, date(2025, 3, 5), today=TODAY)
    with pytest.raises(Refusal, match="BMA-09"):
        denosumab(zhang, people.doctor_wang, date(2025, 3, 5), today=date(2025, 3, 2))


def test_a_second_agent_is_refused_by_the_service(people: Cast, zhang: Patient) -> None:
    kidney(zhang, people.nurse_li, TODAY)
    denosumab(zhang, people.doctor_wang, TODAY)

    with pytest.raises(Refusal) as refused:
        zoledronate(zhang, people.doctor_wang, TODAY, answers=(answer("BMA-09"),))

    assert refused.value.is_hard
    assert [finding.rule_id for finding in refused.value.findings] == ["BMA-09"]


def test_a_second_agent_is_refused_by_the_database(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, TODAY)

    with pytest.raises(IntegrityError, match="one_open_course_per_patient"), transaction.atomic():
        Course.objects.create(
            patient=zhang,
            agent="ZOLEDRONATE",
            protocol=course.protocol,
            dose_mg=Decimal(4),
            route="IV",
            interval_days=28,
            first_due_on=TODAY,
            prescribed_by=people.doctor_wang,
        )


def test_no_prophylaxis_without_confirmed_bone_metastasis(people: Cast) -> None:
    nobody = patient(people.oncology_1, number="ZY02")

    with pytest.raises(Refusal, match="BMA-03"):
        denosumab(nobody, people.doctor_wang, TODAY)


def test_low_calcium_stops_a_start_until_an_oncologist_overrides(people: Cast, zhang: Patient) -> None:
    calcium(zhang, people.nurse_li, "2.05")
    with pytest.raises(Refusal, match="CAL-03"):
        denosumab(zhang, people.doctor_wang, TODAY)

    denosumab(zhang, people.doctor_wang, TODAY, answers=(answer("CAL-03"),))

    assert zhang.overrides.get().rule_id == "CAL-03"


def test_a_first_dose_in_another_year_is_bad_input(people: Cast, zhang: Patient) -> None:
    with pytest.raises(ValidationError) as refused:
        denosumab(zhang, people.doctor_wang, TODAY + timedelta(days=365), today=TODAY)

    assert list(refused.value.message_dict) == ["first_due_on"]


def test_a_nurse_cannot_start_a_course(people: Cast, zhang: Patient) -> None:
    with pytest.raises(PermissionDenied):
        denosumab(zhang, people.nurse_li, TODAY)


def test_a_bisphosphonate_without_recent_clearance_is_refused(people: Cast, zhang: Patient) -> None:
    with pytest.raises(Refusal, match="REN-02"):
        zoledronate(zhang, people.doctor_wang, TODAY)


def test_an_overridden_clearance_still_needs_a_dose(people: Cast, zhang: Patient) -> None:
    with pytest.raises(ValidationError) as refused:
        zoledronate(zhang, people.doctor_wang, TODAY, answers=(answer("REN-02"),))

    assert list(refused.value.message_dict) == ["dose_mg"]


def test_a_longer_interval_is_not_a_start(people: Cast, zhang: Patient) -> None:
    with pytest.raises(ValidationError) as refused:
        denosumab(zhang, people.doctor_wang, TODAY, interval_days=42)

    assert list(refused.value.message_dict) == ["interval_days"]


def test_the_hospitals_approved_protocol_wins_over_the_guideline(people: Cast, zhang: Patient) -> None:
    approved = DrugProtocol.objects.create(
        hospital=people.east,
        agent="DENOSUMAB",
        version=1,
        dose_mg=Decimal(120),
        route="SC",
        interval_days=27,
        effective_from=TODAY,
        approved_on=TODAY,
        approved_by_name="王磊",
    )

    course = denosumab(zhang, people.doctor_wang, TODAY)

    assert course.protocol == approved
    assert course.interval_days == 27


def test_a_start_is_in_the_log(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, TODAY, reason_text="确诊后立即")

    change = course.changes.get()
    assert (change.kind, change.before, change.by) == ("START", {}, people.doctor_wang)
    assert change.after["dose_mg"] == "120"
