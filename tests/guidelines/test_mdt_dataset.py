"""Which items of the case dataset a record holds, and what is missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from guidelines.assessment.chart import Chart
from guidelines.assessment.dossier import items_held
from guidelines.day import Day
from guidelines.labs import Analyte
from guidelines.lesions import Bone
from guidelines.mdt.dataset import WEIGHTS, CaseItem, Weight, missing_items
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS
from guidelines.record.complaints import PainScore, Symptom, SymptomEntry
from guidelines.record.lesions import BoneLesion
from guidelines.record.person import Person
from guidelines.record.record import Record
from guidelines.record.results import LabResult
from guidelines.record.sites import Site

TODAY = date(2025, 3, 1)


def held(record: Record, *, question: str = "?", wish: str = "") -> dict[CaseItem, bool]:
    chart = Chart(record, Day(TODAY), DEFAULT_HOSPITAL_LIMITS)
    return dict(items_held(chart, question=question, wish=wish))


def test_an_empty_record_holds_nothing_but_the_question() -> None:
    assert {item for item, there in held(Record()).items() if there} == {CaseItem.QUESTION}


def test_an_empty_question_and_a_wish_of_blanks_are_missing() -> None:
    found = held(Record(), question=" ", wish=" ")
    assert not found[CaseItem.QUESTION]
    assert not found[CaseItem.WISH]


def test_a_pain_score_of_zero_is_an_answer() -> None:
    assert held(Record(pain=(PainScore(on=TODAY, nrs=0),)))[CaseItem.PAIN]


def test_creatinine_without_a_weight_gives_no_clearance() -> None:
    lab = LabResult(on=TODAY, analyte=Analyte.CREATININE, value=Decimal(70), unit="µmol/L")
    record = Record(labs=(lab,))
    assert not held(record)[CaseItem.CLEARANCE]
    assert held(replace(record, person=Person(weight_kg=Decimal(60))))[CaseItem.CLEARANCE]


def test_a_result_without_a_number_is_not_measured() -> None:
    assert not held(Record(labs=(LabResult(on=TODAY, analyte=Analyte.CALCIUM),)))[CaseItem.CALCIUM]


def test_scores_are_asked_for_only_where_the_bone_is() -> None:
    nowhere, spine = held(Record()), BoneLesion(site=Site(bone=Bone.SPINE, text="T8"))
    femur = BoneLesion(site=Site(bone=Bone.FEMUR, text="左股骨"))
    assert not nowhere.keys() & {CaseItem.SINS, CaseItem.FRACTURE_RISK}
    assert held(Record(lesions=(spine,)))[CaseItem.SINS] is False
    assert held(Record(lesions=(femur,)))[CaseItem.FRACTURE_RISK] is False


def test_a_resolved_nerve_symptom_was_asked_about() -> None:
    entry = SymptomEntry(on=TODAY, symptom=Symptom.LEG_WEAKNESS, resolved_on=TODAY)
    assert held(Record(symptoms=(entry,)))[CaseItem.RED_FLAGS]


def test_what_matters_most_is_named_first_and_what_does_not_apply_is_not_named() -> None:
    missing = missing_items(held(Record()))
    weights = [WEIGHTS[item] for item in missing]
    assert weights == sorted(weights)
    assert (weights[0], weights[-1]) == (Weight.MUST, Weight.NICE)
    assert CaseItem.SINS not in missing
    assert CaseItem.QUESTION not in missing
