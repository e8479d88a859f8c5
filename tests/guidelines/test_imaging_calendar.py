"""Section 3.1: follow-up category, anchor, slots, and what becomes of them."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.imaging.calendar import (
    CalendarFacts,
    Slot,
    SlotKind,
    SlotState,
    SlotStatus,
    Waiver,
    assigned,
    calendar,
    nearest_slot,
    next_change_on,
    schedule,
    slots_of,
)
from guidelines.imaging.calendar import grids as grids_of
from guidelines.imaging.category import (
    ChosenSchedule,
    FollowUpCategory,
    FollowUpFacts,
    anchor_finding,
    anchor_of,
    category_finding,
    follow_up_category,
)
from guidelines.imaging.limits import ImagingLimits
from guidelines.imaging.modalities import Modality
from guidelines.imaging.scans import schedule_findings, slot_finding, waiver_refusal
from guidelines.imaging.studies import BoneWindowReview, Study
from guidelines.roles import Role
from guidelines.staging import StageGroup, stage_group
from guidelines.values import add_months
from tests.guidelines.shorthand import day, said

ADVANCED, POST_OP = FollowUpCategory.ADVANCED, FollowUpCategory.POST_OP
CT, BS = SlotKind.CT, SlotKind.BS
READ = BoneWindowReview(reviewed=True, reader=Role.RADIOLOGIST, reviewed_on=day("2025-06-01"))


def study(modality: Modality, on: str, **given: Any) -> Study:
    """A study; a CT comes with its bone window read unless said otherwise."""
    read = {"bone_window": READ} if modality is Modality.CT else {}
    return Study(study_id=f"{modality}-{on}", modality=modality, done_on=day(on), **{**read, **given})


def statuses(
    studies: list[Study],
    on: str,
    *,
    category: FollowUpCategory = ADVANCED,
    anchor: str = "2025-01-15",
    waivers: tuple[Waiver, ...] = (),
) -> dict[str, SlotStatus]:
    """The calendar of a year, each slot under kind and due date."""
    facts = CalendarFacts(category=category, anchor_on=day(anchor), studies=tuple(studies), waivers=waivers)
    found = calendar(facts, day(on), add_months(day(anchor), 12))
    return {f"{one.slot.kind} {one.slot.due_on}": one for one in found}


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("IIIA", "III"),
        ("IVb", "IV"),
        ("IA3", "I"),
        ("ii", "II"),
        ("IIA (at first surgery)", "II"),
        ("", None),
    ],
)
def test_a_stage_has_a_group(text: str, group: str | None) -> None:
    assert stage_group(text) == group


CATEGORIES: list[tuple[dict[str, Any], str]] = [
    ({"stage": StageGroup.IV}, "ADVANCED"),
    ({"stage": StageGroup.I, "curative_surgery_on": day("2025-02-28")}, "POST_OP"),
    ({"stage": StageGroup.I, "recurrence_on": day("2025-03-02")}, "RECURRENT"),
    ({"stage": StageGroup.IV, "recurrence_on": day("2025-03-02")}, "RECURRENT"),
    ({"stage": StageGroup.II, "bone_metastasis_confirmed": True}, "ADVANCED"),
    ({"stage": StageGroup.III, "resectable": False}, "ADVANCED"),
    ({"stage": StageGroup.III, "resectable": None}, "UNCLASSIFIED"),
    ({"stage": StageGroup.II}, "UNCLASSIFIED"),
    ({}, "INITIAL"),
    ({"stage": StageGroup.II, "chosen": ChosenSchedule(POST_OP, day("2025-04-01"))}, "POST_OP"),
    ({"stage": StageGroup.IV, "chosen": ChosenSchedule(POST_OP, day("2025-04-01"))}, "ADVANCED"),
]


@pytest.mark.parametrize(("facts", "category"), CATEGORIES)
def test_the_record_places_a_patient_on_a_schedule(facts: dict[str, Any], category: str) -> None:
    assert follow_up_category(FollowUpFacts(**facts)) == category


def test_an_unclassified_patient_is_put_before_an_oncologist() -> None:
    assert said(category_finding(FollowUpFacts(stage=StageGroup.II))) == "IMG-01 FLAG"
    assert said(category_finding(FollowUpFacts(stage=StageGroup.IV))) == "IMG-01 CALC"


ANCHORS: list[tuple[dict[str, Any], str | None]] = [
    ({"cancer_confirmed_on": day("2025-01-02")}, "2025-01-02"),
    (
        {"stage": StageGroup.IV, "baseline_on": day("2024-11-30"), "diagnosed_on": day("2024-11-20")},
        "2024-11-30",
    ),
    ({"stage": StageGroup.IV, "diagnosed_on": day("2024-11-20")}, "2024-11-20"),
    ({"stage": StageGroup.IV}, None),
    ({"curative_surgery_on": day("2025-02-28"), "recurrence_on": day("2026-03-02")}, "2026-03-02"),
    ({"stage": StageGroup.I, "curative_surgery_on": day("2025-02-28")}, "2025-02-28"),
    ({"stage": StageGroup.II, "chosen": ChosenSchedule(ADVANCED, day("2025-04-01"))}, "2025-04-01"),
]


@pytest.mark.parametrize(("facts", "anchor"), ANCHORS)
def test_each_category_counts_from_its_own_day(facts: dict[str, Any], anchor: str | None) -> None:
    assert anchor_of(FollowUpFacts(**facts)) == (anchor and day(anchor))


def test_a_missing_anchor_is_said_to_be_missing() -> None:
    assert "未记录" in anchor_finding(FollowUpFacts(stage=StageGroup.IV)).message.zh


SCHEDULES = [
    (ADVANCED, "2025-01-15", CT, ["2025-01-15", "2025-04-15", "2025-07-15", "2025-10-15", "2026-01-15"]),
    (ADVANCED, "2025-01-15", BS, ["2025-01-15", "2025-07-15", "2026-01-15"]),
    (ADVANCED, "2024-11-30", CT, ["2024-11-30", "2025-02-28", "2025-05-30", "2025-08-30", "2025-11-30"]),
    (FollowUpCategory.RECURRENT, "2025-03-02", BS, ["2025-03-02", "2025-09-02", "2026-03-02"]),
    (POST_OP, "2025-02-28", BS, ["2025-02-28", "2026-02-28"]),
    (POST_OP, "2025-02-28", CT, []),
    (FollowUpCategory.INITIAL, "2025-02-28", BS, []),
    (FollowUpCategory.UNCLASSIFIED, "2025-02-28", CT, []),
]


@pytest.mark.parametrize(("category", "anchor", "kind", "due"), SCHEDULES)
def test_the_printed_table_becomes_dates(
    category: FollowUpCategory, anchor: str, kind: SlotKind, due: list[str]
) -> None:
    slots = schedule(category, day(anchor), add_months(day(anchor), 12))
    assert [slot.due_on for slot in slots if slot.kind is kind] == [day(text) for text in due]


def test_the_grid_repeats_in_later_years() -> None:
    slots = schedule(POST_OP, day("2025-02-28"), day("2027-02-28"))
    assert [slot.due_on.year for slot in slots] == [2025, 2026, 2027]
    assert len(schedule(ADVANCED, day("2025-01-15"), day("2027-01-15"))) == 9 + 5


def test_ct_after_surgery_is_the_policy_of_the_hospital() -> None:
    limits = ImagingLimits(postop_ct_months=6)
    slots = schedule(POST_OP, day("2025-01-15"), day("2026-01-15"), limits)
    assert [str(slot.due_on) for slot in slots if slot.kind is CT] == ["2025-07-15", "2026-01-15"]


def test_the_schedule_is_said_in_words() -> None:
    assert [said(f) for f in schedule_findings(ADVANCED, day("2025-01-15"))] == ["IMG-02 CALC"]
    assert [said(f) for f in schedule_findings(POST_OP, day("2025-01-15"))] == ["IMG-03 CALC", "IMG-04 CALC"]
    assert schedule_findings(FollowUpCategory.INITIAL, day("2025-01-15")) == ()


@pytest.mark.parametrize(("months", "policy"), [(None, "本院未设定"), (6, "本院约定每 6 个月")])
def test_the_policy_for_ct_after_surgery_is_said(months: int | None, policy: str) -> None:
    found = schedule_findings(POST_OP, day("2025-01-15"), ImagingLimits(postop_ct_months=months))
    assert policy in found[1].message.zh


# IMG-06 to IMG-09: the slot, the day it is looked at, what was done, and the state.
STATES: list[tuple[str, str, list[Study], str]] = [
    ("CT 2025-04-15", "2025-03-31", [], "planned"),
    ("CT 2025-04-15", "2025-04-01", [], "due_soon"),
    ("CT 2025-04-15", "2025-04-29", [], "due_soon"),
    ("CT 2025-04-15", "2025-04-30", [], "overdue"),
    ("CT 2025-04-15", "2025-05-30", [], "overdue"),
    ("CT 2025-04-15", "2025-05-31", [], "missed"),
    ("CT 2025-07-15", "2025-05-31", [], "planned"),
    ("BS 2025-07-15", "2025-06-30", [], "planned"),
    ("BS 2025-07-15", "2025-07-01", [], "due_soon"),
    ("BS 2025-07-15", "2025-07-29", [], "due_soon"),
    ("BS 2025-07-15", "2025-07-30", [], "overdue"),
    ("CT 2025-04-15", "2025-06-01", [study(Modality.CT, "2025-05-30")], "fulfilled"),
    ("CT 2025-07-15", "2025-06-01", [study(Modality.CT, "2025-05-30")], "planned"),
    ("CT 2025-04-15", "2025-06-01", [study(Modality.CT, "2025-05-31")], "missed"),
    ("CT 2025-07-15", "2025-06-01", [study(Modality.CT, "2025-05-31")], "fulfilled"),
    ("CT 2025-04-15", "2025-05-20", [study(Modality.CT, "2025-05-21")], "overdue"),
    ("CT 2025-04-15", "2025-06-01", [study(Modality.CT, "2025-04-15", bone_window=None)], "qc_pending"),
    ("CT 2025-04-15", "2025-09-01", [study(Modality.CT, "2025-04-15", bone_window=None)], "qc_pending"),
    (
        "CT 2025-04-15",
        "2025-05-01",
        [study(Modality.CT, "2025-04-15", bone_window=None), study(Modality.CT, "2025-04-20")],
        "fulfilled",
    ),
    ("CT 2025-04-15", "2025-05-01", [study(Modality.MRI, "2025-04-15")], "overdue"),
    ("CT 2025-04-15", "2025-05-01", [study(Modality.CT_ENH, "2025-04-15", bone_window=READ)], "fulfilled"),
    ("BS 2025-07-15", "2025-08-01", [study(Modality.BS, "2025-07-10")], "fulfilled"),
    ("BS 2025-07-15", "2025-08-01", [study(Modality.PETCT_FDG, "2025-07-10", whole_body=True)], "overdue"),
    (
        "BS 2025-07-15",
        "2025-08-01",
        [study(Modality.PETCT_FDG, "2025-07-10", reason="staging", whole_body=True)],
        "fulfilled",
    ),
    ("BS 2025-07-15", "2025-08-01", [study(Modality.PETCT_FDG, "2025-07-10", reason="staging")], "overdue"),
]


@pytest.mark.parametrize(("slot", "on", "studies", "state"), STATES)
def test_a_slot_has_a_state_on_every_day(slot: str, on: str, studies: list[Study], state: str) -> None:
    assert statuses(studies, on)[slot].state == state


def test_days_overdue_count_from_the_due_date() -> None:
    assert statuses([], "2025-04-30")["CT 2025-04-15"].days_overdue == 15


def test_a_scan_long_before_the_anchor_is_no_baseline() -> None:
    old, recent = study(Modality.BS, "2024-10-16"), study(Modality.BS, "2024-10-17")
    assert statuses([old], "2025-01-20")["BS 2025-01-15"].state is SlotState.DUE_SOON
    assert statuses([recent], "2025-01-20")["BS 2025-01-15"].state is SlotState.FULFILLED


def test_without_an_anchor_there_is_no_calendar() -> None:
    facts = CalendarFacts(category=ADVANCED, anchor_on=None)
    assert calendar(facts, day("2025-01-15"), day("2026-01-15")) == ()


@pytest.mark.parametrize(
    ("by", "reason", "state", "refused"),
    [
        (Role.ONCOLOGIST, "hospice", "waived", None),
        (Role.ONCOLOGIST, " ", "overdue", "IMG-10 HARD"),
        (Role.NURSE, "hospice", "overdue", "IMG-10 HARD"),
    ],
)
def test_an_oncologist_waives_a_slot_with_a_reason(
    by: Role, reason: str, state: str, refused: str | None
) -> None:
    waiver = Waiver(CT, day("2025-04-15"), by, reason)
    assert statuses([], "2025-05-01", waivers=(waiver,))["CT 2025-04-15"].state == state
    assert said(waiver_refusal(by, reason)) == refused


SAID: list[tuple[str, str, list[Study], str | None]] = [
    ("CT 2025-04-15", "2025-03-01", [], None),
    ("CT 2025-04-15", "2025-04-10", [], "IMG-09 FLAG"),
    ("CT 2025-04-15", "2025-05-01", [], "IMG-07 FLAG"),
    ("CT 2025-04-15", "2025-06-15", [], "IMG-08 CALC"),
    ("CT 2025-04-15", "2025-05-01", [study(Modality.CT, "2025-04-15")], "IMG-06 CALC"),
    ("CT 2025-04-15", "2025-05-01", [study(Modality.CT, "2025-04-15", bone_window=None)], "IMG-21 FLAG"),
    (
        "BS 2025-07-15",
        "2025-08-01",
        [study(Modality.PETCT_NAF, "2025-07-10", reason="staging", whole_body=True)],
        "IMG-11 CALC",
    ),
]


@pytest.mark.parametrize(("slot", "on", "studies", "expected"), SAID)
def test_a_slot_says_what_is_to_be_done(
    slot: str, on: str, studies: list[Study], expected: str | None
) -> None:
    assert said(slot_finding(statuses(studies, on)[slot])) == expected


def test_a_waived_slot_says_why() -> None:
    waiver = Waiver(CT, day("2025-04-15"), Role.ONCOLOGIST, "hospice")
    found = slot_finding(statuses([], "2025-05-01", waivers=(waiver,))["CT 2025-04-15"])
    assert found is not None
    assert (said(found), "hospice" in found.message.en) == ("IMG-10 CALC", True)


def test_two_slots_of_a_patient_have_two_keys() -> None:
    keys = [f.key for one in statuses([], "2026-01-16").values() if (f := slot_finding(one))]
    assert len(keys) == len(set(keys)) == 8


@pytest.mark.parametrize(
    ("on", "change"),
    [("2025-03-01", "2025-04-01"), ("2025-04-01", "2025-04-30"), ("2025-04-30", "2025-05-31")],
)
def test_the_calendar_says_when_it_will_read_differently(on: str, change: str) -> None:
    done = [study(Modality.CT, "2025-01-15"), study(Modality.BS, "2025-01-15")]
    assert next_change_on(statuses(done, on).values(), day(on)) == day(change)


HOSPITAL_DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
SCHEDULED = st.sampled_from([ADVANCED, FollowUpCategory.RECURRENT, POST_OP])


@given(HOSPITAL_DAYS, SCHEDULED, st.integers(1, 24))
def test_slots_rise_and_stay_on_their_anchor(anchor: date, category: FollowUpCategory, months: int) -> None:
    limits = ImagingLimits(postop_ct_months=months)
    for kind, grid in grids_of(category, limits).items():
        slots = slots_of(kind, grid, anchor, add_months(anchor, 60))
        assert all(slot.due_on == add_months(anchor, slot.number * grid.months) for slot in slots)
        assert all(earlier.due_on < later.due_on for earlier, later in pairwise(slots))
        assert all(earlier.next_due_on == later.due_on for earlier, later in pairwise(slots))


STUDY_DAYS = st.lists(st.tuples(st.integers(-200, 800), st.booleans()), max_size=12)


@given(HOSPITAL_DAYS, STUDY_DAYS)
def test_a_study_fills_at_most_one_slot_and_a_slot_takes_one_study(
    anchor: date, days: list[tuple[int, bool]]
) -> None:
    slots = slots_of(CT, grids_of(ADVANCED)[CT], anchor, add_months(anchor, 24))
    studies = [
        Study(
            study_id=str(n),
            modality=Modality.CT,
            done_on=anchor + timedelta(offset),
            bone_window=BoneWindowReview(reviewed=read),
        )
        for n, (offset, read) in enumerate(days)
    ]
    matched = assigned(slots, studies)
    ids = [one.study_id for one in matched.values()]
    assert len(ids) == len(set(ids))
    assert all(nearest_slot(slots, one.done_on) == slot for slot, one in matched.items())


@given(HOSPITAL_DAYS, st.integers(0, 900), STUDY_DAYS)
def test_no_state_changes_before_the_day_that_was_announced(
    anchor: date, offset: int, days: list[tuple[int, bool]]
) -> None:
    until, today = add_months(anchor, 24), anchor + timedelta(offset)
    past = tuple(
        Study(study_id=str(n), modality=Modality.BS, done_on=min(anchor + timedelta(d), today))
        for n, (d, _) in enumerate(days)
    )
    facts = CalendarFacts(category=ADVANCED, anchor_on=anchor, studies=past)
    now = calendar(facts, today, until)
    change = next_change_on(now, today)
    last = (change or today + timedelta(400)) - timedelta(1)
    assert [one.state for one in calendar(facts, last, until)] == [one.state for one in now]
    if change is not None:
        assert [one.state for one in calendar(facts, change, until)] != [one.state for one in now]


def test_a_slot_of_the_last_days_of_the_calendar_ends_it() -> None:
    slots = slots_of(CT, grids_of(ADVANCED)[CT], date(9999, 10, 1), date.max)
    assert slots == (Slot(CT, 0, date(9999, 10, 1), date.max),)
