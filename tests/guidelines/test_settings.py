"""The limits of section 12 and their defaults."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest

from guidelines.settings import DEFAULT_LIMITS, LIMIT_FACTS, Limits, LimitsError

SECTION_12 = {
    "denosumab_interval_days": 28,
    "denosumab_dose_mg": Decimal(120),
    "bp_interval_days": 28,
    "reminder_lead_days": 3,
    "overdue_tier2_days": 28,
    "on_time_min_days": 27,
    "on_time_max_days": 30,
    "ext_max_months": 3,
    "bma_start_target_days": 14,
    "lab_valid_days": 14,
    "dental_valid_days": 90,
    "dental_recall_months": 6,
    "dental_hold_months": 2,
    "rebound_start_months": 2,
    "rebound_high_end_months": 4,
    "rebound_watch_end_months": 12,
    "ctx_watch_days": (60, 90, 120, 180, 365),
    "ntx_recheck_months": 1,
    "sre_merge_days": 21,
    "vitd_min_iu": Decimal(800),
    "vitd_max_iu": Decimal(1200),
    "calcium_mg": Decimal(1000),
}


@pytest.mark.parametrize(("name", "default"), SECTION_12.items())
def test_defaults_are_those_of_the_catalogue(name: str, default: object) -> None:
    assert getattr(DEFAULT_LIMITS, name) == default


def test_reminders_go_out_at_eight() -> None:
    assert DEFAULT_LIMITS.reminder_hour.isoformat() == "08:00:00"


def test_every_limit_can_be_shown_to_the_clinician_who_approves_it() -> None:
    assert [field.name for field in fields(Limits)] == list(LIMIT_FACTS)
    assert LIMIT_FACTS["lab_valid_days"].key == "LAB_VALID_DAYS"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"lab_valid_days": 0}, "lab_valid_days"),
        ({"denosumab_dose_mg": Decimal(-1)}, "denosumab_dose_mg"),
        ({"on_time_min_days": 31}, "on_time_max_days"),
        ({"vitd_max_iu": Decimal(700)}, "vitd_max_iu"),
        ({"rebound_high_end_months": 13}, "rebound_watch_end_months"),
        ({"ctx_watch_days": ()}, "ctx_watch_days"),
        ({"ctx_watch_days": (60, 0)}, "ctx_watch_days"),
    ],
)
def test_a_limit_no_rule_could_work_with_is_refused_by_name(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(LimitsError) as refused:
        Limits(**wrong)
    assert refused.value.field == field
    assert refused.value.reason.zh
