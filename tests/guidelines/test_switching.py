"""Section 4.2: switching, and the register of skeletal events."""

import pytest

from guidelines.bone.agents import Agent
from guidelines.bone.sre import (
    SreRecord,
    SreTiming,
    SreType,
    days_from_confirmation,
    merged_events,
    new_event_findings,
    sre_timing,
)
from guidelines.bone.states import CourseStatus
from guidelines.bone.switching import SwitchCause, switch_check, switch_offer
from tests.guidelines.shorthand import day, said

DENOSUMAB, ZOLEDRONATE, INCADRONATE = Agent.DENOSUMAB, Agent.ZOLEDRONATE, Agent.INCADRONATE
ACTIVE, STOPPED = CourseStatus.ACTIVE, CourseStatus.STOPPED

SWITCHES = [
    (DENOSUMAB, STOPPED, INCADRONATE, "2025-03-20", ["BMA-15 WARN", "BMA-16d FLAG"]),
    (DENOSUMAB, STOPPED, INCADRONATE, "2025-03-29", ["BMA-16d FLAG"]),
    (DENOSUMAB, ACTIVE, INCADRONATE, "2025-03-29", ["BMA-09 HARD", "BMA-16d FLAG"]),
    (ZOLEDRONATE, STOPPED, DENOSUMAB, "2025-03-29", []),
    (ZOLEDRONATE, STOPPED, DENOSUMAB, "2025-03-28", ["BMA-15 WARN"]),
    (DENOSUMAB, STOPPED, DENOSUMAB, "2025-06-01", []),
]


@pytest.mark.parametrize(("old", "status", "new", "start_on", "expected"), SWITCHES)
def test_the_new_drug_waits_until_the_old_one_would_be_due(
    old: Agent, status: CourseStatus, new: Agent, start_on: str, expected: list[str]
) -> None:
    found = switch_check(
        old_agent=old,
        old_status=status,
        last_on=day("2025-03-01"),
        interval=28,
        new_agent=new,
        start_on=day(start_on),
    )
    assert [said(finding) for finding in found] == expected


def test_a_drug_never_given_leaves_nothing_to_wait_for() -> None:
    found = switch_check(
        old_agent=DENOSUMAB,
        old_status=STOPPED,
        last_on=None,
        interval=28,
        new_agent=ZOLEDRONATE,
        start_on=day("2025-03-01"),
    )
    assert found == ()


@pytest.mark.parametrize(
    ("old", "cause", "offered"),
    [
        (ZOLEDRONATE, SwitchCause.NOT_TOLERATED, "RANKL inhibitor"),
        (DENOSUMAB, SwitchCause.NOT_EFFECTIVE, "Bisphosphonate"),
    ],
)
def test_the_other_class_is_offered_in_either_direction(old: Agent, cause: SwitchCause, offered: str) -> None:
    assert offered in switch_offer(old, cause).message.en


FRACTURE, SURGERY, SCC = SreType.PATH_FRACTURE, SreType.SURGERY_TO_BONE, SreType.CORD_NERVE_COMPRESSION
RT, PAIN, HIGH_CA = SreType.RT_TO_BONE, SreType.BONE_PAIN, SreType.HYPERCALCAEMIA


def records(*rows: tuple[SreType, str]) -> list[SreRecord]:
    """Records of 2025 as type and month-day."""
    return [SreRecord(kind, day(f"2025-{on}")) for kind, on in rows]


MERGED = [
    ([(FRACTURE, "03-01"), (SURGERY, "03-20")], 1),
    ([(FRACTURE, "03-01"), (SURGERY, "03-22")], 1),
    ([(FRACTURE, "03-01"), (SURGERY, "03-23")], 2),
    ([(SCC, "05-10"), (RT, "03-15"), (FRACTURE, "03-01")], 2),
    ([(HIGH_CA, "03-01"), (HIGH_CA, "03-10")], 1),
    ([(FRACTURE, "03-01"), (SURGERY, "03-20"), (RT, "03-23")], 2),
    ([(PAIN, "03-01")], 0),
]


@pytest.mark.parametrize(("rows", "events"), MERGED)
def test_records_within_21_days_of_the_first_are_one_event(
    rows: list[tuple[SreType, str]], events: int
) -> None:
    assert len(merged_events(records(*rows))) == events


@pytest.mark.parametrize(
    ("event_on", "days", "timing"),
    [
        ("2025-02-20", -9, SreTiming.AT_DIAGNOSIS),
        ("2025-03-01", 0, SreTiming.AT_DIAGNOSIS),
        ("2025-05-30", 90, SreTiming.FIRST_90_DAYS),
        ("2025-05-31", 91, SreTiming.LATER),
    ],
)
def test_an_event_is_dated_from_the_confirmation(event_on: str, days: int, timing: SreTiming) -> None:
    assert days_from_confirmation(day(event_on), day("2025-03-01")) == days
    assert sre_timing(day(event_on), day("2025-03-01")) is timing


NEW_EVENTS = [
    ((FRACTURE, "03-01"), [], True, ["SRE-03 FLAG", "SRE-04 INFO"]),
    ((HIGH_CA, "03-01"), [], True, ["SRE-04 INFO"]),
    ((SCC, "09-01"), [(FRACTURE, "05-01")], True, ["SRE-03 FLAG", "BMA-16 INFO"]),
    ((SCC, "09-01"), [(FRACTURE, "05-01")], False, ["SRE-03 FLAG"]),
    ((SURGERY, "05-10"), [(FRACTURE, "05-01")], True, []),
    ((PAIN, "05-10"), [], True, []),
]


@pytest.mark.parametrize(("new", "earlier", "on_bp", "expected"), NEW_EVENTS)
def test_what_a_new_event_starts(
    new: tuple[SreType, str], earlier: list[tuple[SreType, str]], on_bp: bool, expected: list[str]
) -> None:
    (record,) = records(new)
    found = new_event_findings(record, records(*earlier), on_bisphosphonate=on_bp)
    assert [said(finding) for finding in found] == expected


def test_a_second_event_on_zoledronate_goes_to_the_mdt_and_does_not_stop_it() -> None:
    (record,) = records((SCC, "09-01"))
    finding = new_event_findings(record, records((FRACTURE, "05-01")), on_bisphosphonate=True)[-1]
    assert finding.inputs["mdt_trigger"] == "MDT-T04"
    assert "不应立即停药" in finding.message.zh
