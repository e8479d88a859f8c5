"""Places, doses, results and treatments (DQ-12 to DQ-39)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from guidelines.bone.agents import Agent
from guidelines.bone.sre import SreType
from guidelines.dataquality.checks import data_flags
from guidelines.dataquality.labs import ckd_stage
from guidelines.dataquality.places import side_flags
from guidelines.facts import Problem
from guidelines.imaging.modalities import Modality
from guidelines.labs import Analyte, Band
from guidelines.lesions import Bone
from guidelines.reading.calcium import calcium_episodes
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS
from guidelines.record.bonedrugs import BoneCourse, Dose, DoseTotal
from guidelines.record.complaints import ProblemEntry
from guidelines.record.diagnosis import Diagnosis, Driver
from guidelines.record.imaging import ImagingStudy
from guidelines.record.record import Record
from guidelines.record.results import LabResult
from guidelines.record.sites import Side, Site
from guidelines.record.treatment import DrugOrder, Radiotherapy, SystemicTherapy
from guidelines.staging import DriverStatus, Histology
from tests.guidelines.assessment.cast import D0, FEMUR, SPINE, d, event, lab, lesion, on_drug, scan, tablets


def checks(record: Record) -> list[str]:
    """The checks that speak."""
    limits = DEFAULT_HOSPITAL_LIMITS
    return [flag.rule_id for flag in data_flags(record, calcium_episodes(record, limits), limits)]


def rib(side: Side | None, number: str = "5") -> Site:
    """One rib."""
    return Site(text=f"rib {number}", bone=Bone.RIB, side=side, levels=(number,) if number else ())


def shown(offset: int | None, *sites: Site) -> ImagingStudy:
    """A study that shows lesions at these places."""
    return scan(Modality.MRI, offset, lesions=tuple(lesion(site, None) for site in sites))


LEFT, RIGHT = rib(Side.LEFT), rib(Side.RIGHT)


@pytest.mark.parametrize(
    ("studies", "expected"),
    [
        ((shown(0, LEFT), shown(30, RIGHT)), ["DQ-12"]),
        ((shown(0, LEFT), shown(31, RIGHT)), []),
        ((shown(0, LEFT, RIGHT), shown(5, RIGHT)), []),
        ((shown(0, LEFT), shown(5, rib(Side.RIGHT, "6"))), []),
        ((shown(0, LEFT), shown(5, rib(None))), []),
        ((shown(0, rib(Side.LEFT, "")), shown(5, rib(Side.RIGHT, ""))), []),
        ((shown(0, LEFT), shown(None, RIGHT)), []),
        ((shown(0, FEMUR), shown(5, Site(text="thigh", bone=Bone.FEMUR, side=Side.LEFT))), ["DQ-12"]),
    ],
)
def test_opposite_sides_within_thirty_days(studies: tuple[ImagingStudy, ...], expected: list[str]) -> None:
    assert checks(Record(studies=studies)) == expected


def test_a_side_is_questioned_where_it_was_said_last() -> None:
    record = Record(
        studies=(shown(0, LEFT), scan(Modality.CT, 5, lesions=(lesion(RIGHT, None, ref="lesions[9]"),)))
    )
    (flag,) = side_flags(record, DEFAULT_HOSPITAL_LIMITS.safety)
    assert (flag.key, flag.inputs["one"], flag.inputs["other"]) == ("lesions[9].side", "left", "right")


def test_a_spinal_site_needs_its_level() -> None:
    assert checks(Record(lesions=(lesion(Site(text="thoracic spine", bone=Bone.SPINE)),))) == ["DQ-15"]
    assert checks(Record(lesions=(lesion(SPINE),))) == []


@pytest.mark.parametrize(("pathological", "expected"), [(False, ["DQ-16"]), (None, []), (True, [])])
def test_a_fracture_through_a_known_lesion_is_pathological(
    pathological: bool | None, expected: list[str]
) -> None:
    broken = replace(event(SreType.PATH_FRACTURE, 180, FEMUR), pathological=pathological)
    assert checks(Record(lesions=(lesion(FEMUR),), events=(broken,))) == expected


@pytest.mark.parametrize(
    ("count", "days", "expected"),
    [(7, 180, []), (8, 180, ["DQ-17"]), (11, 270, ["DQ-17"]), (9, 300, ["DQ-17"]), (1, 27, []), (2, 28, [])],
)
def test_the_days_make_the_number_of_doses(count: int, days: int, expected: list[str]) -> None:
    course = on_drug(0, stated=DoseTotal(count=count, on=d(days)))
    assert checks(Record(courses=(course,))) == expected


def test_a_total_without_its_day_is_not_counted() -> None:
    assert checks(Record(courses=(on_drug(0, stated=DoseTotal(count=99)),))) == []
    assert checks(Record(courses=(on_drug(None, stated=DoseTotal(count=99, on=d(9))),))) == []


@pytest.mark.parametrize(("second", "expected"), [(26, ["DQ-18"]), (27, []), (30, []), (31, ["DQ-18"])])
def test_the_interval_of_two_doses(second: int, expected: list[str]) -> None:
    assert checks(Record(courses=(on_drug(0, second),))) == expected


def test_supplements_while_calcium_is_high_and_doses_while_it_is_low() -> None:
    high, normal = lab("2.7", 0), lab("2.3", 3)
    assert checks(Record(labs=(high, normal), supplements=(tablets(1000, 800, 0),))) == ["DQ-19"]
    assert checks(Record(labs=(high, normal), supplements=(tablets(1000, 800, 3),))) == []
    low = lab("2.0", 0)
    assert checks(Record(labs=(low, normal), courses=(on_drug(2),))) == ["DQ-20"]
    assert checks(Record(labs=(low, normal), courses=(on_drug(3),))) == []


def test_a_diagnosis_of_calcium_needs_a_number() -> None:
    problem = ProblemEntry(on=D0, problem=Problem.HYPERCALCAEMIA)
    assert checks(Record(problems=(problem,))) == ["DQ-21"]
    assert checks(Record(problems=(problem,), labs=(lab("2.7", 0),))) == []
    flagged = LabResult(on=D0, analyte=Analyte.CALCIUM, flag=Band.HIGH)
    assert checks(Record(labs=(flagged,))) == ["DQ-21"]
    assert checks(Record(labs=(replace(flagged, flag=Band.NORMAL),))) == []


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (lab("3.8", 0, Analyte.ALBUMIN, "%"), ["DQ-22"]),
        (lab("3.8", 0, Analyte.ALBUMIN, "g/dL"), []),
        (lab("3.8", 0, Analyte.ALBUMIN, "g/L"), ["DQ-22"]),
        (lab("5", 0, Analyte.CEA, "ng/L"), ["DQ-22"]),
        (lab("5", 0, Analyte.CEA, "ng/mL"), []),
        (lab("23", 0), ["DQ-22"]),
        (LabResult(name="neutrophils (printed as proportion)", value=Decimal(2), unit="10^9/L"), ["DQ-22"]),
        (LabResult(name="neutrophils", value=Decimal(2), unit="10^9/L"), []),
        (LabResult(name="中性粒细胞比例", value=Decimal(60), unit="%"), []),
        (LabResult(name="ALT", value=Decimal(60), unit="U/L"), []),
    ],
)
def test_a_unit_must_fit(result: LabResult, expected: list[str]) -> None:
    assert checks(Record(labs=(result,))) == expected


@pytest.mark.parametrize(
    ("egfr", "stage"),
    [
        ("90", "1"),
        ("60", "2"),
        ("59", "3a"),
        ("45", "3a"),
        ("44", "3b"),
        ("41", "3b"),
        ("15", "4"),
        ("14", "5"),
    ],
)
def test_the_stage_of_kidney_disease(egfr: str, stage: str) -> None:
    assert ckd_stage(Decimal(egfr)) == stage


@pytest.mark.parametrize(
    ("stage", "expected"), [("3", ["DQ-36"]), ("3b", []), ("3B", []), ("4", ["DQ-36"]), ("", [])]
)
def test_the_recorded_stage_of_kidney_disease(stage: str, expected: list[str]) -> None:
    ckd = ProblemEntry(problem=Problem.CKD, stage=stage)
    assert checks(Record(problems=(ckd,), labs=(lab("41", 0, Analyte.EGFR, "mL/min"),))) == expected


def test_treatment_must_fit_the_tumour() -> None:
    pemetrexed = (SystemicTherapy(on=D0, drugs=("培美曲塞",)),)
    assert checks(Record(diagnosis=Diagnosis(histology=Histology.SQUAMOUS), systemic=pemetrexed)) == ["DQ-24"]
    assert checks(Record(diagnosis=Diagnosis(histology=Histology.ADENOCARCINOMA), systemic=pemetrexed)) == []


@pytest.mark.parametrize(
    ("drivers", "expected"),
    [
        ((), ["DQ-25"]),
        ((Driver(gene="EGFR", status=DriverStatus.POSITIVE),), []),
        ((Driver(gene="EGFR", status=DriverStatus.NEGATIVE),), ["DQ-25"]),
        ((Driver(gene="EGFR"),), ["DQ-25"]),
        ((Driver(gene="ALK", status=DriverStatus.POSITIVE),), ["DQ-25"]),
    ],
)
def test_a_targeted_drug_needs_its_driver(drivers: tuple[Driver, ...], expected: list[str]) -> None:
    osimertinib = SystemicTherapy(on=D0, drugs=("osimertinib",))
    assert checks(Record(diagnosis=Diagnosis(drivers=drivers), systemic=(osimertinib,))) == expected


def test_a_bone_drug_needs_a_name_and_radiotherapy_its_dose() -> None:
    assert checks(Record(courses=(BoneCourse(doses=(Dose(on=D0),)),))) == ["DQ-26"]
    assert checks(Record(courses=(BoneCourse(agent=Agent.DENOSUMAB),))) == []
    thirty = Radiotherapy(on=D0, dose_gy=Decimal(30), fractions=10)
    assert checks(Record(radiotherapy=(thirty,))) == []
    assert checks(Record(radiotherapy=(replace(thirty, fractions=None),))) == ["DQ-27"]
    assert checks(Record(radiotherapy=(replace(thirty, fractions=None, proposed=True),))) == []


NSAID, OPIOID = DrugOrder(on=D0, drug="布洛芬"), DrugOrder(on=D0, drug="oxycodone")
BENZO, THIAZIDE = DrugOrder(on=D0, drug="lorazepam"), DrugOrder(on=D0, drug="hydrochlorothiazide")
CISPLATIN = SystemicTherapy(on=d(5), drugs=("cisplatin",))
CKD = ProblemEntry(on=d(5), problem=Problem.CKD)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record(drugs=(NSAID,), problems=(CKD,)), ["DQ-39"]),
        (Record(drugs=(replace(NSAID, stopped_on=d(5)),), problems=(CKD,)), ["DQ-39"]),
        (Record(drugs=(replace(NSAID, stopped_on=d(4)),), problems=(CKD,)), []),
        (Record(drugs=(NSAID,), labs=(lab("59", 9, Analyte.EGFR, "mL/min"),)), ["DQ-39"]),
        (Record(drugs=(NSAID,), labs=(lab("60", 9, Analyte.EGFR, "mL/min"),)), []),
        (Record(drugs=(NSAID,)), []),
        (Record(drugs=(NSAID,), systemic=(CISPLATIN,)), ["DQ-39"]),
        (Record(drugs=(NSAID,), systemic=(replace(CISPLATIN, proposed=True),)), []),
        (Record(drugs=(replace(NSAID, on=None, stopped_on=d(4)),), systemic=(CISPLATIN,)), []),
        (Record(drugs=(OPIOID, BENZO)), ["DQ-39"]),
        (Record(drugs=(OPIOID, replace(BENZO, on=d(-9), stopped_on=d(-1)))), []),
        (Record(drugs=(THIAZIDE,), labs=(lab("2.7", 3),)), ["DQ-39"]),
        (Record(drugs=(THIAZIDE,), labs=(lab("2.3", 3),)), []),
    ],
)
def test_drugs_that_are_unsafe_together(record: Record, expected: list[str]) -> None:
    assert checks(record) == expected
