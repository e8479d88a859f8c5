"""Section 3 of the contract, bone-modifying drugs: each row raised and cleared, beside every limit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from guidelines.bone.agents import Agent
from guidelines.bone.stopping import StopReason
from guidelines.facts import Problem
from guidelines.labs import Analyte, Band
from guidelines.record.bonedrugs import BoneCourse, Dose, Hold, NotStarted, Stop
from guidelines.record.complaints import ProblemEntry, Symptom
from guidelines.record.diagnosis import BoneMetastasis, BoneStatus
from guidelines.record.person import Person
from guidelines.record.record import Record
from guidelines.record.results import LabResult
from guidelines.record.treatment import DrugOrder, SystemicTherapy
from tests.guidelines.assessment.cast import (
    D0,
    FEMUR,
    WOMAN_OF_66,
    Row,
    answer,
    codes,
    d,
    examined,
    lab,
    lesion,
    on_drug,
    pain,
    patient,
    raised,
    symptom,
    tablets,
    the,
)


def test_bma_start_is_raised_from_confirmation_until_the_first_dose_or_a_reason() -> None:
    unknown = Record(lesions=(lesion(),))
    suspected = Record(bone_metastasis=BoneMetastasis(on=D0, status=BoneStatus.SUSPECTED))
    excluded = Record(bone_metastasis=BoneMetastasis(on=D0, status=BoneStatus.EXCLUDED))
    rows: list[Row] = [
        (patient(), -1, False),
        (patient(), 0, True),
        (patient(), 400, True),
        (patient(pain=(pain(0),)), 0, True),
        (patient(courses=(on_drug(10),)), 9, True),
        (patient(courses=(on_drug(10),)), 10, False),
        (patient(courses=(on_drug(None),)), 10, True),
        (patient(not_started=(NotStarted(on=d(3), reason="low calcium"),)), 3, False),
        (patient(not_started=(NotStarted(on=d(3)),)), 3, True),
        (patient(not_started=(NotStarted(reason="undated"),)), 3, True),
        (unknown, 0, False),
        (suspected, 0, False),
        (excluded, 0, False),
        (Record(), 0, False),
    ]
    raised("BMA_START", rows)


def test_bma_start_says_since_when_by_when_and_why() -> None:
    found = the(patient(), 150, "BMA_START")
    assert (found.rules, found.severity, found.source, found.grade) == (
        ("BMA-01",), "TASK", "GL Rec 5, §4.1; WP §18, §33", "1A",
    )  # fmt: skip
    assert (found.since, found.due_on, found.age_days(d(150))) == (D0, d(14), 150)


def test_a_bone_invaded_by_the_lung_tumour_asks_the_doctor_to_confirm() -> None:
    found = the(patient(lesions=(lesion(direct_invasion=True),)), 0, "BMA_START")
    assert "SAF-09" in found.rules
    mixed = (lesion(direct_invasion=True), lesion(FEMUR))
    assert "SAF-09" not in the(patient(lesions=mixed), 0, "BMA_START").rules


def test_dental_check_before_the_drug_and_every_six_months() -> None:
    running = on_drug(0)
    rows: list[Row] = [
        (patient(), 0, True),
        (patient(dental=(examined(-90),)), 0, False),
        (patient(dental=(examined(-91),)), 0, True),
        (patient(dental=(examined(None),)), 0, True),
        (patient(dental=(examined(-1, planned=True),)), 0, True),
        (patient(courses=(running,)), 0, True),
        (patient(courses=(running,), dental=(examined(0),)), 180, False),
        (patient(courses=(running,), dental=(examined(0),)), 181, True),
        (patient(courses=(replace(running, stop=Stop(on=d(5))),)), 6, False),
        (Record(), 0, False),
    ]
    raised("DENTAL_CHECK", rows)


def test_in_an_emergency_the_examination_is_due_before_dose_two() -> None:
    record = patient(courses=(on_drug(0),), labs=(lab("3.3", 0),))
    found = the(record, 0, "DENTAL_CHECK")
    assert ("SAF-08" in found.rules, found.due_on) == (True, d(28))


def test_calcium_check_of_denosumab() -> None:
    planned = BoneCourse(on=d(20), agent=Agent.DENOSUMAB)
    rows: list[Row] = [
        (patient(courses=(on_drug(0),)), 0, True),
        (patient(courses=(on_drug(0),), labs=(lab("2.3", 0),)), 13, False),
        (patient(courses=(on_drug(0),), labs=(lab("2.3", 0),)), 14, True),
        (patient(courses=(on_drug(0),), labs=(lab("2.3", 5),)), 19, False),
        (patient(courses=(on_drug(0),), labs=(lab("2.3", 5),)), 20, True),
        (patient(courses=(on_drug(0),), labs=(lab("2.3", None),)), 0, True),
        (patient(courses=(on_drug(0),), labs=(lab("23", 0),)), 0, True),
        (patient(courses=(on_drug(0),), labs=(lab("9.2", 0, unit="mg/dL"),)), 0, False),
        (patient(courses=(on_drug(0),), labs=(lab("1.2", 0, Analyte.IONISED_CALCIUM),)), 0, True),
        (patient(courses=(planned,)), 20, True),
        (patient(courses=(on_drug(0, agent=Agent.ZOLEDRONATE),)), 0, False),
        (patient(courses=(on_drug(0, stop=Stop(on=d(1))),)), 2, False),
    ]
    raised("CALCIUM_CHECK", rows)


def test_calcium_comes_earlier_with_severe_renal_impairment() -> None:
    record = patient(courses=(on_drug(0),), labs=(lab("2.3", 0), lab("25", 0, Analyte.CRCL, "mL/min")))
    assert [("CALCIUM_CHECK" in codes(record, day)) for day in (6, 7)] == [False, True]
    assert "SAF-10" in the(record, 7, "CALCIUM_CHECK").rules
    second = replace(record, labs=(*record.labs, lab("2.3", 7)))
    assert [("CALCIUM_CHECK" in codes(second, day)) for day in (13, 14)] == [False, True]


HYPO, HYPER = Problem.HYPOCALCAEMIA, Problem.HYPERCALCAEMIA


def noted(problem: Problem, offset: int | None, until: int | None = None) -> ProblemEntry:
    """A line of the problem list."""
    return ProblemEntry(
        problem=problem,
        on=None if offset is None else d(offset),
        resolved_on=None if until is None else d(until),
    )


def test_low_calcium_holds_the_dose_until_a_normal_one() -> None:
    in_words = LabResult(on=D0, analyte=Analyte.CALCIUM, flag=Band.LOW)
    rows: list[Row] = [
        (patient(labs=(lab("2.10", 0),)), 0, True),
        (patient(labs=(lab("2.11", 0),)), 0, False),
        (patient(labs=(lab("2.10", 0), lab("2.2", 9))), 8, True),
        (patient(labs=(lab("2.10", 0), lab("2.2", 9))), 9, False),
        (patient(labs=(lab("2.10", 0),)), 300, True),
        (patient(problems=(noted(HYPO, 0),)), 0, True),
        (patient(problems=(noted(HYPO, 0, 5),)), 4, True),
        (patient(problems=(noted(HYPO, 0, 5),)), 5, False),
        (patient(problems=(noted(HYPO, 0),), labs=(lab("2.3", 0),)), 0, True),
        (patient(problems=(noted(HYPO, 0),), labs=(lab("2.3", 1),)), 1, False),
        (patient(problems=(noted(HYPO, None),), labs=(lab("2.3", 1),)), 1, True),
        (patient(labs=(in_words,)), 0, True),
        (patient(labs=(in_words, replace(in_words, on=d(2), flag=Band.NORMAL))), 2, True),
        (patient(), 0, False),
    ]
    raised("HYPOCALCAEMIA_HOLD", rows)


@pytest.mark.parametrize("code", ["HYPERCALCAEMIA", "SUPPLEMENT_HOLD"])
def test_high_calcium_holds_the_supplements_until_a_normal_one(code: str) -> None:
    rows: list[Row] = [
        (patient(labs=(lab("2.52", 0),)), 0, False),
        (patient(labs=(lab("2.53", 0),)), 0, True),
        (patient(labs=(lab("2.7", 0), lab("2.4", 3))), 2, True),
        (patient(labs=(lab("2.7", 0), lab("2.4", 3))), 3, False),
        (patient(problems=(noted(HYPER, 0, 3),)), 2, True),
        (patient(problems=(noted(HYPER, 0, 3),)), 3, False),
        (patient(labs=(replace(lab("2.6", 0), high=Decimal("2.7")),)), 0, False),
    ]
    raised(code, rows)


def test_a_calcium_emergency_lasts_until_calcium_is_normal() -> None:
    drowsy, over = symptom(Symptom.DROWSINESS), symptom(Symptom.POLYURIA, -9, until=-1)
    rows: list[Row] = [
        (patient(labs=(lab("3.00", 0),)), 0, True),
        (patient(labs=(lab("2.99", 0),)), 0, False),
        (patient(labs=(lab("2.7", 0),), symptoms=(drowsy,)), 0, True),
        (patient(labs=(lab("2.7", 0),), symptoms=(over,)), 0, False),
        (patient(labs=(lab("2.5", 0),), symptoms=(drowsy,)), 0, False),
        (patient(problems=(noted(HYPER, 0),), symptoms=(drowsy,)), 0, True),
        (patient(labs=(lab("3.3", 0), lab("2.7", 2), lab("2.4", 3))), 2, True),
        (patient(labs=(lab("3.3", 0), lab("2.7", 2), lab("2.4", 3))), 3, False),
        (patient(labs=(lab("1.8", 0, Analyte.IONISED_CALCIUM),), symptoms=(drowsy,)), 0, False),
    ]
    raised("HYPERCALCAEMIA_EMERGENCY", rows)


def test_supplements_go_with_the_drug_unless_calcium_is_high() -> None:
    running = (on_drug(0),)
    rows: list[Row] = [
        (patient(courses=running), 0, True),
        (patient(courses=running, supplements=(tablets(1000, 800),)), 0, False),
        (patient(courses=running, supplements=(tablets(1200, None), tablets(None, 1200))), 0, False),
        (patient(courses=running, supplements=(tablets(999, 800),)), 0, True),
        (patient(courses=running, supplements=(tablets(1000, 1201),)), 0, True),
        (patient(courses=running, supplements=(tablets(None, None),)), 0, True),
        (patient(courses=running, supplements=(tablets(1000, 800, None),)), 0, True),
        (patient(courses=running, labs=(lab("2.7", 0),)), 0, False),
        (patient(labs=(lab("2.0", 0),)), 0, True),
        (patient(), 0, False),
    ]
    raised("SUPPLEMENT_START", rows)


def test_a_strength_that_is_not_stated_cannot_be_verified() -> None:
    record = patient(courses=(on_drug(0),), supplements=(tablets(None, 800),))
    assert "cannot be verified" in the(record, 0, "SUPPLEMENT_START").message.en


def zoledronate(dose: str | None) -> BoneCourse:
    """A course of zoledronic acid from day 0."""
    return on_drug(0, agent=Agent.ZOLEDRONATE, dose_mg=None if dose is None else Decimal(dose))


@pytest.mark.parametrize(
    ("agent", "dose", "crcl", "expected"),
    [
        (Agent.ZOLEDRONATE, "4.0", "60.1", False),
        (Agent.ZOLEDRONATE, "4.0", "60", True),
        (Agent.ZOLEDRONATE, "3.5", "50", False),
        (Agent.ZOLEDRONATE, "3.5", "49.9", True),
        (Agent.ZOLEDRONATE, "3.3", "40", False),
        (Agent.ZOLEDRONATE, "3.0", "30", False),
        (Agent.ZOLEDRONATE, "3.0", "29.9", True),
        (Agent.ZOLEDRONATE, None, "80", False),
        (Agent.ZOLEDRONATE, None, "45", True),
        (Agent.ZOLEDRONATE, "4.0", None, True),
        (Agent.IBANDRONATE, "6", "50", False),
        (Agent.IBANDRONATE, "2", "20", False),
        (Agent.PAMIDRONATE, "90", "30", True),
        (Agent.INCADRONATE, "5", "30", False),
        (Agent.OTHER_BP, None, "80", True),
        (Agent.DENOSUMAB, "120", "20", False),
    ],
)
def test_a_bisphosphonate_follows_the_renal_table(
    agent: Agent, dose: str | None, crcl: str | None, expected: bool
) -> None:
    course = on_drug(0, agent=agent, dose_mg=None if dose is None else Decimal(dose))
    labs = () if crcl is None else (lab(crcl, 0, Analyte.CRCL, "mL/min"),)
    assert ("RENAL_DOSE" in codes(patient(courses=(course,), labs=labs), 0)) is expected


def test_clearance_is_calculated_from_creatinine() -> None:
    creatinine = lab("96", 0, Analyte.CREATININE, "umol/L")
    found = the(
        patient(person=WOMAN_OF_66, courses=(zoledronate("4.0"),), labs=(creatinine,)), 0, "RENAL_DOSE"
    )
    assert (found.inputs["crcl_ml_min"], found.inputs["table_mg"]) == (Decimal("44.2"), Decimal("3.3"))


def test_nephrotoxic_risks() -> None:
    of_65 = Person(birth_date=date(1960, 1, 10))
    nsaid, cisplatin = DrugOrder(on=D0, drug="ibuprofen"), SystemicTherapy(on=D0, drugs=("顺铂",))
    egfr = lab("59", 0, Analyte.EGFR, "mL/min")
    rows: list[Row] = [
        (patient(courses=(zoledronate("4"),)), 0, False),
        (patient(courses=(zoledronate("4"),), person=WOMAN_OF_66), 0, True),
        (patient(courses=(zoledronate("4"),), person=of_65), 4, False),
        (patient(courses=(zoledronate("4"),), person=of_65), 370, True),
        (patient(courses=(zoledronate("4"),), problems=(noted(Problem.DIABETES, 0),)), 0, True),
        (patient(courses=(zoledronate("4"),), drugs=(nsaid,)), 0, True),
        (patient(courses=(zoledronate("4"),), systemic=(cisplatin,)), 0, True),
        (patient(person=WOMAN_OF_66), 0, False),
        (patient(drugs=(nsaid,)), 0, False),
        (patient(drugs=(nsaid,), labs=(egfr,)), 0, True),
        (patient(drugs=(nsaid,), labs=(replace(egfr, value=Decimal(60)),)), 0, False),
        (patient(drugs=(nsaid,), systemic=(cisplatin,)), 0, True),
        (patient(drugs=(replace(nsaid, stopped_on=d(4)),), systemic=(cisplatin,)), 4, True),
        (patient(drugs=(replace(nsaid, stopped_on=d(4)),), systemic=(cisplatin,)), 5, False),
    ]
    raised("NEPHROTOXIC", rows)


def test_a_stop_is_questioned_when_its_reason_does_not_hold() -> None:
    def stopped(reason: StopReason | None, agent: Agent = Agent.DENOSUMAB) -> Record:
        return patient(courses=(on_drug(0, agent=agent, stop=Stop(on=d(60), reason=reason)),))

    rows: list[Row] = [
        (stopped(StopReason.PAIN_RELIEVED), 59, False),
        (stopped(StopReason.PAIN_RELIEVED), 60, True),
        (stopped(StopReason.DISEASE_STABLE), 60, True),
        (stopped(StopReason.SRE_OCCURRED), 60, True),
        (stopped(StopReason.SEVERE_ADR), 60, False),
        (stopped(StopReason.DIED), 60, False),
        (stopped(None), 60, True),
        (stopped(None, Agent.ZOLEDRONATE), 60, False),
        (replace(stopped(None), answers=(replace(answer("BMA_STOP_WARN"), on=d(60)),)), 60, False),
        (replace(stopped(None), answers=(answer("BMA_STOP_WARN"),)), 60, True),
    ]
    raised("BMA_STOP_WARN", rows)


def test_denosumab_stopped_without_reason_names_the_months_of_rebound() -> None:
    found = the(patient(courses=(on_drug(0, stop=Stop(on=d(40))),)), 60, "BMA_STOP_WARN")
    assert (found.due_on, found.inputs["high_until"]) == (date(2026, 3, 5), date(2026, 5, 5))


def test_a_hold_is_no_overdue_dose_and_a_stated_reason_no_odd_interval() -> None:
    held = on_drug(0, holds=(Hold(on=d(20)),))
    assert "INJ_OVERDUE" not in codes(patient(courses=(held,)), 40)
    over = on_drug(0, holds=(Hold(on=d(20), until_on=d(30)),))
    assert "INJ_OVERDUE" in codes(patient(courses=(over,)), 40)
    explained = BoneCourse(agent=Agent.DENOSUMAB, doses=(Dose(on=D0), Dose(on=d(40), reason="fever")))
    assert "INJ_INTERVAL" not in codes(patient(courses=(explained,)), 40)
