"""The limits of a hospital as named values: every key of section 12, written down and read back."""

import json
from collections import Counter
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest

from guidelines.imaging.limits import ImagingLimits, Measure
from guidelines.mdt.limits import MdtLimits, MeetingFrequency
from guidelines.reading.limit_values import (
    LIMIT_KEYS,
    SECTIONS,
    SET_ELSEWHERE,
    changed_limits,
    limit_errors,
    limits_from,
    shown,
    values_of,
)
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS, HospitalLimits, SafetyLimits
from guidelines.settings import Limits, LimitsError
from guidelines.terms import Text

OTHER = HospitalLimits(
    drugs=Limits(lab_valid_days=7, vitd_max_iu=Decimal("1200.5"), ctx_watch_days=(30, 60)),
    imaging=ImagingLimits(postop_ct_months=6, mda_measure=Measure.PRODUCT),
    mdt=MdtLimits(mdt_frequency=MeetingFrequency.FORTNIGHTLY),
    safety=SafetyLimits(calcium_low=Decimal("2.15")),
)


def test_every_limit_a_rule_reads_is_a_key_but_for_the_hour_of_the_installation() -> None:
    parts = (getattr(DEFAULT_HOSPITAL_LIMITS, part.name) for part in fields(HospitalLimits))
    names = {field.name for part in parts for field in fields(part)}
    assert {key.name for key in LIMIT_KEYS} == names - SET_ELSEWHERE
    assert max(Counter(key.name for key in LIMIT_KEYS).values()) == 1


def test_every_section_has_a_name() -> None:
    assert [part.name for part in fields(HospitalLimits)] == list(SECTIONS)


@pytest.mark.parametrize("limits", [DEFAULT_HOSPITAL_LIMITS, OTHER])
def test_what_was_written_down_is_read_back(limits: HospitalLimits) -> None:
    assert limits_from(json.loads(json.dumps(values_of(limits)))) == limits


def test_a_key_younger_than_the_values_has_the_default_and_a_forgotten_one_is_passed_over() -> None:
    values = values_of(OTHER)
    del values["lab_valid_days"]
    values["no_rule_reads_it"] = 3
    assert limits_from(values) == replace(OTHER, drugs=replace(OTHER.drugs, lab_valid_days=14))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lab_valid_days", 0),
        ("lab_valid_days", "14"),
        ("lab_valid_days", True),
        ("lab_valid_days", 10**30),
        ("calcium_mg", "NaN"),
        ("calcium_mg", "Infinity"),
        ("calcium_mg", "much"),
        ("calcium_mg", None),
        ("calcium_mg", []),
        ("creatinine_rise_check", "yes"),
        ("ctx_watch_days", "60"),
        ("ctx_watch_days", []),
        ("ctx_watch_days", [60, 0]),
        ("ctx_watch_days", [60, 99999]),
        ("postop_ct_months", 0),
        ("mda_measure", "AREA"),
        ("mda_measure", None),
        ("mdt_quorum", None),
    ],
)
def test_a_value_no_rule_could_work_with_is_refused_by_its_name(name: str, value: Any) -> None:
    with pytest.raises(LimitsError) as refused:
        limits_from(values_of(OTHER) | {name: value})
    assert refused.value.field == name


def test_all_mistakes_are_said_at_once_and_in_both_languages() -> None:
    wrong = {"lab_valid_days": 0, "scan_lead_days": "x", "on_time_min_days": 31, "calcium_high": "1"}
    errors = limit_errors(values_of(DEFAULT_HOSPITAL_LIMITS) | wrong)
    assert set(errors) == {"lab_valid_days", "scan_lead_days", "on_time_max_days", "calcium_high"}
    assert errors["on_time_max_days"] == Text(
        "不能小于“按时间隔下限”", 'must not be below "On-time interval, lower end"'
    )


def test_a_range_that_no_default_can_mend_does_not_hide_other_sections() -> None:
    assert set(limit_errors({"on_time_min_days": 31, "mdt_quorum": 0})) == {"on_time_max_days", "mdt_quorum"}


def test_good_values_have_no_errors() -> None:
    assert limit_errors(values_of(OTHER)) == {}


def test_what_changed_is_listed_in_the_order_of_the_catalogue() -> None:
    changes = changed_limits(DEFAULT_HOSPITAL_LIMITS, OTHER)
    assert [change.key.name for change in changes] == [
        "lab_valid_days",
        "ctx_watch_days",
        "vitd_max_iu",
        "postop_ct_months",
        "mda_measure",
        "mdt_frequency",
        "calcium_low",
    ]
    assert (changes[0].before, changes[0].after) == (14, 7)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, Text("未设定", "not set")),
        (True, Text("开", "on")),
        (14, Text("14", "14")),
        (Decimal("2.10"), Text("2.1", "2.1")),
        ((60, 90), Text("60；90", "60; 90")),
        (Measure.SUM, Text("两径之和", "Sum of the diameters")),
    ],
)
def test_a_value_is_shown_in_words(value: Any, words: Text) -> None:
    assert shown(value) == words


def test_units_are_words_where_they_are_words() -> None:
    units = {key.name: key.unit for key in LIMIT_KEYS}
    assert units["lab_valid_days"] == Text("天", "days")
    assert units["calcium_mg"] == Text("mg", "mg")
