"""What a file may get wrong: a clear word with the place, nothing lost, the other rows taken over."""

from decimal import Decimal
from typing import Any

import pytest

from guidelines.facts import Problem
from interop.cases.parse import case_parse
from interop.cases.reading import BadValue
from interop.models import ImportedCase
from patients.models import PainScore, ReportedResult
from tests.cast import Cast
from tests.interop.conftest import INDEX, brought_in, record, small

GOOD_PAIN = {"offset_days": 1, "nrs": 4}
DENOSUMAB = {"agent": "denosumab", "dose_mg": 120, "route": "SC", "interval_weeks": 4, "start_offset_days": 0}
CALCIUM = {"offset_days": 0, "analyte": "calcium", "value": 2.3, "unit": "mmol/L"}

WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"pain": [{"offset_days": 0, "nrs": 11}, GOOD_PAIN]}, "pain[0].nrs", "0 to 10"),
    ({"pain": [{"offset_days": 0, "nrs": "seven"}, GOOD_PAIN]}, "pain[0].nrs", "number"),
    ({"pain": [{"offset_days": 0, "nrs": 4.5}, GOOD_PAIN]}, "pain[0].nrs", "whole number"),
    ({"pain": [{"offset_days": "day 3", "nrs": 4}, GOOD_PAIN]}, "pain[0].offset_days", "number"),
    ({"pain": [{"offset_days": 10**8, "nrs": 4}, GOOD_PAIN]}, "pain[0].offset_days", "calendar"),
    ({"pain": [{"offset_days": -40000, "nrs": 4}, GOOD_PAIN]}, "pain[0].measured_on", "before the patient"),
    ({"pain": ["strong", GOOD_PAIN]}, "pain[0]", "object"),
    ({"pain": "strong"}, "pain", "list"),
    ({"ecog": 7}, "ecog.score", "0 to 5"),
    ({"weight_kg": 6}, "weight_kg", "kg"),
    (
        {"labs": [{"offset_days": 0, "analyte": "unobtainium", "value": 3, "unit": "g"}]},
        "labs[0].analyte",
        "list",
    ),
    ({"labs": [{"offset_days": 0, "value": 3, "unit": "g"}]}, "labs[0].analyte", "needed"),
    ({"labs": [CALCIUM | {"value": "high"}]}, "labs[0].value", "number"),
    ({"labs": [CALCIUM | {"ref": {"low": 3, "high": 2}}]}, "labs[0].ref", "below"),
    (
        {"imaging": [{"offset_days": 0, "modality": "CT", "lesions": [{"region": "tail"}]}]},
        "imaging[0].lesions[0].region",
        "HUMERUS",
    ),
    ({"lesions": [{"site": "T8", "region": "spine", "side": "top"}]}, "lesions[0].side", "left"),
    (
        {"lesions": [{"site": "T8", "region": "spine", "cord_compression": "maybe"}]},
        "lesions[0].cord_compression",
        "true",
    ),
    ({"mirels": [{"offset_days": 0, "site": "femur", "score": 800}]}, "mirels[0].total", "0 to 99"),
    (
        {"mirels": [{"offset_days": 0, "site": "femur", "items": {"colour": 2}}]},
        "mirels[0].items.colour",
        "lesion_type",
    ),
    (
        {"mirels": [{"offset_days": 0, "site": "femur", "items": {"pain": 9}}]},
        "mirels[0].items.pain",
        "1 to 3",
    ),
    ({"sre_events": [{"offset_days": 0, "type": "bad luck"}]}, "sre_events[0].type", "PATH_FRACTURE"),
    (
        {"local_therapy": [{"offset_days": 0, "type": "RT", "dose_gy": 3000}]},
        "local_therapy[0].dose_gy",
        "0 to 200",
    ),
    (
        {"mdt": {"held": True, "offset_days": 0, "disciplines": ["astrology"]}},
        "mdt.disciplines[0]",
        "MED_ONC",
    ),
    ({"primary": {"tnm": "big"}}, "primary.tnm", "cT1cN3M1c"),
    ({"pdl1": {"tps_percent": 120}}, "pdl1.tps_percent", "0 to 100"),
    ({"dental": [{"offset_days": None, "type": "ORAL_EXAM"}]}, "dental[0].offset_days", "day"),
    ({"dental": [{"offset_days": 0, "type": "WHITENING"}]}, "dental[0].type", "ORAL_EXAM"),
    (
        {"bone_therapy": [DENOSUMAB | {"events": [{"offset_days": -40000}, {"offset_days": 0}]}]},
        "bone_therapy[0].events[0].offset_days",
        "birth",
    ),
    (
        {"bone_therapy": [DENOSUMAB | {"events": [{"offset_days": 0}, {"offset_days": 0}]}]},
        "bone_therapy[0].events[1]",
        "second dose",
    ),
    ({"bone_therapy": [DENOSUMAB | {"interval_weeks": 100}]}, "bone_therapy[0].interval_days", "92"),
    ({"bone_therapy": [DENOSUMAB | {"interval_weeks": 4.5}]}, "bone_therapy[0].interval_weeks", "whole days"),
    (
        {"supplements": [{"name": "D3", "offset_days": 0, "calcium_mg_per_day": 90000}]},
        "supplements[0].calcium_mg_per_day",
        "5000",
    ),
]


@pytest.mark.parametrize(("wrong", "field", "word"), WRONG, ids=[field for _wrong, field, _word in WRONG])
def test_a_bad_value_says_where_and_what_is_accepted(
    people: Cast, wrong: dict[str, Any], field: str, word: str
) -> None:
    found = brought_in(people, small(**wrong))
    assert [complaint.field for complaint in found.complaints] == [field]
    said = found.complaints[0].message
    assert word in said.en
    assert said.zh
    kept = ImportedCase.objects.get()
    assert {key: kept.document[key] for key in wrong} == wrong
    assert kept.problems[0]["field"] == field
    if "pain" in wrong and wrong["pain"] != "strong":
        assert PainScore.objects.get().nrs == 4


@pytest.mark.parametrize(
    "case",
    [
        None,
        [],
        "C01",
        {},
        {"id": "X", "sex": "F"},
        {"id": "X", "age": 60},
        {"sex": "F", "age": 600},
        {"sex": "F", "age": "old"},
        {"sex": "F", "birth_date": "14.2.1967"},
        {"sex": "F", "birth_date": "2999-01-01"},
    ],
    ids=str,
)
def test_a_case_without_a_person_cannot_be_read(case: Any) -> None:
    with pytest.raises(BadValue):
        case_parse(case, index_on=INDEX, seen_on=INDEX)


def test_an_impossible_calcium_is_kept_and_flagged_and_alarms_nobody(people: Cast) -> None:
    found = brought_in(people, small(labs=[CALCIUM | {"value": 23}, CALCIUM | {"unit": "furlong"}]))
    assert found.complaints == ()
    assert [row.value for row in ReportedResult.objects.order_by("created_at")] == [
        Decimal(23),
        Decimal("2.3"),
    ]
    told = record(found).labs
    assert [(lab.value, lab.unit) for lab in told] == [(Decimal(23), "mmol/L"), (Decimal("2.3"), "furlong")]


def test_a_mirels_score_of_three_is_taken_over(people: Cast) -> None:
    found = brought_in(
        people, small(mirels=[{"offset_days": 0, "site": "humerus, proximal, right", "score": 3}])
    )
    assert found.complaints == ()
    assert [(score.total, score.ref) for score in record(found).mirels] == [(3, "mirels[0]")]


def test_nothing_of_a_later_day_is_seen_and_an_end_to_come_has_not_come(people: Cast) -> None:
    case = small(
        pain=[{"offset_days": 5, "nrs": 3}, {"offset_days": 6, "nrs": 9}],
        symptoms=[{"offset_days": 0, "code": "confusion", "resolved_offset_days": 6}],
        imaging=[{"offset_days": 6, "modality": "CT", "lesions": [{"site": "T8", "region": "spine"}]}],
        bone_therapy=[DENOSUMAB | {"events": [{"offset_days": 0}, {"offset_days": 28}]}],
    )
    found = brought_in(people, case, day=5)
    told = record(found, 5)
    assert found.complaints == ()
    assert [score.nrs for score in told.pain] == [3]
    assert told.symptoms[0].resolved_on is None
    assert told.studies == ()
    assert len(told.courses[0].given_on) == 1


def test_before_the_index_day_hardly_anything_is_known(people: Cast) -> None:
    found = brought_in(people, small(ecog=1, weight_kg=60), day=-1)
    told = record(found, -1)
    assert (told.bone_metastasis, told.ecog, told.person.weight_kg) == (None, (), None)


def test_of_two_courses_side_by_side_the_second_is_refused_and_stays_readable(people: Cast) -> None:
    second = {"agent": "唑来膦酸", "start_offset_days": 30, "events": [{"offset_days": 30}]}
    found = brought_in(people, small(bone_therapy=[DENOSUMAB, second]))
    assert [(one.field, one.rule_id) for one in found.complaints] == [("bone_therapy[1]", "BMA-09")]
    told = record(found).courses
    assert [(course.ref, course.agent, len(course.given_on)) for course in told] == [
        ("bone_therapy[0]", "DENOSUMAB", 0),
        ("bone_therapy[1]", "ZOLEDRONATE", 0),
    ]


def test_a_switch_is_no_overlap(people: Cast) -> None:
    first = DENOSUMAB | {"events": [{"offset_days": 0}], "stop": {"offset_days": 28, "reason": "SWITCHED"}}
    second = {"agent": "择泰", "start_offset_days": 28, "events": [{"offset_days": 28, "dose_mg": 4}]}
    found = brought_in(people, small(bone_therapy=[first, second]))
    assert found.complaints == ()
    assert [course.agent for course in record(found).courses] == ["DENOSUMAB", "ZOLEDRONATE"]


def test_an_order_without_bone_metastasis_is_refused_by_its_rule(people: Cast) -> None:
    case = small(bone_metastasis={"confirmed": False}, bone_therapy=[DENOSUMAB])
    found = brought_in(people, case)
    assert [one.rule_id for one in found.complaints] == ["BMA-03"]


@pytest.mark.parametrize("name", ["denosumab", "DENOSUMAB", "地舒单抗", "安加维", "Xgeva"])
def test_a_drug_has_many_names(people: Cast, name: str) -> None:
    found = brought_in(people, small(bone_therapy=[DENOSUMAB | {"agent": name}]))
    assert record(found).courses[0].agent == "DENOSUMAB"


@pytest.mark.parametrize("name", ["unspecified bone-modifying drug", "骨保护药物", "", None])
def test_a_drug_nobody_names_is_not_guessed(people: Cast, name: str | None) -> None:
    case = small(bone_therapy=[{"agent": name, "start_offset_days": 0, "events": [{"offset_days": 0}]}])
    course = record(brought_in(people, case)).courses[0]
    assert (course.agent, course.given_on) == (None, ())


@pytest.mark.parametrize(
    ("key", "told"), [("code", "Hypocalcemia"), ("code", "低钙血症"), ("text_zh", "低钙血症")]
)
def test_a_low_calcium_holds_the_dose_whatever_it_is_called(people: Cast, key: str, told: str) -> None:
    found = brought_in(people, small(problems=[{"offset_days": 0, key: told}]))
    assert [entry.problem for entry in record(found).problems] == [Problem.HYPOCALCAEMIA]


def test_holds_and_stops_keep_their_days(people: Cast) -> None:
    therapy = DENOSUMAB | {
        "events": [{"offset_days": 0}],
        "holds": [
            {"offset_days": 20, "until_offset_days": 40, "reason": "HYPOCALCAEMIA"},
            {"offset_days": 50, "reason": "tooth"},
        ],
        "stop": {"offset_days": 60, "reason": "pain relieved"},
    }
    held = record(brought_in(people, small(bone_therapy=[therapy]), day=55), 55).courses[0]
    assert [(hold.on - INDEX).days for hold in held.holds] == [20, 50]
    assert [hold.until_on is None for hold in held.holds] == [False, True]
    assert held.stop is None


def test_a_stop_ends_the_plan(people: Cast) -> None:
    therapy = DENOSUMAB | {
        "events": [{"offset_days": 0}],
        "stop": {"offset_days": 60, "reason": "pain relieved"},
    }
    course = record(brought_in(people, small(bone_therapy=[therapy]))).courses[0]
    assert course.stop.reason == "PAIN_RELIEVED"
    assert [dose.number for dose in course.doses] == [1]


def test_signs_no_database_can_hold_do_no_harm(people: Cast) -> None:
    found = brought_in(
        people, small(pain=[{"offset_days": 0, "nrs": 3, "text_zh": "a\x00b\ud800"}], x=float("nan"))
    )
    assert found.complaints == ()
    assert ImportedCase.objects.get().document["x"] == "nan"
