"""The day's list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bonetherapy.selectors.day import DayFilters, DayPage, Show
from bonetherapy.services.ahead import doses_plan_ahead
from bonetherapy.services.judging import day_open
from patients.enums import AccessReason
from patients.models import CareTeamMember, Patient
from tests.bonetherapy.steps import denosumab, ready
from tests.cast import TODAY, Cast, confirm_bone_metastasis, patient

Somebody = Callable[..., Patient]


@pytest.fixture
def somebody(people: Cast) -> Somebody:
    """A patient whose first dose is due so many days from today; `is_ready` has a fresh calcium."""

    def make(days: int, *, is_ready: bool = True, where: str = "oncology_1") -> Patient:
        number = f"ZY{Patient.objects.count():08d}"
        row = patient(getattr(people, where), number=number, responsible_doctor=people.doctor_wang)
        confirm_bone_metastasis(row, people.doctor_wang)
        first_on = TODAY + timedelta(days=days)
        denosumab(row, people.doctor_wang, first_on, today=min(first_on, TODAY))
        doses_plan_ahead(today=TODAY)
        if is_ready:
            ready(row, people.nurse_li, TODAY)
        return row

    return make


def page_of(people: Cast, **filters: object) -> DayPage:
    return day_open(user=people.nurse_li, filters=DayFilters(**filters), today=TODAY)  # type: ignore[arg-type]


def test_the_worst_comes_first(people: Cast, somebody: Somebody) -> None:
    soon = somebody(3)
    today = somebody(0)
    stuck = somebody(5, is_ready=False)
    late = somebody(-2)
    later = somebody(-9)
    somebody(8)

    page = page_of(people)

    assert [row.patient for row in page.rows] == [later, late, stuck, today, soon]
    assert [row.state for row in page.rows] == ["overdue", "overdue", "blocked", "due_today", "due_soon"]
    assert page.rows[0].days_late == 9


def test_the_three_numbers(people: Cast, somebody: Somebody) -> None:
    for days in (-9, -29, 0):
        somebody(days)
    somebody(0, is_ready=False)
    somebody(6, is_ready=False)

    counts = page_of(people).counts

    assert (counts.overdue, counts.today, counts.blocked, counts.total) == (2, 2, 2, 5)
    assert (counts.longest_days, counts.escalated) == (29, 1)
    assert (counts.today_ready, counts.today_blocked) == (1, 1)
    assert [(str(kind), number) for kind, number in counts.blocked_by] == [("CALCIUM", 2)]


@pytest.mark.parametrize(("show", "days"), [(Show.TODAY, [0]), (Show.OVERDUE, [-4]), (Show.BLOCKED, [7])])
def test_a_number_opens_its_rows(people: Cast, somebody: Somebody, show: Show, days: list[int]) -> None:
    somebody(-4)
    somebody(0)
    somebody(7, is_ready=False)

    page = page_of(people, show=show)

    assert [(row.dose.due_on - TODAY).days for row in page.rows] == days
    assert page.row_count == 1


def test_another_department_is_not_on_the_list_unless_its_patient_names_me(
    people: Cast, somebody: Somebody
) -> None:
    theirs = somebody(0, where="oncology_2")
    assert page_of(people).rows == ()

    CareTeamMember.objects.create(
        patient=theirs, user=people.nurse_li, reason=AccessReason.CARE_TEAM, granted_by=people.doctor_wang
    )

    assert [row.patient for row in page_of(people).rows] == [theirs]


def test_the_filters_narrow_the_list(people: Cast, somebody: Somebody) -> None:
    mine = somebody(0)
    mine.ward = people.ward_1
    mine.save()
    somebody(0)

    assert [row.patient for row in page_of(people, ward=people.ward_1.id).rows] == [mine]
    assert page_of(people, agent="ZOLEDRONATE").rows == ()
    assert page_of(people, doctor=people.doctor_zhao.id).rows == ()
    assert page_of(people).choices.wards == ((str(people.ward_1.id), "一病区"),)


def test_one_and_three_rows_cost_the_same_queries(people: Cast, somebody: Somebody) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page_of(people)
        return len(captured)

    somebody(0)
    queries()
    one = queries()
    somebody(-3)
    somebody(2, is_ready=False)
    queries()

    assert queries() == one
    assert one <= 4
