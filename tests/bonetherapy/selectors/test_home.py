"""What the oncologist and the call list see."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bonetherapy.calls import holds_to_review, overdue_doses
from bonetherapy.selectors.cycle import cycle_of
from bonetherapy.selectors.home import oncologist_home
from bonetherapy.services.missed import dose_mark_not_given, dose_rebook
from bonetherapy.services.stops import course_stop
from bonetherapy.specs import NotGivenSpec, RebookSpec, StopSpec
from patients.enums import MetastasisStatus
from patients.models import BoneMetastasis, Patient
from tests.bonetherapy.steps import at, denosumab, give, hold, numbered, ready
from tests.cast import TODAY, Cast, confirm_bone_metastasis, patient
from worklist.enums import CallOutcome
from worklist.models import ContactLog, Task

Somebody = Callable[..., Patient]


@pytest.fixture
def mine(people: Cast) -> Somebody:
    """A patient of doctor Wang whose first dose is due so many days from today."""

    def make(days: int, *, is_ready: bool = True) -> Patient:
        number = f"ZY{Patient.objects.count():08d}"
        row = patient(people.oncology_1, number=number, responsible_doctor=people.doctor_wang)
        confirm_bone_metastasis(row, people.doctor_wang)
        first_on = TODAY + timedelta(days=days)
        denosumab(row, people.doctor_wang, first_on, today=min(first_on, TODAY))
        if is_ready:
            ready(row, people.nurse_li, TODAY)
        return row

    return make


def test_late_and_blocked_doses_of_my_patients(people: Cast, mine: Somebody) -> None:
    late, stuck = mine(-40), mine(6, is_ready=False)
    mine(3)

    home = oncologist_home(user=people.doctor_wang, today=TODAY)

    assert [(row.dose.patient, row.days_late) for row in home.stuck] == [(late, 40), (stuck, 0)]
    assert oncologist_home(user=people.doctor_zhao, today=TODAY).stuck == ()


@pytest.mark.parametrize(("today", "severity"), [(date(2025, 2, 15), "TASK"), (date(2025, 2, 16), "FLAG")])
def test_a_course_to_start_is_late_after_fourteen_days(
    people: Cast, zhang: Patient, today: date, severity: str
) -> None:
    starts = oncologist_home(user=people.doctor_wang, today=today).starts

    assert [(row.patient, str(row.finding.severity)) for row in starts] == [(zhang, severity)]


def test_suspected_metastases_wait_for_confirmation(people: Cast) -> None:
    row = patient(people.oncology_1, responsible_doctor=people.doctor_wang)
    waiting = BoneMetastasis.objects.create(
        patient=row, status=MetastasisStatus.SUSPECTED, decided_by=people.doctor_wang
    )

    assert oncologist_home(user=people.doctor_wang, today=TODAY).confirmations == (waiting,)


def test_a_hold_comes_up_a_week_before_its_review(people: Cast, mine: Somebody) -> None:
    course = mine(0).courses.get()
    course.state, course.hold_reason = "HELD", "OTHER"
    course.held_on, course.hold_review_on = TODAY, TODAY + timedelta(days=7)
    course.save()

    reviews = oncologist_home(user=people.doctor_wang, today=TODAY).reviews

    assert [(row.course, row.is_hold) for row in reviews] == [(course, True)]
    assert oncologist_home(user=people.doctor_wang, today=TODAY - timedelta(days=1)).reviews == ()


def test_of_more_reviews_than_the_page_holds_the_earliest_are_shown(
    people: Cast, mine: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bonetherapy.selectors.home.ROWS", 1)
    for days in (5, 2):
        course = mine(0).courses.get()
        hold(course, people.nurse_li, TODAY - timedelta(days=9), review_on=TODAY + timedelta(days=days))

    (review,) = oncologist_home(user=people.doctor_wang, today=TODAY).reviews

    assert review.due_on == TODAY + timedelta(days=2)


def test_one_and_three_patients_cost_the_same_queries(people: Cast, mine: Somebody) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            oncologist_home(user=people.doctor_wang, today=TODAY)
        return len(captured)

    mine(-1)
    one = queries()
    mine(-2)
    mine(2, is_ready=False)

    assert queries() == one


def test_the_header_counts_the_cycles(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, TODAY)
    give(numbered(course, 1), people.nurse_li, TODAY)

    header = cycle_of(zhang)

    assert header is not None
    assert (str(header.agent), header.cycle, header.last_on, header.next_on) == (
        "DENOSUMAB",
        1,
        TODAY,
        date(2025, 3, 29),
    )


def test_there_is_no_header_without_a_course(zhang: Patient) -> None:
    assert cycle_of(zhang) is None


def test_an_overdue_patient_is_called_until_somebody_is_reached(people: Cast, mine: Somebody) -> None:
    late = mine(-40)
    mine(0)
    everyone = Patient.objects.all()

    rows = list(overdue_doses(patients=everyone, today=TODAY, limit=10))
    assert [(row.patient, row.days, row.badge) for row in rows] == [(late, 40, "overdue")]

    ContactLog.objects.create(patient=late, outcome=CallOutcome.REACHED, at=at(TODAY), by=people.nurse_li)

    assert overdue_doses(patients=everyone, today=TODAY, limit=10) == []


def test_who_missed_the_new_appointment_is_called_again(people: Cast, mine: Somebody) -> None:
    late, everyone = mine(-10), Patient.objects.all()
    booked_on = TODAY + timedelta(days=5)
    spec = RebookSpec(reason_code="FORGOTTEN", booked_on=booked_on)
    dose_rebook(by=people.nurse_li, dose=numbered(late.courses.get(), 1), spec=spec, today=TODAY)
    ContactLog.objects.create(patient=late, outcome=CallOutcome.REACHED, at=at(TODAY), by=people.nurse_li)

    assert overdue_doses(patients=everyone, today=booked_on, limit=10) == []
    assert len(overdue_doses(patients=everyone, today=booked_on + timedelta(days=1), limit=10)) == 1


def test_a_hold_nobody_looked_at_again_is_a_call(people: Cast, mine: Somebody) -> None:
    forgotten, waiting = mine(0), mine(0)
    for row, days in ((forgotten, -1), (waiting, 0)):
        course = row.courses.get()
        hold(course, people.nurse_li, TODAY - timedelta(days=9), review_on=TODAY + timedelta(days=days))
    everyone = Patient.objects.all()

    (call,) = holds_to_review(patients=everyone, today=TODAY, limit=10)
    assert (call.patient, call.badge, call.since) == (forgotten, "held", TODAY - timedelta(days=1))

    ContactLog.objects.create(
        patient=forgotten, outcome=CallOutcome.REACHED, at=at(TODAY), by=people.nurse_li
    )
    assert holds_to_review(patients=everyone, today=TODAY, limit=10) == []


def gone(people: Cast, row: Patient, number: int, reason: str = "DIED") -> None:
    dose, spec = numbered(row.courses.get(), number), NotGivenSpec(reason_code=reason)
    dose_mark_not_given(by=people.nurse_li, dose=dose, spec=spec, today=TODAY)


@pytest.mark.parametrize("reason", ["DIED", "TRANSFERRED"])
def test_the_course_of_who_does_not_come_back_waits_for_the_doctor(
    people: Cast, mine: Somebody, reason: str
) -> None:
    row = mine(-3)
    gone(people, row, 1, reason)

    (waiting,) = oncologist_home(user=people.doctor_wang, today=TODAY).closings
    assert (waiting.course, waiting.reason, waiting.since) == (
        row.courses.get(),
        reason,
        TODAY - timedelta(days=3),
    )
    later = TODAY + timedelta(days=40)
    assert overdue_doses(patients=Patient.objects.all(), today=later, limit=10) == []


def test_who_came_back_is_called_again(people: Cast, mine: Somebody) -> None:
    row = mine(-30)
    gone(people, row, 1, "TRANSFERRED")
    give(numbered(row.courses.get(), 2), people.nurse_li, TODAY)

    assert oncologist_home(user=people.doctor_wang, today=TODAY).closings == ()
    later = TODAY + timedelta(days=40)
    assert len(overdue_doses(patients=Patient.objects.all(), today=later, limit=10)) == 1


def test_the_stop_settles_what_asked_for_it(people: Cast, mine: Somebody) -> None:
    row = mine(-3)
    gone(people, row, 1)
    assert Task.objects.filter(state="OPEN", kind="OTHER").count() == 1

    spec = StopSpec(reason_code="DIED", stopped_on=TODAY)
    course_stop(by=people.doctor_wang, course=row.courses.get(), spec=spec, today=TODAY)

    assert not Task.objects.filter(state="OPEN", kind="OTHER").exists()
    assert oncologist_home(user=people.doctor_wang, today=TODAY).closings == ()
