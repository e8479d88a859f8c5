"""What people do about a slot: who may, what is refused, what stays when it is done twice."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.errors import Conflict
from imaging.models import ImagingSlot
from imaging.selectors.history import story_of
from imaging.services import slot_book, slot_order, slot_restore, slot_unbook, slot_waive
from imaging.specs import BookingSpec
from patients.models import Patient
from tests.cast import Cast
from tests.imaging.calendar import LATE, ask_rules, at, ct_done, ct_slot

NOW = at(LATE)
NEXT = BookingSpec(at(LATE + timedelta(days=3)), "影像科 2 号机")
Act = Callable[[Cast, ImagingSlot], object]
ACTS: dict[str, Act] = {
    "order": lambda people, slot: slot_order(by=people.coordinator_qian, slot=slot, on=LATE, today=LATE),
    "book": lambda people, slot: slot_book(by=people.coordinator_qian, slot=slot, spec=NEXT, now=NOW),
    "unbook": lambda people, slot: slot_unbook(by=people.coordinator_qian, slot=slot),
    "waive": lambda people, slot: slot_waive(by=people.doctor_wang, slot=slot, reason="拒绝", now=NOW),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_scan_that_was_done_meanwhile_is_a_conflict(people: Cast, zhang: Patient, act: Act) -> None:
    slot = ct_slot(zhang)
    ct_done(people, zhang, LATE)
    ask_rules(zhang, LATE)
    with pytest.raises(Conflict):
        act(people, slot)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_slot_that_left_the_calendar_is_a_conflict(people: Cast, zhang: Patient, act: Act) -> None:
    slot = ct_slot(zhang)
    ImagingSlot.objects.filter(pk=slot.pk).update(withdrawn_at=NOW)
    with pytest.raises(Conflict):
        act(people, slot)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_each_act_twice_is_once(people: Cast, zhang: Patient, act: Act) -> None:
    slot = ct_slot(zhang)
    act(people, slot)
    before = ImagingSlot.objects.filter(pk=slot.pk).values().get()
    act(people, slot)
    assert ImagingSlot.objects.filter(pk=slot.pk).values().get() == before


def test_only_an_oncologist_gives_a_scan_up_and_only_with_a_reason(people: Cast, zhang: Patient) -> None:
    slot = ct_slot(zhang)
    for user in (people.coordinator_qian, people.nurse_li, people.radiologist_he):
        with pytest.raises(PermissionDenied):
            slot_waive(by=user, slot=slot, reason="拒绝", now=NOW)
        with pytest.raises(PermissionDenied):
            slot_restore(by=user, slot=slot)
    for reason in ("", "   ", "x" * 301):
        with pytest.raises(ValidationError) as problems:
            slot_waive(by=people.doctor_wang, slot=slot, reason=reason, now=NOW)
        assert list(problems.value.error_dict) == ["reason"]


def test_a_waiver_taken_back_makes_the_scan_due_again(people: Cast, zhang: Patient) -> None:
    slot = ct_slot(zhang)
    slot_waive(by=people.doctor_wang, slot=slot, reason="拒绝", now=NOW)
    slot_restore(by=people.doctor_wang, slot=slot)
    row = ct_slot(zhang)
    assert (row.waived_at, row.waived_by, row.waiver_reason) == (None, None, "")
    assert row.state_on(LATE).value == "overdue"


@pytest.mark.parametrize("who", ["nurse_li", "radiologist_he", "panel_member_lin", "admin_gao"])
def test_who_does_not_arrange_scans(people: Cast, zhang: Patient, who: str) -> None:
    slot, user = ct_slot(zhang), getattr(people, who)
    calls: list[Callable[[], object]] = [
        lambda: slot_order(by=user, slot=slot, on=LATE, today=LATE),
        lambda: slot_book(by=user, slot=slot, spec=NEXT, now=NOW),
        lambda: slot_unbook(by=user, slot=slot),
    ]
    for call in calls:
        with pytest.raises(PermissionDenied):
            call()


def refused(call: Callable[[], Any]) -> list[str]:
    with pytest.raises(ValidationError) as problems:
        call()
    return list(problems.value.error_dict)


def test_impossible_days_and_places_are_refused_by_field(people: Cast, zhang: Patient) -> None:
    slot, by = ct_slot(zhang), people.coordinator_qian
    tomorrow = LATE + timedelta(days=1)
    assert refused(lambda: slot_order(by=by, slot=slot, on=tomorrow, today=LATE)) == ["ordered_on"]
    past = BookingSpec(at(date(2025, 5, 1)))
    assert refused(lambda: slot_book(by=by, slot=slot, spec=past, now=NOW)) == ["booked_for"]
    far = BookingSpec(at(tomorrow), "x" * 101)
    assert refused(lambda: slot_book(by=by, slot=slot, spec=far, now=NOW)) == ["place"]


def test_the_story_tells_every_step_newest_first(people: Cast, zhang: Patient) -> None:
    slot = ct_slot(zhang)
    for act in ACTS.values():
        act(people, slot)
    slot_restore(by=people.doctor_wang, slot=slot)
    told = [(step.words.split(" ")[0], step.by) for step in story_of(slot)]
    assert [by for _, by in told] == ["", "王磊", "", "钱悦", "钱悦"]
    assert len({words for words, _ in told}) == 5
