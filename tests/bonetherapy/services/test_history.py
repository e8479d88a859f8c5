"""Bone therapy that happened elsewhere: as it was, without questions, and never two courses at once."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.errors import Refusal
from bonetherapy.enums import DoseState
from bonetherapy.models import Course, DentalRecord, SupplementOrder
from bonetherapy.services.history import course_record_history
from bonetherapy.services.reported import dental_record_history
from bonetherapy.services.supplements import SUPPLEMENT
from bonetherapy.specs import DentalSpec, PastCourse, PastDose, PastHold, PastStop, SupplementFacts
from guidelines.bone.agents import Agent
from patients.models import Patient
from patients.services.recording import record_add
from tests.bonetherapy.steps import denosumab
from tests.cast import TODAY, Cast, patient

START = TODAY - timedelta(days=60)


def days(number: int) -> date:
    return START + timedelta(days=number)


def past(people: Cast, row: Patient, given: tuple[int, ...] = (0, 28), **more: Any) -> Course:
    facts: dict[str, Any] = {"agent": Agent.DENOSUMAB, "started_on": START}
    spec = PastCourse(doses=tuple(PastDose(given_on=days(number)) for number in given), **facts | more)
    return course_record_history(by=people.doctor_wang, patient=row, spec=spec, today=TODAY)


def test_doses_stand_as_they_were_given_and_the_next_six_are_planned(people: Cast, zhang: Patient) -> None:
    course = past(people, zhang, (0, 31))
    given = course.doses.filter(state=DoseState.GIVEN).order_by("number")
    assert [(dose.number, dose.due_on, dose.given_on) for dose in given] == [
        (1, days(0), days(0)),
        (2, days(28), days(31)),
    ]
    planned = course.doses.filter(state=DoseState.PLANNED).order_by("number")
    assert [dose.due_on for dose in planned] == [days(31 + 28 * ahead) for ahead in range(1, 7)]
    assert (course.is_imported, course.dose_mg, course.route) == (True, Decimal("120.00"), "SC")
    assert {dose.is_imported for dose in given} == {True}
    assert {dose.dose_mg for dose in given} == {None}


def test_a_course_that_overlaps_is_refused_by_its_rule(people: Cast, zhang: Patient) -> None:
    past(people, zhang)
    with pytest.raises(Refusal) as refusal:
        past(people, zhang, (35,), agent=Agent.ZOLEDRONATE, started_on=days(35))
    assert [finding.rule_id for finding in refusal.value.findings] == ["BMA-09"]
    assert refusal.value.is_hard


def test_an_overlap_in_the_past_is_refused_too(people: Cast, zhang: Patient) -> None:
    past(people, zhang, (0, 28), stop=PastStop(stopped_on=days(30), reason_code="SWITCHED"))
    with pytest.raises(Refusal):
        past(people, zhang, (29,), agent=Agent.ZOLEDRONATE, started_on=days(29))
    past(people, zhang, (30,), agent=Agent.ZOLEDRONATE, started_on=days(30))
    assert zhang.courses.count() == 2


def test_a_running_course_of_the_pages_counts(people: Cast, zhang: Patient) -> None:
    denosumab(zhang, people.doctor_wang, TODAY)
    with pytest.raises(Refusal):
        past(people, zhang)


def test_an_order_needs_confirmed_bone_metastasis_and_a_fact_does_not(people: Cast) -> None:
    row = patient(people.oncology_1)
    with pytest.raises(Refusal) as refusal:
        past(people, row, ())
    assert [finding.rule_id for finding in refusal.value.findings] == ["BMA-03"]
    assert past(people, row, (0,)).doses.filter(state=DoseState.GIVEN).count() == 1


@pytest.mark.parametrize(
    ("given", "more", "field"),
    [
        ((0, 0), {}, "doses"),
        ((0, 90), {}, "doses"),
        ((-40000,), {}, "doses"),
        ((0,), {"dose_mg": Decimal(2000)}, "dose_mg"),
        ((0,), {"interval_days": 3}, "interval_days"),
        ((0,), {"agent": Agent.OTHER_BP, "route": "IV", "interval_days": 28}, "dose_mg"),
        ((0,), {"agent": Agent.OTHER_BP, "dose_mg": Decimal(4), "interval_days": 28}, "route"),
        ((0,), {"agent": Agent.OTHER_BP, "dose_mg": Decimal(4), "route": "IV"}, "interval_days"),
        ((0, 28), {"stop": PastStop(stopped_on=days(20))}, "stop"),
        ((), {"stop": PastStop(stopped_on=days(-1))}, "stop"),
        ((0,), {"stop": PastStop(stopped_on=days(90))}, "stop"),
    ],
)
def test_what_cannot_have_been_is_said_by_field(
    people: Cast, zhang: Patient, given: tuple[int, ...], more: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as problems:
        past(people, zhang, given, **more)
    assert list(problems.value.error_dict) == [field]
    assert not Course.objects.exists()


def test_a_hold_without_an_end_holds_the_plan(people: Cast, zhang: Patient) -> None:
    holds = (
        PastHold(held_on=days(5), until_on=days(9), reason_code="HYPOCALCAEMIA"),
        PastHold(held_on=days(40), reason_code="OTHER", reason_text="拔牙"),
    )
    course = past(people, zhang, holds=holds)
    assert (course.state, course.held_on, course.hold_review_on) == ("HELD", days(40), TODAY)
    assert set(course.doses.exclude(state="GIVEN").values_list("state", flat=True)) == {"HELD"}
    assert [change.kind for change in course.changes.order_by("created_at")] == [
        "START",
        "HOLD",
        "RESUME",
        "HOLD",
    ]


@pytest.mark.parametrize(("until", "due"), [(50, 56), (58, 58)])
def test_after_a_pause_that_ended_the_next_dose_is_due_on_its_last_day(
    people: Cast, zhang: Patient, until: int, due: int
) -> None:
    holds = (PastHold(held_on=days(40), until_on=days(until), reason_code="DENTAL_INVASIVE"),)
    planned = past(people, zhang, holds=holds).doses.filter(state="PLANNED").order_by("number")
    assert [(dose.number, dose.due_on) for dose in planned[:2]] == [(3, days(due)), (4, days(due + 28))]


def test_a_stop_without_a_reason_is_kept_and_with_a_plan_the_watch_opens(
    people: Cast, zhang: Patient
) -> None:
    stop = PastStop(stopped_on=days(40), rebound_plan="每月复查 CTX")
    course = past(people, zhang, stop=stop)
    assert (course.state, course.stop_reason, course.stopped_on) == ("STOPPED", "", days(40))
    assert not course.doses.filter(state="PLANNED").exists()
    assert zhang.rebound_watches.get().plan == "每月复查 CTX"


def test_only_who_may_prescribe_writes_the_past(people: Cast, zhang: Patient) -> None:
    spec = PastCourse(agent=Agent.DENOSUMAB, started_on=START)
    for user in (people.nurse_li, people.coordinator_qian, people.panel_member_lin):
        with pytest.raises(PermissionDenied):
            course_record_history(by=user, patient=zhang, spec=spec, today=TODAY)


def test_an_undated_supplement_is_kept_and_an_impossible_amount_refused(people: Cast, zhang: Patient) -> None:
    by, today = people.nurse_li, TODAY
    spec = SupplementFacts(product="D3", calcium_mg_per_day=None, vitamin_d_iu_per_day=None, started_on=None)
    record_add(kind=SUPPLEMENT, by=by, patient=zhang, spec=spec, today=today, imported=True)
    assert SupplementOrder.objects.get().is_imported
    wrong = SupplementFacts(
        product="D3", calcium_mg_per_day=Decimal(9000), vitamin_d_iu_per_day=None, started_on=START
    )
    with pytest.raises(ValidationError):
        record_add(kind=SUPPLEMENT, by=by, patient=zhang, spec=wrong, today=today, imported=True)


def test_a_plan_of_a_past_day_stays_a_plan(people: Cast, zhang: Patient) -> None:
    spec = DentalSpec(item="EXTRACTION", on=START, is_done=False)
    dental_record_history(by=people.nurse_li, patient=zhang, spec=spec, cleared_on=None, today=TODAY)
    assert not DentalRecord.objects.get().is_done
    late = DentalSpec(item="ORAL_EXAM", on=TODAY + timedelta(days=1))
    with pytest.raises(ValidationError):
        dental_record_history(by=people.nurse_li, patient=zhang, spec=late, cleared_on=None, today=TODAY)
