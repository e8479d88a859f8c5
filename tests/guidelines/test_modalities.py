"""VOC-10, the order of DX-13, the help texts of 3.3, the orders of IMG-12 to IMG-15, the limits of 12."""

from dataclasses import fields
from itertools import pairwise
from typing import Any

import pytest

from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.category import FollowUpCategory
from guidelines.imaging.limits import (
    DEFAULT_IMAGING_LIMITS,
    IMAGING_LIMIT_FACTS,
    ImagingLimits,
    Measure,
)
from guidelines.imaging.modalities import (
    Modality,
    modality_from_name,
    modality_help,
    more_sensitive,
    sensitivity_rank,
)
from guidelines.imaging.orders import (
    OrderBasis,
    RefusalReason,
    early_bone_scan,
    follow_up_panel,
    refusal_answer,
    symptom_driven,
)
from guidelines.settings import LimitsError
from tests.guidelines.shorthand import day, said

ADVANCED = FollowUpCategory.ADVANCED


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("X光", Modality.XRAY),
        ("平片", Modality.XRAY),
        ("X-ray", Modality.XRAY),
        ("CT平扫", Modality.CT),
        ("ct", Modality.CT),
        ("增强CT", Modality.CT_ENH),
        ("能谱 CT", Modality.CT_SPECTRAL),
        ("核磁", Modality.MRI),
        ("ECT", Modality.BS),
        ("骨扫描", Modality.BS),
        ("全身骨扫描", Modality.BS),
        ("核素骨显像", Modality.BS),
        ("bone scan", Modality.BS),
        ("bone scintigraphy", Modality.BS),
        ("PET-CT", Modality.PETCT_FDG),
        ("PET/CT", Modality.PETCT_FDG),
        ("18F-NaF PET/CT", Modality.PETCT_NAF),
        ("PETMRI", Modality.PETMRI),
        ("口腔全景X光", Modality.DENTAL_PAN),
        ("CT三维重建", Modality.DENTAL_CT3D),
        ("SPECT", None),
        ("not stated", None),
        ("", None),
    ],
)
def test_every_name_of_a_report_finds_its_modality(text: str, modality: Modality | None) -> None:
    assert modality_from_name(text) is modality


def test_sensitivity_falls_from_mri_to_x_ray() -> None:
    order = [Modality.MRI, Modality.PETCT_FDG, Modality.BS, Modality.CT, Modality.XRAY]
    assert [sensitivity_rank(modality) for modality in order] == [1, 2, 3, 4, 5]
    assert all(more_sensitive(better, worse) for better, worse in pairwise(order))
    assert more_sensitive(Modality.XRAY, Modality.MRI) is False


def test_a_modality_without_a_place_compares_to_nothing() -> None:
    assert more_sensitive(Modality.PETMRI, Modality.XRAY) is None
    assert more_sensitive(Modality.CT, Modality.CT_ENH) is False


def test_all_but_the_dental_modalities_have_a_help_text() -> None:
    without = {modality for modality in Modality if modality_help(modality) is None}
    assert without == {Modality.DENTAL_PAN, Modality.DENTAL_CT3D}


@pytest.mark.parametrize(
    ("category", "last_on", "planned_on", "new_symptom", "expected"),
    [
        (ADVANCED, "2025-01-15", "2025-06-30", False, "IMG-12 WARN"),
        (ADVANCED, "2025-01-15", "2025-06-30", None, "IMG-12 WARN"),
        (ADVANCED, "2025-01-15", "2025-07-01", False, None),
        (ADVANCED, "2025-01-15", "2025-07-15", False, None),
        (ADVANCED, "2025-01-15", "2025-05-01", True, None),
        (FollowUpCategory.RECURRENT, "2025-01-15", "2025-05-01", False, "IMG-12 WARN"),
        (FollowUpCategory.POST_OP, "2025-01-15", "2025-05-01", False, None),
        (ADVANCED, None, "2025-05-01", False, None),
    ],
)
def test_a_bone_scan_before_the_half_year_needs_a_reason(
    category: FollowUpCategory, last_on: str | None, planned_on: str, new_symptom: bool | None, expected: str
) -> None:
    found = early_bone_scan(
        category,
        last_on=None if last_on is None else day(last_on),
        planned_on=day(planned_on),
        new_symptom=new_symptom,
    )
    assert said(found) == expected


def test_fear_of_radiation_is_answered_with_numbers() -> None:
    assert said(refusal_answer(RefusalReason.RADIATION)) == "IMG-13 INFO"
    assert refusal_answer(RefusalReason.CLAUSTROPHOBIA) is None


SYMPTOM, SCHEDULE = OrderBasis.SYMPTOM, OrderBasis.SCHEDULE
CT, BS = SlotKind.CT, SlotKind.BS


@pytest.mark.parametrize(
    ("basis", "last_done", "kind", "expected"),
    [
        ({SYMPTOM}, {CT: "2025-01-15"}, CT, "IMG-14 FLAG"),
        ({SYMPTOM}, {CT: "2025-04-15"}, CT, None),
        ({SYMPTOM}, {}, CT, "IMG-14 FLAG"),
        ({SYMPTOM, SCHEDULE}, {CT: "2025-01-15"}, CT, None),
        (set(), {}, CT, None),
        ({SYMPTOM}, {CT: "2025-01-15", BS: "2025-05-01"}, CT, "IMG-14 FLAG"),
        ({SYMPTOM}, {CT: "2025-01-15", BS: "2025-05-01"}, None, None),
        ({SYMPTOM}, {CT: "2025-01-15", BS: "2024-10-01"}, None, "IMG-14 FLAG"),
    ],
)
def test_a_symptom_alone_is_no_follow_up(
    basis: set[OrderBasis], last_done: dict[SlotKind, str], kind: SlotKind | None, expected: str | None
) -> None:
    done = {one: day(text) for one, text in last_done.items()}
    found = symptom_driven(frozenset(basis), ADVANCED, done, kind=kind, planned_on=day("2025-06-15"))
    assert said(found) == expected


def test_a_patient_without_a_schedule_is_not_measured_by_it() -> None:
    found = symptom_driven(
        frozenset({SYMPTOM}), FollowUpCategory.INITIAL, {}, kind=CT, planned_on=day("2025-06-15")
    )
    assert found is None


def test_the_follow_up_panel_has_six_items() -> None:
    panel = follow_up_panel()
    assert panel.message.zh.count("；") == 5
    assert "CT with bone window" in panel.message.en


SECTION_12 = {
    "scan_lead_days": 14,
    "scan_grace_days": 14,
    "ct_interval_months": 3,
    "bs_interval_months": 6,
    "bs_postop_interval_months": 12,
    "postop_ct_months": None,
    "mda_measure": Measure.SUM,
    "risk_high_gl_factors": 1,
    "risk_high_other_factors": 2,
}


def test_defaults_are_those_of_the_catalogue() -> None:
    assert {field.name: getattr(DEFAULT_IMAGING_LIMITS, field.name) for field in fields(ImagingLimits)} == (
        SECTION_12
    )
    assert list(IMAGING_LIMIT_FACTS) == list(SECTION_12)


@pytest.mark.parametrize("wrong", [{"scan_grace_days": 0}, {"postop_ct_months": -1}])
def test_a_limit_no_rule_could_work_with_is_refused_by_name(wrong: dict[str, Any]) -> None:
    with pytest.raises(LimitsError) as refused:
        ImagingLimits(**wrong)
    assert refused.value.field in wrong
