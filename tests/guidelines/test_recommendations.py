"""Section 8: the twelve recommendations and their grades as printed."""

import pytest

from guidelines.findings import Grade
from guidelines.recommendations import RECOMMENDATIONS, recommendations_behind
from guidelines.sources import citation

PRINTED = [
    (1, "1A", "DX-01 DX-02 DX-03 DX-T01"),
    (2, "2A", "DX-17 DX-T08 DX-T09"),
    (3, "1A", "DX-22 DX-23 DX-T10 DX-T12"),
    (4, "1A", "MDT-01 MDT-T01 DX-T24"),
    (5, "1A 2B", "BMA-01 BMA-03"),
    (6, "1A", "BMA-04"),
    (7, "1B 2B", "BMA-16 BMA-16b BMA-21"),
    (8, "1B", "ONJ-01 ONJ-02"),
    (9, "1C", "PAIN-13 SYS-01"),
    (10, "1B", "RT-01 RT-05 MDT-T07"),
    (11, "2B", "SUR-02 MDT-T06"),
    (12, "2B", "INT-01 MDT-T13"),
]


def test_there_are_twelve() -> None:
    assert list(RECOMMENDATIONS) == [number for number, _, _ in PRINTED]


@pytest.mark.parametrize(("number", "grades", "rules"), PRINTED)
def test_grades_and_rules_are_those_of_the_catalogue(number: int, grades: str, rules: str) -> None:
    one = RECOMMENDATIONS[number]
    assert one.grades == tuple(map(Grade, grades.split()))
    assert one.rules == tuple(rules.split())
    assert citation(one.source).en.endswith(f"recommendation {number}")
    assert all(statement.words.zh and statement.words.en for statement in one.statements)


def test_a_rule_leads_back_to_its_recommendation() -> None:
    assert [one.number for one in recommendations_behind("BMA-21")] == [7]
    assert recommendations_behind("BMA-17") == ()
