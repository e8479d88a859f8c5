"""The safety rules as plain functions (SAF-01 to SAF-10)."""

import pytest

from guidelines.labs import Band
from guidelines.reading.calcium import CalciumEpisode
from guidelines.reading.drugs import DrugClass
from guidelines.reading.limits import SafetyLimits
from guidelines.record.board import BoneDrugStatement
from guidelines.record.complaints import Symptom
from guidelines.record.lesions import BoneLesion, Certainty
from guidelines.safety import (
    conference_gaps,
    drug_risks,
    is_calcium_emergency,
    needs_mirels,
    only_direct_invasion,
    presses_on_cord,
    signs_during,
    touches_cord_space,
)
from tests.guidelines.assessment.cast import D0, FEMUR, lesion, meeting, symptom

HIGH = CalciumEpisode(band=Band.HIGH, begin=D0)


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        (Symptom.DROWSINESS, True),
        (Symptom.CONFUSION, True),
        (Symptom.POLYURIA, True),
        (Symptom.ARRHYTHMIA, True),
        (Symptom.LEG_WEAKNESS, False),
    ],
)
def test_four_signs_make_high_calcium_an_emergency(kind: Symptom, counts: bool) -> None:
    assert is_calcium_emergency(HIGH, [symptom(kind)], SafetyLimits()) is counts
    low = CalciumEpisode(band=Band.LOW, begin=D0)
    assert not is_calcium_emergency(low, [symptom(kind)], SafetyLimits())


def test_a_sign_counts_while_calcium_is_high() -> None:
    drowsy = Symptom.DROWSINESS
    assert signs_during(HIGH, [symptom(drowsy, -5, until=0)]) == ()
    assert signs_during(HIGH, [symptom(drowsy, -5, until=1)]) == (drowsy,)
    assert signs_during(HIGH, [symptom(drowsy, None)]) == (drowsy,)


@pytest.mark.parametrize(
    ("found", "cord", "contact"),
    [
        (lesion(cord_compression=True), True, False),
        (lesion(cord_compression=True, certainty=Certainty.BENIGN), False, False),
        (lesion(epidural_contact=True), False, True),
        (lesion(thecal_sac_compression=True), False, True),
        (lesion(thecal_sac_compression=True, certainty=Certainty.BENIGN), False, False),
        (lesion(FEMUR, epidural_contact=True), False, False),
        (lesion(), False, False),
    ],
)
def test_what_presses_on_the_cord_and_what_touches_its_space(
    found: BoneLesion, cord: bool, contact: bool
) -> None:
    assert (presses_on_cord(found), touches_cord_space(found)) == (cord, contact)


def test_a_benign_lesion_needs_no_mirels_score() -> None:
    assert needs_mirels(lesion(FEMUR))
    assert not needs_mirels(lesion(FEMUR, certainty=Certainty.BENIGN))


def test_direct_invasion_decides_only_where_nothing_else_is_known() -> None:
    invaded = lesion(direct_invasion=True)
    assert only_direct_invasion([invaded])
    assert not only_direct_invasion([invaded, lesion(FEMUR)])
    assert not only_direct_invasion([])


def test_a_conference_must_speak_of_the_drug_while_none_is_given() -> None:
    complete = meeting(0, "MED_ONC", bone_drug=BoneDrugStatement.CONTRAINDICATED)
    assert conference_gaps(complete, drug_open=True) == ()
    silent = meeting(0, "MED_ONC")
    assert [gap.en for gap in conference_gaps(silent, drug_open=True)] == ["statement on the drug"]
    assert conference_gaps(silent, drug_open=False) == ()
    empty = meeting(None, conclusion=" ")
    assert [gap.en for gap in conference_gaps(empty, drug_open=False)] == [
        "date",
        "disciplines",
        "conclusion",
    ]


def test_each_unsafe_pair_is_named() -> None:
    everything = frozenset(DrugClass)
    pairs = drug_risks(everything, renal_impaired=True, calcium_high=True)
    assert [drug for drug, _ in pairs] == ["NSAID", "NSAID", "OPIOID", "THIAZIDE"]
    assert drug_risks(frozenset({DrugClass.NSAID}), renal_impaired=False, calcium_high=True) == ()
