"""Acceptance X-01 to X-10 of the contract, and the denosumab calendar on real dates."""

from datetime import date

import pytest

from guidelines.bone.agents import Agent
from guidelines.bone.sre import SreType
from guidelines.bone.stopping import StopReason
from guidelines.imaging.modalities import Modality
from guidelines.record.bonedrugs import BoneCourse, Dose, Hold, Stop
from guidelines.record.record import Record
from tests.guidelines.assessment.cast import (
    D0,
    FEMUR,
    codes,
    d,
    event,
    on_drug,
    pain,
    patient,
    scan,
    seen,
    the,
)

DUE = [0, 28, 56, 84, 112, 140]
INJECTIONS = {"INJ_REMINDER", "INJ_DUE", "INJ_OVERDUE", "INJ_INTERVAL"}


def due_offsets(record: Record, offset: int) -> list[int]:
    """The due days of doses 1-6 as offsets."""
    return [(line.due_on - D0).days for line in seen(record, offset).doses[:6] if line.due_on is not None]


def injections(record: Record, offset: int) -> set[str]:
    """The codes about doses."""
    return codes(record, offset) & INJECTIONS


ONE_DOSE = patient(courses=(on_drug(0),))


@pytest.mark.parametrize("course", [on_drug(0), BoneCourse(on=D0, agent=Agent.DENOSUMAB)])
def test_x01_the_first_six_doses_lie_four_weeks_apart(course: BoneCourse) -> None:
    assert due_offsets(patient(courses=(course,)), 0) == DUE


def test_the_calendar_on_real_dates() -> None:
    lines = seen(ONE_DOSE, 0).doses[:6]
    assert [f"{line.due_on:%m-%d}" for line in lines] == [
        "01-05",
        "02-02",
        "03-02",
        "03-30",
        "04-27",
        "05-25",
    ]
    reminders = [f"{line.reminder_on:%m-%d}" for line in lines[1:]]
    assert reminders == ["01-30", "02-27", "03-27", "04-24", "05-22"]
    assert lines[0].reminder_on == D0


def test_the_calendar_of_case_eight() -> None:
    first = date(2019, 8, 1)
    course = BoneCourse(agent=Agent.DENOSUMAB, doses=(Dose(on=first),))
    lines = seen(patient(courses=(course,)), (first - D0).days).doses[:6]
    due = ["08-01", "08-29", "09-26", "10-24", "11-21", "12-19"]
    assert [f"{line.due_on:%m-%d}" for line in lines] == due
    assert [f"{line.reminder_on:%m-%d}" for line in lines[1:]] == [
        "08-26",
        "09-23",
        "10-21",
        "11-18",
        "12-16",
    ]


@pytest.mark.parametrize(
    ("offset", "state", "late", "expected"),
    [
        (24, "planned", 0, set()),
        (25, "reminder", 0, {"INJ_REMINDER"}),
        (27, "reminder", 0, {"INJ_REMINDER"}),
        (28, "due", 0, {"INJ_DUE"}),
        (29, "overdue", 1, {"INJ_OVERDUE"}),
        (56, "overdue", 28, {"INJ_OVERDUE"}),
        (57, "overdue", 29, {"INJ_OVERDUE"}),
    ],
)
def test_x02_a_dose_that_is_not_recorded(offset: int, state: str, late: int, expected: set[str]) -> None:
    line = seen(ONE_DOSE, offset).doses[1]
    assert (line.number, line.state, line.days_late) == (2, state, late)
    assert injections(ONE_DOSE, offset) == expected


def test_x02_beyond_28_days_late_the_oncologist_decides() -> None:
    assert "REM-05" not in the(ONE_DOSE, 56, "INJ_OVERDUE").rules
    assert "REM-05" in the(ONE_DOSE, 57, "INJ_OVERDUE").rules
    assert the(ONE_DOSE, 57, "INJ_OVERDUE").subject == "DENOSUMAB 2"


def test_x03_a_dose_on_time_is_quiet_until_the_next_reminder() -> None:
    record = patient(courses=(on_drug(0, 28),))
    assert injections(record, 29) == set()
    assert [injections(record, day) for day in (52, 53)] == [set(), {"INJ_REMINDER"}]


@pytest.mark.parametrize(
    ("second", "odd", "third"),
    [(26, True, 54), (27, False, 55), (30, False, 58), (31, True, 59), (75, True, 103)],
)
def test_x04_x05_the_interval_and_the_next_dose_from_the_day_really_given(
    second: int, odd: bool, third: int
) -> None:
    record = patient(courses=(on_drug(0, second),))
    assert injections(record, second) == ({"INJ_INTERVAL"} if odd else set())
    line = seen(record, second).doses[2]
    assert (line.number, line.due_on) == (3, d(third))
    assert seen(record, second).doses[1].interval_days == second


def test_x04_says_how_many_days() -> None:
    found = the(patient(courses=(on_drug(0, 31),)), 31, "INJ_INTERVAL")
    assert (found.inputs["days"], found.rules) == (31, ("BMA-19b", "REM-07"))
    assert "31 days" in found.message.en


def test_x06_without_bone_metastasis_nothing_is_planned() -> None:
    ordered = Record(courses=(BoneCourse(on=D0, agent=Agent.DENOSUMAB),))
    assert (seen(ordered, 0).doses, "BMA_START" in codes(ordered, 0)) == ((), False)


@pytest.mark.parametrize("reason", [StopReason.PAIN_RELIEVED, StopReason.DISEASE_STABLE])
def test_x07_pain_relief_and_stable_disease_are_no_reason_to_stop(reason: StopReason) -> None:
    course = on_drug(0, 28, stop=Stop(on=d(50), reason=reason))
    assert "BMA_STOP_WARN" in codes(patient(courses=(course,), pain=(pain(0),)), 50)


def test_x08_a_new_event_during_treatment_is_no_reason_to_stop() -> None:
    record = patient(courses=(on_drug(0, 28),), events=(event(SreType.PATH_FRACTURE, 40, FEMUR),))
    assert {"SRE_NEW", "MDT_REFER"} <= codes(record, 40)
    assert "BMA_STOP_WARN" not in codes(record, 40)
    assert "no reason to stop" in the(record, 40, "SRE_NEW").message.en


def test_x09_each_ct_without_a_statement_on_its_bone_window_is_named() -> None:
    studies = tuple(scan(Modality.CT, offset, ref=f"imaging[{n}]") for n, offset in enumerate((0, None, 84)))
    found = [f.subject for f in seen(patient(studies=studies), 84).findings if f.code == "BONE_WINDOW"]
    assert sorted(found) == ["imaging[0]", "imaging[1]", "imaging[2]"]


def test_x10_whoever_needs_the_drug_needs_the_dentist() -> None:
    assert {"BMA_START", "DENTAL_CHECK"} <= codes(patient(), 0)


def test_a_stopped_course_has_one_cancelled_dose_and_a_held_one_waits() -> None:
    stopped = patient(courses=(on_drug(0, stop=Stop(on=d(10), reason=StopReason.INTOLERANCE)),))
    assert [line.state for line in seen(stopped, 40).doses] == ["given", "cancelled"]
    held = patient(courses=(on_drug(0, holds=(Hold(on=d(10)),)),))
    assert {line.state for line in seen(held, 40).doses} == {"given", "held"}


def test_doses_a_person_planned_keep_their_days() -> None:
    doses = (Dose(on=D0, number=1), Dose(due_on=d(30), number=2), Dose(due_on=d(58), number=3))
    lines = seen(patient(courses=(BoneCourse(agent=Agent.DENOSUMAB, doses=doses),)), 0).doses
    assert [(line.due_on - D0).days for line in lines if line.due_on is not None] == [
        0,
        30,
        58,
        86,
        114,
        142,
        170,
    ]


def test_a_dose_on_an_unknown_day_is_shown_and_starts_no_plan() -> None:
    (line,) = seen(patient(courses=(on_drug(None),)), 0).doses
    assert (line.state, line.given_on, line.due_on) == ("given", None, None)


def test_a_drug_without_name_gets_no_plan() -> None:
    record = patient(courses=(BoneCourse(agent_text="bone drug", doses=(Dose(on=D0),)),))
    assert [line.state for line in seen(record, 40).doses] == ["given"]
    assert {"DQ-26"} <= {flag.check for flag in seen(record, 40).data_flags}
