"""The register of lesions: each lesion once, how it stands, what is dangerous first."""

from typing import Any

import pytest

from guidelines.lesions import Bone, LesionType
from guidelines.record.lesions import Certainty
from guidelines.record.sites import Side
from imaging.enums import Trend
from imaging.lesion_rows import rows_of
from imaging.selectors.irradiated import irradiated_of
from imaging.selectors.register import register_in, register_of
from imaging.services import LESION, lesion_score_add
from imaging.specs import LesionSpec
from patients.enums import RiskScale
from patients.models import Patient
from patients.record.rows import RecordRows
from patients.services.events import TREATMENT
from patients.services.recording import record_correct, record_void
from patients.specs.events import TreatmentSpec
from patients.specs.status import RiskScoreSpec
from tests.cast import TODAY, Cast, patient
from tests.imaging.measured import BASELINE, LAST, SEEN, four_lesions, lesion, measure, study
from tests.patients.spoken import NOW
from tests.record import add


def rows(row: Patient) -> list[Any]:
    record = RecordRows([row.id])
    register = register_in(record)
    return rows_of(register, irradiated_of(record, register.places))


def test_the_list_of_the_picture(people: Cast, zhang: Patient) -> None:
    four_lesions(people, zhang)
    found = rows(zhang)
    assert [(one.number, one.title, one.course.trend) for one in found] == [
        (1, "T8", Trend.GROWN),
        (4, "左侧股骨近端", Trend.NEW),
        (3, "右侧第8肋", Trend.UNKNOWN),
        (2, "L4", Trend.SMALLER),
    ]
    assert found[0].size == "18.4 × 14.2 mm（01-20 CT），基线 12.1 × 10.4"
    assert found[2].size == "未测径线"
    assert found[0].facts == ("病理性骨折", "无脊髓压迫")
    assert [one.score_name for one in found] == ["sins", "mirels", "", "sins"]


def test_rows_of_several_examinations_about_one_bone_are_one_lesion(people: Cast, zhang: Patient) -> None:
    first, second = study(people, zhang, BASELINE), study(people, zhang, LAST)
    for seen in (first, second):
        lesion(people, zhang, "T8 vertebra", Bone.SPINE, study_id=seen.id, first_seen_on=seen.done_on)
        lesion(people, zhang, "T10", Bone.SPINE, study_id=seen.id, first_seen_on=seen.done_on)
    listed = lesion(people, zhang, "T8", Bone.SPINE, first_seen_on=SEEN, type=LesionType.OSTEOLYTIC)
    places = register_of(zhang).places
    assert [(place.site.levels, len(place.rows)) for place in places] == [(("T8",), 3), (("T10",), 2)]
    assert (places[0].head, places[0].first_seen_on, places[0].type) == (
        listed,
        BASELINE,
        LesionType.OSTEOLYTIC,
    )


def test_two_lesions_of_one_bone_in_one_source_stay_two(people: Cast, zhang: Patient) -> None:
    lesion(people, zhang, "T8 椎体", Bone.SPINE)
    lesion(people, zhang, "T8 附件", Bone.SPINE)
    assert len(register_of(zhang).places) == 2


def test_a_side_nobody_told_is_not_the_left_one(people: Cast, zhang: Patient) -> None:
    lesion(people, zhang, "股骨", Bone.FEMUR)
    lesion(people, zhang, "股骨", Bone.FEMUR, side=Side.LEFT, study_id=study(people, zhang).id)
    places = register_of(zhang).places
    assert [place.site.side for place in places] == [None, Side.LEFT]
    assert [bool(one.is_on_map) for one in sorted(rows(zhang), key=lambda one: one.number)] == [False, True]


def test_flags_are_read_together_and_silence_stays_unknown(people: Cast, zhang: Patient) -> None:
    seen = study(people, zhang)
    lesion(people, zhang, "T8", Bone.SPINE, cord_compression=False)
    lesion(
        people,
        zhang,
        "T8",
        Bone.SPINE,
        cord_compression=True,
        study_id=seen.id,
        certainty=Certainty.SUSPECTED,
    )
    (place,) = register_of(zhang).places
    assert (place.says("cord_compression"), place.says("epidural_contact")) == (True, None)
    assert rows(zhang)[0].facts == ("可疑转移", "脊髓压迫")


def test_a_corrected_lesion_keeps_what_was_measured_and_a_void_one_is_gone(
    people: Cast, zhang: Patient
) -> None:
    told = four_lesions(people, zhang)
    spec = LesionSpec(site="T8", bone=Bone.SPINE, type=LesionType.MIXED, first_seen_on=BASELINE)
    by: dict[str, Any] = {"by": people.doctor_wang, "now": NOW}
    record_correct(kind=LESION, row=told.t8, spec=spec, reason="类型", today=TODAY, **by)
    assert next(one for one in rows(zhang) if one.title == "T8").course.trend == Trend.GROWN
    record_void(kind=LESION, row=told.l4, reason="他人影像", **by)
    assert [one.title for one in rows(zhang)] == ["左侧股骨近端", "T8", "右侧第8肋"]


def test_radiotherapy_and_the_latest_score_stand_on_the_row(people: Cast, zhang: Patient) -> None:
    told = four_lesions(people, zhang)
    facts: dict[str, Any] = {"kind": "RADIOTHERAPY", "procedure": "放疗", "dose_text": "30 Gy"}
    add(people, zhang, TREATMENT, TreatmentSpec(site="L4", started_on=BASELINE, **facts))
    add(people, zhang, TREATMENT, TreatmentSpec(site="肺门", started_on=BASELINE, **facts))
    for total in (6, 13):
        spec = RiskScoreSpec(scale=RiskScale.SINS, scored_on=TODAY, site="L4", total=total)
        lesion_score_add(by=people.doctor_wang, patient=zhang, lesion=told.l4, spec=spec, today=TODAY)
    found = next(one for one in rows(zhang) if one.title == "L4")
    assert found.facts == (f"放疗 30 Gy {BASELINE}", "SINS 13 不稳定")
    assert [one.title for one in rows(zhang)][:2] == ["T8", "L4"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_asks_the_same_number_of_questions(
    people: Cast, count: int, django_assert_num_queries: Any
) -> None:
    row = patient(people.oncology_1, number="ZY9")
    for number in range(count):
        seen = study(people, row, BASELINE, region=str(number))
        one = lesion(people, row, f"T{number + 1}", Bone.SPINE)
        measure(people, seen, one, "10.0", "8.0")
        spec = RiskScoreSpec(scale=RiskScale.SINS, scored_on=TODAY, site="T", total=number)
        lesion_score_add(by=people.doctor_wang, patient=row, lesion=one, spec=spec, today=TODAY)
    with django_assert_num_queries(8):
        assert len(rows(row)) == count
