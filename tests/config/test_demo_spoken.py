"""The places of the demo in Chinese name the same bones, sides and levels as the published words."""

from dataclasses import replace

import pytest

from config.demo.cases import cases
from config.demo.spoken import SPOKEN, spoken
from patients.record.sites import site_of


@pytest.mark.parametrize("published", SPOKEN)
def test_the_place_is_the_same(published: str) -> None:
    before, after = site_of(published), site_of(SPOKEN[published])
    assert before is not None
    assert after is not None
    assert replace(after, text="") == replace(before, text="")


def test_a_case_keeps_everything_else_and_the_file_stays_as_it_was_published() -> None:
    case = cases()["C01"]
    told = spoken(case)
    assert told["primary"]["side_lobe"] == SPOKEN[case["primary"]["side_lobe"]]
    assert spoken(told) == told
    rest = {name: part for name, part in case["primary"].items() if name != "side_lobe"}
    assert {name: told["primary"][name] for name in rest} == rest
    assert told["age"] == case["age"]
