"""Versions of a hospital's limits: who may write them, what is refused, and which one counts on a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import translation

from accounts.errors import Conflict
from accounts.models import User
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS
from patients.enums import LimitsState
from patients.models import LimitsVersion
from patients.selectors.limits import (
    compared_with,
    hospital_limits,
    hospital_limits_for,
    version_in_force,
    versions_of,
)
from patients.services.limits import limits_change, limits_draft
from tests.cast import TODAY, Cast
from tests.patients.versions import NOW, approve, approved, draft, lab_days, spec

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def in_a_week(days: int = 7) -> date:
    return TODAY + timedelta(days=days)


def lab_days_on(people: Cast, on: date) -> int:
    return hospital_limits(people.east.id, on).drugs.lab_valid_days


def test_a_hospital_that_set_nothing_has_the_defaults_of_the_catalogue(people: Cast) -> None:
    assert hospital_limits(people.east.id, TODAY) is DEFAULT_HOSPITAL_LIMITS
    assert version_in_force(people.east.id, TODAY) is None


def test_a_draft_changes_nothing(people: Cast) -> None:
    draft(people)
    assert lab_days_on(people, TODAY) == 14


@pytest.mark.parametrize(("on", "days"), [(YESTERDAY, 14), (TODAY, 7), (TOMORROW, 7)])
def test_an_approved_version_counts_from_its_first_day(people: Cast, on: date, days: int) -> None:
    approved(people, 7)
    assert lab_days_on(people, on) == days


@pytest.mark.parametrize(("after", "days"), [(-1, 14), (0, 7), (6, 7), (7, 21), (400, 21)])
def test_two_versions_meet_on_the_first_day_of_the_second(people: Cast, after: int, days: int) -> None:
    approved(people, 7)
    approved(people, 21, on=in_a_week())
    assert lab_days_on(people, in_a_week(after)) == days


def test_a_later_approval_replaces_what_was_planned_for_later(people: Cast) -> None:
    approved(people, 7, on=in_a_week())
    approved(people, 21)
    assert [lab_days_on(people, in_a_week(after)) for after in (0, 7)] == [21, 21]


def test_the_limits_of_many_hospitals_are_one_query(people: Cast, django_assert_num_queries: Any) -> None:
    approved(people, 7)
    with django_assert_num_queries(1):
        found = hospital_limits_for([people.west.id, people.east.id, people.east.id], TODAY)
    assert {key: limits.drugs.lab_valid_days for key, limits in found.items()} == {
        people.east.id: 7,
        people.west.id: 14,
    }


def test_no_hospital_no_answer(people: Cast) -> None:
    assert hospital_limits_for([], TODAY) == {}


def test_each_version_says_where_it_stands(people: Cast) -> None:
    approved(people, 5, on=in_a_week(9))
    approved(people, 7)
    approved(people, 21, on=in_a_week())
    draft(people, 28)

    def states(on: date) -> list[str]:
        return [row.state for row in versions_of(people.nurse_li, on)]  # type: ignore[attr-defined]

    state = LimitsState
    assert states(TODAY) == [state.DRAFT, state.FUTURE, state.IN_FORCE, state.SUPERSEDED]
    assert states(in_a_week()) == [state.DRAFT, state.IN_FORCE, state.SUPERSEDED, state.SUPERSEDED]


def test_versions_of_another_hospital_are_not_told(people: Cast) -> None:
    draft(people)
    assert list(versions_of(people.nurse_zhou, TODAY)) == []


def test_a_draft_is_compared_with_what_is_in_force_and_that_with_the_one_before(people: Cast) -> None:
    first, second = approved(people, 7), approved(people, 21)
    assert compared_with(draft(people), TODAY) == second
    assert compared_with(second, TODAY) == first
    assert compared_with(first, TODAY) is None


def test_an_approved_version_is_never_changed_also_not_by_the_database(people: Cast) -> None:
    row = approved(people)
    with pytest.raises(Conflict):
        limits_change(by=people.admin_gao, row=row, spec=spec(lab_days(3)), today=TODAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        LimitsVersion.objects.filter(pk=row.pk).update(effective_from=TOMORROW)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_the_database_refuses_an_approval_that_begins_in_the_past(people: Cast) -> None:
    row = draft(people)
    facts = {"approved_at": NOW, "approved_by": people.doctor_wang, "effective_from": YESTERDAY}
    with pytest.raises(DatabaseError, match="limits_never_rewrite_history"), transaction.atomic():
        LimitsVersion.objects.filter(pk=row.pk).update(**facts)


def test_the_database_refuses_an_approval_without_a_name_and_a_second_draft(people: Cast) -> None:
    row = draft(people)
    with pytest.raises(DatabaseError, match="approved_limits_have_a_name"), transaction.atomic():
        LimitsVersion.objects.filter(pk=row.pk).update(approved_at=NOW)
    again = {"hospital": people.east, "version": 2, "effective_from": TODAY, "values": {}, "reason": "x"}
    with pytest.raises(DatabaseError, match="one_draft_of_limits_per_hospital"), transaction.atomic():
        LimitsVersion.objects.create(**again)


def test_a_draft_is_changed_until_it_is_approved(people: Cast) -> None:
    row = limits_change(
        by=people.admin_gao, row=draft(people), spec=spec(lab_days(10), TOMORROW), today=TODAY
    )
    assert (row.version, row.limits, row.effective_from) == (1, lab_days(10), TOMORROW)


def test_one_draft_at_a_time_and_the_next_number_after_it(people: Cast) -> None:
    first = draft(people)
    with pytest.raises(Conflict):
        draft(people)
    approve(people, first)
    assert draft(people).version == 2


def test_what_is_approved_bears_a_name_and_a_moment(people: Cast) -> None:
    row = approved(people)
    assert (row.approved_by, row.approved_at) == (people.doctor_wang, NOW)
    assert row.approval == "王磊 2025-03-01"


def test_approving_twice_is_a_conflict(people: Cast) -> None:
    row = draft(people)
    approve(people, row)
    with pytest.raises(Conflict):
        approve(people, row, approver=people.doctor_zhao)


@pytest.mark.parametrize("name", ["nurse_li", "admin_gao", "doctor_wu", "panel_member_lin"])
def test_only_an_oncologist_of_the_hospital_can_be_named(people: Cast, name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        approve(people, draft(people), approver=getattr(people, name))
    assert list(refused.value.message_dict) == ["approver"]


def test_an_oncologist_who_left_cannot_be_named(people: Cast) -> None:
    people.doctor_wang.is_active = False
    with pytest.raises(ValidationError):
        approve(people, draft(people))


def test_a_draft_whose_day_has_passed_is_not_approved(people: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        approve(people, draft(people), today=TOMORROW, now=NOW + timedelta(days=1))
    assert list(refused.value.message_dict) == ["effective_from"]


def test_values_a_newer_rule_cannot_work_with_are_not_approved(people: Cast) -> None:
    row = draft(people)
    LimitsVersion.objects.filter(pk=row.pk).update(values={"lab_valid_days": 0})
    with translation.override("zh-hans"), pytest.raises(ValidationError) as refused:
        approve(people, row)
    assert refused.value.message_dict == {"lab_valid_days": ["必须大于 0"]}


def test_a_draft_needs_a_reason_and_a_day_to_come(people: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        limits_draft(
            by=people.admin_gao, hospital=people.east, spec=spec(on=YESTERDAY, reason=" "), today=TODAY
        )
    assert set(refused.value.message_dict) == {"effective_from", "reason"}


@pytest.mark.parametrize("name", ["doctor_wang", "nurse_li", "auditor_tang"])
def test_only_administrators_write(people: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        limits_draft(by=getattr(people, name), hospital=people.east, spec=spec(), today=TODAY)
    with pytest.raises(PermissionDenied):
        approve(people, draft(people), by=getattr(people, name))


def test_an_administrator_looks_after_the_own_hospital_or_after_all(people: Cast) -> None:
    with pytest.raises(PermissionDenied):
        limits_draft(by=people.admin_gao, hospital=people.west, spec=spec(), today=TODAY)
    User.objects.filter(pk=people.admin_gao.pk).update(hospital=None)
    whole = User.objects.get(pk=people.admin_gao.pk)
    assert limits_draft(by=whole, hospital=people.west, spec=spec(), today=TODAY).version == 1
    people.doctor_wang.is_superuser = True
    assert limits_draft(by=people.doctor_wang, hospital=people.east, spec=spec(), today=TODAY).version == 1
