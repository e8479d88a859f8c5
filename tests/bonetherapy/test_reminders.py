"""What this room hands to the outbox."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.enums import Role
from bonetherapy.models import Course, DentalRecord
from bonetherapy.services.ahead import doses_plan_ahead
from bonetherapy.services.holds import course_resume
from bonetherapy.services.missed import dose_mark_not_given, dose_rebook
from bonetherapy.services.planning import doses_start_on, open_doses
from bonetherapy.services.undoing import dose_undo
from bonetherapy.specs import NotGivenSpec, RebookSpec, ResumeSpec
from guidelines.bone.dental import recall_on
from patients.enums import ContactKind
from patients.models import Contact, Patient
from patients.services import patient_move
from patients.specs.people import PlaceSpec
from tests.bonetherapy.steps import at, denosumab, give, hold, numbered
from tests.cast import Cast, confirm_bone_metastasis, patient
from worklist.enums import TaskKind
from worklist.models import Reminder, Task
from worklist.selectors.inbox import unread_count
from worklist.services import reminders_deliver, reminders_plan, task_open

START = date(2025, 1, 31)
DUE = date(2025, 2, 28)


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    course = denosumab(zhang, people.doctor_wang, START)
    give(numbered(course, 1), people.nurse_li, START)
    Contact.objects.create(
        patient=zhang, kind=ContactKind.SELF, email="a@x.invalid", wants_messages=True, rank=1
    )
    Contact.objects.create(patient=zhang, kind=ContactKind.CHILD, wants_messages=True, rank=2)
    return course


def sweep(on: date, hour: int = 9) -> list[dict[str, Any]]:
    """Plan by that moment and return the new rows."""
    before = set(Reminder.objects.values_list("id", flat=True))
    reminders_plan(at(on, hour))
    rows = Reminder.objects.exclude(id__in=before).order_by("kind", "audience", "channel")
    return [dict(row) for row in rows.values()]


def kinds(rows: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(row["kind"], row["audience"], row["channel"]) for row in rows]


def test_three_days_before_the_nurses_and_the_patient_hear_of_it(course: Course) -> None:
    assert sweep(DUE - timedelta(days=4)) == []

    rows = sweep(DUE - timedelta(days=3))

    assert kinds(rows) == [
        ("DOSE_BEFORE", "NURSES", "EMAIL"),
        ("DOSE_BEFORE", "NURSES", "INBOX"),
        ("DOSE_BEFORE", "PATIENT", "EMAIL"),
    ]
    assert {row["planned_for"] for row in rows} == {date(2025, 2, 25)}
    assert {row["last_day"] for row in rows} == {date(2025, 2, 27)}
    assert {row["due_on"] for row in rows} == {DUE}


def test_the_same_sweep_twice_adds_nothing(course: Course) -> None:
    sweep(DUE - timedelta(days=3))

    assert sweep(DUE - timedelta(days=3)) == []


def test_a_day_without_a_sweep_heals_itself(course: Course) -> None:
    rows = sweep(DUE - timedelta(days=1))

    assert {row["kind"] for row in rows} == {"DOSE_BEFORE"}
    assert {row["planned_for"] for row in rows} == {date(2025, 2, 25)}


@pytest.mark.parametrize(
    ("days", "kind"),
    [(0, "DOSE_DUE"), (1, "DOSE_OVERDUE_1"), (28, "DOSE_OVERDUE_1"), (29, "DOSE_OVERDUE_2")],
)
def test_late_doses_climb_the_tiers(course: Course, days: int, kind: str) -> None:
    day = DUE + timedelta(days=days)
    doses_plan_ahead(today=day)

    assert {row["kind"] for row in sweep(day)} == {kind}


@pytest.mark.parametrize(("days", "since"), [(1, 1), (5, 1), (28, 1), (29, 29), (40, 29)])
def test_an_overdue_notice_belongs_to_the_day_its_tier_began(course: Course, days: int, since: int) -> None:
    day = DUE + timedelta(days=days)
    doses_plan_ahead(today=day)

    rows = sweep(day)

    assert {row["planned_for"] for row in rows} == {DUE + timedelta(days=since)}
    assert {row["last_day"] for row in rows} == {day + timedelta(days=7)}


def test_a_notice_planned_after_a_downtime_is_marked_late(course: Course) -> None:
    day = DUE + timedelta(days=5)
    doses_plan_ahead(today=day)
    sweep(day, 8)

    reminders_deliver(at(day, 9))

    assert all(row.is_late for row in Reminder.objects.filter(channel="INBOX"))


def test_tier_two_tells_the_doctor(people: Cast, course: Course) -> None:
    day = DUE + timedelta(days=29)
    doses_plan_ahead(today=day)

    doctor = [row for row in sweep(day) if row["audience"] == "DOCTOR"]

    assert [(row["channel"], row["user_id"]) for row in doctor] == [
        ("EMAIL", people.doctor_wang.id),
        ("INBOX", people.doctor_wang.id),
    ]


def test_a_new_appointment_is_reminded_of_again(people: Cast, course: Course) -> None:
    day = DUE + timedelta(days=5)
    spec = RebookSpec(reason_code="FORGOTTEN", booked_on=day + timedelta(days=3))

    dose_rebook(by=people.nurse_li, dose=numbered(course, 2), spec=spec, today=day)

    assert {(row["kind"], row["due_on"]) for row in sweep(day)} == {("DOSE_BEFORE", spec.booked_on)}


def test_a_late_appointment_still_tells_the_doctor_after_four_weeks(people: Cast, course: Course) -> None:
    day = DUE + timedelta(days=20)
    spec = RebookSpec(reason_code="FORGOTTEN", booked_on=DUE + timedelta(days=40))
    dose_rebook(by=people.nurse_li, dose=numbered(course, 2), spec=spec, today=day)

    assert {row["kind"] for row in sweep(DUE + timedelta(days=29))} == {"DOSE_OVERDUE_2"}


def test_an_appointment_missed_after_the_doctor_was_told_is_told_again(people: Cast, course: Course) -> None:
    told_on, booked_on = DUE + timedelta(days=29), DUE + timedelta(days=40)
    doses_plan_ahead(today=told_on)
    sweep(told_on)
    spec = RebookSpec(reason_code="FORGOTTEN", booked_on=booked_on)
    dose_rebook(by=people.nurse_li, dose=numbered(course, 2), spec=spec, today=told_on)
    sweep(booked_on)

    missed = sweep(booked_on + timedelta(days=1))

    assert {(row["kind"], row["due_on"]) for row in missed} == {("DOSE_OVERDUE_1", booked_on)}


def test_an_undone_dose_is_reminded_of_again(people: Cast, course: Course) -> None:
    sweep(DUE, 8)
    dose = give(numbered(course, 2), people.nurse_li, DUE)
    assert set(Reminder.objects.values_list("state", flat=True)) == {"CANCELLED"}

    dose_undo(by=people.nurse_li, dose=dose, reason_text="选错患者", now=at(DUE, 12))

    assert {row["kind"] for row in sweep(DUE, 13)} == {"DOSE_DUE"}


def test_missing_checks_are_told_a_week_ahead_in_the_morning(people: Cast, course: Course) -> None:
    week = DUE - timedelta(days=7)
    assert sweep(week, 9) == []

    rows = sweep(week, 8)

    assert kinds(rows) == [("READINESS_MISSING", "NURSES", "EMAIL"), ("READINESS_MISSING", "NURSES", "INBOX")]
    assert sweep(week + timedelta(days=1), 8) == []


def test_a_confirmed_patient_without_a_course_is_the_doctors_task(people: Cast) -> None:
    new = patient(people.oncology_1, number="ZY9", responsible_doctor=people.doctor_wang)
    confirm_bone_metastasis(new, people.doctor_wang, on=date(2025, 3, 1))

    rows = sweep(date(2025, 3, 1))

    assert kinds(rows) == [("COURSE_START", "DOCTOR", "EMAIL"), ("COURSE_START", "DOCTOR", "INBOX")]
    assert rows[0]["due_on"] == date(2025, 3, 15)


def test_a_hold_is_reviewed_on_its_day(people: Cast, course: Course) -> None:
    course.state, course.hold_reason = "HELD", "DENTAL_INVASIVE"
    course.held_on, course.hold_review_on = DUE, date(2025, 3, 20)
    course.save()
    course.doses.filter(state="PLANNED").update(state="HELD")

    assert sweep(date(2025, 3, 19)) == []
    assert {row["kind"] for row in sweep(date(2025, 3, 20))} == {"HOLD_REVIEW"}


@pytest.mark.parametrize("examined_on", [date(2024, 8, 31), date(2024, 9, 1)])
def test_teeth_are_due_as_the_rule_counts_months(people: Cast, course: Course, examined_on: date) -> None:
    DentalRecord.objects.create(
        patient=course.patient, item="ORAL_EXAM", on=examined_on, recorded_by=people.nurse_li
    )
    course.doses.filter(state="PLANNED").delete()
    day = recall_on(examined_on)

    assert sweep(day - timedelta(days=1)) == []
    assert {(row["kind"], row["due_on"]) for row in sweep(day)} == {("DENTAL_RECALL", day)}


@pytest.mark.parametrize("reason", ["DIED", "TRANSFERRED"])
def test_the_family_of_a_patient_who_is_gone_hears_nothing(course: Course, people: Cast, reason: str) -> None:
    dose_mark_not_given(
        by=people.nurse_li, dose=numbered(course, 2), spec=NotGivenSpec(reason_code=reason), today=DUE
    )
    following = numbered(course, 3).due_on

    rows = sweep(following - timedelta(days=3))

    assert {row["audience"] for row in rows if row["kind"] == "DOSE_BEFORE"} == {"NURSES"}


def test_the_family_of_who_came_back_is_written_to_again(course: Course, people: Cast) -> None:
    spec = NotGivenSpec(reason_code="TRANSFERRED", next_due_on=DUE + timedelta(days=7))
    dose_mark_not_given(by=people.nurse_li, dose=numbered(course, 2), spec=spec, today=DUE)
    give(numbered(course, 3), people.nurse_li, DUE + timedelta(days=7))
    following = numbered(course, 4).due_on

    rows = sweep(following - timedelta(days=3))

    assert {row["audience"] for row in rows if row["kind"] == "DOSE_BEFORE"} == {"NURSES", "PATIENT"}


def told(day: date) -> None:
    """Everything due that morning really went out."""
    sweep(day, 8)
    Reminder.objects.filter(state="PENDING").update(state="SENT", sent_at=at(day, 9))


def book(people: Cast, course: Course, on: date, today: date) -> None:
    spec = RebookSpec(reason_code="FORGOTTEN", booked_on=on)
    dose_rebook(by=people.nurse_li, dose=numbered(course, 2), spec=spec, today=today)


def calls_back() -> list[tuple[date, str]]:
    rows = Task.objects.filter(kind="CALL", state="OPEN", key__startswith="date-back:")
    return list(rows.values_list("due_on", "text"))


def test_a_day_that_comes_back_is_called_about_and_not_written_twice(people: Cast, course: Course) -> None:
    announced, other, today = DUE + timedelta(days=10), DUE + timedelta(days=12), DUE + timedelta(days=7)
    book(people, course, announced, DUE)
    told(today)
    book(people, course, other, today)
    told(DUE + timedelta(days=9))

    book(people, course, announced, DUE + timedelta(days=9))

    assert [due_on for due_on, _text in calls_back()] == [today]
    before = [row for row in sweep(DUE + timedelta(days=9)) if row["kind"] == "DOSE_BEFORE"]
    assert before == []


def test_a_hold_that_ends_on_the_announced_day_is_called_about(people: Cast, course: Course) -> None:
    told(DUE - timedelta(days=3))
    hold(course, people.nurse_li, DUE - timedelta(days=2), review_on=DUE)

    spec = ResumeSpec(resume_on=DUE)
    course_resume(by=people.doctor_wang, course=course, spec=spec, today=DUE - timedelta(days=1))

    assert [due_on for due_on, _text in calls_back()] == [DUE - timedelta(days=3)]


def test_a_day_nobody_heard_otherwise_about_needs_no_copy(people: Cast, course: Course) -> None:
    told(DUE - timedelta(days=3))
    for days in (35, 28):
        doses_start_on(course, open_doses(course), first_on=START + timedelta(days=days))

    assert numbered(course, 2).due_on == DUE
    assert calls_back() == []
    assert sweep(DUE - timedelta(days=2)) == []


def test_what_the_old_ward_has_not_read_or_called_about_is_the_new_wards(
    people: Cast, course: Course
) -> None:
    sweep(DUE + timedelta(days=1), 8)
    reminders_deliver(at(DUE + timedelta(days=1), 9))
    dose = numbered(course, 2)
    call = task_open(
        key="call", kind=TaskKind.CALL, patient=dose.patient, role=Role.NURSE, due_on=DUE, subject_id=dose.id
    )

    place = PlaceSpec(department=people.oncology_2)
    patient_move(by=people.nurse_li, patient=dose.patient, spec=place, doctor=people.doctor_zhao)

    call.refresh_from_db()
    assert (call.state, call.department, numbered(course, 2).department) == (
        "OPEN",
        people.oncology_2,
        people.oncology_2,
    )
    assert unread_count(people.nurse_sun) == 1
