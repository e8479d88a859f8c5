"""What sends a patient to the board by itself, until when, and what ends it (MDT-T01 to T14)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from guidelines.assessment.assess import assess
from guidelines.assessment.presenting import BoardCall
from guidelines.bone.agents import Agent
from guidelines.bone.sre import SreType
from guidelines.imaging.modalities import Modality
from guidelines.labs import Analyte, Sex
from guidelines.lesions import Bone, LesionType
from guidelines.psychology import Distress
from guidelines.record.board import Conference
from guidelines.record.bonedrugs import BoneCourse, Dose
from guidelines.record.complaints import DistressScreen, PainScore
from guidelines.record.diagnosis import BoneMetastasis, BoneStatus
from guidelines.record.imaging import ImagingStudy
from guidelines.record.lesions import BoneLesion, Certainty
from guidelines.record.person import Person
from guidelines.record.record import Record
from guidelines.record.results import LabResult
from guidelines.record.sites import Site
from guidelines.record.skeleton import SkeletalEvent
from guidelines.record.treatment import Intervention, SystemicTherapy

TODAY = date(2025, 3, 3)  # a Monday
THEN = TODAY - timedelta(days=10)
CONFIRMED = BoneMetastasis(on=THEN, status=BoneStatus.CONFIRMED)
DISCUSSED = Conference(on=THEN, disciplines=("MED_ONC",), question="?", conclusion="继续")
RUNNING = BoneCourse(on=THEN, agent=Agent.DENOSUMAB, doses=(Dose(on=THEN, number=1),))
FRACTURE = SkeletalEvent(on=TODAY, event=SreType.PATH_FRACTURE)
SOLITARY = BoneLesion(on=THEN, site=Site(bone=Bone.SPINE, text="T8"), solitary=True)


def call(on: date = TODAY, **parts: Any) -> BoardCall | None:
    return assess(Record(**parts), on).board


def reasons(**parts: Any) -> list[str]:
    found = call(**parts)
    return [] if found is None else [reason.value for reason in found.reasons]


def test_an_empty_record_asks_for_nothing() -> None:
    assert call() is None


def test_a_confirmation_asks_within_fourteen_days_and_a_conference_answers_it() -> None:
    found = call(bone_metastasis=CONFIRMED)
    assert found == BoardCall(
        reasons=found.reasons if found else (),
        triggers=("MDT-T01",),
        wanted_by=THEN + timedelta(days=14),
        urgent=False,
    )
    assert call(bone_metastasis=CONFIRMED, conferences=(DISCUSSED,)) is None


def test_a_conference_without_a_conclusion_answers_nothing() -> None:
    empty = Conference(on=TODAY, disciplines=("MED_ONC",))
    assert reasons(bone_metastasis=CONFIRMED, conferences=(empty,)) == ["BM_CONFIRMED"]


def test_a_confirmation_without_a_day_asks_by_no_day() -> None:
    found = call(bone_metastasis=BoneMetastasis(status=BoneStatus.CONFIRMED))
    assert found is not None
    assert found.wanted_by is None


def test_a_fracture_is_urgent_by_the_next_working_day() -> None:
    found = call(events=(FRACTURE,))
    assert found is not None
    assert (found.urgent, found.wanted_by, found.triggers) == (True, date(2025, 3, 4), ("MDT-T05",))


def test_an_event_on_the_drug_is_a_reason_of_its_own_and_a_second_one_another() -> None:
    first = SkeletalEvent(on=TODAY - timedelta(days=8), event=SreType.RT_TO_BONE)
    assert reasons(events=(first,), courses=(RUNNING,)) == ["SRE_ON_BMA"]
    later = SkeletalEvent(on=TODAY + timedelta(days=30), event=SreType.RT_TO_BONE)
    found = call(on=later.on, events=(first, later), courses=(RUNNING,))  # type: ignore[arg-type]
    assert found is not None
    assert "SECOND_SRE" in found.reasons


def test_an_event_before_the_first_dose_was_not_on_the_drug() -> None:
    before = SkeletalEvent(on=THEN - timedelta(days=1), event=SreType.RT_TO_BONE)
    assert reasons(events=(before,), courses=(RUNNING,)) == []


def test_a_solitary_lesion_asks_how_to_treat_it() -> None:
    found = call(lesions=(SOLITARY,))
    assert found is not None
    assert found.triggers == ("MDT-T02", "MDT-T06")


def test_after_24_months_the_drug_is_reviewed_on_that_day_and_not_before() -> None:
    began = date(2023, 3, 3)
    course = BoneCourse(on=began, agent=Agent.DENOSUMAB, doses=(Dose(on=began),))
    record = Record(courses=(course,))
    eve = assess(record, TODAY - timedelta(days=1))
    assert eve.board is None
    assert eve.next_change_on == TODAY
    assert reasons(courses=(course,)) == ["BMA_REVIEW"]


@pytest.mark.parametrize(
    ("response", "found"), [("PD", ["PROGRESSION"]), ("NE", ["NOT_EVALUABLE"]), ("SD", []), ("", [])]
)
def test_the_last_response_counts(response: str, found: list[str]) -> None:
    worse = ImagingStudy(on=THEN, modality=Modality.CT, response="PD")
    last = ImagingStudy(on=TODAY, modality=Modality.CT, response=response)
    assert reasons(studies=(worse, last)) == (found or (["PROGRESSION"] if not response else []))


def test_a_mixed_response_is_a_reason_beside_its_category() -> None:
    mixed = ImagingStudy(on=TODAY, modality=Modality.CT, response="SD", mixed=True)
    assert reasons(studies=(mixed,)) == ["MIXED_RESPONSE"]
    assert reasons(studies=(replace(mixed, on=THEN), replace(mixed, mixed=False))) == []


def ctx(on: date = TODAY, value: str = "0.90", high: str | None = "0.60") -> LabResult:
    limit = None if high is None else Decimal(high)
    return LabResult(on=on, analyte=Analyte.CTX, name="CTX", value=Decimal(value), unit="ng/mL", high=limit)


EXCLUDED = BoneMetastasis(on=THEN, status=BoneStatus.EXCLUDED)


@pytest.mark.parametrize(
    ("lab", "bone", "found"),
    [
        (ctx(), EXCLUDED, ["OCCULT"]),
        (ctx(value="0.60"), EXCLUDED, []),
        (ctx(high=None), EXCLUDED, []),
        (ctx(), BoneMetastasis(status=BoneStatus.EXCLUDED), []),
        (ctx(), BoneMetastasis(on=THEN, status=BoneStatus.SUSPECTED), []),
        (ctx(), None, []),
        (ctx(), replace(EXCLUDED, on=TODAY - timedelta(days=90)), ["OCCULT"]),
        (ctx(), replace(EXCLUDED, on=TODAY - timedelta(days=91)), []),
    ],
)
def test_a_raised_marker_asks_only_beside_imaging_that_somebody_called_negative(
    lab: LabResult, bone: BoneMetastasis | None, found: list[str]
) -> None:
    assert reasons(labs=(lab,), bone_metastasis=bone) == found


def test_only_foci_that_were_read_make_an_examination_negative() -> None:
    benign = BoneLesion(on=THEN, site=SOLITARY.site, certainty=Certainty.BENIGN)
    read = ImagingStudy(on=THEN, modality=Modality.MRI, lesions=(benign,))
    assert reasons(labs=(ctx(),), studies=(read,)) == ["OCCULT"]
    assert reasons(labs=(ctx(),), studies=(replace(read, lesions=()),)) == []
    unclear = replace(benign, certainty=Certainty.SUSPECTED)
    assert reasons(labs=(ctx(),), studies=(replace(read, lesions=(benign, unclear)),)) == []


def test_a_marker_that_fell_back_no_longer_asks() -> None:
    labs = (ctx(on=TODAY - timedelta(days=3)), ctx(value="0.40"))
    assert reasons(labs=labs, bone_metastasis=EXCLUDED) == []


TREATED = SystemicTherapy(on=THEN - timedelta(days=30), drugs=("osimertinib",))
T8, L3 = Site(bone=Bone.SPINE, levels=("T8",)), Site(bone=Bone.SPINE, levels=("L3",))


def pain(*scores: int, sites: tuple[Site | None, ...] = (None, None)) -> tuple[PainScore, ...]:
    days = (THEN, TODAY)
    return tuple(
        PainScore(on=on, nrs=nrs, site=site) for on, nrs, site in zip(days, scores, sites, strict=False)
    )


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        (pain(6, 6), ["REFRACTORY_PAIN"]),
        (pain(5, 7), ["REFRACTORY_PAIN"]),
        (pain(6, 4), []),
        (pain(3, 3), []),
        (pain(6), []),
        (pain(6, 6, sites=(T8, L3)), []),
        (pain(6, 6, sites=(T8, None)), ["REFRACTORY_PAIN"]),
    ],
)
def test_pain_that_did_not_fall_on_two_days_of_treatment_asks(
    scores: tuple[PainScore, ...], found: list[str]
) -> None:
    parts: dict[str, Any] = {"bone_metastasis": CONFIRMED, "conferences": (DISCUSSED,), "pain": scores}
    assert reasons(systemic=(TREATED,), **parts) == found
    assert reasons(systemic=(replace(TREATED, proposed=True),), **parts) == []
    assert reasons(systemic=(replace(TREATED, on=TODAY),), **parts) == []


def test_two_scores_of_one_day_are_one_check() -> None:
    twice = (PainScore(on=TODAY, nrs=6), PainScore(on=TODAY, nrs=6))
    found = reasons(bone_metastasis=CONFIRMED, conferences=(DISCUSSED,), systemic=(TREATED,), pain=twice)
    assert found == []


def test_the_last_screen_counts_and_only_a_severe_disorder_asks() -> None:
    severe = DistressScreen(on=THEN, distress=Distress.SEVERE_DISORDER)
    assert reasons(distress=(severe,)) == ["DISTRESS"]
    assert reasons(distress=(severe, DistressScreen(on=TODAY, distress=Distress.DISTRESS))) == []
    assert reasons(distress=(DistressScreen(on=TODAY, distress=Distress.DISORDER),)) == []
    assert reasons(distress=(severe,), conferences=(DISCUSSED,)) == []


@pytest.mark.parametrize(
    ("agent", "crcl", "found"),
    [
        (Agent.ZOLEDRONATE, "29", ["RENAL_CHANGE"]),
        (Agent.ZOLEDRONATE, "45", []),
        (Agent.IBANDRONATE, "29", []),
        (Agent.DENOSUMAB, "29", []),
    ],
)
def test_the_kidney_asks_when_the_table_no_longer_recommends_the_drug(
    agent: Agent, crcl: str, found: list[str]
) -> None:
    course = replace(RUNNING, agent=agent)
    lab = LabResult(on=TODAY, analyte=Analyte.CRCL, name="CrCl", value=Decimal(crcl), unit="mL/min")
    assert reasons(person=Person(sex=Sex.MALE), courses=(course,), labs=(lab,)) == found


LYTIC = BoneLesion(on=THEN, site=T8, lesion_type=LesionType.OSTEOLYTIC)


@pytest.mark.parametrize(
    ("intended", "found"),
    [
        (Intervention(on=TODAY, site=T8, proposed=True, text="椎体消融"), ["LYTIC_LOCAL"]),
        (Intervention(on=TODAY, site=T8, proposed=True, text="Vertebroplasty"), ["LYTIC_LOCAL"]),
        (Intervention(on=TODAY, site=T8, proposed=False, text="椎体消融"), []),
        (Intervention(on=TODAY, site=L3, proposed=True, text="椎体消融"), []),
        (Intervention(on=TODAY, proposed=True, text="椎体消融"), []),
        (Intervention(on=TODAY, site=T8, proposed=True, text="神经阻滞"), []),
    ],
)
def test_an_ablation_or_cement_that_is_intended_for_a_lytic_lesion_asks(
    intended: Intervention, found: list[str]
) -> None:
    assert reasons(lesions=(LYTIC,), interventions=(intended,)) == found
    blastic = replace(LYTIC, lesion_type=LesionType.OSTEOBLASTIC)
    assert reasons(lesions=(blastic,), interventions=(intended,)) == []


def test_a_bone_scan_and_an_mri_that_disagree_ask_and_so_does_an_open_diagnosis() -> None:
    focus = BoneLesion(on=THEN, site=T8, certainty=Certainty.SUSPECTED)
    clean = replace(focus, certainty=Certainty.BENIGN)
    scan = ImagingStudy(on=THEN, modality=Modality.BS, lesions=(focus,))
    mri = ImagingStudy(on=TODAY, modality=Modality.MRI, lesions=(clean,))
    assert reasons(studies=(scan, mri)) == ["DISCORDANT"]
    assert reasons(studies=(scan, replace(mri, lesions=(focus,)))) == []
    assert reasons(indeterminate_on=THEN) == ["INDETERMINATE"]
    assert reasons(indeterminate_on=TODAY + timedelta(days=1)) == []
