"""The consolidated test vectors of section 13 that belong to diagnosis and follow-up, one test per number."""

from decimal import Decimal

import pytest

from guidelines.imaging.calendar import CalendarFacts, SlotKind, SlotState, calendar, schedule
from guidelines.imaging.category import FollowUpCategory
from guidelines.imaging.measuring import Sums
from guidelines.imaging.modalities import Modality
from guidelines.imaging.response import NewLesion, ResponseFacts, assess_response
from guidelines.imaging.studies import BoneWindowReview, Study
from guidelines.imaging.windows import quality_finding, window_finding
from guidelines.pathway.biopsy import biopsy_order_check, biopsy_task
from guidelines.pathway.evidence import Evidence, confirmation_check
from tests.guidelines.shorthand import day, said


def state(kind: SlotKind, due: str, on: str, *studies: Study) -> SlotState:
    """The state of a slot of an advanced patient followed since 2025-01-15."""
    facts = CalendarFacts(category=FollowUpCategory.ADVANCED, anchor_on=day("2025-01-15"), studies=studies)
    found = calendar(facts, day(on), day("2026-01-15"))
    return next(one.state for one in found if one.slot.kind is kind and one.slot.due_on == day(due))


def ct(on: str, *, read: bool | None = True) -> Study:
    """A CT, its bone window read unless said otherwise."""
    return Study(
        study_id=on, modality=Modality.CT, done_on=day(on), bone_window=BoneWindowReview(reviewed=read)
    )


def category(baseline: int, nadir: int, current: int) -> str:
    """The response of measured lesions alone."""
    sums = Sums(Decimal(baseline), Decimal(nadir), Decimal(current))
    return assess_response(ResponseFacts(comparable=True, sums=sums, new_lesion=NewLesion.NONE)).category


def test_v21_the_bone_scan_after_half_a_year() -> None:
    done = Study(study_id="1", modality=Modality.BS, done_on=day("2025-01-15"))
    assert state(SlotKind.BS, "2025-01-15", "2025-07-29", done) is SlotState.FULFILLED
    assert state(SlotKind.BS, "2025-07-15", "2025-07-29", done) is SlotState.DUE_SOON
    assert state(SlotKind.BS, "2025-07-15", "2025-07-30", done) is SlotState.OVERDUE


@pytest.mark.parametrize(("on", "slot"), [("2025-05-30", "2025-04-15"), ("2025-05-31", "2025-07-15")])
def test_v22_a_ct_fills_the_nearest_slot(on: str, slot: str) -> None:
    assert state(SlotKind.CT, slot, "2025-06-01", ct(on)) is SlotState.FULFILLED


def test_v23_a_ct_without_bone_window_fills_nothing() -> None:
    unread = ct("2025-04-15", read=None)
    assert state(SlotKind.CT, "2025-04-15", "2025-04-16", unread) is SlotState.QC_PENDING
    assert said(quality_finding(unread)) == "IMG-21 FLAG"


def test_v24_the_bone_window_begins_at_2000() -> None:
    assert said(window_finding(Decimal(2000), Decimal(500))) == "IMG-20 CALC"
    assert said(window_finding(Decimal(1999), Decimal(500))) == "IMG-20 WARN"


def test_v25_response_at_its_boundaries() -> None:
    assert [category(100, 100, now) for now in (50, 51, 125, 124)] == ["PR", "SD", "PD", "SD"]


def test_v26_a_positive_bone_scan_cannot_be_confirmed_by_a_click() -> None:
    evidence = Evidence(lung_cancer_confirmed=True, bone_scan_positive=True)
    assert said(confirmation_check(evidence)) == "DX-19 STOP"


def test_v27_one_lesion_is_biopsied() -> None:
    assert said(biopsy_task(1, biopsied=False, declined=False)) == "DX-22 TASK"


def test_v28_many_lesions_of_lung_cancer_need_no_biopsy() -> None:
    assert said(biopsy_order_check(12, lung_cancer_confirmed=True)) == "DX-23 INFO"


def test_v35_slots_from_the_end_of_november() -> None:
    slots = schedule(FollowUpCategory.ADVANCED, day("2024-11-30"), day("2025-11-30"))
    due = [str(slot.due_on) for slot in slots if slot.kind is SlotKind.CT]
    assert due[1:] == ["2025-02-28", "2025-05-30", "2025-08-30", "2025-11-30"]


def test_v36_growth_after_a_response_is_progression() -> None:
    assert [category(100, 100, 40), category(100, 40, 50)] == ["PR", "PD"]
