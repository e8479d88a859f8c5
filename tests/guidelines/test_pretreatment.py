"""The assessment before treatment as the record has it (DX-26): there, open, or not applying."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from guidelines.assessment.pretreatment import pretreatment_lines, pretreatment_task
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from guidelines.bone.sre import SreType
from guidelines.labs import Analyte
from guidelines.lesions import Bone, LesionType
from guidelines.pathway.pretreatment import PretreatmentItem as Item
from guidelines.psychology import Distress
from guidelines.record.board import Opinion, OpinionEntry
from guidelines.record.bonedrugs import BoneCourse
from guidelines.record.complaints import DistressScreen, EcogScore, PainScore
from guidelines.record.dental import DentalVisit
from guidelines.record.diagnosis import BoneMetastasis, BoneStatus
from guidelines.record.lesions import BoneLesion
from guidelines.record.results import LabResult
from guidelines.record.scores import MirelsScore
from guidelines.record.sites import Site
from guidelines.record.skeleton import EventFreeStatement, SkeletalEvent
from guidelines.terms import Text
from tests.guidelines.test_pathway_record import L4, RIB, TODAY, chart

CONFIRMED = BoneMetastasis(on=TODAY, status=BoneStatus.CONFIRMED)


def lab(analyte: Analyte, value: str, unit: str) -> LabResult:
    return LabResult(on=TODAY, analyte=analyte, value=Decimal(value), unit=unit)


CALCIUM, ALBUMIN = lab(Analyte.CALCIUM, "2.30", "mmol/L"), lab(Analyte.ALBUMIN, "40", "g/L")


def recorded(**parts: Any) -> dict[Item, Text]:
    lines = pretreatment_lines(chart(**parts))
    return {line.item: line.recorded.words for line in lines if line.recorded is not None}


def test_an_empty_record_leaves_every_item_open() -> None:
    assert [line.item for line in pretreatment_lines(chart())] == list(Item)
    assert recorded() == {}


@pytest.mark.parametrize(
    ("item", "parts"),
    [
        (Item.LESIONS, {"lesions": (BoneLesion(site=L4, lesion_type=LesionType.OSTEOLYTIC),)}),
        (Item.SRE, {"events": (SkeletalEvent(on=TODAY, event=SreType.PATH_FRACTURE),)}),
        (Item.SRE, {"event_free": (EventFreeStatement(on=TODAY),)}),
        (Item.CORD_SIGNS, {"opinions": (OpinionEntry(on=TODAY, opinion=Opinion.NEUROLOGY),)}),
        (Item.NRS, {"pain": (PainScore(on=TODAY, nrs=3),)}),
        (Item.ECOG, {"ecog": (EcogScore(on=TODAY, ecog=1),)}),
        (Item.CALCIUM, {"labs": (CALCIUM, ALBUMIN)}),
        (Item.CLEARANCE, {"labs": (lab(Analyte.CRCL, "72", "mL/min"),)}),
        (Item.MARKERS, {"labs": (lab(Analyte.CTX, "0.4", "ng/mL"),)}),
        (Item.ORAL_EXAM, {"dental": (DentalVisit(on=TODAY, item=DentalItem.ORAL_EXAM),)}),
        (Item.PSYCHE, {"distress": (DistressScreen(on=TODAY, distress=Distress.NONE),)}),
        (
            Item.STABILITY,
            {"mirels": (MirelsScore(on=TODAY, site=Site(text="femur", bone=Bone.FEMUR), total=8),)},
        ),
    ],
)
def test_each_item_is_met_by_its_fact_alone(item: Item, parts: dict[str, Any]) -> None:
    assert item in recorded(**parts)


@pytest.mark.parametrize(
    ("item", "parts"),
    [
        (Item.LESIONS, {"lesions": (BoneLesion(site=L4),)}),
        (Item.NRS, {"pain": (PainScore(on=TODAY, text="mild"),)}),
        (Item.CALCIUM, {"labs": (CALCIUM,)}),
        (Item.ORAL_EXAM, {"dental": (DentalVisit(on=TODAY, item=DentalItem.ORAL_EXAM, planned=True),)}),
    ],
)
def test_half_of_a_fact_leaves_its_item_open(item: Item, parts: dict[str, Any]) -> None:
    assert item not in recorded(**parts)


def test_an_event_that_counts_outweighs_the_statement_that_there_was_none() -> None:
    stated = {"event_free": (EventFreeStatement(on=TODAY),)}
    ache = SkeletalEvent(on=TODAY - timedelta(days=1), event=SreType.BONE_PAIN)
    fracture = SkeletalEvent(on=TODAY - timedelta(days=1), event=SreType.PATH_FRACTURE)
    assert recorded(**stated, events=(ache,))[Item.SRE].en == "No skeletal event so far"
    assert recorded(**stated, events=(fracture,))[Item.SRE] == SreType.PATH_FRACTURE.label


def test_a_rib_alone_needs_no_stability_score_and_denosumab_no_clearance() -> None:
    items = [
        line.item
        for line in pretreatment_lines(
            chart(lesions=(BoneLesion(site=RIB),), courses=(BoneCourse(on=TODAY, agent=Agent.DENOSUMAB),))
        )
    ]
    assert Item.STABILITY not in items
    assert Item.CLEARANCE not in items


def test_the_task_opens_on_the_day_of_the_confirmation_and_names_what_is_missing() -> None:
    task = pretreatment_task(chart(bone_metastasis=CONFIRMED, pain=(PainScore(on=TODAY, nrs=3),)))
    assert task is not None
    assert task.due_on == TODAY
    missing = task.inputs["missing"]
    assert isinstance(missing, tuple)
    assert Item.NRS not in missing
    assert Item.PSYCHE in missing
    assert pretreatment_task(chart()) is None
