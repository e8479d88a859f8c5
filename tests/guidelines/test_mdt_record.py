"""Sections 7.3 and 7.5: the summary, readiness, the regular meeting, its limits."""

from decimal import Decimal

import pytest

from guidelines.bone.intervals import BMA_17
from guidelines.findings import Rule
from guidelines.labs import LAB_12
from guidelines.mdt.disciplines import Discipline, seat
from guidelines.mdt.followthrough import (
    DecisionOutcome,
)
from guidelines.mdt.limits import DEFAULT_MDT_LIMITS, MDT_LIMIT_FACTS, MdtLimits, MeetingFrequency
from guidelines.mdt.meetings import MeetingRecord, month_without_meeting, series_dates, unit_figures
from guidelines.mdt.participation import MDT_01, referral_finding
from guidelines.mdt.quorum import AttendanceMode, remote_note
from guidelines.mdt.readiness import case_readiness
from guidelines.mdt.record import PARTS, RecordItem, evidence, summary_lines
from guidelines.mdt.triggers import MDT_T10
from guidelines.settings import LimitsError
from guidelines.terms import Text
from tests.guidelines.shorthand import day, people, said

CONFIRMED = day("2025-03-01")


def test_the_summary_has_every_line_once_and_none_is_blank() -> None:
    lines = summary_lines({RecordItem.NRS: None, RecordItem.ECOG: Text(" ", " ")})
    assert sorted(line.item for line in lines) == sorted(RecordItem)
    assert {line.words for line in lines} == {Text("未记录", "not recorded")}
    assert list(PARTS) == ["PATIENT", "BONE", "STATE", "DRUG", "MEETING"]


def test_what_is_recorded_is_printed() -> None:
    lines = summary_lines({RecordItem.NRS: Text("4 分", "4")})
    assert [(line.item, line.words.zh) for line in lines if line.recorded] == [(RecordItem.NRS, "4 分")]


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        (BMA_17, "BMA-17，专家意见", "BMA-17, expert opinion"),
        (
            MDT_01,
            "MDT-01，中国肺癌骨转移临床诊疗指南 2024，建议 4，1A",
            "MDT-01, Chinese guideline for lung cancer bone metastasis, 2024, recommendation 4, 1A",
        ),
        (LAB_12, "LAB-12，本系统约定", "LAB-12, project rule"),
        (MDT_T10, "MDT-T10，未分级", "MDT-T10, ungraded"),
    ],
)
def test_a_grade_is_printed_only_for_a_numbered_recommendation(rule: Rule, zh: str, en: str) -> None:
    assert evidence(rule) == Text(zh, en)


def test_a_finding_is_worded_like_its_rule() -> None:
    found = referral_finding(CONFIRMED, None, CONFIRMED)
    assert found is not None
    assert evidence(found) == evidence(MDT_01)


def test_readiness_names_the_empty_lines_and_the_empty_chairs() -> None:
    known: dict[RecordItem, Text | None] = dict.fromkeys(RecordItem, Text("有", "yes"))
    known[RecordItem.CALCIUM] = None
    seats = (seat(Discipline.MED_ONC), seat(Discipline.ORTHO))
    lacking = case_readiness(known, seats, people("MED_ONC"))
    assert (lacking.missing_items, lacking.missing_seats) == ((RecordItem.CALCIUM,), (seats[1],))
    assert not lacking.ready
    known[RecordItem.CALCIUM] = Text("2.3", "2.3")
    assert case_readiness(known, seats, people("MED_ONC ORTHO")).ready


def test_minutes_are_not_asked_for_before_the_meeting() -> None:
    asked = set(case_readiness({}, (), ()).missing_items)
    assert RecordItem.TRIGGERS in asked
    assert not asked & {RecordItem.DECISIONS, RecordItem.ATTENDANCE, RecordItem.VERSION}


def meeting(on: str, cases: int, codes: str, regulars: int) -> MeetingRecord:
    return MeetingRecord(
        held_on=day(on),
        cases=cases,
        disciplines=frozenset(people(codes)),
        regulars_invited=5,
        regulars_present=regulars,
    )


def test_four_meetings_with_twenty_cases_are_five_each() -> None:
    march = [
        meeting("2025-03-05", 6, "MED_ONC RADIOLOGY", 5),
        meeting("2025-03-12", 4, "MED_ONC ORTHO", 4),
        meeting("2025-03-19", 5, "MED_ONC", 3),
        meeting("2025-03-26", 5, "RADIOLOGY", 4),
    ]
    figures = unit_figures(march, [DecisionOutcome.IMPLEMENTED, DecisionOutcome.PARTIAL, None])
    assert (figures.meetings, figures.cases, figures.cases_per_meeting) == (4, 20, Decimal(5))
    assert figures.attended[Discipline.MED_ONC].percent == Decimal(75)
    assert figures.fixed_members.percent == Decimal(80)
    assert (figures.implemented.percent, figures.implemented.unknown) == (Decimal(50), 1)


def test_a_unit_without_meetings_has_no_rate_rather_than_nought() -> None:
    figures = unit_figures([])
    assert (figures.cases_per_meeting, figures.fixed_members.percent, figures.implemented.percent) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("mode", "hospital", "expected", "words"),
    [
        (AttendanceMode.REMOTE, "Provincial hospital", "MDT-11 INFO", "counts for the quorum"),
        (AttendanceMode.REMOTE, " ", "MDT-11 INFO", "not recorded"),
        (AttendanceMode.ON_SITE, "", None, ""),
    ],
)
def test_a_remote_expert_counts_and_names_the_hospital(
    mode: AttendanceMode, hospital: str, expected: str | None, words: str
) -> None:
    found = remote_note(mode, hospital)
    assert said(found) == expected
    assert found is None or words in found.message.en


def test_a_weekly_series_has_four_or_five_meetings_a_month() -> None:
    days = series_dates(day("2025-01-01"), 52)
    in_month = [sum(1 for held in days if held.month == month) for month in range(1, 13)]
    assert set(in_month) == {4, 5}
    assert series_dates(CONFIRMED, 2, MdtLimits(mdt_frequency=MeetingFrequency.FORTNIGHTLY))[1] == day(
        "2025-03-15"
    )


@pytest.mark.parametrize(
    ("held", "today", "expected"),
    [
        (("2025-03-31",), "2025-04-01", None),
        (("2025-02-28", "2025-04-01"), "2025-04-01", "MDT-13 FLAG"),
        ((), "2025-03-31", None),
    ],
)
def test_a_month_that_ended_without_a_meeting_is_flagged(
    held: tuple[str, ...], today: str, expected: str | None
) -> None:
    found = month_without_meeting(day("2025-03-17"), [day(text) for text in held], day(today))
    assert said(found) == expected


def test_defaults_of_the_meeting_are_those_of_the_catalogue() -> None:
    limits = DEFAULT_MDT_LIMITS
    assert (limits.mdt_target_days, limits.mdt_quorum, limits.mdt_frequency) == (14, 3, "WEEKLY")
    assert [facts.key for facts in MDT_LIMIT_FACTS.values()] == [
        "MDT_TARGET_DAYS",
        "MDT_QUORUM",
        "MDT_FREQUENCY",
    ]


def test_a_limit_of_nought_is_refused_by_name() -> None:
    with pytest.raises(LimitsError, match="mdt_target_days"):
        MdtLimits(mdt_target_days=0)
    with pytest.raises(LimitsError, match="mdt_quorum"):
        MdtLimits(mdt_quorum=-1)
