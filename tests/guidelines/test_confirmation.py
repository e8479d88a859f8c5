"""Sections 2.3 and 2.5: which modality overrules which, what proves bone metastasis, biopsy, checklist."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.imaging.modalities import Modality
from guidelines.lesions import Extent, LesionType
from guidelines.pathway.biopsy import (
    DEFAULT_TECHNIQUE,
    BiopsyTechnique,
    biopsy_order_check,
    biopsy_task,
    technique_check,
)
from guidelines.pathway.comparison import menu_for, modality_note, overrule_finding, overrules
from guidelines.pathway.confirmation import (
    SiteFacts,
    SiteReading,
    confirm_task,
    site_notes,
    site_tasks,
)
from guidelines.pathway.evidence import (
    Evidence,
    ImagingEvidence,
    Pathology,
    confirmation_check,
    definite_imaging,
    evidence_findings,
    is_confirmed,
    is_definite,
    occult_note,
)
from guidelines.pathway.pretreatment import PretreatmentItem, checklist, checklist_task, is_complete
from tests.guidelines.shorthand import day, said

BLASTIC, LYTIC, UNKNOWN = LesionType.OSTEOBLASTIC, LesionType.OSTEOLYTIC, LesionType.UNKNOWN

COMPARED: list[tuple[Modality, Modality, bool | None, LesionType, bool | None]] = [
    (Modality.MRI, Modality.BS, True, UNKNOWN, True),
    (Modality.XRAY, Modality.MRI, True, UNKNOWN, False),
    (Modality.MRI, Modality.BS, False, UNKNOWN, False),
    (Modality.MRI, Modality.BS, None, UNKNOWN, None),
    (Modality.MRI, Modality.BS, True, BLASTIC, False),
    (Modality.PETCT_FDG, Modality.BS, True, BLASTIC, True),
    (Modality.CT, Modality.CT, True, UNKNOWN, False),
    (Modality.PETMRI, Modality.BS, True, UNKNOWN, None),
]


@pytest.mark.parametrize(("negative", "positive", "covers", "suspected", "expected"), COMPARED)
def test_only_a_more_sensitive_modality_overrules(
    negative: Modality, positive: Modality, covers: bool | None, suspected: LesionType, expected: bool | None
) -> None:
    answer = overrules(negative, positive, covers_site=covers, suspected=suspected)
    assert answer is expected
    assert said(overrule_finding(negative, positive, answer)) == "DX-16 CALC"


@pytest.mark.parametrize(
    ("suspected", "marrow", "expected", "first"),
    [
        (BLASTIC, None, "DX-14 INFO", Modality.PETCT_NAF),
        (LYTIC, None, "DX-15 INFO", Modality.PETCT_FDG),
        (UNKNOWN, True, "DX-15 INFO", Modality.MRI),
        (LYTIC, True, "DX-15 INFO", Modality.MRI),
        (UNKNOWN, None, None, None),
    ],
)
def test_the_suspected_lesion_orders_the_menu(
    suspected: LesionType, marrow: bool | None, expected: str | None, first: Modality | None
) -> None:
    assert said(modality_note(suspected, marrow=marrow)) == expected
    assert next(iter(menu_for(suspected, marrow=marrow)), None) is first


DEFINITE: list[tuple[Modality, dict[str, Any], bool | None]] = [
    (Modality.CT, {"at_suspicious_site": True, "destruction": True}, True),
    (Modality.XRAY, {"at_suspicious_site": True, "destruction": True}, True),
    (Modality.CT_ENH, {"at_suspicious_site": True, "destruction": True}, True),
    (Modality.MRI, {"at_suspicious_site": True, "destruction": False}, False),
    (Modality.MRI, {"at_suspicious_site": False, "destruction": True}, False),
    (Modality.MRI, {"destruction": True}, None),
    (Modality.PETCT_FDG, {"hypermetabolic": True, "destruction": False}, False),
    (Modality.PETCT_FDG, {"hypermetabolic": True, "destruction": True}, True),
    (Modality.PETCT_FDG, {"hypermetabolic": True}, None),
    (Modality.CT, {"blastic_definite": True}, True),
    (Modality.XRAY, {"at_suspicious_site": True, "destruction": False, "blastic_definite": True}, False),
    (Modality.BS, {"at_suspicious_site": True, "destruction": True, "blastic_definite": True}, False),
]


@pytest.mark.parametrize(("modality", "stated", "expected"), DEFINITE)
def test_definite_imaging_shows_destruction_or_a_reader_who_is_sure(
    modality: Modality, stated: dict[str, Any], expected: bool | None
) -> None:
    assert is_definite(ImagingEvidence(modality=modality, **stated)) is expected


LYSIS = ImagingEvidence(modality=Modality.CT, at_suspicious_site=True, destruction=True)
UNREAD = ImagingEvidence(modality=Modality.CT, at_suspicious_site=True)
EVIDENCE: list[tuple[dict[str, Any], bool | None, str | None]] = [
    ({"lung_cancer_confirmed": True, "bone_scan_positive": True}, False, "DX-19 STOP"),
    ({"lung_cancer_confirmed": True, "markers_raised": True}, False, "DX-19 STOP"),
    (
        {"lung_cancer_confirmed": True, "bone_scan_positive": True, "markers_raised": True},
        False,
        "DX-19 STOP",
    ),
    ({"lung_cancer_confirmed": True}, False, "DX-19 STOP"),
    ({"lung_cancer_confirmed": True, "bone_scan_positive": True, "imaging": (LYSIS,)}, True, None),
    ({"lung_cancer_confirmed": True, "pathology": Pathology.POSITIVE}, True, None),
    ({"lung_cancer_confirmed": True, "pathology": Pathology.NEGATIVE}, False, "DX-19 STOP"),
    ({"lung_cancer_confirmed": True, "imaging": (UNREAD,)}, None, "DX-19 STOP"),
    ({"lung_cancer_confirmed": False, "pathology": Pathology.POSITIVE}, False, "DX-18 STOP"),
    ({"pathology": Pathology.POSITIVE}, None, "DX-18 STOP"),
]


@pytest.mark.parametrize(("stated", "confirmed", "expected"), EVIDENCE)
def test_lung_cancer_and_biopsy_or_definite_imaging_confirm(
    stated: dict[str, Any], confirmed: bool | None, expected: str | None
) -> None:
    evidence = Evidence(**stated)
    assert is_confirmed(evidence) is confirmed
    assert said(confirmation_check(evidence)) == expected
    assert [said(one) for one in evidence_findings(evidence)] == ["DX-20 CALC", "DX-18 CALC"]


ANSWER = st.none() | st.booleans()
ANY_IMAGE = st.builds(
    ImagingEvidence,
    modality=st.sampled_from(Modality),
    at_suspicious_site=ANSWER,
    destruction=ANSWER,
    hypermetabolic=ANSWER,
    blastic_definite=ANSWER,
)
ANY_EVIDENCE = st.builds(
    Evidence,
    lung_cancer_confirmed=ANSWER,
    pathology=st.none() | st.sampled_from(Pathology),
    imaging=st.lists(ANY_IMAGE, max_size=3).map(tuple),
    bone_scan_positive=ANSWER,
    markers_raised=ANSWER,
)


@given(ANY_EVIDENCE, ANSWER, ANSWER, st.lists(ANY_IMAGE, max_size=2))
def test_more_scans_markers_and_unsure_images_never_silence_the_stop(
    evidence: Evidence, scan: bool | None, markers: bool | None, images: list[ImagingEvidence]
) -> None:
    unsure = tuple(one for one in images if not is_definite(one))
    wider = replace(
        evidence, bone_scan_positive=scan, markers_raised=markers, imaging=evidence.imaging + unsure
    )
    assert said(confirmation_check(wider)) == said(confirmation_check(evidence))


@given(ANY_EVIDENCE)
def test_a_bone_scan_is_never_proof(evidence: Evidence) -> None:
    only_scans = tuple(replace(one, modality=Modality.BS) for one in evidence.imaging)
    assert definite_imaging(only_scans) is False


def test_a_solitary_lesion_may_have_company() -> None:
    assert said(occult_note(confirmed=True, lesions=1)) == "DX-30 INFO"
    assert occult_note(confirmed=True, lesions=2) is None
    assert occult_note(confirmed=None, lesions=1) is None


NEG, UNSURE, LYTIC_SITE = SiteReading.NEGATIVE, SiteReading.INCONCLUSIVE, SiteReading.DESTRUCTION
SITES: list[tuple[dict[str, Any], list[str]]] = [
    ({"bone_scan_positive": True, "xray": NEG}, ["DX-21 TASK"]),
    ({"bone_scan_positive": True, "xray": NEG, "ct": NEG}, []),
    ({"bone_scan_positive": True, "xray": LYTIC_SITE}, []),
    ({"bone_scan_positive": False, "xray": NEG}, []),
    ({"bone_scan_positive": True, "xray": UNSURE, "marrow_or_cord_suspected": True}, ["DX-25 TASK"]),
    ({"bone_scan_positive": True, "xray": UNSURE}, ["DX-25 TASK"]),
    (
        {"bone_scan_positive": True, "xray": NEG, "marrow_or_cord_suspected": True},
        ["DX-21 TASK", "DX-25 TASK"],
    ),
    ({"bone_scan_positive": True, "xray": UNSURE, "ct": LYTIC_SITE}, []),
    ({"bone_scan_positive": True, "xray": UNSURE, "mri": NEG}, []),
    ({"bone_scan_positive": True, "in_spine": True}, ["DX-27 TASK", "DX-27 TASK"]),
    ({"bone_scan_positive": True, "in_spine": True, "ct": LYTIC_SITE}, ["DX-27 TASK"]),
    ({"bone_scan_positive": True, "in_spine": False}, []),
]


@pytest.mark.parametrize(("stated", "expected"), SITES)
def test_a_site_asks_for_the_examination_it_lacks(stated: dict[str, Any], expected: list[str]) -> None:
    found = site_tasks(SiteFacts(**stated))
    assert [said(one) for one in found] == expected
    assert len({(one.rule_id, one.key) for one in found}) == len(found)


@pytest.mark.parametrize(
    ("extent", "first"), [(Extent.LOCALISED, "磁共振"), (Extent.WIDESPREAD, "PET/CT"), (None, "CT")]
)
def test_a_positive_bone_scan_is_confirmed_by_extent(extent: Extent | None, first: str) -> None:
    found = confirm_task(SiteFacts(bone_scan_positive=True), extent)
    assert said(found) == "DX-17 TASK"
    assert found is not None
    assert f"可选：{first}；" in found.message.zh


@pytest.mark.parametrize(
    "stated",
    [
        {"bone_scan_positive": True, "mri": NEG},
        {"bone_scan_positive": True, "xray": LYTIC_SITE},
        {"bone_scan_positive": False},
        {},
    ],
)
def test_nothing_is_to_be_confirmed(stated: dict[str, Any]) -> None:
    assert confirm_task(SiteFacts(**stated), Extent.LOCALISED) is None


NOTES: list[tuple[dict[str, Any], list[str]]] = [
    ({"bone_scan_positive": True, "mri": NEG}, ["DX-29 INFO"]),
    ({"bone_scan_positive": True, "mri": NEG, "suspected": BLASTIC}, []),
    ({"bone_scan_positive": True, "mri": NEG, "ct": LYTIC_SITE}, []),
    ({"bone_scan_positive": True, "mri": UNSURE}, []),
    ({"near_nerve_or_vessel": True}, ["DX-28 INFO"]),
]


@pytest.mark.parametrize(("stated", "expected"), NOTES)
def test_a_site_has_its_notes(stated: dict[str, Any], expected: list[str]) -> None:
    assert [said(one) for one in site_notes(SiteFacts(**stated))] == expected


@pytest.mark.parametrize(
    ("lesions", "biopsied", "declined", "expected"),
    [
        (1, False, False, "DX-22 TASK"),
        (2, False, False, "DX-22 INFO"),
        (1, True, False, None),
        (1, False, True, None),
        (0, False, False, None),
        (None, False, False, None),
    ],
)
def test_a_solitary_lesion_is_biopsied(
    lesions: int | None, biopsied: bool, declined: bool, expected: str | None
) -> None:
    assert said(biopsy_task(lesions, biopsied=biopsied, declined=declined)) == expected


@pytest.mark.parametrize(
    ("lesions", "confirmed", "reason", "expected"),
    [
        (12, True, "", "DX-23 INFO"),
        (12, True, "molecular testing", None),
        (12, None, "", None),
        (1, True, "", None),
        (None, True, "", None),
    ],
)
def test_multiple_destruction_needs_no_biopsy(
    lesions: int | None, confirmed: bool | None, reason: str, expected: str | None
) -> None:
    assert said(biopsy_order_check(lesions, lung_cancer_confirmed=confirmed, reason=reason)) == expected


def test_a_needle_is_the_default_and_an_open_biopsy_needs_a_reason() -> None:
    assert technique_check(DEFAULT_TECHNIQUE) is None
    assert said(technique_check(BiopsyTechnique.OPEN)) == "DX-24 INFO"
    assert technique_check(BiopsyTechnique.OPEN, "穿刺失败") is None


def test_the_checklist_opens_on_the_day_of_confirmation_and_names_what_is_missing() -> None:
    items = checklist(bisphosphonate_considered=None, long_bone_or_spine=None)
    assert items == tuple(PretreatmentItem)
    found = checklist_task(day("2025-03-01"), items, set(items) - {PretreatmentItem.NRS})
    assert found is not None
    assert (said(found), found.due_on) == ("DX-26 TASK", day("2025-03-01"))
    assert found.inputs["missing"] == (PretreatmentItem.NRS,)
    assert checklist_task(day("2025-03-01"), items, set(items)) is None


def test_an_item_that_does_not_apply_is_not_asked() -> None:
    items = checklist(bisphosphonate_considered=False, long_bone_or_spine=False)
    assert set(PretreatmentItem) - set(items) == {PretreatmentItem.CLEARANCE, PretreatmentItem.STABILITY}


def test_markers_are_asked_for_and_never_waited_for() -> None:
    items = checklist(bisphosphonate_considered=True, long_bone_or_spine=True)
    assert is_complete(items, set(items) - {PretreatmentItem.MARKERS})
    assert not is_complete(items, set(items) - {PretreatmentItem.ECOG})
