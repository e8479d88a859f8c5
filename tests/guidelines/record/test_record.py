"""A record as it stood on a day: later facts are not there yet, undated ones always are."""

from datetime import date

import pytest

from guidelines.bone.agents import Agent
from guidelines.lesions import Bone
from guidelines.record.bonedrugs import BoneCourse, Dose, Stop
from guidelines.record.complaints import EcogScore, Symptom, SymptomEntry
from guidelines.record.diagnosis import BoneMetastasis, BoneStatus
from guidelines.record.person import Person
from guidelines.record.record import Record, dates_of, seen_on
from guidelines.record.sites import Side, Site
from tests.guidelines.shorthand import day

BEFORE, ON, AFTER = day("2026-01-04"), day("2026-01-05"), day("2026-01-06")
ECOG = EcogScore(on=ON, ecog=1)


@pytest.mark.parametrize(("on", "seen"), [(BEFORE, ()), (ON, (ECOG,)), (AFTER, (ECOG,))])
def test_a_fact_is_seen_from_its_own_day(on: date, seen: tuple[EcogScore, ...]) -> None:
    assert seen_on(Record(ecog=(ECOG,)), on).ecog == seen


def test_an_undated_fact_is_always_seen() -> None:
    undated = Record(ecog=(EcogScore(ecog=2),))
    assert seen_on(undated, BEFORE) is undated


def test_what_ends_later_has_not_ended_yet() -> None:
    weakness = SymptomEntry(on=BEFORE, symptom=Symptom.LEG_WEAKNESS, resolved_on=AFTER)
    record = Record(symptoms=(weakness,))
    assert seen_on(record, ON).symptoms[0].resolved_on is None
    assert seen_on(record, AFTER) is record


def test_a_course_is_seen_without_its_later_doses_and_its_later_stop() -> None:
    doses = (Dose(on=BEFORE, number=1), Dose(on=AFTER, number=2))
    course = BoneCourse(on=BEFORE, agent=Agent.DENOSUMAB, doses=doses, stop=Stop(on=AFTER))
    seen = seen_on(Record(courses=(course,)), ON).courses[0]
    assert (seen.given_on, seen.stop) == ((BEFORE,), None)


def test_a_single_fact_of_later_is_not_known_at_all() -> None:
    record = Record(bone_metastasis=BoneMetastasis(on=AFTER, status=BoneStatus.CONFIRMED))
    assert seen_on(record, ON).bone_metastasis is None


def test_every_day_of_a_record_is_found_however_deep() -> None:
    course = BoneCourse(on=BEFORE, doses=(Dose(on=ON),), stop=Stop(on=AFTER))
    symptom = SymptomEntry(on=BEFORE, resolved_on=AFTER)
    assert set(dates_of(Record(courses=(course,), symptoms=(symptom,)))) == {BEFORE, ON, AFTER}


@pytest.mark.parametrize(
    ("person", "born_on"),
    [
        (Person(birth_date=day("1960-06-01"), birth_year=1961), day("1960-06-01")),
        (Person(birth_year=1961), day("1961-01-01")),
        (Person(birth_year=0), None),
        (Person(), None),
    ],
)
def test_a_year_of_birth_counts_as_its_first_day(person: Person, born_on: date | None) -> None:
    assert person.born_on == born_on


FEMUR = Site(bone=Bone.FEMUR)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (FEMUR, Site(bone=Bone.FEMUR, side=Side.LEFT), True),
        (Site(bone=Bone.FEMUR, side=Side.RIGHT), Site(bone=Bone.FEMUR, side=Side.LEFT), False),
        (Site(bone=Bone.FEMUR, side=Side.BILATERAL), Site(bone=Bone.FEMUR, side=Side.LEFT), True),
        (FEMUR, Site(bone=Bone.TIBIA), False),
        (Site(bone=Bone.SPINE, levels=("T3", "T5")), Site(bone=Bone.SPINE, levels=("T5",)), True),
        (Site(bone=Bone.SPINE, levels=("T3",)), Site(bone=Bone.SPINE, levels=("T5",)), False),
        (Site(), Site(), False),
    ],
)
def test_two_places_are_one_bone_unless_something_known_differs(one: Site, other: Site, same: bool) -> None:
    assert one.same_bone(other) is same
