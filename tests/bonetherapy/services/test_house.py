"""What a hospital has set for the bone drugs holds on every page and in every message about them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from accounts.errors import Refusal
from bonetherapy.forms.safety import DentalForm, SupplementForm
from bonetherapy.models import Course, Dose
from bonetherapy.selectors.day import DayFilters, day_page
from bonetherapy.selectors.stops import stop_preview
from bonetherapy.selectors.therapy import therapy_of
from bonetherapy.services.ahead import doses_plan_ahead
from bonetherapy.services.dental import dental_findings
from bonetherapy.services.holds import course_hold
from bonetherapy.services.judging import doses_judge_all
from bonetherapy.services.rebound import rebound_open
from bonetherapy.services.reviews import reviews_open
from bonetherapy.services.supplements import supplement_start
from bonetherapy.specs import DentalSpec, HoldSpec, StopSpec, SupplementSpec
from bonetherapy.views import safety_page
from bonetherapy.wording import check_line
from guidelines.bone.agents import Agent
from guidelines.bone.readiness import readiness
from guidelines.facts import DoseFacts, LabFact
from guidelines.labs import Analyte
from guidelines.reading.limits import HospitalLimits
from guidelines.settings import Limits
from patients.models import Patient
from patients.selectors.whole import OpenRecord
from patients.services.limits import limits_draft
from tests.bonetherapy.steps import at, denosumab, give, numbered
from tests.cast import TODAY, Cast, confirm_bone_metastasis, patient
from tests.patients.versions import approve, spec
from worklist.models import Reminder
from worklist.services import reminders_plan

DUE = TODAY + timedelta(days=28)
CRCL = LabFact(analyte=Analyte.CRCL, value=Decimal(70), sampled_on=TODAY)


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    """Denosumab, given once today."""
    course = denosumab(zhang, people.doctor_wang, TODAY)
    give(numbered(course, 1), people.nurse_li, TODAY)
    return course


def sets(people: Cast, **limits: Any) -> None:
    """Hospital East approves other limits for today."""
    wanted = spec(HospitalLimits(drugs=Limits(**limits)))
    approve(people, limits_draft(by=people.admin_gao, hospital=people.east, spec=wanted, today=TODAY))


def test_the_rebound_begins_when_the_hospital_says(people: Cast, course: Course) -> None:
    a_month = date(2025, 4, 1)
    assert reviews_open(today=a_month) == 0
    sets(people, rebound_start_months=1)

    assert reviews_open(today=a_month - timedelta(days=1)) == 0
    assert reviews_open(today=a_month) == 1


def test_the_watch_has_the_windows_of_the_hospital(people: Cast, course: Course) -> None:
    sets(people, rebound_start_months=1, rebound_high_end_months=3, rebound_watch_end_months=6,
         ctx_watch_days=(30, 45))  # fmt: skip
    wish = StopSpec(reason_code="OTHER", stopped_on=TODAY)
    shown = stop_preview(course, wish, today=TODAY).watch
    row = rebound_open(by=people.doctor_wang, course=course, plan="复查", today=TODAY, stopped=True)

    assert row is not None
    assert shown is not None
    assert (row.opens_on, row.high_alert_until, row.ends_on) == (
        date(2025, 4, 1),
        date(2025, 6, 1),
        date(2025, 9, 1),
    )
    assert (shown.opens_on, shown.high_until, shown.ends_on) == (
        row.opens_on,
        row.high_alert_until,
        row.ends_on,
    )
    assert row.ctx_due_on == ["2025-03-31", "2025-04-15"]


def test_a_hold_is_looked_at_within_the_longest_extension(people: Cast, course: Course) -> None:
    hold = HoldSpec(reason_code="HYPOCALCAEMIA", review_on=date(2025, 5, 1))
    sets(people, ext_max_months=1)

    with pytest.raises(ValidationError) as refused:
        course_hold(by=people.nurse_li, course=course, spec=hold, today=TODAY)

    assert "2025-04-01" in str(refused.value.message_dict["review_on"])


@pytest.mark.parametrize(("tier2", "kind"), [(28, "DOSE_OVERDUE_1"), (14, "DOSE_OVERDUE_2")])
def test_a_late_dose_climbs_when_the_hospital_says(
    people: Cast, course: Course, tier2: int, kind: str
) -> None:
    sets(people, overdue_tier2_days=tier2)
    day = DUE + timedelta(days=15)
    doses_plan_ahead(today=day)
    reminders_plan(at(day, 9))

    assert set(Reminder.objects.filter(kind__startswith="DOSE").values_list("kind", flat=True)) == {kind}
    counts = day_page(user=people.nurse_li, filters=DayFilters(), today=day).counts
    assert counts.escalated == (kind == "DOSE_OVERDUE_2")


def test_the_start_is_due_when_the_hospital_says(people: Cast) -> None:
    new = patient(people.oncology_1, number="ZY9", responsible_doctor=people.doctor_wang)
    confirm_bone_metastasis(new, people.doctor_wang, on=TODAY)
    sets(people, bma_start_target_days=7)
    reminders_plan(at(TODAY, 9))

    start = therapy_of(OpenRecord(new, TODAY)).start

    assert start is not None
    assert start.due_on == date(2025, 3, 8)
    assert set(Reminder.objects.values_list("due_on", flat=True)) == {date(2025, 3, 8)}


def test_another_hospital_keeps_the_catalogue(people: Cast, course: Course) -> None:
    far = patient(people.oncology_west, number="XS1", responsible_doctor=people.doctor_wu)
    confirm_bone_metastasis(far, people.doctor_wu, on=TODAY)
    sets(people, bma_start_target_days=7)

    start = therapy_of(OpenRecord(far, TODAY)).start

    assert start is not None
    assert start.due_on == date(2025, 3, 15)


def test_a_strength_is_judged_by_the_hospital(people: Cast, course: Course) -> None:
    order = SupplementSpec(
        calcium_mg_per_day=Decimal(1000), vitamin_d_iu_per_day=Decimal(800), product="", started_on=TODAY
    )
    sets(people, vitd_min_iu=Decimal(1000))

    with pytest.raises(Refusal) as refused:
        supplement_start(by=people.doctor_wang, patient=course.patient, spec=order, today=TODAY)

    assert [finding.rule_id for finding in refused.value.findings] == ["CAL-01"]


def test_new_limits_put_the_readiness_in_doubt(people: Cast, course: Course) -> None:
    soon = DUE - timedelta(days=3)
    assert doses_judge_all(today=soon) == 1
    judged = Dose.objects.exclude(judged_for=None)
    assert judged.count() == 1

    sets(people, dental_hold_months=1)

    assert judged.count() == 0


def test_a_late_dose_is_the_doctors_after_the_days_of_the_hospital(people: Cast, course: Course) -> None:
    sets(people, overdue_tier2_days=10)
    pages = [
        day_page(user=people.nurse_li, filters=DayFilters(), today=DUE + timedelta(days=late))
        for late in (10, 11)
    ]
    assert [page.rows[0].told_after for page in pages] == [None, 10]


def test_a_stale_result_is_called_so_by_the_days_it_was_judged_by() -> None:
    facts = DoseFacts(agent=Agent.ZOLEDRONATE, first_dose=False, labs=(CRCL,))
    sampled = CRCL.sampled_on
    checks = readiness(
        facts, sampled + timedelta(days=31), sampled + timedelta(days=20), Limits(lab_valid_days=30)
    )
    with override("en"):
        soon, now = (str(check_line(checks[1], sampled + timedelta(days=days))) for days in (20, 31))
    assert "stale by then" in soon
    assert "stale by then" not in now


def test_the_window_of_a_procedure_is_the_hospitals(people: Cast, course: Course) -> None:
    sets(people, dental_hold_months=3)
    typed = {"item": "EXTRACTION", "status": "planned", "on": str(TODAY + timedelta(days=40))}
    page = safety_page.dental(course.patient, DentalForm(typed), people.nurse_li, TODAY)
    assert any("2025-06-01" in words for _icon, words in page["lines"])
    done = DentalSpec(item="EXTRACTION", on=TODAY + timedelta(days=70))
    found = dental_findings(course.patient, done, TODAY + timedelta(days=70))
    assert [finding.rule_id for finding in found] == ["DEN-07"]


def test_the_supplement_is_asked_for_in_the_strength_of_the_hospital(people: Cast, zhang: Patient) -> None:
    sets(people, calcium_mg=Decimal(1200))
    page = safety_page.supplement(zhang, SupplementForm(), TODAY, is_opened=True)
    assert page["told"][0].inputs["calcium_mg"] == Decimal(1200)
